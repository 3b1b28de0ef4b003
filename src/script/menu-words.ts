import { digitWords, keyNamed, keyWords } from '../spoken/index.ts';
import { hear } from './words.ts';

/** One choice of a menu: the key to press and the words that describe it. An empty key means staying on the line. */
export interface MenuOption {
  key: string;
  label: string;
}

/** What a menu offers, read from its words alone. */
export interface MenuWords {
  options: MenuOption[];
  /** Words that may be said, each as the menu says them: "claims", "prior authorization". */
  says: string[];
}

const digits = digitWords.join('|');
const anyKey = `(?:[0-9]|${keyWords.join('|')})`;
/** Written so that no other word is heard as one of these: a key even where nobody says "press". */
const plainKey = `(?:[1-9]|too|${digitWords.slice(1).join('|')})`;

const pressing = new RegExp(
  '(?<![a-z0-9])(?:press|pressing|dial|push|hit|select|choose|touch|enter|option|oprima|marque)' +
    '(?: (?:or|and) (?:say|press|enter|select))?(?: (?:option|number|the (?:number|key|digit)|the))?' +
    `(?: (?:number|key))? (${anyKey})(?: (?:key|sign|button))?(?![a-z0-9])` +
    // "Select one of these", "enter two digits", "dial one eight hundred" name no key.
    `(?! (?:of|digits?|letters?|characters?|numbers|time|more|moment|or more|(?:[0-9]|${digits}|hundred)(?![a-z0-9])))`,
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

/** A line of words with breaks marked: "|" for the end of a sentence. */
interface Marked {
  plain: string;
  /** Places in `plain` where a sentence ends. */
  breaks: ReadonlySet<number>;
  /** Places with a comma, too. */
  commas: ReadonlySet<number>;
}

function mark(text: string): Marked {
  const { plain, at } = hear(text);
  const breaks = new Set<number>();
  const commas = new Set<number>();
  for (let index = 0; index < plain.length; index++) {
    if (plain[index] !== ' ') continue;
    const between = text.slice((at[index - 1] ?? 0) + 1, at[index + 1] ?? text.length);
    if (/[.!?;:]/.test(between)) breaks.add(index);
    if (/[,.!?;:]/.test(between)) commas.add(index);
  }
  return { plain, breaks, commas };
}

interface Action {
  key: string;
  start: number;
  end: number;
}

function actionsIn(plain: string): Action[] {
  const found: Action[] = [];
  const add = (key: string | undefined, start: number, end: number) => {
    if (key === undefined) return;
    const previous = found.find((one) => start < one.end && one.start < end);
    if (previous === undefined) found.push({ key, start, end });
  };
  for (const match of plain.matchAll(pressing))
    add(keyNamed(match[1] ?? ''), match.index, match.index + match[0].length);
  for (const match of plain.matchAll(saying))
    add(keyNamed(match[1] ?? ''), match.index, match.index + match[0].length);
  for (const match of plain.matchAll(english))
    add(
      keyNamed(match[1] ?? ''),
      match.index + match[0].length - (match[1] ?? '').length,
      match.index + match[0].length,
    );
  found.sort((a, b) => a.start - b.start);
  addBare(plain, found);
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
function addBare(plain: string, found: Action[]): void {
  const candidates = [...plain.matchAll(bare)]
    .map((match) => ({
      key: keyNamed(match[1] ?? '') ?? '',
      start: match.index,
      end: match.index + match[0].length,
    }))
    .filter(({ start, end }) => {
      if (found.some((one) => start < one.end && one.start < end)) return false;
      if (besideBare.test(plain.slice(0, start)) || behindBare.test(plain.slice(end))) return false;
      return start > 0;
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
  if (found.length > 0 || rising.length > 2 || (rising.length > 1 && described)) found.push(...rising);
  found.sort((a, b) => a.start - b.start);
}

const greeting =
  /(?:welcome to|thank you for (?:calling|your call)|thanks for calling|you have reached)(?: (?!(?:for|to|if|please|para|this|your|our|we|all|listen|press|say|in|how|what|before)(?![a-z0-9]))[a-z0-9]+)*/g;
/** A choice in Spanish, which recognisers of English write in many ways. */
const foreign =
  /(?:(?:para|por|en) )?espa(?: ?n| )?ol(?: (?:oprima|presione|marque|por|favor|el|numero|la|dos|nueve|uno|tres|ocho))*/g;
/** "This call may be recorded for quality assurance": a "for" that offers nothing. */
const recording =
  /(?:for(?: (?:quality|training|assurance|purposes?|improvement|customer|service|security|and|or))+ )?(?:(?:this|your|all|the) )?calls? (?:may|will|is|are|might)(?: being| be)? (?:monitored|recorded)(?: (?:and|or) (?:monitored|recorded))?(?: for(?: (?:quality|training|assurance|purposes?|improvement|customer|service|security|and|or))+)?/g;
const emergency =
  /if (?:this|you|it)[a-z ]{0,60}emergency[a-z ]{0,60}?(?:nine one one|9 1 1|911|emergency room)/g;
const connectors =
  /^(?:(?:and|or|please|then|otherwise|also|now|just|simply|you (?:can|may)(?: also)?|at any time|say|at this time)(?![a-z0-9]) ?)+|(?:(?:^| )(?:and|or|please|just|then|you (?:can|may)(?: also)?|simply|at any time))+$/g;

/** "For X, press N", "press N for X", "to do X, N", "X, stay on the line": as many as there are. */
export function optionsOf(text: string): MenuOption[] {
  return optionsIn(mark(text));
}

function optionsIn({ plain, breaks }: Marked): MenuOption[] {
  const actions = actionsIn(plain);
  if (actions.length === 0) return [];
  const segments = actions.map(({ start }, index) =>
    segmentOf(plain, breaks, actions[index - 1]?.end ?? 0, start),
  );
  segments.push(segmentOf(plain, breaks, actions.at(-1)?.end ?? 0, plain.length));
  const leads = (words: string) => /^(?:for|to|if|when|because)(?![a-z0-9])/.test(words);
  const behind = isBehind(segments, leads);
  // Of several conditions the one next to the key is its own.
  const own = (label: string) => /(?:^|.* )(if (?:you|your|this|it|its|youre) .*)$/.exec(label)?.[1] ?? label;
  // "Press two for benefits, to repeat this press nine": the last key may be named behind its choice all the same.
  const [, kept, split] =
    behind && segments.at(-1)?.whole === ''
      ? (/^(.+) ((?:for|to|if) .+)$/.exec(segments.at(-2)?.whole ?? '') ?? [])
      : [];
  return actions.map(({ key }, index) => {
    const before = segments[index];
    const after = segments[index + 1];
    const ahead = before?.last ?? '';
    const following = after?.first ?? '';
    if (behind && split !== undefined && index === actions.length - 1) return { key, label: own(split) };
    if (behind && kept !== undefined && index === actions.length - 2) return { key, label: own(kept) };
    if (behind) return { key, label: own(following === '' ? ahead : following) };
    // Only words that no other key claims.
    const free = index === actions.length - 1 || (after?.pieces ?? 0) > 1;
    return { key, label: own(ahead === '' && free && leads(following) ? following : ahead) };
  });
}

interface Segment {
  whole: string;
  /** Up to the first end of a sentence, and from the last one on. */
  first: string;
  last: string;
  pieces: number;
  /** A sentence ends right before its words, right behind them. */
  opens: boolean;
  closes: boolean;
}

function segmentOf(plain: string, breaks: ReadonlySet<number>, from: number, to: number): Segment {
  const inside = [...breaks].filter((place) => place >= from && place < to).sort((a, b) => a - b);
  const tidy = (words: string) =>
    words
      .replace(emergency, ' ')
      .replace(recording, ' ')
      .replace(foreign, ' ')
      .replace(greeting, ' ')
      .replace(/ +/g, ' ')
      .trim()
      .replace(connectors, '')
      .trim();
  const whole = tidy(plain.slice(from, to));
  const pieces: string[] = [];
  let start = from;
  for (const place of [...inside, to]) {
    const piece = tidy(plain.slice(start, place));
    if (piece !== '') pieces.push(piece);
    start = place + 1;
  }
  const firstBreak = inside[0] ?? to;
  const lastBreak = inside.at(-1) ?? from;
  return {
    whole,
    first: pieces[0] ?? '',
    last: pieces.at(-1) ?? '',
    pieces: pieces.length,
    opens: inside.length > 0 && tidy(plain.slice(from, firstBreak)) === '',
    closes: inside.length > 0 && tidy(plain.slice(lastBreak, to)) === '',
  };
}

/** Whether this menu names the key before what it is for. */
function isBehind(segments: readonly Segment[], leads: (words: string) => boolean): boolean {
  const [head, second] = segments;
  const tail = segments.at(-1);
  if (head === undefined || second === undefined || tail === undefined || !leads(second.first)) return false;
  // "Press one for claims. Press two …" against "For claims press one. For benefits …".
  const inner = segments.slice(1, -1);
  const closing = inner.filter(({ closes, pieces }) => closes || pieces > 1).length;
  const opening = inner.filter(({ opens, pieces }) => opens && pieces === 1).length;
  const described = /(?:^| )(?:for|to|if) /.test(head.pieces > 1 ? head.last : head.whole);
  if (closing > opening && (!described || head.closes)) return true;
  if (opening > closing) return false;
  if (leads(tail.first)) return !described || (head.closes && head.pieces > 0);
  // Nothing stands before the first key, and between the last two stand two descriptions.
  const last = segments.at(-2)?.whole ?? '';
  return head.whole === '' && [...last.matchAll(/(?:^| )(?:for|to|if) /g)].length > 1;
}

const sayList =
  /(?<![a-z0-9])(?:say|saying)(?: either| something like| things like)? (?!(?:or|and) (?:press|enter|dial)|that(?![a-z])|it(?![a-z])|again)([a-z].*)/;
/** Here the list of words to say is over. */
const sayEnd =
  / (?:(?:or|and) (?:press|enter|dial|select|key)|(?:for|to|if|otherwise|press|please|now|followed|after|when|you (?:can|may)|what|say)(?![a-z0-9]))/;

/** The words that a menu wants to hear, as it lists them: "you can say claims, benefits or something else". */
function saysIn({ plain, breaks, commas }: Marked): string[] {
  const found: string[] = [];
  let from = 0;
  for (;;) {
    const match = sayList.exec(plain.slice(from));
    const list = match?.[1];
    if (match === null || list === undefined) break;
    let start = from + match.index + match[0].length - list.length;
    // "Say one of the following: claims, benefits": the list is yet to come.
    const lead =
      /^(?:one of (?:the following|these)|(?:the )?(?:following|name of (?:the|your) \w+))(?: (?:options?|words|choices|phrases))?(?: |$)/.exec(
        list,
      );
    if (lead !== null) start += lead[0].length;
    const broken = [...breaks].filter((place) => place > start).sort((a, b) => a - b)[0] ?? plain.length;
    const ended = sayEnd.exec(plain.slice(start, broken));
    const end = ended === null ? broken : start + ended.index;
    let item = '';
    const push = () => {
      const words = item.trim().replace(/^(?:(?:or|and|either|like)(?![a-z]) ?)+/, '');
      if (words !== '') found.push(words);
      item = '';
    };
    for (let index = start; index < end; index++) {
      if (commas.has(index)) push();
      else item += plain[index] ?? '';
      if (item.endsWith(' or ')) {
        item = item.slice(0, -4);
        push();
      }
    }
    push();
    from = Math.max(end, start + 1);
  }
  return found.filter((words) => !/^(?:[0-9]|yes|no)$/.test(words) && !digitWords.includes(words));
}

/** What a menu offers, by key and by word. */
export function menuWordsOf(text: string): MenuWords {
  const marked = mark(text);
  return { options: optionsIn(marked), says: saysIn(marked) };
}

/** Words before the first choice that is described: where a statement may stand. */
export function beforeOptions(text: string): string {
  const heard = hear(text);
  const first = actionsIn(heard.plain)[0];
  if (first === undefined) return text;
  const lead = /(?:^|.* )(?:(?:for|to|if)(?: [a-z0-9]+){1,12}) $/.exec(heard.plain.slice(0, first.start));
  const words = heard.plain.slice(0, first.start);
  const starts = [...words.matchAll(/(?<![a-z0-9])(?:for|to|if)(?![a-z0-9])/g)]
    .map(({ index }) => index)
    .filter((index) => words.slice(index).split(' ').length <= 12);
  const cut = lead === null ? first.start : (starts[0] ?? first.start);
  return text.slice(0, heard.at[cut] ?? text.length);
}
