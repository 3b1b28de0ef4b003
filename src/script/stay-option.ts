import type { MenuOption } from './menu-words.ts';
import { questionBefore } from './menu-words.ts';
import { startHold } from './phases.ts';
import { asksOfUs, isLeaving, keepsCall, keyForStaying } from './stay-check.ts';
import { pressToStay } from './stay-pressing.ts';
import type { Scene } from './scene.ts';
import { hear, says } from './words.ts';

/** "Hit one for that": for what was said before. */
const pointsBack = /^(?:for |if |to (?:do |prevent |avoid |stop )?)?(?:that|this|so|yes|it)(?: |$)/;

/** "You do not have to wait. Press two and we will call you": for who would rather not. */
const needNotWait =
  /(?:^| )(?:not|never|no longer|no need|dont|neednt|without|instead of|rather than|tired of)(?: (?:have|having|need|want|wish|like|care|to|keep|be|stay|continue|on|longer))* (?:wait|hold|stay|remain|have to$)/;

/**
 * Whether a choice is to be called back. A place in line is kept by who waits on, or for who is called, and what a key is
 * for may only be told behind it: the turn tells.
 */
export function callsBack({ script }: Scene, label: string, text: string): boolean {
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

/** "Everyone else please stay on the line or press two": of a menu, and nobody waits by it. */
const forOthers = /(?:^| )(?:(?:every|any)(?:one|body) else|all others?|everything else)(?: |$)/;

/** The label of a choice that keeps the call waiting, where the turn offers one. */
export function stayOption(
  scene: Scene,
  options: readonly MenuOption[],
  text: string,
): MenuOption | undefined {
  const { callbackOffer, stay, survey } = scene.script.reflexes;
  const found = options.find(({ label }) => {
    // Only the choice itself, not what was said before it.
    const heard = hear(label.replace(doingNothing, ''));
    const own = hear(/(?:^|.* )((?:for|to|if) .*)$/.exec(heard.plain)?.[1] ?? heard.plain);
    if (needNotWait.test(own.plain) || forOthers.test(heard.plain)) return false;
    if (callsBack(scene, heard.plain, text) || says(heard, survey)) return false;
    return says(own, stay) || asksOfUs(heard.plain);
  });
  if (found !== undefined) return found;
  const asks = hear(questionBefore(text));
  const offers = says(asks, callbackOffer) || says(asks, survey);
  const byQuestion = offers ? undefined : keyForStaying(options, asks.plain, says(asks, stay));
  if (byQuestion !== undefined) return byQuestion;
  // A key by itself keeps the call where the rest tells what becomes of it without one.
  if (!keepsCall(hear(text).plain)) return undefined;
  const open = options.filter(
    ({ key, label }) =>
      key !== '' &&
      !callsBack(scene, label, text) &&
      !says(hear(label), survey) &&
      !isLeaving(hear(label).plain) &&
      (keepsCall(hear(label).plain) || isOpen(hear(label).plain)),
  );
  return open.length === 1 ? open[0] : undefined;
}

/** "If nobody presses one", "failure to press one", "press one to respond": the key is our sign of life. */
const withholding =
  /^(?:if (?:no ?one|nobody|you (?:do not|dont|fail to)(?: [a-z]+){0,2})|unless you|fail(?:ure|ing) to|not|to (?:respond|answer))$/;

/** What a key is for was said before it: "hit one to prevent that", "confirm by pressing one". */
function isOpen(plain: string): boolean {
  return (
    plain === '' ||
    pointsBack.test(plain) ||
    withholding.test(plain) ||
    /^(?:confirm|(?:your|this|the) (?:call|line|place|spot))(?: |$)/.test(plain)
  );
}

/** A queue that plays nothing asks whether we are still there: answered, and from here on it is waited. */
export function stayedInLine(scene: Scene, options: readonly MenuOption[], text: string): boolean {
  const stay = stayOption(scene, options, text);
  if (stay === undefined || stay.key === '') return false;
  startHold(scene);
  pressToStay(scene, stay.key, text);
  return true;
}
