/** Shared libraries of the system. */
import koffi from 'koffi';

type Library = ReturnType<typeof koffi.load>;

/** koffi unloads a library when its object is collected, even while the library's own data is in use; so keep them all. */
const kept = new Map<string, Library>();

/** @throws when the library is not installed. */
export function loadLibrary(name: string): Library {
  const library = kept.get(name) ?? koffi.load(name);
  kept.set(name, library);
  return library;
}
