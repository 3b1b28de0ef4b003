import { z } from 'zod';

/**
 * What the real carrier does, as far as is known, is the default; every switch gives the other behaviour
 * where that knowledge is an assumption, or a fault that tests want on demand.
 */
export const switchesSchema = z.strictObject({
  /** A `<Connect>` stream takes this long to (re)open, ms from and to; its inbound audio is lost meanwhile. */
  connectOpenMs: z.tuple([z.number(), z.number()]).default([600, 900]),
  /** Opposite of that loss: what was heard while it opened is delivered once it is open. */
  connectKeepsAudio: z.boolean().default(false),
  /** `<Connect>` holds the document until its socket is closed; false lets the document go on at once. */
  connectBlocks: z.boolean().default(true),
  /** A second bidirectional stream on one call is refused. */
  oneBidirectionalStream: z.boolean().default(true),
  /** A redirect during `<Dial>` also asks for the action's document and throws the answer away. */
  interruptedDialAsksAction: z.boolean().default(true),
  /** The same for an interrupted `<Connect>` that has an action. */
  interruptedConnectAsksAction: z.boolean().default(false),
  /** Tones inside media are not keys; true makes the far end take them as keys. */
  inBandTonesAreKeys: z.boolean().default(false),
  /** Losing a `<Start>` stream does not end the call; true makes it. */
  lostStartStreamEndsCall: z.boolean().default(false),
  /** A document that cannot be had, with retries and fallback spent, ends the call; false leaves it in silence. */
  documentErrorEndsCall: z.boolean().default(true),
  /** A create with an unknown StatusCallbackEvent is answered 201 and never calls back; false refuses it. */
  malformedEventsAreSilent: z.boolean().default(true),
  /** Only `wss:` streams are accepted, as by the real carrier; local addresses are plain. */
  requireSecureStreams: z.boolean().default(false),
  /** A custom parameter's name and value together stay under 500 characters. */
  limitParameters: z.boolean().default(true),
  /** `clear` echoes the marks that still waited. */
  clearEchoesMarks: z.boolean().default(true),
  /** Every status callback is sent twice. */
  duplicateCallbacks: z.boolean().default(false),
  /** Status callbacks are sent this much after the fact, ms. */
  lateCallbacksMs: z.number().min(0).default(0),
  /** Status callbacks are swapped in pairs. */
  reorderCallbacks: z.boolean().default(false),
  /** Media comes in bursts: in every `everyMs`, nothing for `gapMs` and then all of it at once. 0 = smooth. */
  burst: z.object({ everyMs: z.number().min(0), gapMs: z.number().min(0) }).default({ everyMs: 0, gapMs: 0 }),
  /** Bytes that may wait in a stream's socket before audio is thrown away (warning 31930). */
  slowReaderBytes: z.number().min(0).default(65_536),
  /** Streams' sockets stay open, silent, after their `stop`. */
  lingeringSockets: z.boolean().default(false),
  /** Calls dialed a second, 0 = no limit (the real default is 1). */
  callsPerSecond: z.number().min(0).default(0),
});
export type CarrierSwitches = z.output<typeof switchesSchema>;
