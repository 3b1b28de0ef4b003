import type { ValueInText } from './found.ts';

const dot = '(?:\\.|\\s+(?:dot|\\.)\\s+)';
const ending = '(?:com|org|net|gov|edu|health|us|biz|info)';
const address = new RegExp(
  `(?<![@\\w.-])(?:https?:\\/\\/)?[a-z0-9-]+(?:${dot}[a-z0-9-]+)*?${dot}${ending}(?![a-z0-9])(?:(?:\\/|\\s+slash\\s+)[a-z0-9-]+)*`,
  'i',
);

/** Words before which no address begins: "you can go to", "upload it at". */
const leads =
  /(?<![a-z0-9'’])(?:at|to|is|on|it['’]?s|that['’]?s|visit|through|via|using|use|the|our|their|by|and|or|with|for|see|called|online|portal|website|site|[a-z]+ing|well|yes|yeah|okay|so|um|uh|you|from|it|them)[\s,.:;]+/gi;

/** The web address in a text, as it is written: "availity.com" of "availity dot com". One of several words ("harbor health dot com") is a guess. */
export function webAddressIn(text: string): ValueInText | undefined {
  const found = address.exec(text);
  if (found === null) return undefined;
  const before = text.slice(0, found.index);
  // "Email them to records at harbor dot com."
  if (/\be-?mail/i.test(before)) return undefined;
  const led = [...before.matchAll(leads)].at(-1);
  const from = led === undefined ? 0 : led.index + led[0].length;
  const isSpoken = /^[a-z0-9-]+\s+dot\s/i.test(found[0]);
  const words = isSpoken && from < found.index ? before.slice(from) : '';
  const start = found.index - words.length;
  const end = found.index + found[0].length;
  const value = (words.replace(/\s+/g, '') + found[0])
    .replace(/\s+(?:dot|\.)\s+/gi, '.')
    .replace(/\s+slash\s+/gi, '/');
  const quote = text.slice(start, end);
  return { value, start, end, quote, hedged: words.trim() !== '', corrected: false };
}
