import type { HeardTurn } from '../kernel/speech.ts';
import { answersFor, isDoubtful, sparesIn } from './menu-choice.ts';
import type { MenuAnswer } from './menu-state.ts';
import { sayInMenu } from './menu-entered.ts';
import { entryKeys, entryOf, entryWords, wayOut } from './menu-entry.ts';
import type { Entry } from './menu-entry.ts';
import { chooseAmong } from './menu-path.ts';
import { menuWordsOf } from './menu-words.ts';
import { startHold } from './phases.ts';
import { noteAnswer } from './tree.ts';
import { closeMouth, heardReflex, press, speak } from './scene.ts';
import type { Scene } from './scene.ts';
import { hear } from './words.ts';

/** A menu is told from another by what it offers; an open question by its words. */
export function signatureOf(text: string): string {
  const { options, says } = menuWordsOf(text);
  if (options.length + says.length === 0) return hear(text).plain.split(' ').slice(0, 30).join(' ');
  return [...options.map(({ key, label }) => `${key} ${label}`), ...says].join(' ').slice(0, 400);
}

export function answer(
  scene: Scene,
  signature: string,
  answers: readonly MenuAnswer[],
  turn: HeardTurn,
  heardOut = true,
): void {
  const { text, startMs, endMs } = turn;
  const chosen = chooseAmong(scene, signature, {
    answers,
    spares: heardOut ? sparesIn(scene, text) : [],
    doubtful: isDoubtful(scene, text),
    whole: heardOut,
    rejected: isRefused(scene, text),
  });
  if (chosen === undefined) return;
  noteAnswer(scene, {
    text,
    answer: chosen,
    node: null,
    promptMs: endMs - startMs,
    afterMs: scene.atMs - startMs,
  });
  give(scene, chosen, text);
}

/** Carries an answer out. */
export function give(scene: Scene, chosen: MenuAnswer, text: string): void {
  const { menu } = scene.state;
  const [how = '', ...rest] = chosen.split(' ');
  const what = rest.join(' ');
  const { invalid } = menu;
  menu.invalid = false;
  menu.piece = '';
  menu.zeroPressed ||= chosen === 'key 0';
  switch (how) {
    case 'key':
      closeMouth(scene);
      return press(scene, what);
    case 'say':
      return sayInMenu(scene, what);
    case 'enter':
      return enter(scene, what.replace(otherForm, ''), text, invalid, what.endsWith(otherForm));
    default:
      if (heardReflex(scene, hear(text), 'hold')) startHold(scene);
  }
}

/** "Please enter your N P I": what is asked for and nothing else; a way out where we do not have it. */
export function enterValue(scene: Scene, turn: HeardTurn): boolean {
  const { text } = turn;
  const entry = entryOf(scene, text);
  if (entry === undefined) return false;
  const { menu } = scene.state;
  if (menu.invalid && menu.enteredNames.length > 0 && menu.retried)
    menu.refused = [...new Set([...menu.refused, ...menu.enteredNames])].slice(-6);
  const out = wayOut(scene, text);
  const again = entryOf(scene, text) ?? entry;
  const answers = again.names.length > 0 ? formsOf(scene, again, text) : [];
  if (out !== undefined) answers.push(out);
  else if (answers.length === 0) {
    if (answersFor(scene, text).length > 0 || heardReflex(scene, hear(text), 'hold')) return false;
    if (/(?:^| )(?:hold|stay|wait|remain)(?: |$)/.test(hear(text).plain)) return false;
    answers.push(entry.by === 'voice' ? "say I don't have it" : 'key #');
  }
  answer(scene, `enter ${again.names.join(' ')}`, answers, turn);
  return true;
}

const otherForm = ' otherwise';

/** The value as it is asked for, and, where it was not taken so, with its letters or without them. */
function formsOf(scene: Scene, { names, by }: Entry, text: string): MenuAnswer[] {
  const asked = `enter ${names.join('+')}`;
  const [keys, others] = [false, true].map((other) => entryKeys(scene, names, text, other));
  const differs = by === 'keys' && others !== undefined && others !== '' && others !== keys;
  return differs && isRefused(scene, text) ? [asked, `${asked}${otherForm}`] : [asked];
}

/** What was keyed last was heard and not taken, and would be keyed in the same way once more. */
function isRefused(scene: Scene, text: string): boolean {
  const { invalid, unheard, spoke, pressed, enteredNames } = scene.state.menu;
  if (!invalid || unheard || spoke || pressed === '') return false;
  return [false, true].some((other) => {
    const keys = entryKeys(scene, enteredNames, text, other);
    return keys !== undefined && keys + closingOf(scene, keys, text) === pressed;
  });
}

/** Where no closing key was heard of, a second try has one. */
function closingOf(scene: Scene, keys: string, text: string): string {
  const ending = entryOf(scene, text)?.ending ?? '';
  const { spoke, entered } = scene.state.menu;
  return ending === '' && !spoke && entered === keys ? '#' : ending;
}

function enter(scene: Scene, what: string, text: string, invalid: boolean, other: boolean): void {
  const { menu } = scene.state;
  const names = what.split('+');
  const entry = entryOf(scene, text);
  const keys = entryKeys(scene, names, text, other);
  menu.enteredNames = names;
  if (scene.script.identifiers.some((one) => names.includes(one.name) && isOfCase(one.from)))
    menu.knows = true;
  // Words that it would not take may do as keys.
  const keyed = entry?.by !== 'voice' || (invalid && menu.spoke);
  const { spoke } = menu;
  const closing = keys === undefined ? '' : closingOf(scene, keys, text);
  menu.spoke = !keyed || keys === undefined;
  if (!keyed || keys === undefined) {
    menu.entered = keys ?? '';
    speak(scene, entryWords(scene, names, text), { discloses: names });
    return;
  }
  menu.retried = !spoke && menu.entered === keys;
  menu.entered = keys;
  menu.pressed = `${keys}${closing}`;
  press(scene, menu.pressed);
}

/** Whether an identifier is about the patient or claim, not about the practice. */
function isOfCase(from: readonly string[]): boolean {
  return (
    from.some((source) => source.startsWith('input.')) &&
    !from.some((source) => source.startsWith('practice.'))
  );
}
