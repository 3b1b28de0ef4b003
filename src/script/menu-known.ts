import type { Fit } from './fit.ts';
import { fitsByDate } from './known-date.ts';
import { fitsByLetters } from './known-letters.ts';
import type { MenuOption } from './menu-words.ts';
import { kindsOfPlanIn, planKindsOf } from './plan-kinds.ts';
import type { Scene } from './scene.ts';
import { statesIn } from './state-names.ts';
import { hear } from './words.ts';

/**
 * How each choice fits what the task knows: its date of service, the letters that names and numbers begin with, the
 * state of the practice, the kind of plan. A choice that names only half of it ("on or after") goes on with what the one
 * before was about.
 */
export function fitsOf(scene: Scene, text: string, options: readonly MenuOption[]): readonly Fit[] {
  const { plain } = hear(text);
  const labels = options.map(({ label }) => label);
  for (const read of [fitsByDate, fitsByLetters, byState, byPlan]) {
    const fits = read(scene, plain, labels);
    if (fits.some((fit) => fit !== undefined)) return fits;
  }
  return labels.map(() => undefined);
}

function byState(scene: Scene, _plain: string, labels: readonly string[]): Fit[] {
  const { practice } = scene.state;
  const [own] = [practice?.state, practice?.address].flatMap((place) => statesIn(place ?? ''));
  return labels.map((label) => {
    const named = statesIn(label);
    return own === undefined || named.length === 0 ? undefined : named.includes(own);
  });
}

function byPlan(scene: Scene, _plain: string, labels: readonly string[]): Fit[] {
  const own = planKindsOf(scene);
  const named = labels.map((label) => kindsOfPlanIn(label));
  // One alone sorts nothing: "for Medicare claims" beside "for claims".
  if (own.length === 0 || named.filter((kinds) => kinds.length > 0).length < 2)
    return labels.map(() => undefined);
  return named.map((kinds) => (kinds.length === 0 ? undefined : kinds.some((kind) => own.includes(kind))));
}
