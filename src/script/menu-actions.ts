import { digitWords, keyNamed, keyWords } from '../spoken/index.ts';
import type { Marked } from './menu-marks.ts';

const digits = digitWords.join('|');
const anyKey = `(?:[0-9]|${keyWords.join('|')})`;
/** Written so that no other word is heard as one of these: a key even where nobody says "press". */
const plainKey = `(?:[1-9]|too|${digitWords.slice(1).join('|')})`;

/** Behind a key: what it is for follows. "Two is for providers", "dial two and you'll get claims", "press two or say claims". */
const following =
  '(?: (?:is|are) (?:for|to)(?![a-z0-9])| (?:gets|takes|brings|connects|will get|will take|will bring|will connect) you(?: (?:to|with)(?![a-z0-9]))?' +
  '| (?:and |then )?(?:youll|you will) (?:get|reach|hear|be (?:connected|sent|put through) (?:to|with))(?![a-z0-9])' +
  `| or (?:just |you can |simply )?say(?![a-z0-9])(?! ${anyKey}(?![a-z0-9])))`;
const pressing = new RegExp(
  '(?<![a-z0-9])(?:press|pressing|dial|push|hit|select|choose|touch|tap|punch|enter|option|oprima|marque)' +
    '(?: (?:or|and) (?:say|press|enter|select))?(?: (?:option|number|the (?:number|key|digit)|the))?' +
    `(?: (?:number|key))? (${anyKey})(?: (?:key|sign|button))?(?![a-z0-9])` +
    // "Select one of these", "enter two digits", "dial one eight hundred" name no key.
    `(?! (?:of|digits?|letters?|characters?|numbers|time|more|moment|or more|(?:[0-9]|${digits}|hundred)(?![a-z0-9])))` +
    `(${following})?`,
  'g',
);
/** "Use the one button for members." */
const using = new RegExp(
  `(?<![a-z0-9])(?:use|using)? ?(?:the |your )(?:number )?(${anyKey}) (?:key|button)(?![a-z0-9])`,
  'g',
);
/** "Two is for providers", without a verb for pressing. */
const leading = new RegExp(`(?<![a-z0-9])(?:option |number |key )?(${plainKey})(${following})`, 'g');
/** "Covered by us? That is one." */
const closing = new RegExp(
  `(?<![a-z0-9])(?:thats|that is|thatll be|that will be|that would be|make that|(?<=then )its)(?: (?:key|option|number))? (${plainKey}|zero|star|pound)(?: for you)?(?![a-z0-9])`,
  'g',
);
const saying = new RegExp(`(?<![a-z0-9])say(?:ing)? (${plainKey})(?! (?:of|[0-9]))(?![a-z0-9])`, 'g');
const staying =
  /(?<![a-z0-9])(?:please |just |simply )?(?:stay|remain|hold|wait|continue to hold) (?:on )?(?:the )?(?:line|to be connected)(?![a-z0-9])/g;
const bare = new RegExp(`(?<![a-z0-9])(${plainKey})(?![a-z0-9])`, 'g');
/** "English, one. Español, dos." */
const english = new RegExp(`(?<![a-z0-9])english (${plainKey})(?= espa|$)`, 'g');
/** Numbers that stand beside these are no keys. */
const besideBare = new RegExp(
  `(?:number|${digits}|oh|hundred|thousand|last|first|next|than|least|in|within|about|only|any|this|that|no|is|are|the|a|your|code) $`,
);
const behindBare = new RegExp(
  `^ (?:of|or|more|moment|minutes?|hours?|days?|digits?|letters?|dollars?|cents|hundred|thousand|time|${digits}|oh|and|percent|claims?|business|calendar|through|am|pm)(?![a-z0-9])`,
);

/** A key that is offered, and the place of the words that offer it. */
export interface Action {
  key: string;
  start: number;
  end: number;
  /** The words themselves tell that what the key is for comes next. */
  leads: boolean;
}

export function actionsIn(marked: Marked): Action[] {
  const { plain } = marked;
  const found: Action[] = [];
  const add = (key: string | undefined, start: number, end: number, leads = false) => {
    if (key === undefined || found.some((one) => start < one.end && one.start < end)) return;
    found.push({ key, start, end, leads });
  };
  const addAll = (pattern: RegExp, usable: (match: RegExpExecArray) => boolean = () => true) => {
    for (const match of [...plain.matchAll(pattern)].filter(usable))
      add(keyNamed(match[1] ?? ''), match.index, match.index + match[0].length, match[2] !== undefined);
  };
  addAll(pressing);
  addAll(using);
  addAll(saying);
  for (const match of plain.matchAll(english))
    add(
      keyNamed(match[1] ?? ''),
      match.index + match[0].length - (match[1] ?? '').length,
      match.index + match[0].length,
    );
  const isKey = (match: RegExpExecArray) =>
    match[2] !== undefined || !behindBare.test(plain.slice(match.index + match[0].length));
  for (const pattern of [leading, closing]) {
    const usable = [...plain.matchAll(pattern)].filter(isKey).length;
    // "That is two" may be an answer; several of them are choices.
    if (found.length + usable > 1) addAll(pattern, isKey);
  }
  found.sort((a, b) => a.start - b.start);
  addBare(marked, found);
  for (const match of plain.matchAll(staying))
    if (found.length > 0 && isStayChoice(plain, match.index))
      add('', match.index, match.index + match[0].length);
  return found.sort((a, b) => a.start - b.start);
}

/** "If you are a provider stay on the line" is a choice; "please stay on the line" is none. */
function isStayChoice(plain: string, at: number): boolean {
  if (/(?:^| )(?:to|and|you) $/.test(plain.slice(0, at))) return false;
  return /(?:for|if|to|otherwise)(?: [a-z]+){0,9} $/.test(plain.slice(Math.max(0, at - 90), at));
}

/** "For claims one, for benefits two": keys without "press", in rising order, beside described choices. */
function addBare({ plain, breaks, commas }: Marked, found: Action[]): void {
  const candidates = [...plain.matchAll(bare)]
    .map((match) => ({
      key: keyNamed(match[1] ?? '') ?? '',
      start: match.index,
      end: match.index + match[0].length,
      leads: false,
    }))
    .filter(({ start, end }) => {
      if (found.some((one) => start < one.end && one.start < end)) return false;
      if (besideBare.test(plain.slice(0, start))) return false;
      return start > 0 && (breaks.has(end) || !behindBare.test(plain.slice(end)));
    });
  const named = [...found, ...candidates].sort((a, b) => a.start - b.start);
  const rising = candidates.filter(({ key, start, end }) => {
    const before = named.filter((one) => one.end <= start).at(-1);
    const after = named.find((one) => one.start >= end);
    const follows = before !== undefined && Number(before.key) + 1 === Number(key);
    const leads = after !== undefined && Number(after.key) === Number(key) + 1;
    return follows || leads;
  });
  const lead = /(?<![a-z0-9])(?:for|to|if)(?![a-z0-9])/;
  const first = rising[0];
  if (first === undefined) return;
  const described = lead.test(plain.slice(0, first.start)) || lead.test(plain.slice(first.end));
  // "Claims, one. Everything else, two."
  const listed = rising.every(
    ({ start, end }) => commas.has(start - 1) && (breaks.has(end) || end === plain.length),
  );
  if (found.length > 0 || rising.length > 2 || (rising.length > 1 && (described || listed)))
    found.push(...rising);
  found.sort((a, b) => a.start - b.start);
}
