import { partsOf } from './calendar.ts';
import type { SayStyle, SpokenKind, SpokenValue, SpokenValues } from './types.ts';
import { digitWord, numberWords, ordinalWords, yearWords } from './words.ts';

/** The words of the spelling alphabet, A to Z. */
export const callWords: readonly string[] = (
  'Alpha Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliet Kilo Lima Mike November Oscar Papa Quebec Romeo ' +
  'Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu'
).split(' ');

/** Names of the months as they are said, January first. */
export const monthNames: readonly string[] =
  'January February March April May June July August September October November December'.split(' ');

const MARK_WORDS: Readonly<Record<string, string>> = {
  '-': 'dash',
  '.': 'point',
  '/': 'slash',
  "'": 'apostrophe',
  ' ': 'space',
};

/** The words for what stands between characters. */
export const markWords: readonly string[] = Object.values(MARK_WORDS);

function natoOf(letter: string): string {
  return callWords[letter.charCodeAt(0) - 65] ?? letter;
}

/** One character as a careful speaker gives it. */
function characterWords(char: string, style: SayStyle): string {
  if (/\d/.test(char)) return digitWord(char);
  if (/[A-Z]/.test(char))
    return style === 'natural' || style === 'slow'
      ? `${char} as in ${natoOf(char)}`
      : char === 'O'
        ? 'the letter O'
        : char;
  return MARK_WORDS[char] ?? char;
}

/** Runs of letters and of digits, in groups of three; a rest of one joins the group before it. */
function groupsOf(value: string, style: SayStyle): string[] {
  if (style === 'slow') return Array.from(value);
  const groups: string[] = [];
  for (const run of value.match(/\d+|[A-Z]+|[^\dA-Z]/g) ?? []) {
    for (let at = 0; at < run.length;) {
      const left = run.length - at;
      const size = left === 4 ? (at === 0 ? 4 : 2) : Math.min(3, left);
      groups.push(run.slice(at, at + size));
      at += size;
    }
  }
  return groups;
}

/** A prefix of one or two letters is said in one breath with what follows: "C as in Charlie, four, four, seven". */
function joinPrefix(groups: readonly string[]): string[] {
  const [first, second, ...rest] = groups;
  const short =
    first !== undefined && second !== undefined && /^[A-Z]$/.test(first) && /^\d{1,3}$/.test(second);
  return short ? [first + second, ...rest] : [...groups];
}

function sayCharacters(value: string, style: SayStyle): string[] {
  const upper = value.toUpperCase();
  const groups = style === 'slow' ? Array.from(upper) : joinPrefix(groupsOf(upper, style));
  return groups.map((group) => Array.from(group, (char) => characterWords(char, style)).join(', '));
}

function sayTelephone(value: string, style: SayStyle): string[] {
  const digits = value.replace(/\D/g, '');
  const local =
    digits.length === 11
      ? [digits.slice(0, 1), digits.slice(1, 4), digits.slice(4, 7), digits.slice(7)]
      : undefined;
  const groups =
    style === 'slow'
      ? Array.from(digits)
      : (local ??
        (digits.length === 10
          ? [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)]
          : groupsOf(digits, style)));
  return groups.map((group) => Array.from(group, digitWord).join(', '));
}

function sayMoney(cents: number, style: SayStyle): string[] {
  const sign = cents < 0 ? 'minus ' : '';
  const dollars = Math.floor(Math.abs(cents) / 100);
  const rest = Math.abs(cents) % 100;
  const amount =
    style === 'spelled' ? Array.from(String(dollars), digitWord).join(' ') : numberWords(String(dollars));
  const whole = `${sign}${amount} ${dollars === 1 ? 'dollar' : 'dollars'}`;
  if (rest === 0) return [whole];
  const small = `${numberWords(String(rest))} ${rest === 1 ? 'cent' : 'cents'}`;
  if (dollars === 0) return [sign + small];
  return style === 'slow' ? [whole, `and ${small}`] : [`${whole} and ${small}`];
}

function sayDate(value: string, style: SayStyle): string[] {
  if (value.includes('/')) {
    const [from = '', to = ''] = value.split('/');
    return [...sayDate(from, style), `through ${sayDate(to, style).join(', ')}`];
  }
  const { year, month, day } = partsOf(value);
  if (style === 'spelled' && year !== undefined && month !== undefined && day !== undefined) {
    const figures = [String(month), String(day), String(year)];
    return figures.map((part) => Array.from(part.padStart(2, '0'), digitWord).join(', '));
  }
  const name = month === undefined ? undefined : monthNames[month - 1];
  const front =
    name === undefined ? '' : day === undefined ? `${name} of` : `${name} ${ordinalWords(String(day))}`;
  const said = year === undefined ? '' : yearWords(year);
  if (style === 'slow') return [front, said].filter((part) => part !== '');
  return [[front, said].filter((part) => part !== '').join(day === undefined ? ' ' : ', ')];
}

function sayTime(value: string): string[] {
  const [hour = 0, minute = 0] = value.split(':').map(Number);
  const half = hour < 12 ? 'a.m.' : 'p.m.';
  const clock = numberWords(String(hour % 12 === 0 ? 12 : hour % 12));
  if (minute === 0) return [`${clock} ${half}`];
  return [
    `${clock} ${minute < 10 ? `oh ${numberWords(String(minute))}` : numberWords(String(minute))} ${half}`,
  ];
}

function sayDecimal(value: string): string {
  const [whole = '', fraction] = value.replace(/^-/, '').split('.');
  const sign = value.startsWith('-') ? 'minus ' : '';
  const words = sign + numberWords(whole);
  return fraction === undefined ? words : `${words} point ${Array.from(fraction, digitWord).join(' ')}`;
}

/** Codes are read as billers read them: letters bare, figures one by one, the dash of "CO-197" left out. */
function sayCode(value: string, style: SayStyle): string[] {
  const group = /^(CO|PR|OA|PI|CR)-(.+)$/.exec(value);
  if (group === null) return sayCharacters(value, style);
  return [Array.from(group[1] ?? '').join(' '), ...sayCharacters(group[2] ?? '', style)];
}

function sayDuration(value: SpokenValues['duration']): string[] {
  const unit = value.n === 1 ? value.unit.slice(0, -1) : value.unit;
  return [[sayDecimal(String(value.n)), value.dayType, unit].filter((part) => part !== undefined).join(' ')];
}

const YES_NO: Readonly<Record<SpokenValues['yes_no'], string>> = {
  yes: 'yes',
  no: 'no',
  unsure: "I'm not sure",
};

/**
 * A value in the words of a careful biller, one breath an element: identifiers as "C as in Charlie, four, four,
 * seven" and "one, nine, zero", money as "one hundred forty-two dollars and fifty cents".
 * `spelled` says single characters (letters bare), `slow` one character or part an element.
 */
export function say<K extends SpokenKind>(
  kind: K,
  value: SpokenValue<K>,
  style: SayStyle = 'natural',
): string[] {
  const text = typeof value === 'object' ? '' : String(value);
  switch (kind) {
    case 'identifier':
    case 'letters':
      return sayCharacters(text, style);
    case 'code':
      return sayCode(text, style);
    case 'telephone':
      return sayTelephone(text, style);
    case 'money':
      return sayMoney(Number(value), style);
    case 'date':
      return sayDate(text, style);
    case 'time':
      return sayTime(text);
    case 'duration':
      return sayDuration(value as SpokenValues['duration']);
    case 'ordinal':
      return [ordinalWords(text)];
    case 'percent':
      return [`${sayDecimal(text)} percent`];
    case 'cardinal':
    case 'decimal':
      return style === 'spelled'
        ? [Array.from(text.replace('-', ''), (char) => (char === '.' ? 'point' : digitWord(char))).join(' ')]
        : [sayDecimal(text)];
    case 'yes_no':
      return [YES_NO[text as SpokenValues['yes_no']]];
  }
  return [];
}
