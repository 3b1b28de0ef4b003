/** Things that go wrong on demand, as options at the start and through POST /_control/faults. */
import { z } from 'zod';

const faultSchema = z
  .object({
    /** Answer the next handshakes with this HTTP status. */
    refuseStatus: z.int().min(400).max(599),
    /** Drop the socket this long after it opened, without a close frame. */
    dropAfterMs: z.int().min(0),
    /** Drop the socket after this many bytes of audio in either direction. */
    dropAfterBytes: z.int().min(0),
    /** Take audio or text and answer nothing. */
    stall: z.boolean(),
    /** Hold every recognition result back this long. */
    delayResultsMs: z.int().min(0),
  })
  .partial();

/** Each wire has its own faults; null takes them all away. */
export const faultsSchema = z
  .strictObject({ listen: faultSchema.nullable(), speak: faultSchema.nullable() })
  .partial();

export type Fault = z.infer<typeof faultSchema>;
export type Faults = z.infer<typeof faultsSchema>;
