import type { Fit } from './fit.ts';
import { fitsByDate } from './known-date.ts';
import { fitsByLetters } from './known-letters.ts';
import { fitsByService } from './known-service.ts';
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
  for (const read of [fitsByDate, fitsByLetters, byState, byPlan, byCount, fitsByService]) {
    const fits = read(scene, plain, labels);
    if (fits.some((fit) => fit !== undefined)) return withOthers(fits, labels);
  }
  return labels.map(() => undefined);
}

/** "Any other letter", "all other states": for whom no other choice fits. */
function withOthers(fits: readonly Fit[], labels: readonly string[]): readonly Fit[] {
  if (fits.includes(true)) return fits;
  return fits.map((fit, index) => (fit === undefined && forTheRest.test(labels[index] ?? '') ? true : fit));
}

const forTheRest =
  /(?:^| )(?:(?:any|all|every|some)(?:one|body|thing)? (?:other|else)|another|all others?|outside|out of (?:state|area))(?: |$)/;

const several =
  /(?:^| )(?:more than one|multiple|several|many|two or more|up to [a-z0-9]+|(?:list|batch)(?:es)? of)(?:(?: [a-z]+)? (?:claims?|patients?|members?|requests?|authorizations?|cases?)(?: |$)|$)/;
const single =
  /(?:^| )(?:one|1|a single|single)(?: [a-z]+)? (?:claim|patient|member|request|authorization|case)(?: |$)/;

/** "For one claim, for more than one claim": by how many this call is about. */
function byCount({ state }: Scene, _plain: string, labels: readonly string[]): Fit[] {
  const isOne = state.tasks.length === 1;
  return labels.map((label) => {
    if (several.test(label)) return !isOne;
    return single.test(label) ? isOne : undefined;
  });
}

function byState(scene: Scene, _plain: string, labels: readonly string[]): Fit[] {
  const { practice } = scene.state;
  const [own] = [practice?.state, practice?.address].flatMap((place) => statesIn(place ?? ''));
  return labels.map((label) => {
    const named = statesIn(label);
    if (named.length === 0) return undefined;
    // Where ours is not known, one for all other states is likelier than any.
    if (own === undefined) return labels.some((one) => forTheRest.test(one)) ? false : undefined;
    return named.includes(own);
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
