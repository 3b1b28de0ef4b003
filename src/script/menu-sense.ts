import type { CallScript } from './call-script.ts';
import { hear, places, says } from './words.ts';

export type Goal = CallScript['goals'][number];

/** Behind these a label speaks of what it is not for: "anything but claims", "unless you call about a claim". */
const exception =
  /(?<![a-z0-9])(?:unless|except(?: for| if)?|besides|other than|apart from|aside from|rather than|instead of|anything but|everything but|all but|non)(?: [a-z0-9]+){0,6} $/;
/** "If you are not calling about a claim": a denial, and nothing but small words up to what it denies. */
const denial =
  /(?<![a-z0-9])(?:not|no|isnt|arent|dont|doesnt|wont|never|neither)(?: (?:calling|call|you|about|for|with|from|regarding|in|on|a|an|the|one|of|our|your|any|here|as|have|need|want|looking|interested|existing|current|also|currently|to|nor))* $/;

/** Whether a label speaks of one of these, and not of something else than these. */
export function affirms(label: string, patterns: readonly string[]): boolean {
  return longestIn(label, patterns, false) > 0;
}

/** Whether a label is for everything but these. */
function denies(label: string, patterns: readonly string[]): boolean {
  return longestIn(label, patterns, true) > 0 && !affirms(label, patterns);
}

/** Characters of the longest of these words in the label, of those that are denied or of the others. */
function longestIn(label: string, patterns: readonly string[], denied: boolean): number {
  const heard = hear(label);
  const found = places(heard, patterns).filter(({ start }) => {
    const before = hear(label.slice(0, start)).plain;
    const text = before === '' ? '' : `${before} `;
    return (exception.test(text) || denial.test(text)) === denied;
  });
  return Math.max(0, ...found.map(({ start, end }) => end - start));
}

const besideMedical =
  'dental|vision|hearing|pharmacy|prescription|(?:behavioral|mental) health|disability|supplemental';
const ofMedicine = 'medical|health|hospital|physician';
const kinds = new RegExp(
  `(?<![a-z])(?:${besideMedical}|${ofMedicine})(?:(?: or| and)* (?:${besideMedical}|${ofMedicine}))+(?![a-z])`,
  'g',
);

/** "Medical and dental claims": one desk for several kinds of business, ours among them. */
function ofSeveralKinds(label: string): string {
  return label.replace(kinds, (named) =>
    new RegExp(ofMedicine).test(named.replaceAll(new RegExp(besideMedical, 'g'), '')) ? 'medical' : named,
  );
}

/** Whether a label is for whom or for what we are not. */
function isAvoided({ avoid }: CallScript, label: string): boolean {
  return affirms(ofSeveralKinds(label), avoid);
}

/** How much of a label speaks of the goal, 0 to 1; 0 where it does not or must not be chosen. */
export function shareOf(script: CallScript, goal: Goal, label: string): number {
  if (says(hear(label), goal.not)) return 0;
  if (isAvoided(script, label)) {
    // "For eligibility, benefits or an I D card": what stands first is for us.
    const [first = '', ...others] = label.split(/ or (?=an? |the |to |for |copies )/);
    return goal.shared || others.length === 0 || isAvoided(script, first)
      ? 0
      : longestIn(first, goal.patterns, false) / label.length / 2;
  }
  return longestIn(label, goal.patterns, false) / Math.max(1, label.length);
}

function goalNamed({ goals }: CallScript, name: string): Goal | undefined {
  return goals.find((goal) => goal.name === name);
}

/** Whether a label names us as its callers. */
export function isForProviders(script: CallScript, label: string): boolean {
  const provider = goalNamed(script, providerGoal);
  return provider !== undefined && affirms(label, provider.patterns);
}

/**
 * Whether a label is for several kinds of callers, of which one are we: "doctor or dentist offices", "members and
 * providers". What it is about must not be for others.
 */
export function isAlsoForUs(script: CallScript, label: string): boolean {
  const provider = goalNamed(script, providerGoal);
  if (provider === undefined || says(hear(label), provider.not)) return false;
  const callers = label.split(/ (?:or|and) /);
  return (
    callers.length > 1 &&
    callers.every((one) => one.split(' ').length <= mostWordsOfCaller) &&
    callers.some((one) => affirms(one, provider.patterns) && !isAvoided(script, one))
  );
}

/** Callers are named in few words, and what they call about is not named at all. */
const mostWordsOfCaller = 6;

/** Whether a label is about what other types of calls are about, and not about ours. */
export function isOfOthers(script: CallScript, label: string): boolean {
  const { topics, callType } = script;
  return (
    topics.some((topic) => topic.callType !== callType && affirms(label, topic.patterns)) &&
    !goalsOf(script).some((goal) => !goal.shared && affirms(label, goal.patterns))
  );
}

/** What the call wants of a menu, the best first: its own goals, what its type is about in other words, then what all types share. */
export function goalsOf({ goals, topics, callType }: CallScript): readonly Goal[] {
  const own = goals.filter(({ shared }) => !shared);
  const say = own[0]?.say ?? '';
  const about = topics.filter((topic) => topic.callType === callType);
  return [
    ...own,
    ...about.map(({ callType: name, patterns, not }) => ({ name, say, patterns, not, shared: false })),
    ...goals.filter(({ shared }) => shared),
  ];
}

/** The shared goal whose words say that something is asked about; what it is not are words for beginning something. */
export const statusGoal = 'status';
/** The shared goal whose words say that somebody wants to know something, in any words. */
export const askingGoal = 'asking';
/** The shared goal whose words name us as callers. */
export const providerGoal = 'provider';

/** Whether a label is for who asks how something stands that he has sent or begun. */
export function asksForStatus(script: CallScript, label: string): boolean {
  const status = goalNamed(script, statusGoal);
  return status !== undefined && affirms(label, status.patterns) && !says(hear(label), status.not);
}

/** Whether a label is for who submits, appeals or begins something. */
export function isNewBusiness(script: CallScript, label: string): boolean {
  const status = goalNamed(script, statusGoal);
  return status !== undefined && says(hear(label), status.not);
}

/** "Anything but claims": whether a label is for whom we are not, or for everything but what we call for. */
export function isForOtherThan(script: CallScript, label: string): boolean {
  return goalsOf(script).some(
    ({ shared, name, patterns }) => (!shared || name === providerGoal) && denies(label, patterns),
  );
}

/** Whether nobody who calls for a practice, and about what we call for, would choose this. */
export function isExcluded(script: CallScript, label: string): boolean {
  return isAvoided(script, label) || isOfOthers(script, label) || isForOtherThan(script, label);
}
