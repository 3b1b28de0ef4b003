const ones = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const ordinalOnes = [
  '',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
  'thirteenth',
  'fourteenth',
  'fifteenth',
  'sixteenth',
  'seventeenth',
  'eighteenth',
  'nineteenth',
];
const nato: Record<string, string> = {
  a: 'alpha',
  b: 'bravo',
  c: 'charlie',
  d: 'delta',
  e: 'echo',
  f: 'foxtrot',
  g: 'golf',
  h: 'hotel',
  i: 'india',
  j: 'juliet',
  k: 'kilo',
  l: 'lima',
  m: 'mike',
  n: 'november',
  o: 'oscar',
  p: 'papa',
  q: 'quebec',
  r: 'romeo',
  s: 'sierra',
  t: 'tango',
  u: 'uniform',
  v: 'victor',
  w: 'whiskey',
  x: 'x-ray',
  y: 'yankee',
  z: 'zulu',
};

/** The words of number speech, for the ear as well as the mouth. */
export const vocabulary = { ones, tens, months, ordinalOnes, nato };

/** 0 to 999,999 in words: 1425 → "one thousand four hundred twenty five". */
export function cardinal(n: number): string {
  if (n < 20) return ones[n] ?? '';
  if (n < 100) {
    const rest = n % 10;
    return [tens[Math.floor(n / 10)], rest > 0 ? ones[rest] : ''].filter(Boolean).join(' ');
  }
  const [size, unit] = n < 1000 ? [100, 'hundred'] : [1000, 'thousand'];
  const rest = n % size;
  return [cardinal(Math.floor(n / size)), unit, rest > 0 ? cardinal(rest) : ''].filter(Boolean).join(' ');
}

/** 1 to 31: 22 → "twenty second". */
function ordinal(n: number): string {
  if (n < 20) return ordinalOnes[n] ?? '';
  if (n === 20) return 'twentieth';
  if (n === 30) return 'thirtieth';
  return `${tens[Math.floor(n / 10)] ?? ''} ${ordinalOnes[n % 10] ?? ''}`;
}

/** Integer cents. full: "one hundred forty two dollars and fifty cents"; short: "one forty two fifty". */
export function money(amount: number, style: 'full' | 'short'): string {
  const dollars = Math.floor(amount / 100);
  const cents = amount % 100;
  if (style === 'short' && dollars > 0 && dollars < 1000 && cents >= 10) {
    const hundreds = Math.floor(dollars / 100);
    const rest = dollars % 100;
    const restWords = rest === 0 ? 'hundred' : rest < 10 ? `oh ${cardinal(rest)}` : cardinal(rest);
    return [hundreds > 0 ? cardinal(hundreds) : '', restWords, cardinal(cents)].filter(Boolean).join(' ');
  }
  const dollarWords = `${cardinal(dollars)} ${dollars === 1 ? 'dollar' : 'dollars'}`;
  if (cents === 0) return dollarWords;
  const centWords = `${cardinal(cents)} ${cents === 1 ? 'cent' : 'cents'}`;
  return dollars === 0 ? centWords : `${dollarWords} and ${centWords}`;
}

/** ISO date: "march fifth twenty twenty six", without the year, or as numbers: "three five twenty twenty six". */
export function date(iso: string, style: 'year' | 'no-year' | 'numeric'): string {
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number);
  if (style === 'numeric') {
    const dayWords = day < 10 ? `oh ${cardinal(day)}` : cardinal(day);
    return `${cardinal(month)} ${dayWords} ${yearWords(year)}`;
  }
  const spoken = `${months[month - 1] ?? ''} ${ordinal(day)}`;
  return style === 'year' ? `${spoken} ${yearWords(year)}` : spoken;
}

function yearWords(year: number): string {
  const rest = year % 100;
  if (year >= 2000 && year < 2010) return rest === 0 ? 'two thousand' : `two thousand ${cardinal(rest)}`;
  const restWords = rest === 0 ? 'hundred' : rest < 10 ? `oh ${cardinal(rest)}` : cardinal(rest);
  return `${cardinal(Math.floor(year / 100))} ${restWords}`;
}

/** Letters one by one ("c as in charlie"), digits singly, a comma (a pause) between groups of three or four. */
export function identifier(value: string, style: 'plain' | 'nato'): string {
  return groupsOf(value.toLowerCase().replace(/[^a-z0-9]/gu, ''))
    .map((group) =>
      Array.from(group)
        .map((symbol) => symbolWords(symbol, style))
        .join(' '),
    )
    .join(', ');
}

function symbolWords(symbol: string, style: 'plain' | 'nato'): string {
  if (/\d/u.test(symbol)) return ones[Number(symbol)] ?? '';
  const letter = symbol.toUpperCase();
  return style === 'nato' ? `${letter} as in ${nato[symbol] ?? symbol}` : letter;
}

/** Leading letters alone, the rest in threes, a last group of four rather than one left over. */
function groupsOf(value: string): string[] {
  const head = /^[a-z]+/u.exec(value)?.[0] ?? '';
  const groups = head === '' ? [] : [head];
  let rest = value.slice(head.length);
  while (rest.length > 0) {
    const size = rest.length <= 4 ? rest.length : 3;
    groups.push(rest.slice(0, size));
    rest = rest.slice(size);
  }
  return groups;
}

/** "CO-197" → "C O one ninety seven", "N130" → "N one thirty", "M54.5" → "M five four point five", "99213" digit by digit. */
export function code(value: string): string {
  if (/^[A-Za-z]{2}-?\d{1,3}$/u.test(value)) return denialCode(value.replace(/^([A-Za-z]{2})-?/u, '$1-'));
  if (/^(?:MA|N|M)\d{1,3}$/u.test(value)) return denialCode(value.replace(/^([A-Z]+)/u, '$1-'));
  return value
    .split('.')
    .map((part) =>
      Array.from(part.replace(/[^A-Za-z0-9]/gu, ''), (symbol) =>
        symbolWords(symbol.toLowerCase(), 'plain'),
      ).join(' '),
    )
    .join(' point ');
}

/** Digits of a telephone number in groups: "three oh three, five five five, oh one four two". */
export function telephone(value: string): string {
  const digits = value.replace(/\D/gu, '').replace(/^1(?=\d{10}$)/u, '');
  const groups = digits.length === 10 ? [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)] : [digits];
  return groups.map((group) => Array.from(group, (digit) => ones[Number(digit)] ?? '').join(' ')).join(', ');
}

/** "CO-197" → "C O one ninety seven". */
function denialCode(code: string): string {
  const [group = '', number = ''] = code.toLowerCase().split('-');
  const n = Number(number);
  const numberWords =
    n < 100
      ? cardinal(n)
      : [
          cardinal(Math.floor(n / 100)),
          n % 100 === 0 ? 'hundred' : n % 100 < 10 ? `oh ${cardinal(n % 100)}` : cardinal(n % 100),
        ].join(' ');
  return `${Array.from(group.toUpperCase()).join(' ')} ${numberWords}`;
}

/** "Angela" → "A N G E L A". */
export function spelled(name: string): string {
  return Array.from(name.toUpperCase().replace(/[^A-Z]/gu, '')).join(' ');
}

/** For a sentence that follows other words: "I think it's …"; names and letters said one by one stay. */
export function lowered(text: string): string {
  return /^[A-Z] |^I\b/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}
