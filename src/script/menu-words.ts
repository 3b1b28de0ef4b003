import { actionsIn } from './menu-actions.ts';
import { mark } from './menu-marks.ts';
import type { Marked } from './menu-marks.ts';
import { saysIn } from './menu-says.ts';
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

/** "Stay on the line, or press one for a call back": waiting needs no key. */
const waitsOr =
  /(?:^| )(?:hold|holding|wait|waiting|stay|remain|on the line|in line)(?: [a-z]+){0,2} or(?: please| just| simply| you (?:can|may))* ?$/;

/** "For X, press N", "press N for X", "to do X, N", "X, stay on the line": as many as there are. */
export function optionsOf(text: string): MenuOption[] {
  return optionsIn(mark(text));
}

function optionsIn(marked: Marked): MenuOption[] {
  const { plain, breaks } = marked;
  const actions = actionsIn(marked);
  if (actions.length === 0) return [];
  const segments = actions.map(({ start }, index) =>
    segmentOf(plain, breaks, actions[index - 1]?.end ?? 0, start),
  );
  segments.push(segmentOf(plain, breaks, actions.at(-1)?.end ?? 0, plain.length));
  const leads = (words: string) => /^(?:for|to|if|when|because)(?![a-z0-9])/.test(words);
  const named = actions.filter((action) => action.leads).length;
  const behind = named * 2 > actions.length || isBehind(segments, leads);
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
    const asWell = waitsOr.test(plain.slice(actions[index - 1]?.end ?? 0, actions[index]?.start));
    if (asWell && free && after?.opens === false && leads(following)) return { key, label: own(following) };
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

/** What a menu offers, by key and by word. */
export function menuWordsOf(text: string): MenuWords {
  const marked = mark(text);
  return { options: optionsIn(marked), says: saysIn(marked) };
}

/** Words before the first choice that is described: where a statement may stand. */
export function beforeOptions(text: string): string {
  const heard = hear(text);
  const first = actionsIn(mark(text))[0];
  if (first === undefined) return text;
  const lead = /(?:^|.* )(?:(?:for|to|if)(?: [a-z0-9]+){1,12}) $/.exec(heard.plain.slice(0, first.start));
  const words = heard.plain.slice(0, first.start);
  const starts = [...words.matchAll(/(?<![a-z0-9])(?:for|to|if)(?![a-z0-9])/g)]
    .map(({ index }) => index)
    .filter((index) => words.slice(index).split(' ').length <= 12);
  const cut = lead === null ? first.start : (starts[0] ?? first.start);
  return text.slice(0, heard.at[cut] ?? text.length);
}
