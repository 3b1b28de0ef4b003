import type { CallScript } from './call-script.ts';
import type { MenuOption, MenuWords } from './menu-words.ts';
import { menuWordsOf } from './menu-words.ts';
import { wayOut } from './menu-entry.ts';
import { heardReflex, taskOf } from './scene.ts';
import type { Scene } from './scene.ts';
import { identifiersIn, identifierValue } from './identifiers.ts';
import { hear, places, says } from './words.ts';

/** An answer to a menu, as text so that it can be counted and learned: "key 2", "say claims", "stay". */
export type MenuAnswer = string;

type Goal = CallScript['goals'][number];

/**
 * Everything that would serve in this menu, the best first: goals in the script's order; of several options that serve
 * one goal the one that speaks of little else; what may be said where no key serves it.
 */
export function answersFor(scene: Scene, text: string): MenuAnswer[] {
  const { script } = scene;
  const words = menuWordsOf(text);
  const heard = hear(text);
  const found: MenuAnswer[] = [];
  const add = (answer: MenuAnswer | undefined) => {
    if (answer !== undefined && !found.includes(answer)) found.push(answer);
  };
  const byIdentifier = optionByIdentifier(scene, words.options);
  const usable = words.options.filter((option) => searchesBy(scene, option) !== 'lacking');
  for (const goal of goalsOf(scene)) {
    for (const option of optionsFor(script, goal, usable)) add(answerOf(option));
    add(wordsFor(script, goal, words, text));
    // "To search by member I D press one": before anything general.
    if (goal.name === 'provider') add(byIdentifier);
  }
  add(byIdentifier);
  // "To consent to recording press one": nothing to choose, and no way around it.
  for (const option of usable)
    if (goesOn.test(option.label) && !says(hear(option.label), script.avoid)) add(answerOf(option));
  add(keyForYesOrNo(scene, text, words.options));
  add(forOthers(usable));
  // Asked for something that we lack: the way around it.
  if (found.length === 0 && heardReflex(scene, heard, 'entry')) add(wayOut(scene, text));
  if (words.options.length === 0) {
    const described = describedWords(text);
    for (const goal of goalsOf(scene))
      for (const { label, word } of described) if (shareOf(script, goal, label) > 0) add(`say ${word}`);
  }
  if (words.options.length === 0 && words.says.length === 0) {
    for (const item of alternativesIn(text)) words.says.push(item);
    for (const goal of goalsOf(scene)) add(wordsFor(script, goal, words, text));
  }
  if (words.options.length === 0 && words.says.length === 0) {
    // "Did you know that …" wants no answer.
    if (heardReflex(scene, heard, 'promotion') || heardReflex(scene, heard, 'hold')) return found;
    if (heardReflex(scene, heard, 'yesOrNo') && !asksOpenly.test(heard.plain)) add(yesOrNo(scene, text));
    else if (heardReflex(scene, heard, 'spokenMenu'))
      for (const goal of openGoals(scene)) add(`say ${goal.say}`);
  }
  return found;
}

const goesOn = /(?:^| )(?:continue|proceed|agree|consent|accept|acknowledge|begin|get started)(?: |$)/;

/** "What are you calling about": not to be answered with yes or no. */
const asksOpenly =
  /(?<![a-z])(?:what|why|how|which|who|when|where)(?: [a-z]+){0,2} (?:are|is|do|did|would|can|may|brings)(?![a-z])/;

/** "Are you a member or a provider?", "medical, dental, or vision?": a question that names its answers. */
function alternativesIn(text: string): string[] {
  const question = text.split(/(?<=[.!?])\s+/).findLast((part) => part.trim() !== '') ?? text;
  const lead =
    /^(?:.* )?(?:(?:are|is|do|did|would) (?:you|this|it|your call)(?: calling| like| want| need)?)(?: (?:as|from|about|for|with|to|regarding))?(?= )/;
  const items = question.split(/[,;:]|(?<![a-z])or(?![a-z])/i).flatMap((part) => {
    const plain = hear(part)
      .plain.replace(lead, '')
      .trim()
      .replace(/^(?:(?:as|from|about|for|with|to|regarding|a|an|the) )+/, '');
    return plain === '' ? [] : [plain];
  });
  const named = /(?<![a-z])or(?![a-z])/i.test(question) && items.length > 1;
  return named && items.every((item) => item.split(' ').length <= 6 && item !== 'no') ? items : [];
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

/** "Would you take a survey? Press one for yes, or two for no": the key for our answer to the question. */
function keyForYesOrNo(scene: Scene, text: string, options: readonly MenuOption[]): MenuAnswer | undefined {
  const keyFor = (label: RegExp) => options.find((one) => label.test(one.label));
  const yes = keyFor(/^(?:for |if )?(?:yes|so)$/);
  const no = keyFor(/^(?:for |if )?(?:no|not)$/);
  if (yes === undefined || no === undefined) return undefined;
  const [question = text] = text.split(/\b(?:press|push|dial|say|select|enter)\b/i);
  const answer = yesOrNo(scene, question);
  return answer === undefined ? undefined : answerOf(answer === 'say yes' ? yes : no);
}

/** "For a patient press one, for your own coverage press two": who does not call for himself is the other one. */
function forOthers(options: readonly MenuOption[]): MenuAnswer | undefined {
  const last = (label: string) => /(?:^|.* )((?:for|to|if) .*)$/.exec(label)?.[1] ?? label;
  const oneself = /(?:^| )(?:(?:your|my) own|yourself|myself)(?: |$)/;
  const others = options.filter(({ label }) => !oneself.test(last(label)));
  const [only] = others;
  const own = options.length - others.length;
  return own === 1 && others.length === 1 && only !== undefined && /patient|someone|somebody/.test(only.label)
    ? answerOf(only)
    : undefined;
}

/** Once the machine has told what it knows, only a person knows more. */
function goalsOf(scene: Scene): readonly Goal[] {
  const { goals } = scene.script;
  if (scene.state.menu.told === 0) return goals;
  const person = goals.filter(({ name }) => name === 'representative');
  return [...person, ...goals.filter((goal) => !person.includes(goal))];
}

/** What may be said to an open question: why we call, then whom we want. */
function openGoals(scene: Scene): readonly Goal[] {
  return goalsOf(scene).filter(({ name }) => !closedGoals.has(name));
}

/** Answers to a list; said to an open question they would mean nothing. */
const closedGoals: ReadonlySet<string> = new Set([
  'language',
  'provider',
  'medical',
  'anything else',
  'more options',
]);

function answerOf({ key }: MenuOption): MenuAnswer {
  return key === '' ? 'stay' : `key ${key}`;
}

function optionsFor(script: CallScript, goal: Goal, options: readonly MenuOption[]): MenuOption[] {
  return options
    .flatMap((option, index) => {
      const share = shareOf(script, goal, option.label);
      return share === 0 ? [] : [{ option, share, index }];
    })
    .sort((a, b) => b.share - a.share || a.index - b.index)
    .map(({ option }) => option);
}

/** How much of a label speaks of the goal, 0 to 1; 0 where it does not or must not be chosen. */
function shareOf(script: CallScript, goal: Goal, label: string): number {
  const heard = hear(label);
  if (says(heard, goal.not) || says(heard, script.avoid)) return 0;
  const longest = Math.max(0, ...places(heard, goal.patterns).map(({ start, end }) => end - start));
  return longest / Math.max(1, label.length);
}

/** The words for a goal out of those that the menu lists. */
function wordsFor(script: CallScript, goal: Goal, words: MenuWords, text: string): MenuAnswer | undefined {
  // Without commas a list runs together: only the goal's own words are sure.
  const listed = /[,;]/.test(text);
  for (const item of words.says) {
    const heard = hear(item);
    const match = places(heard, goal.patterns).sort((a, b) => b.end - b.start - (a.end - a.start))[0];
    if (match === undefined) continue;
    const whole = listed || item.split(' ').length <= 1;
    const said = whole ? item : item.slice(match.start, match.end);
    if (shareOf(script, goal, said) > 0) return `say ${said}`;
  }
  return undefined;
}

/** "To search by claim number press one, by member I D press two, otherwise three": by something that we have. */
function optionByIdentifier(scene: Scene, options: readonly MenuOption[]): MenuAnswer | undefined {
  const found = options.find((option) => searchesBy(scene, option) === 'ours');
  if (found !== undefined) return answerOf(found);
  if (!options.some((option) => searchesBy(scene, option) === 'lacking')) return undefined;
  const others = options.find(({ label }) => /^(?:otherwise|if not|all others?|)$/.test(hear(label).plain));
  return others === undefined ? undefined : answerOf(others);
}

/** Whether an option goes by an identifier, and whether we can go that way. */
function searchesBy(scene: Scene, { label }: MenuOption): 'ours' | 'lacking' | 'no' {
  const heard = hear(label);
  if (!/(?:^| )(?:by|using|with|have|know|enter|search|look|without)(?: |$)/.test(heard.plain)) return 'no';
  const [first] = identifiersIn(scene, label);
  if (first === undefined || says(heard, scene.script.avoid)) return 'no';
  const lacks = identifierValue(scene, first.identifier) === undefined;
  return lacks === heardReflex(scene, heard, 'without') ? 'ours' : 'lacking';
}

/** Behind the question, a machine says how to answer it. */
const howToAnswer =
  /^(?:please |you (?:can|may) |just |simply )*(?:say|answer|respond(?: with)?|reply) (?:yes|no)(?: |$)/;

/** A question that wants a yes or a no: yes to what we call for, no to everything that is offered besides. */
function yesOrNo(scene: Scene, text: string): MenuAnswer | undefined {
  const { script } = scene;
  const parts = text.split(/(?<=[.!?])\s+/).filter((part) => part.trim() !== '');
  const question = hear(parts.findLast((part) => !howToAnswer.test(hear(part).plain)) ?? text);
  const last = scene.state.menu.lastSaid;
  if (last !== '' && question.plain.includes(last)) return 'say yes';
  if (says(question, script.reflexes.survey) || says(question, script.reflexes.callbackOffer))
    return 'say no';
  if (says(question, script.avoid)) return 'say no';
  if (script.goals.some((goal) => says(question, goal.patterns) && !says(question, goal.not)))
    return 'say yes';
  if (says(question, script.reflexes.stay)) return 'say yes';
  // What a machine found by our own keys.
  if (/(?:is|was) (?:this|that|it) (?:correct|right)|(?:correct|right)$/.test(question.plain))
    return 'say yes';
  const asked = identifiersIn(scene, question.text)[0];
  if (asked !== undefined && identifierValue(scene, asked.identifier) !== undefined) return 'say yes';
  const isOffer =
    /yes or no|say (?:yes|no)|(?:would|do) you (?:like|want|wish|need)|are you (?:a|an|calling)/;
  return isOffer.test(hear(text).plain) ? 'say no' : undefined;
}

/** The label of a choice that keeps the call waiting, where the turn offers one. */
export function stayOption(scene: Scene, options: readonly MenuOption[]): MenuOption | undefined {
  const { stay, callbackOffer, survey } = scene.script.reflexes;
  return options.find(({ label }) => {
    // Only the choice itself, not what was said before it.
    const heard = hear(label);
    const own = hear(/(?:^|.* )((?:for|to|if) .*)$/.exec(heard.plain)?.[1] ?? heard.plain);
    if (says(heard, callbackOffer) || says(heard, survey)) return false;
    return says(own, stay) || heard.plain.startsWith('are you still');
  });
}

/**
 * The answer to a menu that is still being read, where it is sure already: a choice with the very words of the first
 * goal and its key, in a menu that names choices before keys. Words of what comes later could not change it.
 */
export function sureAnswer(scene: Scene, text: string): MenuAnswer | undefined {
  const [goal] = scene.script.goals;
  if (goal === undefined || taskOf(scene) === undefined || scene.state.menu.told > 0) return undefined;
  const { options } = menuWordsOf(text);
  const heard = hear(text);
  if (heardReflex(scene, heard, 'entered') || options.length === 0) return undefined;
  const head = /(?<![a-z0-9])(?:for|to|if)(?![a-z0-9])/.test(options[0]?.label ?? '');
  const [best] = optionsFor(scene.script, goal, options);
  if (!head || best === undefined || best.key === '') return undefined;
  // Its key may be the first half of something longer until another word follows.
  const isLast = options.at(-1) === best && new RegExp(`(?:^| )[a-z0-9*#]+$`).test(heard.plain);
  const ends = isLast && /(?:press|dial|select|say|option) [a-z0-9]+$/.test(heard.plain);
  return ends && /(?:to|too|for)$/.test(heard.plain) ? undefined : `key ${best.key}`;
}
