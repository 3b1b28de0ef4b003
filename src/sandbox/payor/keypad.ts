/** The digits for a value on a key pad: letters are their keys, an ISO date is MMDDYYYY, other signs are left out. */
export function keypadDigits(value: string): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/u.exec(value) ?? [];
  if (year !== undefined && month !== undefined && day !== undefined) return `${month}${day}${year}`;
  return value
    .toLowerCase()
    .replace(/[^a-z0-9]/gu, '')
    .replace(/[a-z]/gu, (letter) => '22233344455566677778889999'[letter.charCodeAt(0) - 97] ?? '');
}
