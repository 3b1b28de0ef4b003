import type { CallScript } from './call-script.ts';
import { identifiersIn, identifierValue } from './identifiers.ts';
import { alternativesIn, howToAnswer } from './menu-alternatives.ts';
import { fitsOf } from './menu-known.ts';
import { listsExamples } from './menu-open.ts';
import type { MenuAnswer } from './menu-state.ts';
import {
  affirms,
  askingGoal,
  asksForStatus,
  goalsOf,
  isNewBusiness,
  isOfOthers,
  providerGoal,
  shareOf,
  statusGoal,
} from './menu-sense.ts';
import type { Goal } from './menu-sense.ts';
import type { MenuWords } from './menu-words.ts';
import { isLikelyPlan } from './plan-kinds.ts';
import { heardReflex, taskOf } from './scene.ts';
import type { Scene } from './scene.ts';
import { hear, places, says } from './words.ts';

/** What may be said to a menu without keys, the best first: words that it described, its alternatives, yes or no, why we call. */
export function spokenAnswers(
  scene: Scene,
  text: string,
  words: Pick<MenuWords, 'options' | 'says'>,
  goals: readonly Goal[],
): MenuAnswer[] {
  const { script } = scene;
  const heard = hear(text);
  const described = describedWords(text);
  const found = goals.flatMap((goal) =>
    described.flatMap(({ label, word }) => (shareOf(script, goal, label) > 0 ? [`say ${word}`] : [])),
  );
  const open = listsExamples(text);
  if (words.says.length > 0 && !open) return found;
  const alternatives = alternativesIn(text);
  const searches = /(?:^| )(?:look(?:ing)? up|search|find|locate|by|us(?:e|ing))(?: |$)/.test(heard.plain);
  const byIdentifier = searches ? alternativeWeHave(scene, alternatives) : undefined;
  if (byIdentifier !== undefined) return [`say ${byIdentifier.replace(useOf, '')}`];
  const known = fitsOf(scene, text, asOptions(alternatives)).indexOf(true);
  if (known >= 0) return [`say ${alternatives[known] ?? ''}`];
  // "Did you know that …" wants no answer.
  const told = (['promotion', 'hold'] as const).some((name) => heardReflex(scene, heard, name));
  const isTold = told || (open && heardReflex(scene, heard, 'survey'));
  if (isTold && !text.includes('?')) return found;
  const apart = /[,;?]/.test(text);
  const named = goals
    .filter(({ shared }) => !open || !shared)
    .flatMap((goal) => wordsFor(script, goal, begunFirst(script, alternatives), apart) ?? []);
  if (found.length + named.length > 0) return [...found, ...named];
  if (heardReflex(scene, heard, 'promotion') || heardReflex(scene, heard, 'hold')) return [];
  const asksWhich =
    alternatives.length > 0 &&
    / or /i.test(text) &&
    !heardReflex(scene, heard, 'survey') &&
    /\?\s*$|^(?:so |okay |and )?which /i.test(text);
  if (!asksWhich && !open && heardReflex(scene, heard, 'yesOrNo') && !asksOpenly.test(heard.plain)) {
    const answer = yesOrNo(scene, text);
    return answer === undefined ? [] : [answer];
  }
  if (!asksWhich && !open && !heardReflex(scene, heard, 'spokenMenu')) return [];
  return goals.filter(({ name }) => !closedGoals.has(name)).map(({ say }) => `say ${say}`);
}

const useOf = /^(?:(?:use|using|by|with|your|my|the) )+/;

const asOptions = (labels: readonly string[]) => labels.map((label) => ({ key: '', label }));

/** "Say claim number, or say member I D": names of values, of which one is to be chosen; undefined where a value is wanted. */
export function methodsIn(scene: Scene, listed: readonly string[]): string | undefined {
  const bare = listed.filter((item) => !/^(?:the|your|a|an|his|her|their) /.test(item));
  return bare.length > 1 && bare.every((item) => isMethod(scene, item))
    ? bare.find((item) => has(scene, item) === true)
    : undefined;
}

function isMethod(scene: Scene, item: string): boolean {
  return has(scene, item) !== undefined || /(?:^| )(?:numbers?|i ?d|names?|dates?|birth|social)$/.test(item);
}

/** Whether we have the value that words name; undefined where they name none. */
function has(scene: Scene, words: string): boolean | undefined {
  const [first] = identifiersIn(scene, words);
  return first && identifierValue(scene, first.identifier) !== undefined;
}

/** "By claim number, member I D, or check number?": the first of the identifiers that we have. */
function alternativeWeHave(scene: Scene, alternatives: readonly string[]): string | undefined {
  const named = alternatives.filter((one) => has(scene, one) !== undefined);
  const ours = named.length < 2 ? undefined : named.find((one) => has(scene, one));
  const lacking = named.length > 0 && named.every((one) => has(scene, one) === false);
  return ours ?? (lacking ? alternatives.find((one) => !named.includes(one)) : undefined);
}

/** Answers to a list; said to an open question they would mean nothing. */
const closedGoals: ReadonlySet<string> = new Set([
  statusGoal,
  askingGoal,
  'language',
  providerGoal,
  'medical',
  'anything else',
  'keypad',
  'more options',
]);

/** "What are you calling about": not to be answered with yes or no. */
const asksOpenly =
  /(?<![a-z])(?:what|why|how|which|who|when|where)(?: [a-z]+){0,2} (?:are|is|do|did|would|can|may|brings)(?![a-z])/;

/** "For the status of an authorization, say status": words to say that stand for something else. */
function describedWords(text: string): { label: string; word: string }[] {
  const pattern =
    /(?<![a-z])(?:for|to|if) ((?:(?!say(?![a-z]))[a-z0-9]+ ){1,12}?)(?:please |just |you can |simply )?say ([a-z]+(?: [a-z]+){0,2}?)(?= (?:for|to|if|or|please)(?![a-z])|$)/g;
  return text
    .split(/[.?!;]/)
    .flatMap((sentence) => [...hear(sentence).plain.matchAll(pattern)])
    .map(([, label = '', word = '']) => ({
      label: label.trim(),
      word: /^so(?: |$)/.test(word) ? topicOf(label) : word,
    }));
}

/** "If you want claims, say so": what such a choice is called. */
function topicOf(label: string): string {
  return label
    .trim()
    .replace(/^(?:(?:you|youre|are|want|need|have|calling|about|for|help|with|to|a|an|the) )+/, '');
}

/** Callers for a hospital, and its claims: ours are a practice's. */
export const institutional = /(?:^| )(?:facilit(?:y|ies)|hospitals?|institutional|inpatient)(?: |$)/;

/** "A new authorization, or to check the status of one?": what was begun already, where it is named, is what we call for. */
function begunFirst(script: CallScript, alternatives: readonly string[]): readonly string[] {
  const begun = alternatives.filter((one) => asksForStatus(script, one) && !isOfOthers(script, one));
  const others = alternatives.filter((one) => !isNewBusiness(script, one));
  const kept = begun.length > 0 && others.length > 0 ? others : alternatives;
  return kept.toSorted((a, b) => Number(institutional.test(a)) - Number(institutional.test(b)));
}

/** Longer words of a menu are said by what matters in them. */
const mostSaid = 6;

/** The words for a goal out of those that the menu lists; of a list that runs together only the goal's own words. */
export function wordsFor(
  script: CallScript,
  goal: Goal,
  listed: readonly string[],
  apart: boolean,
): MenuAnswer | undefined {
  for (const item of listed) {
    const match = places(hear(item), goal.patterns).toSorted(
      (a, b) => b.end - b.start - (a.end - a.start),
    )[0];
    if (match === undefined || (goal.shared && isOfOthers(script, item))) continue;
    const whole = item.split(' ').length <= (apart ? mostSaid : 1);
    const said = whole ? item : item.slice(match.start, match.end);
    if (shareOf(script, goal, said) > 0) return `say ${said}`;
  }
  return undefined;
}

const agreeing =
  /^(?:yes|yep|yeah|thats (?:right|correct|it)|right|correct|you got it|exactly|sounds right)$/;

/** The words among these that agree. */
export function agreementIn(listed: readonly string[]): string | undefined {
  return listed.find((item) => agreeing.test(item));
}

/** "I think you want claims. If I got it, just say that's right": our yes in the words that it waits for. */
export function confirmation(
  scene: Scene,
  text: string,
  { says: listed }: Pick<MenuWords, 'says'>,
): MenuAnswer | undefined {
  const yes = agreementIn(listed);
  if (yes === undefined) return undefined;
  const answer = yesOrNo(scene, text);
  return answer === 'say yes' ? `say ${yes}` : answer;
}

/** "Is that right?" of what was said before it. */
const asksBack =
  /^(?:[a-z]+ )?(?:(?:is|was) (?:this|that|it) (?:(?:the )?(?:right|correct)(?: [a-z]+)?|what you (?:want|need|said))|(?:did|do|have) i (?:get|got|have|hear)(?: [a-z]+){0,3}(?: right| correctly)?|right|correct|yes|am i right|thats right|thats correct|is that so|if (?:that|this|it|i)(?:s|ve)? (?:is |got |have )?(?:not )?(?:it|that|right|correct|so|what you (?:want|need|said)|wrong))$/;

/** "Do you have the claim number?": by what we have, whatever it is about. */
const hasSomething = /(?:^| )(?:do|did|would) you (?:happen to )?(?:have|know)(?: |$)/;

/** "Has the service already been given?": by its date; undefined where that is not asked, or there is none. */
function isPast(scene: Scene, plain: string): boolean | undefined {
  const date = taskOf(scene)?.task.inputs.dateOfService;
  const asks =
    /(?:^| )(?:services?|procedures?|visits?|treatments?|care)(?: (?:that|which|has|have|was|were|been|already))* (?:happened|performed|given|rendered|provided|done|taken place|taken place already)(?: |$)/;
  return typeof date === 'string' && asks.test(plain) ? date <= scene.state.today : undefined;
}

/** "Would you like us to email your office these instructions?" */
const offersToSend =
  /(?:like|want|prefer|need)(?: (?:us|me|for us))? to (?:have (?:it|them|this|these|those|that) )?(?:e ?mail|mail|fax|text|send|sign|enroll|schedule|set up)(?: |$)/;

/** A question that wants a yes or a no: yes to what we call for, no to everything that is offered besides. */
export function yesOrNo(scene: Scene, text: string): MenuAnswer | undefined {
  const { script } = scene;
  const parts = text
    .split(/(?<=[.!?])\s+/)
    .filter((part) => part.trim() !== '' && !howToAnswer.test(hear(part).plain));
  const last = parts.at(-1) ?? text;
  const shown = asksBack.test(hear(last).plain) ? (parts.at(-2) ?? last) : last;
  const question = hear(shown);
  const { lastSaid } = scene.state.menu;
  if (lastSaid !== '' && question.plain.includes(lastSaid)) return 'say yes';
  if (says(question, script.reflexes.survey) || says(question, script.reflexes.callbackOffer))
    return 'say no';
  const asked = identifiersIn(scene, question.text)[0];
  const hasIt = asked !== undefined && identifierValue(scene, asked.identifier) !== undefined;
  if (asked !== undefined && hasSomething.test(question.plain)) return hasIt ? 'say yes' : 'say no';
  const past = isPast(scene, question.plain);
  if (past !== undefined) return past ? 'say yes' : 'say no';
  if (affirms(question.plain, script.avoid) || offersToSend.test(question.plain)) return 'say no';
  const others = isOfOthers(script, question.plain);
  const goals = goalsOf(script).filter(({ shared }) => !shared || !others);
  if (goals.some((goal) => affirms(question.plain, goal.patterns) && !says(question, goal.not)))
    return 'say yes';
  if (says(question, script.reflexes.stay)) return 'say yes';
  const plan = isLikelyPlan(scene, question.plain);
  if (plan !== undefined) return plan ? 'say yes' : 'say no';
  if (others) return 'say no';
  // What a machine found by our own keys.
  if (/(?:is|was) (?:this|that|it) (?:the )?(?:correct|right)|(?:correct|right)$/.test(hear(last).plain))
    return 'say yes';
  if (hasIt) return 'say yes';
  const isOffer =
    /yes or no|say (?:yes|no)|(?:would|do) you (?:like|want|wish|need)|are you (?:a|an|calling)/;
  return isOffer.test(hear(text).plain) ? 'say no' : undefined;
}
