import { z } from 'zod';
import type { LiveCall, Synthesize } from './call.ts';
import { makeCall } from './call.ts';
import type { CallRecord } from './call-record.ts';
import { toResource } from './call-record.ts';
import { systemClock } from './clock.ts';
import type { CarrierClock } from './clock.ts';
import type { EmitEvent } from './events.ts';
import type { CreateFault, Faults } from './faults.ts';
import { createFaultSchema, makeFaults } from './faults.ts';
import { makeFrameClock } from './frame-clock.ts';
import { makeRestApp } from './rest.ts';
import { defaultSwitches } from './switches.ts';
import type { CarrierSwitches } from './switches.ts';
import { makeWebhookClient } from './webhook-client.ts';

export interface CarrierOptions {
  host?: string | undefined;
  /** 0 = any free port; 4010 unless told. */
  port?: number | undefined;
  accountSid: string;
  authToken: string;
  /** The far end's websocket: one address, or one chosen by the number dialed. */
  trunkUrl: string | ((to: string) => string);
  switches?: Partial<CarrierSwitches> | undefined;
  /** Voice for `<Say>`; without it a Say is silence of the right length. */
  synthesize?: Synthesize | undefined;
  onEvent?: EmitEvent | undefined;
  /** For tests. */
  clock?: CarrierClock | undefined;
}

/** A running Twilio stand-in. */
export interface CarrierHandle {
  /** http://host:port, for the SDK's base URL. */
  url: string;
  port: number;
  /** May be changed while running; most are read as they are needed. */
  switches: CarrierSwitches;
  failCreates(fault: CreateFault): void;
  /** Cuts a stream's socket (by name or sid; all of the call's without it), as a broken network would. */
  cutStreams(callSid: string, nameOrSid?: string): void;
  close(): Promise<void>;
}

const defaultPort = 4010;

export async function startCarrier(options: CarrierOptions): Promise<CarrierHandle> {
  const { accountSid, authToken, trunkUrl } = options;
  const clock = options.clock ?? systemClock;
  const frameClock = makeFrameClock(clock);
  const switches: CarrierSwitches = { ...defaultSwitches, ...options.switches };
  const faults = makeFaults();
  const webhooks = makeWebhookClient({ authToken, clock });
  const records: CallRecord[] = [];
  const calls = new Map<string, LiveCall>();
  let nextStartAt = 0;

  const emit: EmitEvent = (event) => {
    try {
      options.onEvent?.(event);
    } catch {
      // A listener's mistake is not the line's.
    }
  };
  const context = {
    accountSid,
    authToken,
    clock,
    frameClock,
    switches,
    webhooks,
    emit,
    trunkUrl: typeof trunkUrl === 'string' ? () => trunkUrl : trunkUrl,
    synthesize: options.synthesize,
    register: (record: CallRecord) => void records.push(record),
  };

  const app = makeRestApp({
    accountSid,
    authToken,
    switches,
    faults,
    now: () => clock.now(),
    records: () => records,
    findCall: (sid) => calls.get(sid),
    createCall(params) {
      const call = makeCall(params, context);
      records.push(call.record);
      calls.set(call.record.sid, call);
      emit({ type: 'status', callSid: call.record.sid, status: 'queued', to: params.to, from: params.from });
      const startAt = Math.max(clock.now(), nextStartAt);
      nextStartAt = switches.callsPerSecond > 0 ? startAt + 1000 / switches.callsPerSecond : startAt;
      clock.after(startAt - clock.now(), () => call.place());
      return call;
    },
  });
  const cutStreams = (callSid: string, nameOrSid?: string) => {
    const media = calls.get(callSid)?.media;
    if (!media) return;
    const one = nameOrSid === undefined ? media.liveStreams() : [media.findStream(nameOrSid)];
    for (const stream of one) stream?.cut();
  };
  addControlRoutes(app, { records, switches, faults, cutStreams });

  const host = options.host ?? '127.0.0.1';
  await app.listen({ host, port: options.port ?? defaultPort });
  const address = app.server.address();
  const port = address !== null && typeof address === 'object' ? address.port : (options.port ?? defaultPort);
  return {
    url: `http://${host}:${port}`,
    port,
    switches,
    failCreates: (fault) => faults.failCreates(fault),
    cutStreams,
    async close() {
      for (const call of calls.values()) call.finish('completed');
      frameClock.stop();
      await app.close();
    },
  };
}

const switchesSchema = z
  .object({
    connectOpenMs: z.tuple([z.number(), z.number()]),
    connectKeepsAudio: z.boolean(),
    connectBlocks: z.boolean(),
    oneBidirectionalStream: z.boolean(),
    interruptedDialAsksAction: z.boolean(),
    interruptedConnectAsksAction: z.boolean(),
    inBandTonesAreKeys: z.boolean(),
    lostStartStreamEndsCall: z.boolean(),
    documentErrorEndsCall: z.boolean(),
    malformedEventsAreSilent: z.boolean(),
    requireSecureStreams: z.boolean(),
    limitParameters: z.boolean(),
    clearEchoesMarks: z.boolean(),
    duplicateCallbacks: z.boolean(),
    lateCallbacksMs: z.number(),
    reorderCallbacks: z.boolean(),
    burst: z.object({ everyMs: z.number(), gapMs: z.number() }),
    slowReaderBytes: z.number(),
    lingeringSockets: z.boolean(),
    callsPerSecond: z.number(),
  })
  .partial()
  .strict();
const cutSchema = z.object({ callSid: z.string(), stream: z.string().optional() });

/** The stand-in's own controls, beside the vendor's API. */
function addControlRoutes(
  app: ReturnType<typeof makeRestApp>,
  parts: {
    records: readonly CallRecord[];
    switches: CarrierSwitches;
    faults: Faults;
    cutStreams(callSid: string, nameOrSid?: string): void;
  },
): void {
  app.get('/_control/calls', () => ({ calls: parts.records.map(toResource) }));
  app.get('/_control/switches', () => parts.switches);
  app.post('/_control/switches', (request, reply) => {
    const parsed = switchesSchema.safeParse(request.body);
    if (!parsed.success) return reply.code(400).send({ error: parsed.error.message });
    return Object.assign(parts.switches, parsed.data);
  });
  app.post('/_control/create-fault', (request, reply) => {
    const parsed = createFaultSchema.safeParse(request.body);
    if (!parsed.success) return reply.code(400).send({ error: parsed.error.message });
    parts.faults.failCreates(parsed.data);
    return { ok: true };
  });
  app.post('/_control/cut-streams', (request, reply) => {
    const parsed = cutSchema.safeParse(request.body);
    if (!parsed.success) return reply.code(400).send({ error: parsed.error.message });
    parts.cutStreams(parsed.data.callSid, parsed.data.stream);
    return { ok: true };
  });
}
