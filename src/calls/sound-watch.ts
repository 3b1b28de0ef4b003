import type { SoundKind } from '../kernel/speech.ts';

/** Listens for what kind of sound is on the line; tells when it has changed and the change is sure. */
export interface SoundWatch {
  heard(audio: Uint8Array, atMs: number): SoundKind | undefined;
}
