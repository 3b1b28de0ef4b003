import { vocabulary } from './wording.ts';

/** What is said is held against every value on the screen: the words of the last texts, and what they spell. */
const wordsInMind = new Map<string, readonly string[]>();
const spelled = new WeakMap<readonly string[], string>();
const textsInMind = 64;

/** Lower-case words without punctuation; "n.p.i." falls apart into letters. */
export function wordsOf(text: string): readonly string[] {
  const known = wordsInMind.get(text);
  if (known !== undefined) return known;
  if (wordsInMind.size >= textsInMind) wordsInMind.clear();
  const words = text
    .toLowerCase()
    .replace(/[’']/gu, '')
    .replace(/x-ray/gu, 'xray')
    .replace(/[^a-z0-9]+/gu, ' ')
    .trim()
    .split(' ')
    .filter((word) => word !== '');
  wordsInMind.set(text, words);
  return words;
}

const digitWords = new Map<string, string>([
  ...vocabulary.ones.slice(0, 10).map((word, digit): [string, string] => [word, String(digit)]),
  ['oh', '0'],
  ['niner', '9'],
]);
const teenWords = new Map(
  vocabulary.ones.slice(10).map((word, index): [string, number] => [word, index + 10]),
);
const tenWords = new Map(
  vocabulary.tens.slice(2).map((word, index): [string, number] => [word, (index + 2) * 10]),
);
const natoWords = new Map(
  Object.entries(vocabulary.nato).map(([letter, word]): [string, string] => [word.replace('-', ''), letter]),
);

/** The letters and digits that the words spell, in order, as one string: "d as in delta four four" → "d44". */
export function symbolsOf(words: readonly string[]): string {
  const symbols = spelled.get(words) ?? spelledBy(words);
  spelled.set(words, symbols);
  return symbols;
}

function spelledBy(words: readonly string[]): string {
  let out = '';
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    const next = words[i + 1] ?? '';
    if ((word === 'double' || word === 'triple') && digitWords.has(next)) {
      out += (digitWords.get(next) ?? '').repeat(word === 'double' ? 2 : 3);
      i += 1;
    } else if (/^(as|like)$/u.test(word) && i > 0 && (word === 'like' || next === 'in')) {
      const example = words[i + (word === 'as' ? 2 : 1)] ?? '';
      // The example word is surer than the letter that was said before it.
      if (example !== '' && /[a-z]$/u.test(out)) out = out.slice(0, -1) + example.charAt(0);
      i += word === 'as' ? 2 : 1;
    } else out += symbolOf(word, next);
  }
  return out;
}

function symbolOf(word: string, next: string): string {
  const digit = digitWords.get(word);
  if (digit !== undefined) return digit;
  if (/^\d+$/u.test(word)) return word;
  const teen = teenWords.get(word);
  if (teen !== undefined) return String(teen);
  const ten = tenWords.get(word);
  if (ten !== undefined) return digitWords.has(next) && next !== 'oh' ? String(ten / 10) : String(ten);
  const letter = natoWords.get(word);
  if (letter !== undefined) return letter;
  return /^[a-z]$/u.test(word) ? word : '';
}

/** The number that a run of words says from `from`: { value, length } or undefined. "one forty two" is 142. */
function numberAt(words: readonly string[], from: number): { value: number; length: number } | undefined {
  let total = 0;
  let group = 0;
  let seen = 0;
  let last: 'unit' | 'ten' | 'hundred' | undefined;
  for (let i = from; i < words.length; i += 1) {
    const word = words[i] ?? '';
    const unit = word === 'oh' && seen > 0 ? 0 : numberWord(word);
    if (word === 'hundred' && seen > 0) {
      group = (group === 0 ? 1 : group) * 100;
      last = 'hundred';
    } else if (word === 'thousand' && seen > 0) {
      total += (group === 0 ? 1 : group) * 1000;
      group = 0;
      last = 'hundred';
    } else if (unit === undefined) {
      if (word === 'and' && last === 'hundred' && numberWord(words[i + 1] ?? '') !== undefined) {
        seen += 1;
        continue;
      }
      break;
    } else if (unit >= 10 && unit < 100) {
      // A second "forty" or "twelve" begins another number: "one forty two fifty".
      if (last === 'ten' || (group >= 10 && group % 100 !== 0)) break;
      group = last === 'unit' ? group * 100 + unit : group + unit;
      last = 'ten';
    } else {
      if (last === 'unit' && unit < 10) group = group * 10 + unit;
      else group += unit;
      last = 'unit';
    }
    seen += 1;
  }
  return seen === 0 ? undefined : { value: total + group, length: seen };
}

function numberWord(word: string): number | undefined {
  if (/^\d+$/u.test(word)) return Number(word);
  const digit = word === 'oh' ? undefined : digitWords.get(word);
  return digit === undefined ? (teenWords.get(word) ?? tenWords.get(word)) : Number(digit);
}

/** Every date that the words say: month, day, and a year where one follows. */
export function datesOf(words: readonly string[]): { month: number; day: number; year?: number }[] {
  const found: { month: number; day: number; year?: number }[] = [];
  words.forEach((word, index) => {
    const month = vocabulary.months.indexOf(word) + 1;
    if (month === 0) return;
    let at = index + 1;
    if (words[at] === 'the') at += 1;
    const day = dayAt(words, at);
    if (!day) return;
    const year = yearAt(words, at + day.length);
    found.push({ month, day: day.value, ...(year === undefined ? {} : { year }) });
  });
  return found;
}

function dayAt(words: readonly string[], at: number): { value: number; length: number } | undefined {
  const word = words[at] ?? '';
  const simple = vocabulary.ordinalOnes.indexOf(word);
  if (simple > 0) return { value: simple, length: 1 };
  if (word === 'twentieth') return { value: 20, length: 1 };
  if (word === 'thirtieth') return { value: 30, length: 1 };
  const ten = tenWords.get(word);
  const next = words[at + 1] ?? '';
  if (ten === 20 || ten === 30) {
    const rest = vocabulary.ordinalOnes.indexOf(next);
    if (rest > 0 && rest < 10) return { value: ten + rest, length: 2 };
    const digit = digitWords.get(next);
    const followed = words[at + 2] ?? '';
    if (digit !== undefined && next !== 'oh' && (ten === 20 || Number(digit) < 2) && followed !== 'hundred')
      return { value: ten + Number(digit), length: 2 };
    return { value: ten, length: 1 };
  }
  const plain = numberWord(word);
  return plain !== undefined && plain > 0 && plain < 32 ? { value: plain, length: 1 } : undefined;
}

function yearAt(words: readonly string[], at: number): number | undefined {
  const rest = words.slice(at, at + 5);
  const first = rest[0] ?? '';
  if (/^(19|20)\d\d$/u.test(first)) return Number(first);
  if (first === 'two' && rest[1] === 'thousand')
    return 2000 + (numberAt(rest, rest[2] === 'and' ? 3 : 2)?.value ?? 0);
  if (first === 'nineteen') return 1900 + (numberAt(rest, 1)?.value ?? 0);
  if (first === 'twenty') return 2000 + (numberAt(rest, rest[1] === 'oh' ? 2 : 1)?.value ?? 0);
  return undefined;
}

/** Every amount that the words say, in cents; bare numbers count ("one forty two fifty"). */
export function amountsOf(words: readonly string[]): number[] {
  return amountsIn(words).map(({ cents }) => cents);
}

/** The same, but only what was said to be dollars or cents. */
export function moneyOf(words: readonly string[]): number[] {
  return amountsIn(words).flatMap(({ cents, named }) => (named ? [cents] : []));
}

function amountsIn(words: readonly string[]): { cents: number; named: boolean }[] {
  const found: { cents: number; named: boolean }[] = [];
  for (let i = 0; i < words.length;) {
    const whole = numberAt(words, i);
    if (!whole) {
      i += 1;
      continue;
    }
    let at = i + whole.length;
    const unit = words[at] ?? '';
    if (/^cents?$/u.test(unit)) found.push({ cents: whole.value, named: true });
    else {
      const named = /^dollars?$/u.test(unit);
      if (named) at += 1;
      const centsAt = words[at] === 'and' ? at + 1 : at;
      const cents = numberAt(words, centsAt);
      if (cents && cents.value < 100 && (named || centsAt === at)) {
        found.push({ cents: whole.value * 100 + cents.value, named });
        at = centsAt + cents.length;
      } else found.push({ cents: whole.value * 100, named });
    }
    i = at;
  }
  return found;
}

/** Letters and digits that telephone speech confuses; one mistake of this kind weighs half. */
const soundAlike = [
  'bcdegptvz3',
  'fsx',
  'mn',
  'ajk8h',
  'iy5',
  'quw',
  'o0',
  '59',
  '45',
  'l',
  'r',
  's6',
  'i1',
  '1497',
];

function substitution(a: string, b: string): number {
  if (a === b) return 0;
  return soundAlike.some((group) => group.includes(a) && group.includes(b)) ? 0.5 : 1;
}

/** The least cost to find `wanted` somewhere in `heard`: missing, extra and wrong symbols weigh 1, sound-alikes 0.5. */
export function findCost(wanted: string, heard: string): number {
  let row = new Array<number>(heard.length + 1).fill(0);
  for (const symbol of wanted) {
    const next = [(row[0] ?? 0) + 1];
    for (let j = 1; j <= heard.length; j += 1) {
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + substitution(symbol, heard[j - 1] ?? ''),
        ),
      );
    }
    row = next;
  }
  return Math.min(...row);
}

/** Whether so few edits lie between two words. */
export function isNear(a: string, b: string, edits: number): boolean {
  return Math.abs(a.length - b.length) <= edits && wordDistance(a, b) <= edits;
}

/** Plain edit distance between two words. */
function wordDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}
