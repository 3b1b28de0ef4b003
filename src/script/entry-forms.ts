import type { ScriptIdentifier } from './call-script.ts';
import { identifierValue, keysFor } from './identifiers.ts';
import { heardReflex } from './scene.ts';
import type { Scene } from './scene.ts';
import { hear } from './words.ts';
import type { Heard } from './words.ts';

const smallNumbers: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  to: 2,
  too: 2,
  three: 3,
  four: 4,
  for: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
};
const count = `([0-9]+|${Object.keys(smallNumbers).join('|')})`;
const numberOf = (word: string | undefined) =>
  word === undefined ? undefined : (smallNumbers[word] ?? Number(word));

/**
 * The keys of one value, cut and ordered as the prompt's words ask for; in the other form, those of a value with letters
 * that such words would not give: without its letters, or with them.
 */
export function keysInForm(
  scene: Scene,
  identifier: ScriptIdentifier,
  text: string,
  other = false,
): string | undefined {
  const value = identifierValue(scene, identifier);
  if (value === undefined) return undefined;
  const heard = hear(text);
  const { plain } = heard;
  switch (identifier.kind) {
    case 'date':
      return dateKeys(value, plain);
    case 'letters':
      return nameKeys(wholeName(scene) ?? identifier, scene, plain);
    case 'money':
      return plain.includes('star') && /(?:decimal|point|cents)/.test(plain)
        ? `${String(Math.floor(Number(value) / 100))}*${String(Number(value) % 100).padStart(2, '0')}`
        : value;
    case 'words':
      return undefined;
    case 'identifier':
    case 'telephone': {
      const whole = keysFor(scene, identifier, '');
      if (whole === undefined) return undefined;
      return cut(leavesLettersOut(scene, heard) === other ? whole : value.replace(/\D/g, ''), plain);
    }
  }
}

/** "Numbers only", "leaving off any letters", where no other words want them. */
function leavesLettersOut(scene: Scene, heard: Heard): boolean {
  return heardReflex(scene, heard, 'digitsOnly') && !heardReflex(scene, heard, 'lettersToo');
}

/** "The last five digits of", "the first nine digits of". */
function cut(keys: string, plain: string): string {
  const last = new RegExp(`(?:last|final) ${count}(?! name)`).exec(plain)?.[1];
  if (last !== undefined) return keys.slice(-(numberOf(last) ?? keys.length));
  const first = new RegExp(`first ${count} (?:digits|numbers|characters|letters)`).exec(plain)?.[1];
  return first === undefined ? keys : keys.slice(0, numberOf(first) ?? keys.length);
}

/** How many digits a prompt wants of the year: "two for the year", "four digit year". */
const digitsOfYear =
  /(?<![a-z0-9])(two|2|four|4|(?:to|too|for)(?= digits?))(?: digits?)?(?: for| of)?(?: the)? year/;
/** Two digits each, or six in all. */
const shortDate =
  /(?:six|6) ?digits?|m ?m ?d ?d ?y ?y(?! ?y)|(?:two|2|to)(?: digits?)? each|(?:two|2|to)(?: digits?)? for (?:the )?month day and year|month month day day year year(?! year)/;

function isShortYear(plain: string): boolean {
  const count = digitsOfYear.exec(plain)?.[1];
  if (count !== undefined) return /^(?:two|2|to|too)$/.test(count);
  return shortDate.test(plain) && !/eight ?digits?/.test(plain);
}

const without = /(?:^| )(?:no|without|omit|leave out|do not|dont)(?: [a-z]+){0,3} (?:slash|dash)/;

/** Month, day and year in the order and length that the prompt gives; MMDDYYYY where it gives none. */
function dateKeys(value: string, plain: string): string {
  const [year = '', month = '', day = ''] = value.split('-');
  const isWhole = /(?:^| )day(?: |$)/.test(plain) || !/(?:^| )month and (?:the )?year(?: |$)/.test(plain);
  const short = isWhole && isShortYear(plain);
  const separator =
    /slash|dash/.test(plain) && /(?:^| )stars?(?: |$)/.test(plain) && !without.test(plain) ? '*' : '';
  const parts: Readonly<Record<string, string>> = { month, day, year: short ? year.slice(2) : year };
  // What is named twice is first part of what the date is called: "the day the patient was seen, month, day and year".
  const named = ['month', 'day', 'year']
    .map((name) => ({ name, at: lastPlace(plain, name) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ name }) => name);
  const isPart =
    !plain.includes('year') && /(?:^| )(?:month and (?:the )?day|day and (?:the )?month)(?: |$)/.test(plain);
  if (named.length >= 2 && named.includes('month') && (named.includes('year') || isPart))
    return named.map((name) => parts[name] ?? '').join(separator);
  if (
    named.length === 1 &&
    named[0] === 'year' &&
    /year of birth|birth year|year (?:[a-z]+ ){0,3}(?:was )?born/.test(plain)
  )
    return parts.year ?? '';
  return [month, day, parts.year ?? ''].join(separator);
}

function lastPlace(plain: string, word: string): number {
  return [...plain.matchAll(new RegExp(`(?<![a-z])${word}(?![a-z])`, 'g'))].at(-1)?.index ?? -1;
}

const keypad = 'abc def ghi jkl mno pqrs tuv wxyz'.split(' ');

export function keypadOf(text: string): string {
  return Array.from(text.toLowerCase(), (char) => {
    if (/\d/.test(char)) return char;
    const key = keypad.findIndex((letters) => letters.includes(char));
    return key < 0 ? '' : String(key + 2);
  }).join('');
}

/** The identifier that holds both parts of the patient's name. */
function wholeName({ script }: Scene): ScriptIdentifier | undefined {
  return script.identifiers.find(
    ({ kind, from }) => kind === 'letters' && from.some((one) => one.includes('+')),
  );
}

/** "The first letter of the first name and the first six letters of the last name", in the order asked for. */
function nameKeys(identifier: ScriptIdentifier, scene: Scene, plain: string): string {
  const value = identifierValue(scene, identifier) ?? '';
  const source = identifier.from.find((one) => one.includes('+'))?.split('+') ?? [];
  const words = value.split(' ');
  // The last of the parts may itself be of several words.
  const part = (which: string) => {
    const index = source.findIndex((name) => name.toLowerCase().includes(which));
    if (index < 0) return value;
    return index === source.length - 1 ? words.slice(index).join('') : (words[index] ?? '');
  };
  const asks = [
    ...plain.matchAll(
      new RegExp(
        `(?:(?:first|initial) (?:${count} )?(?:letters?|characters?|initial)s? of (?:the |your |their )?(?:(?:patient|member|subscriber)s? )?)?(first|last) name`,
        'g',
      ),
    ),
  ];
  if (asks.length === 0) return keypadOf(value);
  return asks
    .map((ask) => {
      const letters =
        /^(?:first|initial) /.test(ask[0]) && ask[0].includes(' of ') ? (numberOf(ask[1]) ?? 1) : undefined;
      const keys = keypadOf(part(ask[2] ?? ''));
      return letters === undefined ? keys : keys.slice(0, letters);
    })
    .join('');
}
