import { z } from 'zod';

/** What can go wrong with one answer. A fault is used up by as many requests as `times` says. */
export const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('rate-limit'),
    times: z.int().positive().default(1),
    retryAfterSeconds: z.number().nonnegative().default(1),
  }),
  z.strictObject({
    kind: z.enum([
      // 500 before anything.
      'server-error',
      // Headers, and then nothing for as long as the client waits.
      'stall',
      // The socket dies after the first chunks.
      'drop',
      'missing-finish-reason',
      'malformed-arguments',
      'missing-done',
      // An error object in the stream.
      'error-event',
    ]),
    times: z.int().positive().default(1),
  }),
]);

export type ModelFault = z.input<typeof faultSchema>;
type ResolvedFault = z.output<typeof faultSchema>;

/** Faults in the order in which they were ordered, each used up by the requests that meet it. */
export interface FaultQueue {
  add(fault: ModelFault): void;
  clear(): void;
  take(): ResolvedFault | undefined;
}

export function makeFaultQueue(initial: readonly ModelFault[]): FaultQueue {
  let queue: ResolvedFault[] = [];
  const add = (fault: ModelFault) => {
    queue.push(faultSchema.parse(fault));
  };
  initial.forEach(add);
  return {
    add,
    clear: () => (queue = []),
    take() {
      const fault = queue[0];
      if (!fault) return undefined;
      fault.times -= 1;
      if (fault.times <= 0) queue.shift();
      return fault;
    },
  };
}
