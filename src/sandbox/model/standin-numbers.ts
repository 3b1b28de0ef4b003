/** A value that the pretend model believes to see, as it reads it, and where. */
export interface SeenValue {
  kind: 'money' | 'date' | 'identifier' | 'code' | 'count';
  value: string;
  start: number;
  end: number;
}

const ones =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'x x twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const months = 'january february march april may june july august september october november december'.split(
  ' ',
);
const ordinals =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );

interface Word {
  text: string;
  start: number;
  end: number;
}

/** Numbers, dates and identifiers in plain speech, read in the simplest way that mostly works. */
export function seeValues(text: string): SeenValue[] {
  const words = [...text.toLowerCase().matchAll(/[a-z0-9$.,/-]*[a-z0-9]/g)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  const seen: SeenValue[] = [];
  for (let at = 0; at < words.length;) {
    const date = dateAt(words, at);
    const run = date === undefined ? runAt(words, at) : [];
    const found = date ?? valueOf(run, words[at + run.length]?.text ?? '', words.slice(0, at));
    if (found !== undefined) seen.push(found);
    at =
      found === undefined
        ? at + Math.max(1, run.length)
        : words.findLastIndex(({ end }) => end <= found.end) + 1;
  }
  return seen;
}

function isNumeral(word: string): boolean {
  return (
    ones.includes(word) ||
    tens.includes(word) ||
    ['oh', 'o', 'hundred', 'thousand', 'and', 'double'].includes(word) ||
    /^\$?[\d.,]+$/.test(word) ||
    /^[b-hj-z]$/.test(word) ||
    /^[a-z]*\d[a-z\d-]*$/.test(word)
  );
}

function runAt(words: readonly Word[], from: number): Word[] {
  let to = from;
  while (to < words.length && isNumeral(words[to]?.text ?? '')) to += 1;
  const run = words.slice(from, to);
  while (run.at(-1)?.text === 'and' || run.at(-1)?.text === 'o') run.pop();
  return run[0]?.text === 'and' ? [] : run;
}

function valueOf(run: readonly Word[], next: string, before: readonly Word[]): SeenValue | undefined {
  const first = run[0];
  const last = run.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const span = { start: first.start, end: last.end };
  const texts = run.map(({ text }) => text);
  const prefix = before.at(-1)?.text ?? '';
  if (/^(?:co|pr|oa|pi)$/.test(prefix) || /^(?:co|pr|oa|pi)-?\d+$/.test(first.text))
    return {
      kind: 'code',
      value: `${prefix} ${digitsOf(texts)}`.trim(),
      start: before.at(-1)?.start ?? span.start,
      end: span.end,
    };
  if (/^(?:days?|weeks?|months?|business|calendar|visits?)$/.test(next))
    return { kind: 'count', value: String(amountOf(texts)), ...span };
  const isAmount =
    texts.some(
      (text) => text.startsWith('$') || ['hundred', 'thousand'].includes(text) || tens.includes(text),
    ) || /^(?:dollars?|cents)$/.test(next);
  if (isAmount) return { kind: 'money', value: String(amountOf(texts)), ...span };
  const digits = digitsOf(texts);
  if (digits.length >= 4) return { kind: 'identifier', value: digits, ...span };
  return /\d/.test(digits) ? { kind: 'count', value: digits, ...span } : undefined;
}

function digitsOf(words: readonly string[]): string {
  return words
    .map((word) => {
      if (word === 'oh' || word === 'o') return '0';
      if (tens.includes(word)) return String(tens.indexOf(word) * 10);
      return ones.includes(word) ? String(ones.indexOf(word)) : word.toUpperCase();
    })
    .filter((word) => !['AND', 'HUNDRED', 'THOUSAND', 'DOUBLE'].includes(word))
    .join('');
}

/** "one fifty" and "one hundred fifty" are both 150. */
function amountOf(words: readonly string[]): number {
  const plain = /^\$?([\d,]+(?:\.\d+)?)$/.exec(words[0] ?? '')?.[1];
  if (plain !== undefined) return Number(plain.replaceAll(',', ''));
  let total = 0;
  let part = 0;
  for (const word of words) {
    if (word === 'thousand') {
      total += Math.max(1, part) * 1000;
      part = 0;
    } else if (word === 'hundred') part = Math.max(1, part) * 100;
    else if (tens.includes(word))
      part = (part > 0 && part < 10 ? part * 100 : part) + tens.indexOf(word) * 10;
    else if (ones.includes(word)) part += ones.indexOf(word);
  }
  return total + part;
}

function dateAt(words: readonly Word[], at: number): SeenValue | undefined {
  const word = words[at];
  if (word === undefined) return undefined;
  const written = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(word.text);
  if (written !== null) {
    const [, month = '', day = '', year = ''] = written;
    return {
      kind: 'date',
      value: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
      start: word.start,
      end: word.end,
    };
  }
  const month = months.indexOf(word.text) + 1;
  if (month === 0) return undefined;
  const first = words[at + 1]?.text ?? '';
  const second = words[at + 2]?.text ?? '';
  const compound = first === 'twenty' || first === 'thirty' ? ordinals.indexOf(second) : -1;
  const day =
    compound > 0
      ? tens.indexOf(first) * 10 + compound
      : Math.max(ordinals.indexOf(first), ones.indexOf(first), Number(/^\d+/.exec(first)?.[0] ?? -1));
  if (day <= 0) return undefined;
  const last = at + (compound > 0 ? 2 : 1);
  const monthAndDay = `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const { year, length } = yearAt(words, last + 1);
  return {
    kind: 'date',
    value: year === undefined ? monthAndDay : `${String(year)}-${monthAndDay}`,
    start: word.start,
    end: words[last + length]?.end ?? word.end,
  };
}

/** "twenty twenty six" and "2026". */
function yearAt(words: readonly Word[], at: number): { year: number | undefined; length: number } {
  const [first = '', second = '', third = ''] = words.slice(at, at + 3).map(({ text }) => text);
  if (/^20\d\d$/.test(first)) return { year: Number(first), length: 1 };
  if (first !== 'twenty' || second !== 'twenty') return { year: undefined, length: 0 };
  const one = ones.indexOf(third);
  return one > 0 && one < 10 ? { year: 2020 + one, length: 3 } : { year: 2020, length: 2 };
}
