import type { HeardTurn } from '../kernel/speech.ts';
import { menuTurn } from './menu.ts';
import { isAlsoForUs, isPlainlyForUs } from './menu-sense.ts';
import { questionBefore } from './menu-words.ts';
import type { MenuOption } from './menu-words.ts';
import { callsBack, stayOption } from './stay-option.ts';
import { pressToStay } from './stay-pressing.ts';
import { endHold, startMenu } from './phases.ts';
import { closeMouth, heardReflex, press, speak } from './scene.ts';
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
    if (stay.key !== '') pressToStay(scene, stay.key, turn.text);
    return;
  }
  const idle = options.every(({ label }) => {
    const words = hear(label);
    return (
      callsBack(scene, label, turn.text) ||
      says(words, reflexes.survey) ||
      (says(words, scene.script.avoid) && !isAlsoForUs(scene.script, label))
    );
  });
  // What is offered to people who mind waiting is no menu.
  if (idle) return;
  const declining = keyToDecline(scene, turn.text, options);
  if (declining !== undefined) return pressToStay(scene, declining, turn.text);
  const queued = heardReflex(scene, heard, 'hold') || heardReflex(scene, heard, 'promotion');
  // In a queue that plays music, a way out of it is not what we wait for.
  const isOneOffer =
    options.length === 1 && !options.some(({ label }) => isPlainlyForUs(scene.script, label));
  if ((queued || isOneOffer) && menu.queued) return;
  backInMenu(scene, turn);
}

/** "Would you like us to call you? Press one for yes, two for no": our no, and the waiting goes on. */
function keyToDecline(scene: Scene, text: string, options: readonly MenuOption[]): string | undefined {
  const { callbackOffer, survey } = scene.script.reflexes;
  const asks = hear(questionBefore(text));
  if (!says(asks, callbackOffer) && !says(asks, survey)) return undefined;
  return options.find(({ key, label }) => key !== '' && /^(?:for |if )?(?:no|not)$/.test(label))?.key;
}

/** "Are you still there? Press any key", "say yes to keep holding": answered, and the waiting goes on. */
export function isStayQuestion(scene: Scene, text: string): boolean {
  const heard = hear(text);
  if (!heardReflex(scene, heard, 'stay')) return false;
  if (heardReflex(scene, heard, 'callbackOffer') || heardReflex(scene, heard, 'survey')) return false;
  if (/(?:press|push|touch) any (?:key|button|number)/.test(heard.plain)) {
    pressToStay(scene, '1', text);
    return true;
  }
  if (!/say (?:yes|continue|stay)|yes or no/.test(heard.plain)) return false;
  speak(scene, [{ text: 'yes', sensitive: false }]);
  return true;
}
