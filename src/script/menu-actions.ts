import { digitWords, keyNamed, keyWords } from '../spoken/index.ts';
import { bareKeys } from './menu-bare.ts';
import { behindBare, counted, isThing, lastKey, plainKey } from './menu-keys.ts';
import type { Action } from './menu-keys.ts';
import type { Marked } from './menu-marks.ts';
import { isForYes } from './menu-pairs.ts';
import { overlaps } from './words.ts';

const digits = digitWords.join('|');
const anyKey = `(?:[0-9]|${keyWords.join('|')}|any (?:key|button|number))`;

/** Behind a key: what it is for follows. "Two is for providers", "dial two and you'll get claims", "press two or say claims". */
const following =
  '(?: (?:is|are|stands) (?:for|to)(?![a-z0-9])| (?:means|equals|(?:goes|leads) to)(?![a-z0-9])| (?:gets|takes|brings|connects|reaches|will (?:get|take|bring|connect|reach))(?: you)?(?: (?:to|with)(?![a-z0-9]))?(?![a-z0-9])' +
  '| (?:and |then )?(?:youll|you will) (?:get|reach|hear|be (?:connected|sent|put through) (?:to|with))(?![a-z0-9])' +
  `| or (?:just |you can |simply )?say(?![a-z0-9])(?! ${anyKey}(?![a-z0-9])))`;
const pressing = new RegExp(
  '(?<![a-z0-9])(?:should |must |can |may )?(?:press(?:es|ed|ing)?|dial|push(?:es|ing)?|hit(?:s|ting)?|select|choose|touch(?:es|ing)?|tap|punch|enter|option|pick|(?:key|type)(?= in )|key(?= [a-z0-9]+ (?:for|to|if) )|oprima|marque)(?: in)?' +
    '(?: (?:or|and) (?:say|press|enter|select))?(?: (?:option|number|the (?:number|key|digit)|the))?' +
    `(?: (?:number|key))? (${anyKey})(?: (?:key|sign|button))?(?![a-z0-9])` +
    // "Select one of these", "enter two digits", "dial one eight hundred" name no key.
    `(?! (?:of|digits?|letters?|characters?|numbers|time|more|moment|or more|dollars?|cents|percent|visits?|days?|(?:[0-9]+|${digits}|hundred|thousand|million)(?![a-z0-9])))` +
    `(${following})?`,
  'g',
);
/** "Key one claims, key two benefits": a row that counts what it calls a key. */
const keyNamedSo = new RegExp(`(?<![a-z0-9])(?:key|button) (${lastKey})(?= [a-z]|$)`, 'g');
const strictKey = `(?:[0-9]|${digitWords.join('|')})`;
/** "Press one two for benefits", "press 12", "star one": keys that are pressed one after the other. */
const pressingTwo = new RegExp(
  '(?<![a-z0-9])(?:press|dial|push|hit|select|choose|touch|enter|key|option)(?: or (?:say|press))?(?: (?:option|number|extension|the numbers?))? ' +
    `((?:${strictKey} ){1,3}${strictKey}|[0-9]{2,4}|(?:star|pound) (?:and |then )?${strictKey})(?![a-z0-9])` +
    `(?! (?:of|digits?|letters?|characters?|numbers|times?|minutes?|more|[0-9]+|${digits}|hundred|thousand)(?![a-z0-9]))`,
  'g',
);

/** The keys that such words name, where the prompt has several of them, or none could be meant as one. */
function keysInARow({ plain, breaks }: Marked): { keys: string; start: number; end: number }[] {
  const found = [...plain.matchAll(pressingTwo)].flatMap((match) => {
    const words = (match[1] ?? '').replace(/ (?:and|then) /, ' ');
    const keys = (words.match(/[a-z]+|[0-9]/g) ?? []).map((word) => keyNamed(word));
    const start = match.index;
    const end = start + match[0].length;
    const whole = ![...breaks].some((place) => place > start && place < end);
    return whole && keys.every((key) => key !== undefined) && !emergencyCall.test(keys.join(''))
      ? [{ keys: keys.join(''), start, end }]
      : [];
  });
  return found.length > 1 ? found : found.filter(({ keys }) => /^[*#]/.test(keys));
}

const emergencyCall = /^(?:911|988|711)$/;

/** "Use the one button for members." */
const using = new RegExp(
  `(?<![a-z0-9])(?:use|using)? ?(?:the |your )(?:number )?(${anyKey}) (?:key|button)(?![a-z0-9])`,
  'g',
);
/** "We will hang up if one is not pressed." */
const pressed = new RegExp(
  `(?<![a-z0-9])(${anyKey}) (?:is|gets|has been)(?: not)? (?:pressed|pushed|hit|selected|dialed)(?![a-z0-9])`,
  'g',
);
/** "Two is for providers", without a verb for pressing. */
const leading = new RegExp(`(?<![a-z0-9])(?:option |number |key )?(${lastKey})(${following})`, 'g');
/** "Covered by us? That is one", "claims is one", "benefits can be reached on two". */
const closing = new RegExp(
  '(?<![a-z0-9])(?:the (?:number|key|button|choice|option)(?: for that)? is|thats|that is|thatll be|that will be|that would be|make that|its|it is|itll be' +
    '|(?<!(?:youre|you|i|im|they|theyre|who|which|not|if it|that) )(?:is|are|will be|can be)(?: (?:reached|found|handled|answered))?(?: (?:at|on|by|with|through|under|behind))?|on|under|at)' +
    `(?: an?)?(?: (?:key|option|number|choice|button))? (${lastKey})(?: for you)?(?![a-z0-9])`,
  'g',
);
/** "It's one for claims": what it is for follows at once. */
const continues = /^ (?:for|to|if)(?![a-z0-9])/;
const anyTime = /^ (?:now|(?:at )?any ?(?:time|point)|at (?:this|any) (?:time|point|moment))(?= )/;
const saying = new RegExp(
  `(?<![a-z0-9])(?<!(?:id|ill|i|we|would|they|he|she) )say(?:ing)? (${plainKey})(?! (?:of|[0-9]))(?![a-z0-9])`,
  'g',
);
const staying =
  /(?<![a-z0-9])(?:please |just |simply )?(?:stay|remain|hold|wait|continue to hold) (?:on )?(?:the )?(?:line|to be connected)(?![a-z0-9])/g;
/** "English, one. Para español, dos", "one for English, dos para español": the other key is none of this language's. */
const english = new RegExp(
  `(?<=(?<![a-z0-9])english (?:is |thats |that is )?)(${plainKey})(?= (?:(?:para|por|en|or|o) (?:[a-z]+ ){0,4})?(?:espa|spanish)|$)`,
  'g',
);
const forEnglish = new RegExp(
  `(?<![a-z0-9])(${plainKey})(?= (?:is )?for (?:[a-z]+ ){0,3}english (?:[a-z]+ ){0,6}(?:espa|spanish))`,
  'g',
);

/** A sentence ends between the words of a match and its key. */
function endsWithin({ breaks, colons }: Marked, { index, 0: words, 1: key = '' }: RegExpExecArray): boolean {
  const at = index + words.indexOf(key);
  return [...breaks].some((place) => place > index && place < at && !colons.has(place));
}

/** "Claims, benefits, or authorizations. Please choose one": no key, where it is the whole sentence. */
function isOneOfThem({ plain, breaks }: Marked, { index, 0: words }: RegExpExecArray): boolean {
  const end = index + words.length;
  const opening = / (?:(?:please|just|now|simply|and) )*$/.exec(plain.slice(0, index));
  const isWhole = opening !== null && breaks.has(opening.index) && (end === plain.length || breaks.has(end));
  return isWhole && /^(?:choose|select|pick|say)(?:ing)? one$/.test(words);
}

export function actionsIn(marked: Marked): Action[] {
  const { plain, breaks } = marked;
  const found: Action[] = [];
  const add = (word: string, start: number, end: number, label?: Action['label']) => {
    const key = word.startsWith('any ') ? '1' : keyNamed(word);
    if (key === undefined || found.some((one) => overlaps(one, { start, end }))) return;
    found.push({ key, start, end, label });
  };
  const addAll = (matches: Iterable<RegExpExecArray>, label?: Action['label']) => {
    for (const match of matches)
      add(
        match[1] ?? '',
        match.index,
        match.index + match[0].length,
        match[2] === undefined ? label : 'behind',
      );
  };
  for (const { keys, start, end } of keysInARow(marked)) found.push({ key: keys, start, end });
  const verbs = [pressing, using, pressed, saying].flatMap((pattern) => [...plain.matchAll(pattern)]);
  // "The plan name is Select. Five thousand …": no verb goes on behind the end of its sentence.
  const kept = verbs.filter((match) => !endsWithin(marked, match));
  addAll(kept.length === 1 ? kept.filter((match) => !isOneOfThem(marked, match)) : kept);
  addAll(plain.matchAll(english));
  addAll(plain.matchAll(forEnglish), 'behind');
  addAll(countedKeys(plain));
  const leads = [...plain.matchAll(leading)];
  const closes = loneThingsOut(marked, closingKeys(marked), found);
  const links = leads.length + closes.length;
  // "That is two" may be an answer; several of them are choices.
  if (found.length + links > 1 || (closes.length === 1 && isWholeChoice(plain, closes[0]))) {
    addAll(leads);
    for (const match of closes) {
      const end = match.index + match[0].length;
      const opens = match.index === 0 || breaks.has(match.index - 1);
      const isHead = opens && !breaks.has(end) && continues.test(plain.slice(end));
      add(match[1] ?? '', match.index, end, isHead ? 'behind' : 'before');
    }
  }
  for (const one of found) if (/[*#0]/.test(one.key) && opensAndGoesOn(marked, one)) one.label ??= 'behind';
  found.sort((a, b) => a.start - b.start);
  // "For yes press one, for no press two": what stands behind the first key is the second one's.
  const yesAhead = /(?:for|if) (?:yes|no|so|not)(?: please)? $/.test(plain.slice(0, found[0]?.start ?? 0));
  if (!yesAhead) for (const one of found) if (isForYes(plain.slice(one.end))) one.label ??= 'behind';
  found.push(...bareKeys(marked, found));
  for (const match of plain.matchAll(staying))
    if (found.length > 0 && isStayChoice(plain, match.index))
      found.push({ key: '', start: match.index, end: match.index + match[0].length });
  return found.sort((a, b) => a.start - b.start);
}

function countedKeys(plain: string): RegExpExecArray[] {
  const row = [...plain.matchAll(keyNamedSo)];
  const counts = row.every((match, at) => keyNamed(match[1] ?? '') === String(at + 1));
  return row.length > 1 && counts ? row : [];
}

/** "Press star to repeat", at the beginning of its own sentence: keys beside the others are often named the other way round. */
function opensAndGoesOn({ plain, breaks }: Marked, { start, end }: Action): boolean {
  const opens =
    start === 0 || breaks.has(start - 1) || /(?:^| )or (?:please |just )?$/.test(plain.slice(0, start));
  return opens && !breaks.has(end) && continues.test(plain.slice(end).replace(anyTime, ''));
}

/** "Claims is one": where nothing is counted, and each but the last has a pause or another choice behind it. */
function closingKeys({ plain, commas }: Marked): RegExpExecArray[] {
  const found = [...plain.matchAll(closing)].filter((match) => {
    const end = match.index + match[0].length;
    const paused = end === plain.length || commas.has(end);
    // "… deductibles or copays, that is button three": told of the choice, not of what was named last.
    const refers = /^(?:that|make|the )/.test(match[0]);
    return (
      (paused || !behindBare.test(plain.slice(end))) && (refers || !counted.test(plain.slice(0, match.index)))
    );
  });
  const paused = ({ index, 0: words }: RegExpExecArray) =>
    index + words.length === plain.length || commas.has(index + words.length);
  // "Is one" and "on two" are said of many things; a row of them is read with pauses, or counts upwards.
  const keys = found.map((match) => Number(keyNamed(match[1] ?? '')));
  const counts = keys.length > 1 && keys.every((key, at) => at === 0 || key === (keys[at - 1] ?? 0) + 1);
  return found.filter((match) => counts || paused(match) || /^(?:that|make|the)/.test(match[0]));
}

/** Of several on keys of their own each is a key. */
function loneThingsOut(
  { plain }: Marked,
  matches: RegExpExecArray[],
  verbs: readonly Action[],
): RegExpExecArray[] {
  const [only] = matches;
  const isLone = matches.length === 1 && only !== undefined;
  const end = isLone ? only.index + only[0].length : 0;
  const word = only?.[1] ?? '';
  return isLone && isThing(plain, { start: end - word.length, end }, verbs) ? [] : matches;
}

/** "For claims, it's two" and nothing behind it. */
function isWholeChoice(plain: string, match: RegExpExecArray | undefined): boolean {
  if (match === undefined || match.index + match[0].length < plain.length) return false;
  return (
    /(?:^| )(?:for|to) (?:[a-z]+ ){1,5}$/.test(plain.slice(0, match.index)) &&
    /^(?:that|its|it)/.test(match[0])
  );
}

/** "If you are a provider stay on the line" is a choice; "please stay on the line" is none. */
function isStayChoice(plain: string, at: number): boolean {
  if (/(?:^| )(?:to|and|you) $/.test(plain.slice(0, at))) return false;
  return /(?:for|if|to|otherwise)(?: [a-z]+){0,9} $/.test(plain.slice(Math.max(0, at - 90), at));
}
