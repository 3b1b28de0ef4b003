import { setMaxListeners } from 'node:events';
import type { LiveCall, Synthesize } from './call.ts';
import { makeCall } from './call.ts';
import type { CallRecord } from './call-record.ts';
import { systemClock } from './clock.ts';
import type { CarrierClock } from './clock.ts';
import type { EmitEvent } from './events.ts';
import { addControlRoutes } from './control.ts';
import type { StreamMoment } from './control.ts';
import type { CreateFault } from './faults.ts';
import { makeFaults } from './faults.ts';
import { makeFrameClock } from './frame-clock.ts';
import { makeRestApp } from './rest.ts';
import { switchesSchema } from './switches.ts';
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
  const switches = switchesSchema.parse(options.switches ?? {});
  const lifetime = new AbortController();
  setMaxListeners(0, lifetime.signal);
  const faults = makeFaults();
  const webhooks = makeWebhookClient({ authToken, clock, lifetime: lifetime.signal });
  const records: CallRecord[] = [];
  const calls = new Map<string, LiveCall>();
  let nextStartAt = 0;

  const streams: StreamMoment[] = [];
  const emit: EmitEvent = (event) => {
    if (event.type === 'stream') {
      const { callSid, name, kind, state } = event;
      streams.push({ callSid, name, kind, state, at: clock.now() });
    }
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
    lifetime: lifetime.signal,
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
  addControlRoutes(app, { records, streams, switches, faults, cutStreams });

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
      lifetime.abort();
      frameClock.stop();
      await app.close();
    },
  };
}
