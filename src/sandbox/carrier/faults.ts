import { z } from 'zod';

/** Trouble to make, on demand, each used up as it happens. */
export const createFaultSchema = z.object({
  /** hang: never answers; http: answers this status. */
  kind: z.enum(['hang', 'http']),
  status: z.number().int().min(400).max(599).default(500),
  /** Whether the call is placed all the same. */
  placeCall: z.boolean().default(false),
  times: z.number().int().min(1).default(1),
});
export type CreateFault = z.input<typeof createFaultSchema>;

export interface Faults {
  /** The next creates fail like this. */
  failCreates(fault: CreateFault): void;
  /** The fault for this create, if one is due. */
  takeCreateFault(): z.output<typeof createFaultSchema> | undefined;
}

export function makeFaults(): Faults {
  const creates: z.output<typeof createFaultSchema>[] = [];
  return {
    failCreates(fault) {
      const parsed = createFaultSchema.parse(fault);
      for (let time = 0; time < parsed.times; time += 1) creates.push(parsed);
    },
    takeCreateFault: () => creates.shift(),
  };
}
