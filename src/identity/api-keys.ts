import { createHash, randomInt } from 'node:crypto';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const prefixLength = 8;
/** 238 bits: nobody guesses it, however fast the hash. */
const secretLength = 40;

/** A new key, `hf_<prefix>_<secret>`: letters and digits only, so that a double click takes all of it. */
export function makeKey(): string {
  return `hf_${randomText(prefixLength)}_${randomText(secretLength)}`;
}

/** Random letters and digits from the system's generator. */
export function randomText(length: number): string {
  return Array.from({ length }, () => letters.charAt(randomInt(letters.length))).join('');
}

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
