import type { FailureReason } from '../kernel/outcome.ts';
import type { ReflexName } from './call-script.ts';
import { fail, hangUp, heardReflex } from './scene.ts';
import type { Scene } from './scene.ts';
import type { Heard } from './words.ts';

const reasons: readonly [ReflexName, FailureReason][] = [
  ['closed', 'closed'],
  ['voicemail', 'voicemail'],
  ['wrongNumber', 'wrong_number'],
  ['systemDown', 'system_down'],
];

/** Why nothing can be had today, where the words say so. */
export function dismissalIn(scene: Scene, heard: Heard): FailureReason | undefined {
  return reasons.find(([reflex]) => heardReflex(scene, heard, reflex))?.[1];
}

/** A recording that means that nothing can be had today: hang up and say why. */
export function dismiss(scene: Scene, heard: Heard): boolean {
  const reason = dismissalIn(scene, heard);
  if (reason === undefined) return false;
  fail(scene, reason);
  hangUp(scene);
  return true;
}
