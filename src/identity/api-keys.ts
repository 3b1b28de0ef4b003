import { createHash } from 'node:crypto';

/**
 * What is stored of a key. A key is long and random, so a plain SHA-256 is as good as a slow hash and lets it be
 * looked up.
 */
export function hashOfKey(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

/** The part of any key that may be shown. */
export function prefixOf(key: string): string {
  return /^hf_([A-Za-z0-9]{1,16})_/.exec(key)?.[1] ?? key.slice(0, 4);
}
