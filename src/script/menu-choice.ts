import type { CallScript } from './call-script.ts';
import { identifiersIn, identifierValue } from './identifiers.ts';
import { wayOut } from './menu-entry.ts';
import { fitsOf } from './menu-known.ts';
import type { Fit } from './fit.ts';
import {
  goalsOf,
  isAlsoForUs,
  isDoing,
  affirms,
  isExcluded,
  isForOtherThan,
  isNewBusiness,
  isOfOthers,
  providerGoal,
  loose,
  representativeGoal,
  restGoal,
  shareOf,
} from './menu-sense.ts';
import type { Goal } from './menu-sense.ts';
import { leftOver, nearestOf } from './menu-left.ts';
import { listsExamples } from './menu-open.ts';
import type { MenuAnswer } from './menu-state.ts';
import { optionsFor } from './menu-serving.ts';
import { confirmation, methodsIn, spokenAnswers, wordsFor, yesOrNo } from './menu-spoken.ts';
import { beforeOptions, menuWordsOf, questionBefore } from './menu-words.ts';
import type { MenuOption, MenuWords } from './menu-words.ts';
import { heardReflex, taskOf } from './scene.ts';
import type { Scene } from './scene.ts';
import { hear, says } from './words.ts';

/** What would serve in this menu, the best first; what only another reading of its words would give comes last. */
export function answersFor(scene: Scene, text: string): MenuAnswer[] {
  return [...new Set(readingsOf(scene, text).flat())];
}

/** What would serve of choices that are known already. */
export function answersAmong(scene: Scene, text: string, options: readonly MenuOption[]): MenuAnswer[] {
  return answersIn(scene, text, { options, says: [] });
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

type Words = Pick<MenuWords, 'options' | 'says'>;

/**
 * What we know of the case where a menu goes by it; then goals in the script's order; what may be said where no key
 * serves it; at last what is left where everything else is for others, or is not plainly so.
 */
function answersIn(scene: Scene, text: string, words: Words): MenuAnswer[] {
  const { script } = scene;
  const { options } = words;
  const fits = fitsOf(scene, text, options);
  const usable = options.filter(
    (option, index) =>
      fits[index] !== false && searchesBy(scene, option) !== 'lacking' && !isAboutAnother(scene, option),
  );
  const fitting = usable.filter(
    (option) => fits[options.indexOf(option)] === true && !isExcluded(script, option.label),
  );
  const decides = fitting.length === 1 && sorts(script, fits, usable);
  const method = methodsIn(scene, words.says);
  const found = [
    ...(decides ? fitting.map(answerOf) : []),
    options.length === 0 ? confirmation(scene, text, words) : undefined,
    method && `say ${method}`,
    ...byGoals(scene, text, words, usable),
    optionByIdentifier(scene, options),
    ...fitting.map(answerOf),
    // "To consent to recording press one": nothing to choose, and no way around it.
    ...usable.filter(({ label }) => goesOn.test(label) && !says(hear(label), script.avoid)).map(answerOf),
    keyForYesOrNo(scene, text, options),
    keyToLetPass(scene, text, options),
    ...(isLoneOffer(scene, text, options) ? [] : leftOver(scene, usable)).map(answerOf),
  ].filter((answer) => answer !== undefined);
  const more = found.length > 0 ? [] : elsewhere(scene, text, usable);
  const spoken = options.length > 0 ? [] : spokenAnswers(scene, text, words, goalsWanted(scene));
  const last = ofOthers(scene, usable).map(answerOf);
  return [...new Set([...leadingBack(scene, text, options), ...found, ...more, ...last, ...spoken])];
}

/** Of a menu that has nothing for us: the way around what we lack, the way back. */
function elsewhere(scene: Scene, text: string, usable: readonly MenuOption[]): MenuAnswer[] {
  const around = heardReflex(scene, hear(text), 'entry') ? wayOut(scene, text) : undefined;
  return [...(around === undefined ? [] : [around]), ...backAmong(scene, usable).map(answerOf)];
}

/**
 * What is better than to give up, the best first: another desk for our side, whose people send us on; 0, where it is for
 * nothing else; whatever is not plainly for others; the way back. Never what changes anything, or is for members.
 */
export function sparesIn(scene: Scene, text: string): MenuAnswer[] {
  const { script } = scene;
  const options = menuWordsOf(text).options.filter(({ label }) => !isNewBusiness(script, label));
  const desks = options.filter(
    ({ label }) =>
      isOfOthers(script, label) && !says(hear(label), script.avoid) && !isForOtherThan(script, label),
  );
  const rest = options.filter(({ label }) => label !== '' && !isExcluded(script, label));
  const zero = menuWordsOf(text).options.some(({ key }) => key === '0') ? [] : ['key 0'];
  const back = backAmong(scene, options);
  return [...new Set([...desks.map(answerOf), ...zero, ...[...rest, ...back].map(answerOf)])];
}

function backAmong({ script }: Scene, options: readonly MenuOption[]): MenuOption[] {
  return options.filter(({ label }) => says(hear(label), script.reflexes.back));
}

/** "You have reached the dental unit": out of a menu that is for others as a whole. */
function leadingBack(scene: Scene, text: string, options: readonly MenuOption[]): MenuAnswer[] {
  const reached = /(?:you have|youve) reached(?: [a-z0-9]+){1,8}/.exec(hear(beforeOptions(text)).plain);
  const isOurs = reached === null || !affirms(reached[0], scene.script.avoid);
  return isOurs ? [] : backAmong(scene, options).map(answerOf);
}

/** What serves our goals, in their order; for having something done only before a person is asked for. */
function byGoals(scene: Scene, text: string, words: Words, usable: readonly MenuOption[]): MenuAnswer[] {
  const { script } = scene;
  const own = (goal: Goal) => optionsFor(scene, goal, usable);
  const lone = isLoneOffer(scene, text, words.options);
  const open = listsExamples(text);
  return goalsWanted(scene).flatMap((goal) => {
    if (lone && loose.has(goal.name)) return [];
    const serving = own(goal).filter(({ label }) => !isLast(scene, goal, label));
    const also = goal.name === providerGoal ? usable.filter(({ label }) => isAlsoForUs(script, label)) : [];
    const doing =
      goal.name === representativeGoal
        ? goalsOf(script)
            .filter(({ shared }) => !shared)
            .flatMap(own)
        : [];
    const near = goal.name === restGoal && !lone ? nearestOf(script, usable) : [];
    // Without commas a list runs together; of examples only those count that are ours.
    const said = goal.shared && open ? undefined : wordsFor(script, goal, words.says, /[,;]/.test(text));
    // "To search by member I D press one": before anything general.
    const search = goal.name === providerGoal ? optionByIdentifier(scene, words.options) : undefined;
    const found = [...near, ...serving, ...also, ...doing].map(answerOf);
    return [...found, said, search].filter((answer) => answer !== undefined);
  });
}

/** Behind menus that were answered: in a queue, what one key is for is seldom for us. */
function isLoneOffer(scene: Scene, text: string, options: readonly MenuOption[]): boolean {
  const offers = (['callbackOffer', 'survey', 'hold'] as const).some((name) =>
    heardReflex(scene, hear(text), name),
  );
  return options.length === 1 && (offers || scene.state.menu.path.length > 0);
}

/** What is for having something done, or serves a goal of all calls in others' business, is chosen where nothing else is. */
function isLast({ script }: Scene, { shared }: Goal, label: string): boolean {
  return isDoing(script, label) || (shared && isOfOthers(script, label));
}

function ofOthers(scene: Scene, usable: readonly MenuOption[]): MenuOption[] {
  return goalsWanted(scene)
    .filter(({ shared }) => shared)
    .flatMap((goal) => optionsFor(scene, goal, usable).filter(({ label }) => isLast(scene, goal, label)))
    .filter(({ label }) => !isDoing(scene.script, label));
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
  const yes = keyFor(/^(?:for |if )?(?:yes(?: please)?|so|you are|you do|it is|thats you|that is you)$/);
  const no = keyFor(
    /^(?:for |if )?(?:no(?: thanks| thank you)?|not|you are not|you arent|you dont|it is not|it isnt)$/,
  );
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

/** Once the machine has told what it knows, only a person knows more. */
function goalsWanted({ script, state }: Scene): readonly Goal[] {
  const goals = goalsOf(script);
  if (state.menu.told === 0) return goals;
  const person = goals.filter(({ name }) => name === representativeGoal);
  return [...person, ...goals.filter((goal) => !person.includes(goal))];
}

function answerOf({ key }: MenuOption): MenuAnswer {
  return key === '' ? 'stay' : `key ${key}`;
}

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
  if (!head || best === undefined || best.key === '' || isDoing(scene.script, best.label)) return undefined;
  // Its key may be the first half of something longer until another word follows.
  const isLast = options.at(-1) === best && new RegExp(`(?:^| )[a-z0-9*#]+$`).test(heard.plain);
  const ends = isLast && /(?:press|dial|select|say|option) [a-z0-9]+$/.test(heard.plain);
  return ends && /(?:to|too|for)$/.test(heard.plain) ? undefined : `key ${best.key}`;
}
