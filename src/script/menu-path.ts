import { likeness } from './likeness.ts';
import type { MenuAnswer } from './menu-state.ts';
import { fail, hangUp, press } from './scene.ts';
import type { Scene } from './scene.ts';
import type { MetMenu } from './menu-state.ts';

/** From here on two readings of a menu are one menu: recognisers lose and change words. */
const sameMenu = 0.8;
/** Answers without effect that are given again before another is tried. */
const triesBeforeNext = 2;
/** So many menus and steps are remembered; a call that needs more goes in circles. */
const mostMenus = 24;
const mostSteps = 60;
/** However often others stand between: what was keyed in so often will not be taken. */
const mostEntries = 6;
/** Answers in all, after which a call is lost in menus. */
const mostAnswers = 40;

/**
 * The answer to give to a menu now. Heard again right after our answer, it had no effect: the same is tried again, then
 * the next best. Met again after others, the way went in a circle: of the menus on it the last one that has another
 * answer gives it. Where nothing is left 0 is pressed once, then the call ends as `ivr_failure`; a menu that offers
 * nothing of use at first is heard to the end: undefined. So is one whose words may be read in two ways; heard again, it
 * gets each answer once.
 */
export function chooseAmong(
  scene: Scene,
  signature: string,
  answers: readonly MenuAnswer[],
  doubtful = false,
): MenuAnswer | undefined {
  const { menu } = scene.state;
  const index = placeOf(scene, signature);
  const met = menu.met[index];
  if (met === undefined) return undefined;
  menu.answers += 1;
  if (menu.answers > mostAnswers) {
    noWayOn(scene);
    return undefined;
  }
  const again = menu.path.at(-1) === index;
  if (!again) leaveCircle(scene, index);
  const isNew = Object.keys(met.tries).length === 0;
  const open = () => (doubtful && isNew ? [] : answers.filter((one) => !met.spent.includes(one)));
  const others = doubtful ? 1 : triesBeforeNext;
  const most = open().length > 1 ? others : scene.script.limits.menuRepeats;
  const given = met.tries[met.last] ?? 0;
  if ((again && given >= most) || (given >= mostEntries && met.last.startsWith('enter ')))
    met.spent.push(met.last);
  const chosen = open()[0];
  if (menu.path.length < mostSteps) menu.path.push(index);
  if (chosen === undefined) {
    const waited = (met.tries[''] = (met.tries[''] ?? 0) + 1);
    if ((answers.length > 0 && !(doubtful && isNew)) || waited >= 2) noWayOn(scene);
    return undefined;
  }
  met.last = chosen;
  met.tries[chosen] = (met.tries[chosen] ?? 0) + 1;
  // What else it offers is remembered as untried, for a circle that leads back here.
  for (const other of answers) met.tries[other] ??= 0;
  return chosen;
}

function placeOf({ state }: Scene, signature: string): number {
  const { menu } = state;
  const exact = signature.startsWith('enter ');
  const found = menu.met.findIndex(
    (one) =>
      one.signature === signature ||
      (!exact && !one.signature.startsWith('enter ') && likeness(one.signature, signature) >= sameMenu),
  );
  if (found >= 0) return found;
  if (menu.met.length >= mostMenus) {
    menu.met = [];
    menu.path = [];
  }
  menu.met.push({ signature, tries: {}, spent: [], last: '' });
  return menu.met.length - 1;
}

/** The answer that was given to this menu right before, and how often; undefined where another menu was answered last. */
export function answeredLast(
  { state: { menu } }: Scene,
  signature: string,
): { answer: MenuAnswer; times: number } | undefined {
  const met = menu.met[menu.path.at(-1) ?? -1];
  if (met === undefined || likeness(met.signature, signature) < sameMenu) return undefined;
  return { answer: met.last, times: met.tries[met.last] ?? 0 };
}

/** Met again with others between: the last menu on the circle that has another answer must give that one. */
function leaveCircle({ state }: Scene, index: number): void {
  const { menu } = state;
  const from = menu.path.lastIndexOf(index);
  if (from < 0) return;
  const circle = menu.path.slice(from);
  menu.path = menu.path.slice(0, from);
  for (const place of circle.toReversed()) {
    const met = menu.met[place];
    if (met === undefined || !hasOther(met)) continue;
    met.spent.push(met.last);
    return;
  }
  // Nothing else to try anywhere: the whole round counts as one more try.
}

function hasOther({ tries, spent, last }: MetMenu): boolean {
  return Object.keys(tries).some((one) => one !== '' && one !== last && !spent.includes(one));
}

/** Asks for anybody by 0, once; then gives up. */
export function noWayOn(scene: Scene): void {
  const { menu } = scene.state;
  if (menu.zeroPressed) {
    fail(scene, menu.elsewhere ? 'other_channel' : 'ivr_failure');
    hangUp(scene);
    return;
  }
  menu.zeroPressed = true;
  press(scene, '0');
}
