import type { Checksum, Expected, SpokenKind, SpokenOptions, SpokenValue } from './types.ts';

/** ISO/IEC 7812 check digit. */
function luhn(digits: string): boolean {
  if (!/^\d+$/.test(digits)) return false;
  let sum = 0;
  for (let n = 0; n < digits.length; n++) {
    const digit = Number(digits[digits.length - 1 - n]);
    const doubled = n % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** An NPI is a Luhn number with the card issuer prefix 80840 in front of its ten digits (45 CFR 162.406). */
export function passesChecksum(value: string, checksum: Checksum): boolean {
  switch (checksum) {
    case 'npi':
      return value.length === 10 && luhn(`80840${value}`);
    case 'luhn':
      return value.length > 1 && luhn(value);
  }
}

let lastPattern: { source: string; compiled: RegExp | undefined } | undefined;

function compiled(source: string): RegExp | undefined {
  if (lastPattern?.source !== source) {
    let expression: RegExp | undefined;
    try {
      expression = new RegExp(`^(?:${source})$`);
    } catch {
      expression = undefined;
    }
    lastPattern = { source, compiled: expression };
  }
  return lastPattern.compiled;
}

/** A value longer than this is no identifier; a pattern is not run over it. */
const LONGEST_PATTERN_SUBJECT = 200;

/** How many characters are expected, or nothing where no length is. */
export function expectedLengths(expected: Expected | undefined): readonly number[] | undefined {
  if (expected?.length === undefined) return undefined;
  return typeof expected.length === 'number' ? [expected.length] : expected.length;
}

/** Whether a value written as text has the expected shape; dashes do not count where no pattern names them. */
export function fitsExpected(text: string, expected: Expected): boolean {
  const bare = text.replaceAll('-', '');
  const lengths = expectedLengths(expected);
  if (lengths !== undefined && !lengths.includes(bare.length)) return false;
  if (expected.pattern !== undefined) {
    const pattern = compiled(expected.pattern);
    if (pattern === undefined || text.length > LONGEST_PATTERN_SUBJECT) return false;
    if (!pattern.test(text) && !pattern.test(bare)) return false;
  }
  return expected.checksum === undefined || passesChecksum(bare, expected.checksum);
}

/** Dollars with two places of a number of cents. */
function dollars(cents: number): string {
  const whole = Math.abs(Math.round(cents));
  return `${cents < 0 ? '-' : ''}${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, '0')}`;
}

function asText(value: SpokenValue): string {
  if (typeof value === 'number') return dollars(value);
  return typeof value === 'string' ? value : `${value.n} ${value.unit}`;
}

function isListed(text: string, vocabulary: readonly string[]): boolean {
  const bare = text.replace(/[\s$,-]/g, '').toUpperCase();
  return vocabulary.some((word) => {
    const known = word.replace(/[\s$,-]/g, '').toUpperCase();
    return known === bare || `${known}.00` === bare;
  });
}

/**
 * The reading to believe: the first one that has the expected shape and is on the case; else of the expected
 * shape; else on the case; else the likeliest. Readings come likeliest first.
 */
export function chooseReading<K extends SpokenKind>(
  readings: readonly [SpokenValue<K>, ...SpokenValue<K>[]],
  options: SpokenOptions,
): SpokenValue<K> {
  const [first] = readings;
  const { expected, vocabulary } = options;
  if (
    readings.length < 2 ||
    (expected === undefined && (vocabulary === undefined || vocabulary.length === 0))
  ) {
    return first;
  }
  const fits =
    expected === undefined ? [] : readings.filter((value) => fitsExpected(asText(value), expected));
  const pool: readonly SpokenValue<K>[] = fits.length > 0 ? fits : readings;
  const listed =
    vocabulary === undefined ? undefined : pool.find((value) => isListed(asText(value), vocabulary));
  return listed ?? pool[0] ?? first;
}
