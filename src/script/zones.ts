import { rememberingLastFew } from '../kernel/last-few.ts';
import type { CallScript } from './call-script.ts';
import { pieceAround, saysWhere } from './clause-pieces.ts';
import { hear, overlaps, places, says } from './words.ts';
import type { Heard, Span } from './words.ts';
import { yearSaid } from './years.ts';
import { otherItems } from './told-one-by-one.ts';
import type { Zone } from './zone.ts';
import { othersIn } from './zones-of-others.ts';

export type { Zone } from './zone.ts';

/** What a turn's clauses leave to the ones behind them. */
export interface TurnMemory {
  /** The talk is about another claim or patient. */
  elsewhere: boolean;
  /** The talk is about what was so at another time. */
  before: boolean;
  /** The day, in ISO form: a year that is said may be over. */
  today: string;
  /** Ours is itself of another time ("that expired"): the old one is ours. */
  past?: boolean | undefined;
  /** Something was said before this clause. */
  begun?: boolean | undefined;
  /** Items of ours are told one by one, so that "the other one" is ours; false where claims or people are. */
  listed?: boolean | undefined;
  /** Words for our own member, who is told from somebody of the family. */
  own?: readonly string[] | undefined;
}

/** Where a clause asks, supposes, speaks of others or of what is usual. */
export function zonesOf(clause: string, script: CallScript, memory: TurnMemory): Zone[] {
  const heard = hear(clause);
  const { grounding, reflexes } = script;
  const end = clause.length;
  const zones: Zone[] = [];
  const behind = (patterns: readonly string[], requests: boolean) => {
    const first = places(heard, patterns)[0];
    if (first !== undefined) zones.push({ start: first.start, end, answers: false, requests });
  };
  behind(reflexes.request, true);
  behind(grounding.question, false);
  const usual = places(heard, grounding.granted);
  const supposed = places(heard, grounding.hypothetical).find(
    (place) =>
      !usual.some((span) => span.start <= place.start && place.start < span.end) &&
      !namesCase(heard, place, script),
  );
  if (supposed !== undefined) {
    // "It would have paid, but there was no auth, so it's denied": what is so begins with the "but".
    const settled = places(heard, grounding.settles).find(({ start }) => start >= supposed.end)?.start ?? end;
    zones.push({ start: supposed.start, end: settled, answers: false, supposes: true });
  }
  zones.push(...generalIn(heard, end, script));
  if (says(heard, ofHim) && says(heard, ofHer)) zones.push({ start: 0, end, answers: true });
  const asks = /\?["'”’)\s]*$/.test(clause);
  if (asks || says(heard, grounding.tag))
    zones.push({
      start: asks ? questionAt(clause) : 0,
      end,
      answers: !(asks && says(heard, grounding.inverted)),
    });
  if (!asks) zones.push(...questionWithoutMark(heard, end, script));
  zones.push(
    ...elsewhereIn(heard, end, script, memory),
    ...beforeIn(heard, end, script, memory),
    ...othersIn(heard, end, script, memory.begun === true),
  );
  memory.begun = memory.begun === true || !startsOff.test(heard.plain);
  const disowned = places(heard, grounding.disowns).at(-1)?.end;
  if (disowned !== undefined) zones.push({ start: 0, end: disowned, answers: false, then: 'ours' });
  return zones;
}

/** "Okay, I found it.": nothing is told yet. */
const startsOff =
  /^(?:okay|ok|alright|all right|sure|thanks?|let me|lets see|perfect|great|so|uh|um|hmm|i see|i found|i have|got it|here)(?: [a-z]+){0,4}$/;

/** Of two people: which of them is ours, nobody knows. */
const ofHim = ['he', 'hes'];
const ofHer = ['she', 'shes'];

/** "This is Opal, how can I help?": where the question of a clause begins. */
function questionAt(clause: string): number {
  return [...clause.matchAll(/,\s+(?=(?:how|what|who|may|can|could|would)\s)/gi)].at(-1)?.index ?? 0;
}

/** "Was it terminated do you know": a question to us that a recogniser gave no mark, up to where it is answered. */
function questionWithoutMark(heard: Heard, end: number, { grounding }: CallScript): Zone[] {
  const [asked] = places(heard, grounding.inverted);
  if (asked === undefined || otherThanAsked.test(heard.text.slice(asked.start, asked.end))) return [];
  const answered = ownAnswer.exec(heard.text.slice(asked.end));
  return [{ start: 0, end: answered === null ? end : asked.end + answered.index, answers: false }];
}

/** "We're the primary", "May the first": heard alike. */
const otherThanAsked = /\b(?:were|we['’]re|may)\s+[a-z]+$/i;

/** Behind their own question they answer it themselves: "is it active, yes it is". */
const ownAnswer = /[,;:–—]|\b(?:yes|yeah|yep|yup|no|nope)\b/i;

/** "If it's a specialist, it's fifty": which of several things a value is of, and no supposition. */
function namesCase(heard: Heard, { start, end }: Span, { grounding }: CallScript): boolean {
  if (!/^(?:if|whether)\b/i.test(heard.text.slice(start)) || isOfUs.test(heard.text.slice(start)))
    return false;
  const words = hear(/^[^,]*/.exec(heard.text.slice(end))?.[0].slice(0, caseReach) ?? '');
  return grounding.facets
    .filter(({ subject, otherwise }) => !subject && otherwise === undefined)
    .some(({ values }) => values.some(({ patterns }) => says(words, patterns)));
}

/** "If you were a tier two doctor it'd be sixty": what we are not. */
const isOfUs = /^(?:if|whether)\s+(?:you|you guys|your office|we)\s+(?:were|weren['’]?t|had|hadn['’]?t)\b/i;

/** Characters behind an "if it's" in which it is said of what. */
const caseReach = 40;

/** From words about what is usual to words about our own case, beside which it is no answer: "most say sixty, his says seventy". */
function generalIn(heard: Heard, end: number, { grounding }: CallScript): Zone[] {
  const own = places(heard, grounding.own, grounding.here);
  return places(heard, grounding.policy).map(({ start, end: from }) => {
    const ours = own.find((place) => place.start >= from);
    return { start, end: ours?.start ?? end, answers: ours === undefined, then: ours && 'ours' };
  });
}

/**
 * Where a clause turns to our own case, which is understood by itself then: "her husband has met five hundred, she has
 * met two hundred".
 */
export function turnsIn(clause: string, script: CallScript, memory: TurnMemory): number[] {
  const zones = zonesOf(clause, script, { ...memory });
  // "If his wife has coverage, we are secondary" is all of it supposed.
  const isSupposed = (at: number) =>
    zones.some(({ supposes, start, end }) => supposes && start < at && at < end);
  const ends = zones.flatMap(({ end, then }) => (then === 'ours' && !isSupposed(end) ? [end] : []));
  return [...new Set(ends)].filter((end) => end > 0 && end < clause.length).sort((a, b) => a - b);
}

/** From words about another claim to words about ours, over the end of the clause if need be. */
function elsewhereIn(heard: Heard, end: number, { grounding }: CallScript, memory: TurnMemory): Zone[] {
  const others = otherItems(heard, memory);
  const turns = [
    ...places(heard, grounding.elsewhere)
      .filter((span) => !others.some((other) => overlaps(span, other)))
      .map((span) => ({ ...span, away: true })),
    ...places(heard, grounding.here, ownWords(heard, memory)).map((span) => ({
      ...span,
      away: false,
    })),
    ...places(heard, grounding.retracts).map(({ end: start }) => ({ start, end: start, away: false })),
  ].sort((a, b) => a.start - b.start);
  const zones: Zone[] = [];
  const goesOn = memory.elsewhere;
  let from = goesOn ? 0 : undefined;
  for (const { start, away } of turns) {
    if (away) from ??= saysWhere.test(heard.text.slice(0, start)) ? pieceAround(heard.text, start) : start;
    else if (from !== undefined) {
      zones.push({ start: from, end: start, answers: false, then: 'ours' });
      from = undefined;
    }
  }
  // "There's another claim. The check went out in May.": of which of them nobody says.
  const isNew = goesOn && !turns.some(({ away }) => away) && !goesOnAbout.test(heard.text);
  if (from !== undefined) zones.push({ start: from, end, answers: isNew });
  memory.elsewhere = from !== undefined;
  return zones;
}

/** "That one paid two hundred": the sentence goes on about what the one before it told of. */
const goesOnAbout = /\b(?:that|those|it|it['’]s|its|they|them|he|she|his|hers?)\b/i;

/** Somebody's relatives, and the words that are then said of that somebody alone. */
const families = [
  { relatives: ['her (?:husband|father|son|brother|dad)s?'], own: ['she', 'shes', 'hers'] },
  {
    relatives: ['his (?:wife|mother|daughter|sister|mom)s?'],
    own: ['he', 'hes', 'his(?! (?:wife|mother|daughter|sister|mom))'],
  },
] as const;

const none: readonly string[] = [];

/** Of "her husband is done with his" it is she who is ours: what is said of her is said of our task again. */
function ownWords(heard: Heard, memory: TurnMemory): readonly string[] {
  memory.own = families.find(({ relatives }) => says(heard, relatives))?.own ?? memory.own;
  return memory.own ?? none;
}

/** From words about another time to words about now, over the end of the clause where it goes on in the past. */
function beforeIn(heard: Heard, end: number, script: CallScript, memory: TurnMemory): Zone[] {
  if (memory.past === true) return [];
  const { grounding } = script;
  const isPresent =
    saysWhatIs(heard, script) || says(heard, grounding.retracts) || says(heard, presentWords, directions);
  if (memory.before && isPresent && !says(heard, grounding.before)) memory.before = false;
  const goesOn = memory.before;
  const first = goesOn
    ? 0
    : places(heard, grounding.before, pastYears(Number(memory.today.slice(0, 4))))[0]?.start;
  if (first === undefined || isOverBefore(heard, first, script)) return [];
  const now = [...places(heard, isNow, grounding.here), ...presentIn(heard.text)]
    .sort((a, b) => a.start - b.start)
    .find(({ start }) => goesOn || start > first);
  memory.before = now === undefined;
  const start = pieceAround(heard.text, first);
  return [{ start, end: now?.start ?? end, answers: false, then: now && 'ours' }];
}

/** "It has expired, the old authorization was …": what is over is the one that was asked about. */
function isOverBefore(heard: Heard, end: number, { fields }: CallScript): boolean {
  return fields
    .flatMap(({ values }) => values)
    .some(({ past, patterns }) => past && places(heard, patterns).some((place) => place.end <= end));
}

/** "In twenty twenty-five he'd met the whole thing": words for the years before this one, as when something was so. */
const pastYears = rememberingLastFew(
  1,
  (year: number): readonly string[] => {
    const years = [1, 2, 3].map((ago) => yearSaid(year - ago)).join('|');
    const at = `(?:back )?(?:in|during|for) (?:${years})`;
    return [
      `^(?:and |but |so |now |well )*${at}`,
      `(?:met|satisfied|hit|reached|used|maxed out)(?: [a-z]+){0,5} ${at}`,
    ];
  },
  (year) => String(year),
);

/** "You were out of network until last year, but you're in now": the present behind a past. */
const isNow = [
  'but (?:now )?(?:youre|its|hes|shes|theyre|were|this|you are|it is|he is|she is|they are|we are)',
  'and now',
  'as of (?:today|this year)',
  '(?:it |they |we |then |was |got )*re ?(?:processed|worked|reviewed|considered|adjudicated|ran|run)',
  '(?:the |on the |this |that )?(?:second|third|last|latest|next|final|other) (?:go ?around|time(?: around| through)?|pass|go|run|round|try|attempt|adjudication|processing)',
];

/** "It is twenty-five dollars now": a sentence behind talk of another time that is about this one. */
const presentWords = ['(?:right )?now', 'currently', 'as of (?:now|today)', 'these days', 'at present'];

/** ", it's a PPO now": where a piece of a clause is in the present, unless it says how that came about. */
function presentIn(text: string): Span[] {
  const pieces =
    /[,;]\s*(?:and |but |so )?(?:now )?(?:it's|it is|he's|she's|they're|you're)(?! been| had)\b/gi;
  return [...text.matchAll(pieces)].map(({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
}

/** "You mail it to …": what we are to do is for now. */
const directions = [
  '^(?:and |so |then |but |okay |now )*(?:you|you guys|your office|the office)(?: can| could| would| should|ll|d| will| need to| have to| want to| just)* (?:mail|send|fax|submit|appeal|file|call|have|get|need)(?! (?:had|been|got))',
  '^(?:and |so |then |but |okay |now |please )*(?:mail|send|fax|submit)(?: (?:it|that|them|those|the [a-z]+|your [a-z]+|appeals?))* (?:to|at|by|in)',
];

const presentVerbs = ['is', 'are', '[a-z]+s are', 'its', 'theyre'];

/** "The individual deductible is two thousand": in the present, and of something by its name. */
function saysWhatIs(heard: Heard, { grounding, fields }: CallScript): boolean {
  const topics = grounding.facets
    .filter(({ subject, otherwise }) => subject || otherwise === undefined)
    .flatMap(({ values }) => values);
  return (
    says(heard, presentVerbs) &&
    (topics.some(({ patterns }) => says(heard, patterns)) || fields.some(({ cues }) => says(heard, cues)))
  );
}

/** The zone that a value stands in; of several the one that lets least through. */
export function zoneAt(zones: readonly Zone[], start: number): Zone | undefined {
  const around = zones.filter((zone) => zone.start <= start && start < zone.end);
  const closed = around.filter(({ answers }) => !answers);
  return closed.find(({ supposes }) => supposes !== true) ?? closed[0] ?? around[0];
}
