import type { SayClause } from '../kernel/speech.ts';
import { findSpoken } from '../spoken/index.ts';
import type { ScriptIdentifier } from './call-script.ts';
import { identifiersIn, identifierValue, keysFor, sayIdentifier } from './identifiers.ts';
import { menuWordsOf } from './menu-words.ts';
import { heardReflex } from './scene.ts';
import type { Scene } from './scene.ts';
import { clausesOf, hear, says } from './words.ts';

/** A menu that wants a value: which, and how it is to be given. */
export interface Entry {
  /** Identifiers asked for, in order; of alternatives the first that we have. */
  names: string[];
  by: 'keys' | 'voice';
  /** The prompt speaks of a closing key, or of a fixed number of digits. */
  ending: '' | '#' | '*';
}

/** What a menu asks to be entered or said; undefined where it asks for no value of ours. */
export function entryOf(scene: Scene, text: string): Entry | undefined {
  const heard = hear(text);
  const next = clausesOf(text).some((clause) => asksNext.test(hear(clause.text).plain));
  const spoken = heardReflex(scene, heard, 'askedFor') || heardReflex(scene, heard, 'spokenMenu');
  const keyed =
    heardReflex(scene, heard, 'entry') ||
    (next &&
      !spoken &&
      ((scene.state.presses > 0 && !scene.state.menu.spoke) || /(?:^| )digits?(?: |$)/.test(heard.plain)));
  if (!keyed && !spoken && !next) return undefined;
  const asked = identifiersIn(scene, askingPart(text.replace(spanish, ' ')));
  if (asked.length === 0 || says(heard, ['last (?:four|4)(?: digits)? of (?:the|your) social']))
    return undefined;
  const both = / then (?!press|hit|the pound|pound)| and (?:then )?(?:the|your) /.test(heard.plain);
  const names = [...new Set(asked.map(({ identifier }) => identifier.name))];
  const ours = names.filter((name) => valueOf(scene, name) !== undefined);
  const wanted = both ? (ours.length === names.length ? ours : []) : ours;
  return {
    names: both ? wanted : pickOne(scene, wanted),
    by: keyed ? 'keys' : 'voice',
    ending: endingOf(heard.plain),
  };
}

/** "Now the last five digits of the tax I D", "next, the date of birth": asked for without a verb. */
const asksNext =
  /(?:(?:^|.* )(?:now|next|then)|^(?:okay |great |thank you |thanks |got it )?and) (?:the|your)(?! [a-z0-9 ]*(?: is| was| are| will| has)(?: |$))(?: |$)|^(?:the|your) [a-z ]*(?: please|number|birth|service)$/;
/** "Español, dos" is no D O S. */
const spanish = /\b(?:para |por |en )?espa(?:ñ|n| )?ol[^.?!]*/gi;

/** Of several that would do, one that this menu has not refused already. */
function pickOne(scene: Scene, names: readonly string[]): string[] {
  const { refused } = scene.state.menu;
  const name = names.find((one) => !refused.includes(one)) ?? names[0];
  return name === undefined ? [] : [name];
}

/** Where the asking begins: "thank you for that N P I. Now enter your tax I D" asks for the latter. */
function askingPart(text: string): string {
  const heard = hear(text);
  const starts = [
    ...heard.plain.matchAll(
      /(?<![a-z0-9])(?:please |now )?(?:(?:now|next|then) (?=the |your )|re ?enter|enter|key in|type|input|say|tell me|give me|provide|what is|whats|state)(?![a-z0-9])/g,
    ),
  ];
  const start = starts[0]?.index;
  const part = start === undefined ? text : text.slice(heard.at[start] ?? 0);
  const { options } = menuWordsOf(part);
  const [first] = options;
  if (first === undefined || first.label === '') return part;
  // What follows is a way out for those who have no such value.
  const at = hear(part).plain.indexOf(first.label);
  return at > 12 ? part.slice(0, hear(part).at[at] ?? part.length) : part;
}

function endingOf(plain: string): Entry['ending'] {
  if (/(?:pound|hash|number sign|followed by)/.test(plain) && !/without (?:the )?(?:pound|hash)/.test(plain))
    return /followed by (?:the )?star|star key/.test(plain) ? '*' : '#';
  return '';
}

function valueOf(scene: Scene, name: string): string | undefined {
  const identifier = identifierOf(scene, name);
  return identifier === undefined ? undefined : identifierValue(scene, identifier);
}

function identifierOf(scene: Scene, name: string): ScriptIdentifier | undefined {
  return scene.script.identifiers.find((one) => one.name === name);
}

/** The keys for an entry in the form that the prompt's words ask for; undefined where a value cannot be keyed. */
export function entryKeys(scene: Scene, names: readonly string[], text: string): string | undefined {
  const parts: (string | undefined)[] = [];
  for (const name of names) {
    const identifier = identifierOf(scene, name);
    if (identifier === undefined) return undefined;
    // All parts of a name are one entry.
    const again = identifier.kind === 'letters' && parts.length > 0;
    if (!again) parts.push(keysInForm(scene, identifier, text));
  }
  return parts.length === 0 || parts.includes(undefined) ? undefined : parts.join('#w');
}

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

function keysInForm(scene: Scene, identifier: ScriptIdentifier, text: string): string | undefined {
  const value = identifierValue(scene, identifier);
  if (value === undefined) return undefined;
  const { plain } = hear(text);
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
      const numeric =
        /(?:numbers?|digits|numeric)(?: portion| part)? only|only the (?:numbers|digits)|without (?:the |any )?(?:letters|prefix|alpha)/.test(
          plain,
        );
      return cut(numeric ? value.replace(/\D/g, '') : whole, plain);
    }
  }
}

/** "The last five digits of", "the first nine digits of". */
function cut(keys: string, plain: string): string {
  const last = new RegExp(`(?:last|final) ${count}(?! name)`).exec(plain)?.[1];
  if (last !== undefined) return keys.slice(-(numberOf(last) ?? keys.length));
  const first = new RegExp(`first ${count} (?:digits|numbers|characters|letters)`).exec(plain)?.[1];
  return first === undefined ? keys : keys.slice(0, numberOf(first) ?? keys.length);
}

/** Month, day and year in the order and length that the prompt gives; MMDDYYYY where it gives none. */
function dateKeys(value: string, plain: string): string {
  const [year = '', month = '', day = ''] = value.split('-');
  const short =
    /(?:two|2|to|too|last two)(?: digits?)?(?: for| of)?(?: the)? year|(?:six|6)(?: ?digits?)|m ?m ?d ?d ?y ?y(?! ?y)|(?:two|2|to)(?: digits?)? each|(?:two|2|to)(?: digits?)? for (?:the )?month day and year/.test(
      plain,
    ) && !/(?:four|4|for)(?: digits?)?(?: for)?(?: the)? year|eight ?digits?/.test(plain);
  const parts: Readonly<Record<string, string>> = { month, day, year: short ? year.slice(2) : year };
  const order = [...plain.matchAll(/(?<![a-z])(month|day|year)(?![a-z])/g)].map((match) => match[1] ?? '');
  const named = [...new Set(order)];
  if (named.length >= 2 && named.includes('month') && named.includes('year'))
    return named.map((name) => parts[name] ?? '').join('');
  if (named.length === 1 && named[0] === 'year' && /year of birth|birth year/.test(plain))
    return parts.year ?? '';
  return month + day + (parts.year ?? '');
}

const keypad = 'abc def ghi jkl mno pqrs tuv wxyz'.split(' ');

function keypadOf(text: string): string {
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

/** A value as it is said to a menu: without a label, in groups. */
export function entryWords(scene: Scene, names: readonly string[]): SayClause[] {
  return names.flatMap((name) => {
    const identifier = identifierOf(scene, name);
    return identifier === undefined ? [] : sayIdentifier(scene, identifier, 'normal').slice(1);
  });
}

/** The way out of a prompt for those who lack what it asks for, as an answer to the menu. */
export function wayOut(scene: Scene, text: string): string | undefined {
  const { options, says: words } = menuWordsOf(text);
  const option = options.find(({ key, label }) => key !== '' && heardReflex(scene, hear(label), 'without'));
  if (option !== undefined) return `key ${option.key}`;
  const said = words.find((item) => heardReflex(scene, hear(item), 'without'));
  return said === undefined ? undefined : `say ${said}`;
}

/** What a read-back shows, as keys, where it can be read: digits, letters by their key, dates as they were keyed. */
export function shownKeys(text: string, entered: string, today: string): string | undefined {
  const shown =
    text.split(
      /\b(?:if (?:this|that|it)|is (?:this|that|it) (?:right|correct)|press|to confirm,? press|say yes)\b/i,
    )[0] ?? text;
  const date = findSpoken('date', shown, { today })[0]?.value;
  if (date !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(date) && /^(?:\d{6}|\d{8})$/.test(entered)) {
    const [year = '', month = '', day = ''] = date.split('-');
    return entered.length === 8 ? `${month}${day}${year}` : `${month}${day}${year.slice(2)}`;
  }
  const found = findSpoken('identifier', shown, { expected: { length: entered.length } })
    .map(({ value }) => keypadOf(value))
    .sort((a, b) => b.length - a.length)[0];
  return found === undefined || found.length < Math.max(3, entered.length * 0.6) ? undefined : found;
}
