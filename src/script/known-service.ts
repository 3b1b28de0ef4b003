import type { Fit } from './fit.ts';
import { isExcluded } from './menu-sense.ts';
import { taskOf } from './scene.ts';
import type { Scene } from './scene.ts';
import { hear } from './words.ts';

type ServiceKind = 'therapy' | 'imaging' | 'laboratory' | 'surgery' | 'behavioral' | 'equipment' | 'drugs';

const names: Readonly<Record<ServiceKind, RegExp>> = {
  therapy: /(?:^| )(?:therap(?:y|ies)|rehab(?:ilitation)?)(?: |$)/,
  imaging: /(?:^| )(?:imaging|radiology|m r i|mri|c t|cat scans?|scans?|x rays?|ultrasounds?)(?: |$)/,
  laboratory: /(?:^| )(?:lab(?:s|oratory)?|patholog(?:y|ical)|blood work|genetic)(?: |$)/,
  surgery: /(?:^| )(?:surger(?:y|ies)|surgical|operations?)(?: |$)/,
  behavioral: /(?:^| )(?:behavioral|mental|psychiatr(?:y|ic)|substance)(?: |$)/,
  equipment: /(?:^| )(?:equipment|d m e|supplies|prosthetics?|orthotics?)(?: |$)/,
  drugs: /(?:^| )(?:drugs?|medications?|infusions?|injecti(?:ons?|bles?)|chemotherapy)(?: |$)/,
};

/** Sections of the procedure codes, by their first and last; source: the tables of contents of CPT and HCPCS II. */
const sections: readonly (readonly [string, string, ServiceKind])[] = [
  ['10004', '69990', 'surgery'],
  ['70010', '79999', 'imaging'],
  ['80047', '89398', 'laboratory'],
  ['90785', '90899', 'behavioral'],
  ['92507', '92508', 'therapy'],
  ['97010', '97799', 'therapy'],
  ['E0100', 'E9999', 'equipment'],
  ['J0000', 'J9999', 'drugs'],
  ['K0000', 'L9999', 'equipment'],
];

/** What kind of service the task is about, by its procedure code or the service's name; undefined where neither tells. */
function serviceOf(scene: Scene): ServiceKind | undefined {
  const { procedureCode, serviceType } = taskOf(scene)?.task.inputs ?? {};
  const code = String(procedureCode ?? '').toUpperCase();
  const section = sections.find(([first, last]) => code.length === 5 && first <= code && code <= last);
  const [named, other] = servicesIn(hear(String(serviceType ?? '').replaceAll('_', ' ')).plain);
  return section?.[2] ?? (other === undefined ? named : undefined);
}

function servicesIn(plain: string): ServiceKind[] {
  return (Object.keys(names) as ServiceKind[]).filter((kind) => names[kind].test(plain));
}

/** "Medical or surgical services" may be any of a doctor's; "medical equipment" is not. */
const ofAnyKind = /(?:^| )(?:others?|outpatient|medical(?! (?:equipment|supplies|drugs?|devices?)))(?: |$)/;
/** "All other approvals": for what is not named. */
const forTheRest = /(?:^| )(?:any|all|every)(?:thing)? (?:other|else)(?: |$)/;

/**
 * Choices by the kind of service. One that is named alone sorts nothing, unless another is for all the others of what we
 * call for, and "surgery and other services" may be any.
 */
export function fitsByService(scene: Scene, _plain: string, labels: readonly string[]): Fit[] {
  const own = serviceOf(scene);
  const named = labels.map(servicesIn);
  const rest = (index: number) => named[index]?.length === 0 && forTheRest.test(labels[index] ?? '');
  const sorting = named.filter((kinds, index) => kinds.length > 0 || rest(index));
  if (own === undefined || sorting.length < 2) return labels.map(() => undefined);
  const isNamed = labels.some(
    (label, index) => named[index]?.includes(own) && !isExcluded(scene.script, label),
  );
  return named.map((kinds, index) => {
    if (kinds.includes(own)) return true;
    if (isNamed && rest(index)) return false;
    return kinds.length === 0 || ofAnyKind.test(labels[index] ?? '') ? undefined : false;
  });
}
