import {
  asksForStatus,
  askingGoal,
  isForOtherThan,
  isForProviders,
  isNewBusiness,
  isOfOthers,
  nearness,
  shareOf,
  statusGoal,
} from './menu-sense.ts';
import type { Goal } from './menu-sense.ts';
import { institutional } from './menu-spoken.ts';
import type { MenuOption } from './menu-words.ts';
import { isLikelyPlan } from './plan-kinds.ts';
import type { Scene } from './scene.ts';
import { hear, says } from './words.ts';

/**
 * The options that serve a goal, the best first: those that ask how something stands, of those the one that speaks of
 * little else. About other business, about something new, or for members where another is for providers, come last.
 */
export function optionsFor(scene: Scene, goal: Goal, options: readonly MenuOption[]): MenuOption[] {
  const { script } = scene;
  const serving = options.flatMap((option, index) => {
    const { label } = option;
    const share = shareOf(script, goal, label);
    if (share === 0 || isForOtherThan(script, label)) return [];
    const others = goal.shared && isOfOthers(script, label);
    const elsewhere = others || nearness(script, label) < 0;
    if (elsewhere && (goal.name === statusGoal || goal.name === askingGoal)) return [];
    const early = !goal.shared && asksForStatus(script, label) ? 1 : 0;
    const late = (others ? 2 : 0) + (isNewBusiness(script, label) ? 1 : 0) - early;
    return [{ option, share, index, late }];
  });
  const splits = serving.some(({ option }) => isForProviders(script, option.label));
  const ofPractices = serving.some(({ option }) => professional.test(option.label));
  const late = ({ option: { label } }: { option: MenuOption }) =>
    Number(splits && ofMembers.test(label)) +
    Number(ofPractices && institutional.test(label)) +
    Number(supposes(label)) +
    Number(says(hear(label), goal.late)) +
    Number(isLikelyPlan(scene, label) === false);
  return serving
    .map((one) => ({ ...one, late: one.late + late(one) }))
    .sort((a, b) => a.late - b.late || b.share - a.share || a.index - b.index)
    .map(({ option }) => option);
}

/** "Claims that were denied", beside others: for those who know how it stands. */
function supposes(label: string): boolean {
  return (
    /(?:^| )(?:(?:was|were|been|is|are|got) (?:already )?|(?:^|for )(?:your )?)(?:denied|rejected|paid|approved|returned|underpaid|overpaid|closed|pended|(?:still )?(?:in process|pending))(?: |$)/.test(
      label,
    ) &&
    !/(?:^| )(?:(?:see|know|learn|hear|check|tell|ask|find out)(?: us| me)? (?:if|whether)|whether)(?: |$)/.test(
      label,
    )
  );
}

/** "Facility claims", beside "professional claims": ours are a practice's. */
const professional = /(?:^| )(?:professional|physicians?|practitioners?|office visits?)(?: |$)/;
/** "Member claims", beside "provider claims". */
const ofMembers = /(?:^| )(?:members?|subscribers?|enrollees?|employers?)(?: |$)/;
