import { ulid } from 'ulid';

/** What an id names, as its prefix: readable in a log line, safe in a URL, free of dots. */
export type IdPrefix =
  | 'org'
  | 'key'
  | 'prac'
  | 'pay'
  | 'line'
  | 'task'
  | 'imp'
  | 'bat'
  | 'call'
  | 'node'
  | 'whe'
  | 'evt'
  | 'dlv'
  | 'rec'
  | 'aud'
  | 'usr'
  | 'ses'
  | 'link'
  | 'flag'
  | 'pause'
  | 'req';

/** Randomness by the thousand: one call for each of sixteen letters costs more than all the rest of an id. */
const pool = new Uint8Array(4_096);
let used = pool.length;

/** Uniform in [0, 1), in steps of 1/256: a letter of an id takes five of the eight bits. */
function random(): number {
  if (used === pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  return (pool[used++] ?? 0) / 256;
}

/** A time-ordered unique id such as `task_01jd…`: prefix, underscore, lower-case ULID. */
export function makeId(prefix: IdPrefix): string {
  return `${prefix}_${ulid(undefined, random).toLowerCase()}`;
}
