import type { CallScript } from './call-script.ts';
import { isExcluded, isForTheRest, isNewBusiness, nearness } from './menu-sense.ts';
import type { MenuOption } from './menu-words.ts';
import { isLikelyPlan, kindsOfPlanIn } from './plan-kinds.ts';
import type { Scene } from './scene.ts';

/** Of choices none of which is plainly ours, those that may do, the best first: by what the others are not for. */
export function leftOver(scene: Scene, options: readonly MenuOption[]): MenuOption[] {
  const { script } = scene;
  const open = options.filter(({ label }) => !isExcluded(script, label));
  const asking = open.filter(({ label }) => !isNewBusiness(script, label));
  const only = [open, asking].find((left) => left.length === 1 && options.length > 1) ?? [];
  return [
    ...forOthers(options),
    ...open.filter(({ label }) => isForTheRest(script, label)),
    ...only,
    ...likelyPlans(scene, options),
  ];
}

/** Choices in the neighbourhood of what we call for, the nearest first. */
export function nearestOf(script: CallScript, options: readonly MenuOption[]): MenuOption[] {
  return options
    .filter(({ label }) => !isExcluded(script, label) && !isNewBusiness(script, label))
    .filter(({ label }) => kindsOfPlanIn(label).length === 0)
    .map((option) => ({ option, near: nearness(script, option.label) }))
    .filter(({ near }) => near > 0)
    .toSorted((a, b) => b.near - a.near)
    .map(({ option }) => option);
}

/** "For a patient press one, for your own coverage press two": who does not call for himself is the other one. */
function forOthers(options: readonly MenuOption[]): MenuOption[] {
  const last = (label: string) => /(?:^|.* )((?:for|to|if) .*)$/.exec(label)?.[1] ?? label;
  const oneself = /(?:^| )(?:(?:your|my) own|yourself|myself)(?: |$)/;
  const others = options.filter(({ label }) => !oneself.test(last(label)));
  const own = options.length - others.length;
  return own === 1 && others.length === 1 && /patient|someone|somebody/.test(others[0]?.label ?? '')
    ? others
    : [];
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
