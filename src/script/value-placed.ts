import type { Bound } from './bind.ts';
import { otherSubject } from './value-marks.ts';
import type { Cluster } from './value-readings.ts';

/** A value with all that its surroundings say of it. */
export interface Placed {
  cluster: Cluster;
  subject: Bound | undefined;
  /** All that the subject's words can mean: fields may share them. */
  meanings: readonly string[];
  facets: Record<string, string>;
  unsure: boolean;
  /** It stands behind a repair, with no word of its own. */
  repairs: boolean;
  /** It is only mentioned beside another: "that includes the deductible of two thousand". */
  aside: boolean;
}

/** A value that is no field's. */
export function ofOthers(placed: Placed): Placed {
  const { start, end } = placed.cluster;
  const subject = { mark: { start, end, meaning: otherSubject }, unsure: false };
  return { ...placed, subject, meanings: [otherSubject] };
}
