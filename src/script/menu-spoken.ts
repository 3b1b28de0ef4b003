import type { CallScript } from './call-script.ts';
import { identifiersIn, identifierValue } from './identifiers.ts';
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
import { heardReflex } from './scene.ts';
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
  if (words.says.length > 0) return found;
  const alternatives = alternativesIn(text);
  const searches = /(?:^| )(?:look(?:ing)? up|search|find|locate|by)(?: |$)/.test(heard.plain);
  const byIdentifier = searches ? alternativeWeHave(scene, alternatives) : undefined;
  if (byIdentifier !== undefined) return [`say ${byIdentifier}`];
  const apart = /[,;?]/.test(text);
  const named = goals.flatMap(
    (goal) => wordsFor(script, goal, begunFirst(script, alternatives), apart) ?? [],
  );
  if (found.length + named.length > 0) return [...found, ...named];
  // "Did you know that …" wants no answer.
  if (heardReflex(scene, heard, 'promotion') || heardReflex(scene, heard, 'hold')) return [];
  const asksWhich =
    alternatives.length > 0 &&
    !heardReflex(scene, heard, 'survey') &&
    /\?\s*$|^(?:so |okay |and )?which /i.test(text);
  if (!asksWhich && heardReflex(scene, heard, 'yesOrNo') && !asksOpenly.test(heard.plain)) {
    const answer = yesOrNo(scene, text);
    return answer === undefined ? [] : [answer];
  }
  if (!asksWhich && !heardReflex(scene, heard, 'spokenMenu')) return [];
  return goals.filter(({ name }) => !closedGoals.has(name)).map(({ say }) => `say ${say}`);
}

/** "By claim number, member I D, or check number?": the first of the identifiers that we have. */
function alternativeWeHave(scene: Scene, alternatives: readonly string[]): string | undefined {
  const named = alternatives.flatMap((one) => {
    const [first] = identifiersIn(scene, one);
    return first === undefined ? [] : [{ one, identifier: first.identifier }];
  });
  if (named.length < 2) return undefined;
  return named.find(({ identifier }) => identifierValue(scene, identifier) !== undefined)?.one;
}

/** Answers to a list; said to an open question they would mean nothing. */
const closedGoals: ReadonlySet<string> = new Set([
  statusGoal,
  askingGoal,
  'language',
  providerGoal,
  'medical',
  'anything else',
  'more options',
]);

/** "What are you calling about": not to be answered with yes or no. */
const asksOpenly =
  /(?<![a-z])(?:what|why|how|which|who|when|where)(?: [a-z]+){0,2} (?:are|is|do|did|would|can|may|brings)(?![a-z])/;

/** Up to here a question only asks: "are you looking for", "would that be", "do you want to". */
const asking =
  /^(?:.* )?(?:are|is|do|did|would|will|was) (?:you|this|it|that|your call)(?: (?:be|calling|like|want|need|looking|trying|asking|hoping|wish))*(?: (?:as|from|about|for|with|to|regarding))?(?= )/;
/** An alternative is named in a few words. */
const mostWords = 9;

/** "Call this number for claims, or that one for benefits": nothing to be said here. */
const otherWay =
  /^(?:please |just |simply |or |you can |for [a-z ]+ )*(?:call|dial|fax|mail|e ?mail|visit|write)(?: |$)/;

/** "Are you a member or a provider?", "medical, dental, or vision?": a question that names its answers. */
export function alternativesIn(text: string): string[] {
  const question = text.split(/(?<=[.!?])\s+/).findLast((part) => part.trim() !== '') ?? text;
  const { plain: asked } = hear(question);
  if (!/(?<![a-z])or(?![a-z])/.test(asked) || howToAnswer.test(asked) || otherWay.test(asked)) return [];
  const items = question.split(/[,;:]|(?<![a-z])or(?![a-z])/i).flatMap((part) => {
    const plain = hear(part)
      .plain.replace(asking, '')
      .trim()
      .replace(/^(?:(?:as|from|about|for|with|to|regarding|a|an|the) )+/, '');
    return plain === '' ? [] : [plain];
  });
  const short = items.every((item) => item.split(' ').length <= mostWords && item !== 'no' && item !== 'not');
  return items.length > 1 && short ? items : [];
}

/** "For the status of an authorization, say status": words to say that stand for something else. */
function describedWords(text: string): { label: string; word: string }[] {
  const pattern =
    /(?<![a-z])(?:for|to|if) ((?:(?!say(?![a-z]))[a-z0-9]+ ){1,12}?)(?:please |just |you can |simply )?say ([a-z]+(?: [a-z]+){0,2}?)(?= (?:for|to|if|or|please)(?![a-z])|$)/g;
  return text
    .split(/[.?!;]/)
    .flatMap((sentence) => [...hear(sentence).plain.matchAll(pattern)])
    .map(([, label = '', word = '']) => ({ label: label.trim(), word }));
}

/** "A new authorization, or to check the status of one?": what was begun already, where it is named, is what we call for. */
function begunFirst(script: CallScript, alternatives: readonly string[]): readonly string[] {
  const begun = alternatives.filter((one) => asksForStatus(script, one) && !isOfOthers(script, one));
  const others = alternatives.filter((one) => !isNewBusiness(script, one));
  return begun.length > 0 && others.length > 0 ? others : alternatives;
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

/** "I think you want claims. If I got it, just say that's right": our yes in the words that it waits for. */
export function confirmation(
  scene: Scene,
  text: string,
  { says: listed }: Pick<MenuWords, 'says'>,
): MenuAnswer | undefined {
  const yes = listed.find((item) => agreeing.test(item));
  if (yes === undefined) return undefined;
  const answer = yesOrNo(scene, text);
  return answer === 'say yes' ? `say ${yes}` : answer;
}

/** Behind the question, a machine says how to answer it. */
const howToAnswer =
  /^(?:please )?yes or no$|(?:^| )(?:say|saying|answer|respond(?: with)?|reply)(?: with)? (?:(?:a )?yes|no|nope|yep|thats right|right|correct)(?: |$)/;
/** "Is that right?" of what was said before it. */
const asksBack =
  /^(?:[a-z]+ )?(?:(?:is|was) (?:this|that|it) (?:(?:the )?(?:right|correct)(?: [a-z]+)?|what you (?:want|need|said))|(?:did|do|have) i (?:get|got|have|hear)(?: [a-z]+){0,3}(?: right| correctly)?|right|correct|am i right|thats right|thats correct)$/;

/** "Do you have the claim number?": by what we have, whatever it is about. */
const hasSomething = /(?:^| )(?:do|did|would) you (?:happen to )?(?:have|know)(?: |$)/;

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
  if (affirms(question.plain, script.avoid)) return 'say no';
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
