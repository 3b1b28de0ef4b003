import type { CallScript } from './call-script.ts';
import { identifiersIn, identifierValue } from './identifiers.ts';
import { wayOut } from './menu-entry.ts';
import { fitsOf } from './menu-known.ts';
import type { Fit } from './fit.ts';
import {
  askingGoal,
  goalsOf,
  isAlsoForUs,
  isExcluded,
  isForOtherThan,
  isForProviders,
  isNewBusiness,
  isOfOthers,
  providerGoal,
  asksForStatus,
  shareOf,
  statusGoal,
} from './menu-sense.ts';
import type { Goal } from './menu-sense.ts';
import type { MenuAnswer } from './menu-state.ts';
import { confirmation, spokenAnswers, wordsFor, yesOrNo } from './menu-spoken.ts';
import { menuWordsOf, questionBefore } from './menu-words.ts';
import type { MenuOption, MenuWords } from './menu-words.ts';
import { isLikelyPlan } from './plan-kinds.ts';
import { heardReflex, taskOf } from './scene.ts';
import type { Scene } from './scene.ts';
import { hear, says } from './words.ts';

/** What would serve in this menu, the best first; what only another reading of its words would give comes last. */
export function answersFor(scene: Scene, text: string): MenuAnswer[] {
  return [...new Set(readingsOf(scene, text).flat())];
}

/** What would serve of choices that are known already. */
export function answersAmong(scene: Scene, text: string, options: readonly MenuOption[]): MenuAnswer[] {
  return [...new Set(answersIn(scene, text, { options, says: [] }))];
}

/** Whether a prompt may be read in two ways of which each gives another answer. */
export function isDoubtful(scene: Scene, text: string): boolean {
  const [first, other] = readingsOf(scene, text).map((answers) => answers[0]);
  return first !== undefined && other !== undefined && first !== other;
}

function readingsOf(scene: Scene, text: string): MenuAnswer[][] {
  const { otherwise, ...words } = menuWordsOf(text);
  const readings = otherwise === undefined ? [words] : [words, { ...words, options: otherwise }];
  return readings.map((reading) => answersIn(scene, text, reading));
}

/**
 * Goals in the script's order; of several options that serve one goal the one that speaks of little else; what may be
 * said where no key serves it; at last what is left where everything else is for others, or is not plainly so.
 */
function answersIn(scene: Scene, text: string, words: Pick<MenuWords, 'options' | 'says'>): MenuAnswer[] {
  const { script } = scene;
  const found: MenuAnswer[] = [];
  const add = (answer: MenuAnswer | undefined) => {
    if (answer !== undefined && !found.includes(answer)) found.push(answer);
  };
  const byIdentifier = optionByIdentifier(scene, words.options);
  const fits = fitsOf(scene, text, words.options);
  const usable = words.options.filter(
    (option, index) =>
      fits[index] !== false && searchesBy(scene, option) !== 'lacking' && !isAboutAnother(scene, option),
  );
  // What we know of the case decides, where a menu goes by it; of several that fit, what they are for.
  const fitting = usable.filter(
    (option) => fits[words.options.indexOf(option)] === true && !isExcluded(script, option.label),
  );
  if (fitting.length === 1 && sorts(script, fits, usable))
    for (const option of fitting) add(answerOf(option));
  if (words.options.length === 0) add(confirmation(scene, text, words));
  for (const goal of goalsWanted(scene)) {
    for (const option of optionsFor(scene, goal, usable)) add(answerOf(option));
    if (goal.name === providerGoal)
      for (const option of usable) if (isAlsoForUs(script, option.label)) add(answerOf(option));
    // Without commas a list runs together.
    add(wordsFor(script, goal, words.says, /[,;]/.test(text)));
    // "To search by member I D press one": before anything general.
    if (goal.name === providerGoal) add(byIdentifier);
  }
  add(byIdentifier);
  for (const option of fitting) add(answerOf(option));
  // "To consent to recording press one": nothing to choose, and no way around it.
  for (const option of usable)
    if (goesOn.test(option.label) && !says(hear(option.label), script.avoid)) add(answerOf(option));
  add(keyForYesOrNo(scene, text, words.options));
  add(keyToLetPass(scene, text, words.options));
  add(forOthers(usable));
  add(theOnlyOneLeft(script, usable));
  for (const option of likelyPlans(scene, usable)) add(answerOf(option));
  // Asked for something that we lack: the way around it.
  if (found.length === 0 && heardReflex(scene, hear(text), 'entry')) add(wayOut(scene, text));
  // Nobody could be asked for by 0: whatever is not plainly for others is better than to give up.
  if (found.length === 0 && scene.state.menu.zeroPressed)
    for (const option of usable) if (!isExcluded(script, option.label)) add(answerOf(option));
  if (words.options.length === 0)
    for (const answer of spokenAnswers(scene, text, words, goalsWanted(scene))) add(answer);
  return found;
}

/** "To check another claim", before anything was told of ours. */
function isAboutAnother({ state }: Scene, { label }: MenuOption): boolean {
  return state.menu.told === 0 && another.test(label);
}

const another =
  /(?:^| )(?:another|a different|an additional|the next) (?:claim|patient|member|authorization|request|date|one|provider)(?: |$)/;

/** Whether a menu goes by what is known of the case: several choices do, or none says what it is for. */
function sorts(script: CallScript, fits: readonly Fit[], usable: readonly MenuOption[]): boolean {
  const own = goalsOf(script).filter(({ shared }) => !shared);
  return (
    fits.filter((fit) => fit !== undefined).length > 1 ||
    !usable.some(({ label }) => own.some((goal) => shareOf(script, goal, label) > 0))
  );
}

const goesOn =
  /(?:^| )(?:continue|proceed|agree|consent|accept|acknowledge|begin|get started|go on|move on|go ahead|touch ?tone(?: tele)?(?: ?phone)?)(?: |$)/;

/** "Would you take a survey? Press one for yes, or two for no": the key for our answer to the question. */
function keyForYesOrNo(scene: Scene, text: string, options: readonly MenuOption[]): MenuAnswer | undefined {
  const keyFor = (label: RegExp) => options.find((one) => label.test(one.label));
  const yes = keyFor(/^(?:for |if )?(?:yes|so|you are|you do|it is|thats you|that is you)$/);
  const no = keyFor(/^(?:for |if )?(?:no|not|you are not|you arent|you dont|it is not|it isnt)$/);
  if (yes === undefined && no === undefined) return undefined;
  // "Press one for yes, otherwise press two."
  const rest = options.length === 2 ? options.find(({ label }) => label === '') : undefined;
  const answer = yesOrNo(scene, questionBefore(text));
  const option = (answer === 'say yes' ? yes : no) ?? rest;
  return answer === undefined || option === undefined ? undefined : answerOf(option);
}

/** "You may be chosen for a survey. To take part press one, to skip it press two." */
function keyToLetPass(
  { script }: Scene,
  text: string,
  options: readonly MenuOption[],
): MenuAnswer | undefined {
  const { survey, callbackOffer } = script.reflexes;
  if (!says(hear(text), survey) && !says(hear(text), callbackOffer)) return undefined;
  const passing =
    /^(?:to |if )?(?:skip|decline|opt out|pass|(?:do )?not (?:take|participate|wish)|you do not|you dont)(?: |$)/;
  const found = options.find(({ label }) => passing.test(label));
  return found === undefined ? undefined : answerOf(found);
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

/** Of several choices all but one are for other callers or other business: "if you are not a provider one, otherwise two". */
function theOnlyOneLeft(script: CallScript, options: readonly MenuOption[]): MenuAnswer | undefined {
  const left = options.filter(({ label }) => !isExcluded(script, label));
  const [only] = left;
  return options.length > 1 && left.length === 1 && only !== undefined ? answerOf(only) : undefined;
}

/** A menu of kinds of plans, of which it is not known which is ours: the likely ones first. */
function likelyPlans(scene: Scene, options: readonly MenuOption[]): MenuOption[] {
  const named = options.flatMap((option) => {
    const isLikely = isLikelyPlan(scene, option.label);
    return isLikely === undefined ? [] : [{ option, isLikely }];
  });
  if (named.length < 2) return [];
  return named.toSorted((a, b) => Number(b.isLikely) - Number(a.isLikely)).map(({ option }) => option);
}

/** Once the machine has told what it knows, only a person knows more. */
function goalsWanted({ script, state }: Scene): readonly Goal[] {
  const goals = goalsOf(script);
  if (state.menu.told === 0) return goals;
  const person = goals.filter(({ name }) => name === 'representative');
  return [...person, ...goals.filter((goal) => !person.includes(goal))];
}

function answerOf({ key }: MenuOption): MenuAnswer {
  return key === '' ? 'stay' : `key ${key}`;
}

/**
 * The options that serve a goal, the best first: those that ask how something stands, of those the one that speaks of
 * little else. About other business, about something new, or for members where another is for providers, come last.
 */
function optionsFor(scene: Scene, goal: Goal, options: readonly MenuOption[]): MenuOption[] {
  const { script } = scene;
  const serving = options.flatMap((option, index) => {
    const { label } = option;
    const share = shareOf(script, goal, label);
    if (share === 0 || isForOtherThan(script, label)) return [];
    const others = goal.shared && isOfOthers(script, label);
    if (others && (goal.name === statusGoal || goal.name === askingGoal)) return [];
    const early = !goal.shared && asksForStatus(script, label) ? 1 : 0;
    const late = (others ? 2 : 0) + (isNewBusiness(script, label) ? 1 : 0) - early;
    return [{ option, share, index, late }];
  });
  const splits = serving.some(({ option }) => isForProviders(script, option.label));
  const ofPractices = serving.some(({ option }) => professional.test(option.label));
  const late = ({ option: { label } }: { option: MenuOption }) =>
    Number(splits && ofMembers.test(label)) +
    Number(ofPractices && institutional.test(label)) +
    Number(isLikelyPlan(scene, label) === false);
  return serving
    .map((one) => ({ ...one, late: one.late + late(one) }))
    .sort((a, b) => a.late - b.late || b.share - a.share || a.index - b.index)
    .map(({ option }) => option);
}

/** "Facility claims", beside "professional claims": ours are a practice's. */
const professional = /(?:^| )(?:professional|physicians?|practitioners?|office visits?)(?: |$)/;
const institutional = /(?:^| )(?:facilit(?:y|ies)|hospitals?|institutional|inpatient)(?: |$)/;
/** "Member claims", beside "provider claims". */
const ofMembers = /(?:^| )(?:members?|subscribers?|enrollees?|employers?)(?: |$)/;

/** "To search by claim number press one, by member I D press two, otherwise three": by something that we have. */
function optionByIdentifier(scene: Scene, options: readonly MenuOption[]): MenuAnswer | undefined {
  const found = options.find((option) => searchesBy(scene, option) === 'ours');
  if (found !== undefined) return answerOf(found);
  if (!options.some((option) => searchesBy(scene, option) === 'lacking')) return undefined;
  const others = options.find(({ label }) => /^(?:otherwise|if not|all others?|)$/.test(hear(label).plain));
  return others === undefined ? undefined : answerOf(others);
}

/** In front of an identifier: a few words after these it is what somebody has or goes by. */
const goesBy =
  /(?:^| )(?:by|use|using|with|have|know|enter|search|look|without)(?: (?!whether |if |what |why |how |when )[a-z0-9]+){0,4}$/;

/** Whether an option goes by an identifier, and whether we can go that way. */
function searchesBy(scene: Scene, option: MenuOption): 'ours' | 'lacking' | 'no' {
  const label = option.label.replace(/^(?:please )?(?:enter|key in|say|type) .* or (?=(?:to|if|for) )/, '');
  const heard = hear(label);
  // "By fax" is how something is sent.
  const first = identifiersIn(scene, label).find(({ identifier: { kind } }) => kind !== 'telephone');
  if (first === undefined || says(heard, scene.script.avoid)) return 'no';
  if (!goesBy.test(hear(label.slice(0, first.span.start)).plain) && !/(?:^| )search(?: |$)/.test(heard.plain))
    return 'no';
  const lacks = identifierValue(scene, first.identifier) === undefined;
  return lacks === heardReflex(scene, heard, 'without') ? 'ours' : 'lacking';
}

/**
 * The answer to a menu that is still being read, where it is sure already: a choice with the very words of the first
 * goal and its key, in a menu that names choices before keys. Words of what comes later could not change it.
 */
export function sureAnswer(scene: Scene, text: string): MenuAnswer | undefined {
  const [goal] = scene.script.goals;
  if (goal === undefined || taskOf(scene) === undefined || scene.state.menu.told > 0) return undefined;
  const { options, otherwise } = menuWordsOf(text);
  const heard = hear(text);
  if (heardReflex(scene, heard, 'entered') || options.length === 0 || otherwise !== undefined)
    return undefined;
  const head = /(?<![a-z0-9])(?:for|to|if)(?![a-z0-9])/.test(options[0]?.label ?? '');
  const [best] = optionsFor(scene, goal, options);
  if (!head || best === undefined || best.key === '') return undefined;
  // Its key may be the first half of something longer until another word follows.
  const isLast = options.at(-1) === best && new RegExp(`(?:^| )[a-z0-9*#]+$`).test(heard.plain);
  const ends = isLast && /(?:press|dial|select|say|option) [a-z0-9]+$/.test(heard.plain);
  return ends && /(?:to|too|for)$/.test(heard.plain) ? undefined : `key ${best.key}`;
}
