import type { Draw } from './draw.ts';

const dayMs = 86_400_000;

/** Moves an ISO date by days. */
export function daysAfter(iso: string, days: number): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** An NPI that passes its check digit (Luhn over 80840 and the number). */
export function npi(draw: Draw): string {
  const body = `${draw.int(1, 2)}${draw.digits(8)}`;
  let sum = 0;
  const all = `80840${body}`;
  for (let i = all.length - 1, double = true; i >= 0; i -= 1, double = !double) {
    const digit = Number(all[i]) * (double ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return `${body}${(10 - (sum % 10)) % 10}`;
}

export function taxId(draw: Draw): string {
  return `${draw.int(1, 9)}${draw.digits(8)}`;
}

const mbiLetters = 'ACDEFGHJKMNPQRTUVWXY';

/** As on cards: a prefix and digits, digits alone, or the form of Medicare's. */
export function memberId(draw: Draw): string {
  const letter = () => mbiLetters[draw.int(0, mbiLetters.length - 1)] ?? 'A';
  switch (draw.weighed({ prefix: 5, letter: 2, digits: 2, medicare: 1 })) {
    case 'prefix':
      return `${draw.letters(3)}${draw.digits(draw.int(6, 9))}`;
    case 'letter':
      return `${draw.letters(1)}${draw.digits(8)}`;
    case 'digits':
      return `${draw.int(1, 9)}${draw.digits(draw.int(8, 10))}`;
    case 'medicare':
      return `${draw.int(1, 9)}${letter()}${letter()}${draw.digits(1)}${letter()}${letter()}${draw.digits(1)}${letter()}${letter()}${draw.digits(2)}`;
  }
}

/** A reference, check or claim number. */
export function reference(draw: Draw): string {
  return draw.chance(0.3)
    ? `${draw.letters(draw.int(1, 2))}${draw.digits(draw.int(6, 8))}`
    : draw.digits(draw.int(7, 11));
}

/** Integer cents: round or with cents. */
export function money(draw: Draw, fromDollars: number, toDollars: number): number {
  const dollars = draw.int(fromDollars, toDollars);
  const cents = draw.chance(0.5) ? 0 : draw.int(1, 99);
  return dollars * 100 + cents;
}

/** A number that nobody has: 555-01xx in some area. */
export function phone(draw: Draw): string {
  const area = draw.pick(['202', '303', '312', '404', '503', '602', '614', '617', '704', '801']);
  return `+1${area}55501${String(draw.int(0, 99)).padStart(2, '0')}`;
}

export function fiveDigitCode(draw: Draw): string {
  return draw.pick([
    '97110',
    '99213',
    '90837',
    '73721',
    '92507',
    '97530',
    '99214',
    '70553',
    '64483',
    '29881',
  ]);
}
