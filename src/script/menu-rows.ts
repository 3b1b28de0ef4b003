import type { Action } from './menu-keys.ts';
import type { Marked } from './menu-marks.ts';

/** One choice of a menu: the key to press and the words that describe it. An empty key means staying on the line. */
export interface MenuOption {
  key: string;
  label: string;
}

/** A prompt as a row of choices; where its shape leaves open which words are a key's, the other reading, too. */
export interface Row {
  options: MenuOption[];
  otherwise: MenuOption[] | undefined;
}

const greeting =
  /(?:welcome to|thank you for (?:calling|your call)|thanks for calling|you have (?:reached|dialed|called)|youve (?:reached|dialed|called))(?: (?!(?:for|to|if|please|para|this|your|our|we|all|listen|press|say|in|how|what|before)(?![a-z0-9]))[a-z0-9]+)*/g;
/** A choice in Spanish, which recognisers of English write in many ways. */
const foreign =
  /(?:(?:para|por|en) )?espa(?: ?n| )?ol(?: (?:oprima|presione|marque|por|favor|el|numero|la|dos|nueve|uno|tres|ocho))*/g;
/** "This call may be recorded for quality assurance": a "for" that offers nothing. */
const recording =
  /(?:for(?: (?:quality|training|assurance|purposes?|improvement|customer|service|security|and|or))+ )?(?:(?:this|your|all|the) )?calls? (?:may|will|is|are|might)(?: being| be)? (?:monitored|recorded)(?: (?:and|or) (?:monitored|recorded))?(?: for(?: (?:quality|training|assurance|purposes?|improvement|customer|service|security|and|or))+)?/g;
const emergency =
  /if (?:this|you|it)[a-z ]{0,60}emergency[a-z ]{0,60}?(?:nine one one|9 1 1|911|emergency room)/g;
/** What is offered to those who need no menu. */
const extension =
  /(?:if you (?:already |happen to )?know (?:your|the|their)(?: [a-z]+){0,3} extension|(?:the )?extension of (?:the|your) party)(?: you (?:may|can))?(?: (?:please|just|simply))*(?: (?:dial|enter|key|press|say|input) (?:it|that|the (?:number|extension))(?: in)?)?(?: (?:now|at any ?time))?/g;
const connectors =
  /^(?:(?:and|or|please|then|otherwise|also|now|just|simply|you (?:can|may)(?: also)?|at any time|say|at this time)(?![a-z0-9]) ?)+|(?:(?:^| )(?:and|or|please|just|then|you (?:can|may)(?: also)?|simply|at any time))+$/g;
/** "Stay on the line, or press one for a call back": waiting needs no key. */
const waitsOr =
  /(?:^| )(?:hold|holding|wait|waiting|stay|remain|on the line|in line)(?: [a-z]+){0,2} or(?: please| just| simply| you (?:can|may))* ?$/;
/** "Are you calling about, one, a claim": words that want more are in front of a row, and no choice of it. */
const leadsIn =
  /(?:^| )(?:about|for|to|by|with|from|regarding|concerning|is it|is this|are|want|need|like|choose|select|pick|say|reach|handle|offer|following|options?|choices?|menu)$/;
/** What ends a row and is so short is its last choice, if it says nothing of its own. */
const mostOfName = 5;
const remark =
  /^(?:please|thanks?|now|again|stay|hold|remain|you|your|we|our|this|that|it|there|at any|any time|press|say|select|choose|make|good ?bye)(?![a-z0-9])/;
/** "Or visit our website any time": behind the last key, and for none. */
const otherWay = /^(?:visit|go (?:online|to)|log (?:in|on)|check (?:us )?out|find us)(?![a-z])/;
const described = /(?:^| )(?:for|to|if) /;

/** What stands between two keys, or at an end of the prompt. */
interface Segment {
  whole: string;
  /** Up to the first end of a sentence, and from the last one on. */
  first: string;
  last: string;
  pieces: number;
  /** A sentence ends right before its words, right behind them. */
  opens: boolean;
  closes: boolean;
  /** The same of a comma. */
  pausesBefore: boolean;
  pausesBehind: boolean;
  /** It ends as a question that the key answers. */
  asks: boolean;
  /** A colon stands between the key and it, between it and the next key. */
  explains: boolean;
  names: boolean;
}

type Side = 'before' | 'behind';

export function rowOf(marked: Marked, actions: readonly Action[]): Row {
  if (actions.length === 0) return { options: [], otherwise: undefined };
  const segments = [...actions, undefined].map((action, index) =>
    segmentOf(marked, actions[index - 1]?.end ?? 0, action?.start ?? marked.plain.length),
  );
  // "Press zero for an operator. For claims, press one": behind the first key another row begins.
  const [first, second] = actions;
  const apart = first?.label === 'behind' && second?.label === undefined && (segments[1]?.pieces ?? 0) > 1;
  const from = apart ? 1 : 0;
  const { side, sure } = sideOf(segments.slice(from), actions.slice(from));
  const options = read(marked, actions, segments, side);
  if (sure) return { options, otherwise: undefined };
  const other = read(marked, actions, segments, side === 'before' ? 'behind' : 'before');
  const same = other.every(({ label }, index) => label === options[index]?.label);
  return { options, otherwise: same ? undefined : other };
}

function leads(words: string): boolean {
  return /^(?:for|to|if|when|because)(?![a-z0-9])/.test(words);
}

function isName({ whole, pieces }: Segment): boolean {
  return pieces === 1 && whole.split(' ').length <= mostOfName && !remark.test(whole);
}

/** Where keys and what they are for stand in this prompt, by what stands at its ends and where its sentences end. */
function sideOf(segments: readonly Segment[], actions: readonly Action[]): { side: Side; sure: boolean } {
  const told = (side: Side) => actions.filter(({ label }) => label === side).length * 2 > actions.length;
  if (told('behind')) return { side: 'behind', sure: true };
  if (told('before')) return { side: 'before', sure: true };
  // "Subscriber: one. Provider: two."
  const named = segments.filter(({ names }) => names).length;
  if (named * 2 > Math.max(2, actions.length)) return { side: 'before', sure: true };
  const head = segments[0];
  const tail = segments.at(-1);
  if (head === undefined || tail === undefined) return { side: 'before', sure: false };
  const inner = segments.slice(1, -1);
  const count = (test: (segment: Segment) => boolean) => inner.filter(test).length;
  const ends =
    count(({ closes, pieces }) => closes || pieces > 1) - count(({ opens, pieces }) => opens && pieces < 2);
  const opened = tail.pausesBefore && leadsIn.test(head.last) && !leads(head.last);
  const headed = head.last !== '' && !opened && (!head.closes || head.asks || leads(head.last));
  const tailed = tail.whole !== '' && (!tail.opens || tail.explains) && !otherWay.test(tail.whole);
  const explained = segments.some(({ explains }) => explains) ? 2 : 0;
  const weight = 2 * Math.sign(ends) + (tailed ? 1 : -1) + (headed ? -1 : 1) + explained;
  if (weight !== 0) return { side: weight > 0 ? 'behind' : 'before', sure: true };
  // "For benefits press one. Claims can be seen online. For claims press two": what stands between is no choice.
  if (headed && tail.whole === '' && [head, ...inner].every(({ last }) => leads(last)))
    return { side: 'before', sure: true };
  const pauses =
    count(({ pausesBehind, pausesBefore }) => pausesBehind && !pausesBefore) -
    count(({ pausesBehind, pausesBefore }) => pausesBefore && !pausesBehind);
  if (pauses !== 0) return { side: pauses > 0 ? 'behind' : 'before', sure: true };
  if (headed && tailed) {
    const linked = described.test(`${head.last} `);
    if (leads(tail.first) !== linked) return { side: linked ? 'before' : 'behind', sure: true };
    const read =
      inner.length > 0 && inner.every(({ pausesBefore, pausesBehind }) => pausesBefore && pausesBehind);
    if (read && !linked && (isName(tail) || remark.test(tail.whole)))
      return { side: isName(tail) ? 'behind' : 'before', sure: true };
    return { side: 'before', sure: false };
  }
  // Nothing stands at either end, and between the last two keys stand two choices.
  const twice = [...(segments.at(-2)?.whole ?? '').matchAll(/(?:^| )(?:for|to|if) /g)].length > 1;
  return { side: head.whole === '' && twice ? 'behind' : 'before', sure: twice || actions.length < 2 };
}

/** The choices as they are where the labels stand on one side; a key that has none there takes what is left on the other. */
function read(
  { plain }: Marked,
  actions: readonly Action[],
  segments: readonly Segment[],
  side: Side,
): MenuOption[] {
  const last = actions.length - 1;
  // "Press two for benefits, to repeat this press nine": the last key may be named behind its choice all the same.
  const [, kept, split] =
    side === 'behind' && segments.at(-1)?.whole === ''
      ? (/^(.+) ((?:for|to|if) .+)$/.exec(segments.at(-2)?.whole ?? '') ?? [])
      : [];
  return actions.map(({ key, label: told }, index) => {
    const option = (label: string) => ({ key, label: ownOf(label) });
    const claimed = actions[index - 1]?.label === 'behind' && (segments[index]?.pieces ?? 0) < 2;
    const before = claimed ? '' : (segments[index]?.last ?? '');
    const after = segments[index + 1];
    const behind = after?.first ?? '';
    if (split !== undefined && index === last) return option(split);
    if (kept !== undefined && index === last - 1) return option(kept);
    if (told === 'before' && before !== '') return option(before);
    if (told === 'behind' && behind !== '') return option(behind);
    if (side === 'behind') return option(behind === '' ? before : behind);
    // "For either one, press one to go on": both sides are of the only key.
    const only = last === 0 && leads(before) && leads(behind) && after?.opens === false;
    if (only && segments[0]?.closes === false) return option(`${before} ${behind}`);
    // Only words that no other key claims.
    const free = index === last || (after?.pieces ?? 0) > 1;
    const asWell = waitsOr.test(plain.slice(actions[index - 1]?.end ?? 0, actions[index]?.start));
    if (asWell && free && after?.opens === false && leads(behind)) return option(behind);
    return option(before === '' && free && leads(behind) ? behind : before);
  });
}

/** Of several conditions the one next to the key is its own. */
function ownOf(label: string): string {
  return /(?:^|.* )(if (?:you|your|this|it|its|youre) .*)$/.exec(label)?.[1] ?? label;
}

function tidy(words: string): string {
  return words
    .replace(emergency, ' ')
    .replace(recording, ' ')
    .replace(foreign, ' ')
    .replace(greeting, ' ')
    .replace(extension, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .replace(connectors, '')
    .trim();
}

function segmentOf({ plain, breaks, commas, questions, colons }: Marked, from: number, to: number): Segment {
  const explains = colons.has(from) && from > 0;
  const inside = [...breaks]
    .filter((place) => place >= from && place < to && !(explains && place === from))
    .sort((a, b) => a - b);
  const pieces: string[] = [];
  let start = from;
  for (const place of [...inside, to]) {
    const piece = tidy(plain.slice(start, place));
    if (piece !== '') pieces.push(piece);
    start = place + 1;
  }
  const firstBreak = inside[0] ?? to;
  const lastBreak = inside.at(-1) ?? from;
  const emptyEnd = inside.length > 0 && tidy(plain.slice(lastBreak, to)) === '';
  const asks = emptyEnd && questions.has(lastBreak);
  return {
    whole: tidy(plain.slice(from, to)),
    first: pieces[0] ?? '',
    last: pieces.at(-1) ?? '',
    pieces: pieces.length,
    opens: inside.length > 0 && tidy(plain.slice(from, firstBreak)) === '',
    closes: emptyEnd && !asks,
    pausesBefore: commas.has(from),
    pausesBehind: commas.has(to - 1) || /(?:^| )(?:or|and) $/.test(plain.slice(from, to)),
    asks,
    explains,
    names: colons.has(to - 1),
  };
}
