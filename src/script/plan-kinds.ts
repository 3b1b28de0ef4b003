import { taskOf } from './scene.ts';
import type { Scene } from './scene.ts';
import { hear } from './words.ts';

export type PlanKind = 'commercial' | 'medicare' | 'medicaid' | 'marketplace' | 'federal';

const names: Readonly<Record<PlanKind, RegExp>> = {
  commercial:
    /(?:^| )(?:commercial|employer(?: (?:sponsored|group|based|plans?|groups?|coverage))|group (?:plans?|coverage)|private insurance)(?: |$)/,
  medicare:
    /(?:^| )(?:medicare|med advantage|medigap|dual (?:eligible|special needs)|part [abcd]|seniors? plans?)(?: |$)/,
  medicaid:
    /(?:^| )(?:medicaid|medi cal|chip|community plans?|state (?:sponsored|funded|plans?)|childrens health)(?: |$)/,
  marketplace:
    /(?:^| )(?:market ?place|exchange|individual (?:and family|plans?)|affordable care|a c a|obamacare)(?: |$)/,
  federal: /(?:^| )(?:federal employees?|f e p|fep|postal)(?: |$)/,
};

/** The kinds of plans that words name. */
export function kindsOfPlanIn(plain: string): PlanKind[] {
  return (Object.keys(names) as PlanKind[]).filter((kind) => names[kind].test(plain));
}

/** A Medicare beneficiary's own number, which nobody else has. */
const beneficiary =
  /^[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y]{2}\d{2}$/;

/** What is known of the plan: by the payor's name, where it serves one kind, or by the form of the number on the card. */
export function planKindsOf(scene: Scene): PlanKind[] {
  const kinds = kindsOfPlanIn(hear(scene.state.payorName).plain);
  if (kinds.length > 0) return kinds;
  const memberId = String(taskOf(scene)?.task.inputs.memberId ?? '').replace(/[^a-z0-9]/gi, '');
  return beneficiary.test(memberId.toUpperCase()) ? ['medicare'] : [];
}

/** Up to here few are in Medicare, and from here on few are not. */
const medicareAge = 65;

/** Whether a choice that names kinds of plans is a likely one; undefined where it names none, or nothing is known. */
export function isLikelyPlan(scene: Scene, plain: string): boolean | undefined {
  const named = kindsOfPlanIn(plain);
  if (named.length === 0) return undefined;
  const own = planKindsOf(scene);
  if (own.length > 0) return named.some((kind) => own.includes(kind));
  const born = String(taskOf(scene)?.task.inputs.patientDateOfBirth ?? '');
  if (born === '') return undefined;
  const age = Number(scene.state.today.slice(0, 4)) - Number(born.slice(0, 4));
  return named.includes(age >= medicareAge ? 'medicare' : 'commercial');
}
