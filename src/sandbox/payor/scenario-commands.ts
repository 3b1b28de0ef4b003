import { z } from 'zod';
import { fieldName } from './scenario-names.ts';
import type { CallVerdict } from './verdict.ts';

const afterMs = z.int().nonnegative().default(0);
/** Which task of the call, from 1, as the scenario lists them. */
const taskNumber = z.int().positive();

const when = z.union([
  /** So long after a phase of the payor's side began for the first time. */
  z.strictObject({ phase: z.enum(['menu', 'hold', 'verification', 'answers', 'goodbye']), afterMs }),
  /** So long after the sentence with the N-th fact was said. */
  z.strictObject({ answers: z.int().positive(), afterMs }),
]);
export type CommandTime = z.output<typeof when>;

/** What a person who watches the call has it do. */
export const commandSchema = z.discriminatedUnion('do', [
  /** Says goodbye first where somebody is there. */
  z.strictObject({ when, do: z.literal('end_politely') }),
  z.strictObject({ when, do: z.literal('end_now') }),
  /** One task is taken back, and the others go on. */
  z.strictObject({ when, do: z.literal('cancel'), task: taskNumber }),
  /** Asks for that field next, of the task at hand unless told. */
  z.strictObject({ when, do: z.literal('ask'), field: fieldName, task: taskNumber.optional() }),
  /** Asks for that field no more. */
  z.strictObject({ when, do: z.literal('skip'), field: fieldName, task: taskNumber.optional() }),
  z.strictObject({ when, do: z.literal('note'), text: z.string().min(1).max(300) }),
  z.strictObject({ when, do: z.literal('press'), keys: z.string().regex(/^[0-9*#w]{1,32}$/u) }),
]);
export type Command = z.output<typeof commandSchema>;

/** When a command is due, in ms since the answer; undefined as long as its time has not come. */
export function dueMs(time: CommandTime, verdict: Pick<CallVerdict, 'phases' | 'told'>): number | undefined {
  const since =
    'phase' in time
      ? verdict.phases.find(({ phase }) => phase === time.phase)?.startMs
      : verdict.told.find(({ facts }) => facts >= time.answers)?.atMs;
  return since === undefined ? undefined : since + time.afterMs;
}
