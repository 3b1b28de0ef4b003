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

/** A time-ordered unique id such as `task_01jd…`: prefix, underscore, lower-case ULID. */
export function makeId(prefix: IdPrefix): string {
  return `${prefix}_${ulid().toLowerCase()}`;
}
