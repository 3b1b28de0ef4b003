import type { HeardTurn } from '../kernel/speech.ts';
import { menuTurn } from './menu.ts';
import type { MenuOption } from './menu-words.ts';
import { endHold, startMenu } from './phases.ts';
import { clearTimer, closeMouth, heardReflex, press, speak } from './scene.ts';
import type { Scene } from './scene.ts';
import { hear, says } from './words.ts';

export function backInMenu(scene: Scene, turn: HeardTurn): void {
  endHold(scene);
  startMenu(scene);
  menuTurn(scene, turn);
}

/** Keys are offered: to stay in line, to be called back, to take part in a survey, or a menu after all. */
export function offered(scene: Scene, turn: HeardTurn, options: readonly MenuOption[]): void {
  const { reflexes } = scene.script;
  const heard = hear(turn.text);
  const { menu } = scene.state;
  closeMouth(scene);
  const callback = options.find(({ key, label }) => key !== '' && callsBack(scene, label, turn.text));
  if (callback !== undefined && menu.callback === 'leave_number') {
    menu.leaving = true;
    endHold(scene);
    startMenu(scene);
    return press(scene, callback.key);
  }
  const stay = stayOption(scene, options, turn.text);
  if (stay !== undefined) {
    // An empty key means that staying needs nothing.
    if (stay.key !== '') pressOnHold(scene, stay.key);
    return;
  }
  const idle = options.every(({ label }) => {
    const words = hear(label);
    return (
      callsBack(scene, label, turn.text) || says(words, reflexes.survey) || says(words, scene.script.avoid)
    );
  });
  // What is offered to people who mind waiting is no menu.
  if (idle) return;
  const queued = heardReflex(scene, heard, 'hold') || heardReflex(scene, heard, 'promotion');
  // In a queue that plays music, a way out of it is not what we wait for.
  if (queued && menu.queued) return;
  backInMenu(scene, turn);
}

/** "Are you still there? Press any key", "say yes to keep holding": answered, and the waiting goes on. */
export function isStayQuestion(scene: Scene, text: string): boolean {
  const heard = hear(text);
  if (!heardReflex(scene, heard, 'stay')) return false;
  if (heardReflex(scene, heard, 'callbackOffer') || heardReflex(scene, heard, 'survey')) return false;
  if (/(?:press|push|touch) any (?:key|button|number)/.test(heard.plain)) {
    pressOnHold(scene, '1');
    return true;
  }
  if (!/say (?:yes|continue|stay)|yes or no/.test(heard.plain)) return false;
  speak(scene, [{ text: 'yes', sensitive: false }]);
  return true;
}

function pressOnHold(scene: Scene, key: string): void {
  press(scene, key);
  clearTimer(scene, 'menu');
}

/** "Hit one for that": for what was said before. */
const pointsBack = /^(?:for |if |to do )?(?:that|this|so|yes|it)(?: |$)/;

/** "You do not have to wait. Press two and we will call you": for who would rather not. */
const needNotWait =
  /(?:^| )(?:not|never|no longer|no need|dont|neednt|without|instead of|rather than|tired of)(?: (?:have|having|need|want|wish|like|care|to|keep|be|stay|continue|on|longer))* (?:wait|hold|stay|remain|have to$)/;

/**
 * Whether a choice is to be called back. A place in line is kept by who waits on, or for who is called, and what a key is
 * for may only be told behind it: the turn tells.
 */
function callsBack({ script }: Scene, label: string, text: string): boolean {
  const { callbackOffer, keepsPlace } = script.reflexes;
  const heard = hear(label);
  if (says(heard, callbackOffer)) return true;
  const { plain } = heard;
  const open = plain === '' || says(heard, keepsPlace) || pointsBack.test(plain) || needNotWait.test(plain);
  return open && says(hear(text), callbackOffer);
}

/** "Hit one for that, or just keep waiting": what needs no key is no part of the choice. */
const doingNothing =
  /(?:^| )or (?:else |just |simply |you can )*(?:keep|continue|stay|wait|hold|remain|do nothing)(?: .*)?$/;

/** The label of a choice that keeps the call waiting, where the turn offers one. */
function stayOption(scene: Scene, options: readonly MenuOption[], text: string): MenuOption | undefined {
  const { stay, survey } = scene.script.reflexes;
  return options.find(({ label }) => {
    // Only the choice itself, not what was said before it.
    const heard = hear(label.replace(doingNothing, ''));
    const own = hear(/(?:^|.* )((?:for|to|if) .*)$/.exec(heard.plain)?.[1] ?? heard.plain);
    if (needNotWait.test(own.plain) || callsBack(scene, heard.plain, text) || says(heard, survey)) return false;
    return says(own, stay) || heard.plain.startsWith('are you still');
  });
}
