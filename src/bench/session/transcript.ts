/** One line of a call's transcript. Milliseconds since the call was placed. */
export interface TraceLine {
  atMs: number;
  /** `payor` and `us` speak; `heard` is what recognition made of a turn; `watcher` is a person who has the call do something; the rest is what happens in between. */
  who:
    | 'payor'
    | 'person'
    | 'us'
    | 'heard'
    | 'keys'
    | 'line'
    | 'sound'
    | 'phase'
    | 'answer'
    | 'model'
    | 'watcher'
    | 'bug';
  text: string;
}

const signs: Readonly<Record<TraceLine['who'], string>> = {
  payor: 'MENU  ',
  person: 'REP   ',
  us: 'US    ',
  heard: 'heard ',
  keys: 'KEYS  ',
  line: 'line  ',
  sound: 'sound ',
  phase: 'PHASE ',
  answer: '  ✓   ',
  model: 'model ',
  watcher: 'ORDER ',
  bug: 'BUG   ',
};

/** A call to be read by a person: time, who, what. */
export function printTrace(lines: readonly TraceLine[]): string {
  return [...lines]
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ atMs, who, text }) => `${clockOf(atMs)} ${signs[who]}${text}`)
    .join('\n');
}

function clockOf(atMs: number): string {
  const seconds = Math.floor(atMs / 1000);
  const pad = (n: number, width = 2) => String(n).padStart(width, '0');
  const tenths = Math.floor((atMs % 1000) / 100);
  return `${pad(Math.floor(seconds / 60))}:${pad(seconds % 60)}.${tenths}`;
}
