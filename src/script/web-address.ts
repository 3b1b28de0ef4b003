import type { ValueInText } from './found.ts';
import { turningIn } from './repaired.ts';

const dot = '(?:\\.|\\s+(?:dot|\\.)\\s+)';
const ending = '(?:com|org|net|gov|edu|health|us|biz|info)';
const address = new RegExp(
  `(?<![@\\w.-])(?:https?:\\/\\/)?[a-z0-9-]+(?:${dot}[a-z0-9-]+)*?${dot}${ending}(?![a-z0-9])(?:(?:\\/|\\s+slash\\s+)[a-z0-9-]+)*`,
  'gi',
);

/** Words before which no address begins: "you can go to", "upload it at". */
const leads =
  /(?<![a-z0-9'’])(?:at|to|is|on|it['’]?s|that['’]?s|visit|through|via|using|use|the|our|their|by|and|or|with|for|see|called|online|portal|website|site|[a-z]+ing|not|longer|well|yes|yeah|okay|so|um|uh|you|from|it|them)[\s,.:;]+/gi;

/** The web addresses in a text, as they are written: "availity.com" of "availity dot com". One of several words ("harbor health dot com") is a guess. */
export function webAddressesIn(text: string): ValueInText[] {
  // "Email them to records at harbor dot com."
  if (/\be-?mail/i.test(text)) return [];
  return [...text.matchAll(address)].map(({ index, 0: found }) => {
    const before = text.slice(0, index);
    const led = [...before.matchAll(leads)].at(-1);
    const from = led === undefined ? 0 : led.index + led[0].length;
    const isSpoken = /^[a-z0-9-]+\s+dot\s/i.test(found);
    const words = isSpoken && from < index ? before.slice(from) : '';
    const start = index - words.length;
    const end = index + found.length;
    const value = (words.replace(/\s+/g, '') + found)
      .replace(/\s+(?:dot|\.)\s+/gi, '.')
      .replace(/\s+slash\s+/gi, '/');
    return {
      value,
      start,
      end,
      quote: text.slice(start, end),
      hedged: words.trim() !== '',
      corrected: false,
    };
  });
}

/** "Not availity.com, it's carelon.com": the address that is meant. Of several that all may be, the first is a guess. */
export function addressMeant(text: string, addresses: readonly ValueInText[]): ValueInText | undefined {
  const turning = turningIn(text);
  const meant = addresses.filter(
    ({ start }) =>
      start >= (turning?.to ?? 0) && !/\b(?:not|no longer)\s+(?:on\s+|at\s+)?$/i.test(text.slice(0, start)),
  );
  const [first, ...others] = meant;
  if (first === undefined) return undefined;
  const isSure = others.every(({ value }) => value === first.value) && turning?.isSure !== false;
  return { ...first, hedged: first.hedged || !isSure, corrected: turning !== undefined };
}
