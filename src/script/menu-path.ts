import { likeness } from './likeness.ts';
import type { MenuAnswer, MetMenu } from './menu-state.ts';
import { fail, hangUp, press } from './scene.ts';
import type { Scene } from './scene.ts';
import { forgetCircle } from './tree.ts';

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

/** What a menu has for us, and how it was read. */
export interface Offered {
  /** What serves, the best first. */
  answers: readonly MenuAnswer[];
  /** What else may be tried once none of these has led on, the best first: the desks of others, then 0. */
  spares?: readonly MenuAnswer[];
  /** Its words may be read in two ways. */
  doubtful?: boolean;
  /** It was heard to its end: there is nothing else. */
  whole?: boolean;
  /** What was entered last was not taken. */
  rejected?: boolean;
}

/**
 * The answer to give to a menu now. Heard again right after our answer, it had no effect: the same is tried once more,
 * then the next best. Met again after others, the way went in a circle: of the menus on it the last one that has another
 * answer gives it. Where nothing is left that serves, its spares are tried, then those of the menus before; at last the
 * call ends as `ivr_failure`. A menu that offers nothing of use at first is heard to the end: undefined. So is one whose
 * words may be read in two ways; heard again, it gets each answer once.
 */
export function chooseAmong(scene: Scene, signature: string, offered: Offered): MenuAnswer | undefined {
  const { answers, doubtful = false } = offered;
  const { menu } = scene.state;
  const index = placeOf(scene, signature, offered.whole ?? true);
  const met = menu.met[index];
  if (met === undefined) return undefined;
  menu.answers += 1;
  if (menu.answers > mostAnswers) {
    giveUp(scene);
    return undefined;
  }
  const again = menu.path.at(-1) === index;
  if (!again) leaveCircle(scene, index);
  const isNew = Object.keys(met.tries).length === 0;
  const listening = doubtful && isNew;
  met.spares = [...(offered.spares ?? [])];
  if (isOverEntered(met) || (again && met.last !== '' && isWornOut(scene, met, offered))) {
    met.spent.push(met.last);
    met.round = met.round.filter((one) => one !== met.last);
  }
  if (menu.path.length < mostSteps) menu.path.push(index);
  const chosen = listening
    ? undefined
    : (unspent(met, answers)[0] ?? spareOf(scene, met, answers.length > 0));
  if (chosen === undefined) {
    const waited = (met.tries[''] = (met.tries[''] ?? 0) + 1);
    if ((answers.length > 0 && !listening) || waited >= 2) giveUp(scene);
    return undefined;
  }
  met.last = chosen;
  met.tries[chosen] = (met.tries[chosen] ?? 0) + 1;
  // What else it offers is remembered as untried, for a circle that leads back here.
  for (const other of answers) met.tries[other] ??= 0;
  return chosen;
}

const zero: MenuAnswer = 'key 0';

function isOverEntered({ last, tries }: MetMenu): boolean {
  return last.startsWith('enter ') && (tries[last] ?? 0) >= mostEntries;
}

/** Whether the last answer to a menu that is heard again was given often enough. */
function isWornOut({ script }: Scene, met: MetMenu, { answers, doubtful, rejected }: Offered): boolean {
  const given = met.tries[met.last] ?? 0;
  if ((rejected && met.last.startsWith('enter ')) || !answers.includes(met.last)) return true;
  const others = doubtful ? 1 : triesBeforeNext;
  const listed = [...answers, ...met.spares.filter((one) => one !== zero)];
  const left = unspent(met, listed).some((one) => one !== met.last);
  return given >= (left ? others : script.limits.menuRepeats);
}

function unspent({ spent }: MetMenu, answers: readonly MenuAnswer[]): MenuAnswer[] {
  return answers.filter((one) => !spent.includes(one));
}

/** Where nothing serves (any more): another desk, the way back to a menu that has one, then 0. */
function spareOf({ state: { menu } }: Scene, met: MetMenu, served: boolean): MenuAnswer | undefined {
  if (!served && !('' in met.tries)) return undefined;
  const [spare] = unspent(met, met.spares);
  const others = menu.met.filter((one) => one !== met);
  const walk = met.round.at(-1);
  if (spare !== undefined && (spare !== zero || !others.some(hasListed))) return spare;
  return others.some(hasListed) && walk !== undefined ? walk : spare;
}

function placeOf({ state: { menu } }: Scene, signature: string, whole: boolean): number {
  const found = menu.met.findIndex((one) => isSame(one, signature, whole));
  const met = menu.met[found];
  if (met !== undefined) {
    if (whole) Object.assign(met, { signature, whole });
    return found;
  }
  if (menu.met.length >= mostMenus) {
    menu.met = [];
    menu.path = [];
  }
  const step = menu.tree.walk.length;
  menu.met.push({ signature, whole, step, tries: {}, spent: [], round: [], spares: [], last: '' });
  return menu.met.length - 1;
}

/** A menu that was answered before its end is known again by how it begins. */
function isSame(met: MetMenu, signature: string, whole: boolean): boolean {
  if (met.signature === signature) return true;
  if (signature.startsWith('enter ') || met.signature.startsWith('enter ')) return false;
  const length =
    whole && met.whole
      ? Math.max(signature.length, met.signature.length)
      : Math.min(signature.length, met.signature.length);
  return likeness(met.signature.slice(0, length), signature.slice(0, length)) >= sameMenu;
}

/** Whether an answer has led nowhere in this menu before. */
export function isSpent({ state: { menu } }: Scene, signature: string, one: MenuAnswer): boolean {
  return menu.met.some((met) => isSame(met, signature, false) && met.spent.includes(one));
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

/**
 * Met again with others between: the last menu on the circle that has another answer must give that one; where none has
 * one, and the same round was made before, the last one gives what is left to it.
 */
function leaveCircle(scene: Scene, index: number): void {
  const { menu } = scene.state;
  const from = menu.path.lastIndexOf(index);
  if (from < 0) return;
  const met = menu.met[index];
  // A value may be wanted at several places.
  if (met !== undefined && !met.signature.startsWith('enter ')) forgetCircle(scene, met.step);
  const circle = menu.path.slice(from).toReversed();
  menu.path = menu.path.slice(0, from);
  const places = circle.flatMap((place) => menu.met[place] ?? []);
  // The same value may be wanted several times on one way.
  const wornOut = places.filter((one) =>
    one.last.startsWith('enter ') ? isOverEntered(one) : (one.tries[one.last] ?? 0) >= triesBeforeNext,
  );
  const turning =
    places.find(hasOther) ??
    wornOut.find(hasListed) ??
    wornOut.find((one) => unspent(one, one.spares).length > 0) ??
    (wornOut.length === places.length ? places.at(-1) : undefined);
  if (turning === undefined || turning.last === '') return;
  turning.spent.push(turning.last);
  turning.round.push(turning.last);
}

function hasOther({ tries, spent, last, whole }: MetMenu): boolean {
  if (spent.includes(last)) return false;
  return !whole || Object.keys(tries).some((one) => one !== '' && one !== last && !spent.includes(one));
}

/** Whether something that it named is untried. */
function hasListed(met: MetMenu): boolean {
  const answers = Object.keys(met.tries).filter((one) => one !== '' && one !== met.last);
  return unspent(met, [...answers, ...met.spares]).some(
    (one) => one !== zero && !(one in met.tries && met.tries[one]),
  );
}

function giveUp(scene: Scene): void {
  fail(scene, scene.state.menu.elsewhere ? 'other_channel' : 'ivr_failure');
  hangUp(scene);
}

/** Asks for anybody by 0, once; then gives up. */
export function noWayOn(scene: Scene): void {
  const { menu } = scene.state;
  if (menu.zeroPressed) {
    giveUp(scene);
    return;
  }
  menu.zeroPressed = true;
  press(scene, '0');
}
