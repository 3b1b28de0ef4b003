import { digitWords, say } from '../spoken/index.ts';

/** How a year of this century is said, as a pattern: "twenty twenty five", "two thousand five", "2025". */
export function yearSaid(year: number): string {
  const rest = year % 100;
  const [word = ''] = say('cardinal', String(rest));
  const century = `(?:${rest < 10 ? 'twenty oh' : 'twenty'}|two thousand(?: and)?)`;
  // "Twenty twenty" is no year of its own in "twenty twenty six".
  const isWhole = rest >= 20 && rest % 10 === 0 ? `(?! (?:${units}))` : '';
  return `(?:${String(year)}|${century} ${word.replace('-', ' ?')}${isWhole})`;
}

const units = digitWords.slice(1).join('|');
