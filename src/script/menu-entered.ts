import { justEntered, shownKeys } from './menu-entry.ts';
import { affirms, goalsOf } from './menu-sense.ts';
import { namesOneselfAndAsks } from './self-named.ts';
import { agreementIn, yesOrNo } from './menu-spoken.ts';
import { menuWordsOf, optionsOf, questionBefore } from './menu-words.ts';
import { fail, hangUp, heardReflex, press, speak } from './scene.ts';
import type { Scene } from './scene.ts';
import { hear } from './words.ts';

/** Says words to a menu that listens. */
export function sayInMenu(scene: Scene, text: string): void {
  scene.state.menu.lastSaid = text;
  speak(scene, [{ text, sensitive: false }]);
}

/** "You entered …, if this is correct press 1, to try again press 2", or the same as a question. */
export function confirmEntry(scene: Scene, text: string): boolean {
  const { menu } = scene.state;
  if (menu.entered === '' && menu.lastSaid === '') return false;
  const options = optionsOf(text);
  const bad =
    /^(?:if |for )?not$|^otherwise$|again|incorrect|re ?enter|re ?try|change|wrong|not (?:correct|right|it|so|what)|(?:^| )no(?: |$)|different|edit|start over/;
  const good = /correct|right|yes|confirm|continue|accurate|accept|proceed/;
  const yes = options.find(({ label }) => good.test(label) && !bad.test(label))?.key;
  const no =
    options.find(({ label }) => bad.test(label))?.key ??
    (options.length === 2 && yes !== undefined ? options.find(({ key }) => key !== yes)?.key : undefined);
  const spoken = yes === undefined && no === undefined;
  if (spoken && !heardReflex(scene, hear(text), 'yesOrNo') && !showsEntry(scene, text)) return false;
  if (!spoken && yes === undefined && no === undefined) return false;
  const shown = shownOf(scene, text);
  const differs =
    menu.entered === ''
      ? menu.lastSaid !== '' && !hear(text).plain.includes(menu.lastSaid) && isOtherChoice(scene, text)
      : shown !== undefined && shown !== menu.entered.replaceAll('#w', '');
  // Our own ears may be wrong: a difference is tried once more, then the menu is believed.
  const refuse = differs && !menu.retried;
  menu.retried = refuse;
  menu.invalid = false;
  // Refused, the same is entered anew without counting as a try.
  if (refuse) forgetTry(scene);
  if (spoken) sayInMenu(scene, refuse ? 'no' : (agreementIn(menuWordsOf(text).says) ?? 'yes'));
  else if (refuse && no !== undefined) press(scene, no);
  else if (yes !== undefined && yes !== '') press(scene, yes);
  else if (yes === undefined && options.length === 1) return true;
  else press(scene, '1');
  return true;
}

function shownOf({ state: { menu, today } }: Scene, text: string): string | undefined {
  return menu.entered === '' ? undefined : shownKeys(text, menu.entered.replaceAll('#w', ''), today);
}

/** "Was it April ninth?": a question with a value of the kind that was entered. */
export function showsEntry(scene: Scene, text: string): boolean {
  if (!text.trim().endsWith('?') || optionsOf(text).length > 0 || justEntered(scene).length === 0)
    return false;
  return !namesOneselfAndAsks(text, scene.state.payorName) && shownOf(scene, text) !== undefined;
}

/** "I heard pharmacy", "okay, benefits, is that right?": what was understood is not what we call for. */
function isOtherChoice(scene: Scene, text: string): boolean {
  const answer = yesOrNo(scene, questionBefore(text));
  if (answer === 'say no') return true;
  return /you said|did you say|heard/.test(text) && !isAboutOurs(scene, text);
}

/** Whether what was understood is what we call for, if in other words than ours. */
function isAboutOurs({ script }: Scene, text: string): boolean {
  return goalsOf(script).some(({ shared, patterns }) => !shared && affirms(hear(text).plain, patterns));
}

function forgetTry({ state }: Scene): void {
  const last = state.menu.met[state.menu.path.at(-1) ?? -1];
  if (last?.last !== undefined) last.tries[last.last] = 0;
}

/** Where a call back is allowed: our number is keyed in when asked for, and the call ends when it was taken. */
export function leaveNumber(scene: Scene, text: string): boolean {
  const heard = hear(text);
  const { practice, menu } = scene.state;
  if (heardReflex(scene, heard, 'callbackTaken') && optionsOf(text).length === 0) {
    fail(scene, 'callback_required');
    hangUp(scene);
    return true;
  }
  if (!/(?:number|phone)/.test(heard.plain) || !heardReflex(scene, heard, 'entry')) return false;
  if (heardReflex(scene, heard, 'entered') && menu.entered !== '') return false;
  const keys = (practice?.phone ?? '').replace(/\D/g, '').slice(-10);
  menu.entered = keys;
  press(scene, `${keys}${/pound|hash|followed by/.test(heard.plain) ? '#' : ''}`);
  return true;
}
