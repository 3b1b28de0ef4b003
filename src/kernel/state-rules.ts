import { z } from 'zod';
import type { Principal } from './access.ts';
import type { CallRules } from './payor.ts';
import { disclosure, recording } from './payor-profile.ts';
import { usStates } from './us-states.ts';

export const stateCode = z.enum(usStates, 'must be the two capital letters of a state');

export type StateCode = z.output<typeof stateCode>;

/** What an organization wants otherwise than the data file; what is null follows it. */
export const stateChanges = z.strictObject({
  recording: recording.nullable().default(null),
  disclosure: disclosure.nullable().default(null),
  note: z.string().trim().min(1).max(500).nullable().default(null).describe('Why, and who decided it'),
});

export type StateChanges = z.output<typeof stateChanges>;

/** What holds for calls made for practices of a state. */
export interface StateRuleView extends CallRules {
  state: StateCode;
  consent: 'one_party' | 'all_party';
  note: string | null;
  /** Members that the organization changed. */
  overridden: readonly string[];
}

export interface StateRuleDesk {
  list(principal: Principal): Promise<readonly StateRuleView[]>;
  change(principal: Principal, state: StateCode, changes: StateChanges): Promise<StateRuleView>;
  /** Back to the data file. */
  reset(principal: Principal, state: StateCode): Promise<StateRuleView>;
}
