import type { CallScript } from './call-script.ts';
import { hear, places, says } from './words.ts';

export type Goal = CallScript['goals'][number];

/** Behind these a label speaks of what it is not for: "anything but claims", "unless you call about a claim". */
const exception =
  /(?<![a-z0-9])(?:unless|except(?: for| if)?|besides|other than|apart from|aside from|rather than|instead of|anything but|everything but|all but|non)(?: [a-z0-9]+){0,6} $/;
/** "If you are not calling about a claim": a denial, and nothing but small words up to what it denies. */
const denial =
  /(?<![a-z0-9])(?:not|no|isnt|arent|dont|doesnt|wont|never|neither)(?: (?:calling|call|you|about|for|with|from|regarding|in|on|a|an|the|one|of|our|your|any|here|as|have|need|want|looking|interested|existing|current|also|currently|to|nor))* $/;

/** "Not for pharmacy, dental or vision": what is denied goes on. */
const enumerating = /^[\s,]*(?:or|nor|and)?\s*$/;

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
  let reach = -1;
  const found = places(heard, patterns).filter(({ start, end }) => {
    const before = hear(label.slice(0, start)).plain;
    const text = before === '' ? '' : `${before} `;
    const goesOn = reach >= 0 && enumerating.test(label.slice(reach, start));
    const isDenied = goesOn || exception.test(text) || denial.test(text);
    if (isDenied) reach = end;
    return isDenied === denied;
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
  const { say = '', late = [] } = own[0] ?? {};
  const about = topics.filter((topic) => topic.callType === callType);
  return [
    ...own,
    ...about.map(({ callType: name, patterns, not }) => ({ name, say, patterns, not, late, shared: false })),
    ...goals.filter(({ shared }) => shared),
  ];
}

/** Whether a label is for what we call for or for whom, and not only for whoever has a question. */
export function isPlainlyForUs(script: CallScript, label: string): boolean {
  return (
    !isDoing(script, label) &&
    goalsOf(script).some((goal) => !loose.has(goal.name) && shareOf(script, goal, label) > 0)
  );
}

/** The shared goals for a person, and for what no other choice is for. */
export const representativeGoal = 'representative';
export const restGoal = 'anything else';
/** The shared goal whose words say that something is asked about; what it is not are words for beginning something. */
export const statusGoal = 'status';
/** The shared goal whose words say that somebody wants to know something, in any words. */
export const askingGoal = 'asking';
/** What nearly anything may serve. */
export const loose: ReadonlySet<string> = new Set([askingGoal, restGoal]);
/** The shared goal whose words name us as callers. */
export const providerGoal = 'provider';

/** Whether a label is for who asks how something stands that he has sent or begun. */
export function asksForStatus(script: CallScript, label: string): boolean {
  const status = goalNamed(script, statusGoal);
  return status !== undefined && affirms(label, status.patterns) && !says(hear(label), status.not);
}

/** Whether a label is for who submits, appeals or begins something, or would have anything done. */
export function isNewBusiness(script: CallScript, label: string): boolean {
  const status = goalNamed(script, statusGoal);
  return (status !== undefined && says(hear(label), status.not)) || isDoing(script, label);
}

/** "To order forms": a verb, and none of asking. Nothing is ever done at a payor's; we only ask. */
export function isDoing({ reflexes }: CallScript, label: string): boolean {
  const verb =
    /^(?:(?:if )?(?:you|youd|i|id)?(?: would)? ?(?:want|wish|need|like|calling|are calling|are looking|looking) )?to (?!be |the |a |an |our |your )(.*)$/.exec(
      label,
    )?.[1];
  return verb !== undefined && places(hear(verb), reflexes.asks)[0]?.start !== 0;
}

/** "Anything but claims": whether a label is for whom we are not, or for everything but what we call for. */
export function isForOtherThan(script: CallScript, label: string): boolean {
  return goalsOf(script).some(
    ({ shared, name, patterns }) => (!shared || name === providerGoal) && denies(label, patterns),
  );
}

const denying =
  /^(?=(?:if|unless|for|those|anyone|anybody|callers?|services?|it|its|this|that)(?: |$))(?:.* )?(?:not|isnt|arent|dont|doesnt|none|neither|unless|except|other than|besides)(?! [a-z ]*(?:wait|hold|stay|music)) /;

/** "If it is not about a claim", "unless you are a member": whether a label is for all but what we are not. */
export function isForTheRest(script: CallScript, label: string): boolean {
  return denying.test(label) && !isExcluded(script, label);
}

/** How much more a label is in the neighbourhood of what we call for than in that of other types of calls. */
export function nearness({ topics, callType }: CallScript, label: string): number {
  const heard = hear(label);
  return topics.reduce(
    (sum, topic) => sum + places(heard, topic.near).length * (topic.callType === callType ? 1 : -1),
    0,
  );
}

/** Whether nobody who calls for a practice, and about what we call for, would choose this. */
export function isExcluded(script: CallScript, label: string): boolean {
  return isAvoided(script, label) || isOfOthers(script, label) || isForOtherThan(script, label);
}
