import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import { systemClock } from '../carrier/clock.ts';
import type { CarrierClock } from '../carrier/clock.ts';
import { makeFrameClock } from '../carrier/frame-clock.ts';
import { parseJson, toBytes } from '../carrier/trunk-leg.ts';
import { makePayorCall } from './call.ts';
import type { PayorCall } from './call.ts';
import type { Scenario, ScenarioInput } from './scenario.ts';
import { scenarioSchema } from './scenario.ts';
import type { PayorSpeech } from './speech-port.ts';
import type { CallVerdict, PayorEvent } from './verdict.ts';

export interface PayorOptions {
  host?: string | undefined;
  /** 0 = any free port; 4040 unless told. */
  port?: number | undefined;
  engine: PayorSpeech;
  scenarios?: readonly Scenario[] | undefined;
  /** Holds take their `demoMs`. */
  shortHolds?: boolean | undefined;
  onEvent?: ((event: PayorEvent) => void) | undefined;
  /** For tests. */
  clock?: CarrierClock | undefined;
}

/** A running simulated payor: every scenario is a telephone number. */
export interface PayorHandle {
  /** ws://host:port/trunk, for the carrier. */
  trunkUrl: string;
  /** http://host:port, for GET /calls and PUT /scenarios. */
  url: string;
  port: number;
  /** Adds a scenario, or replaces the one of the same number. */
  load(scenario: ScenarioInput): void;
  /** Everything that was heard and said, one entry a call, first call first. */
  calls(): readonly CallVerdict[];
  close(): Promise<void>;
}

const signalSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('invite'), callSid: z.string(), to: z.string(), from: z.string() }),
  z.object({ event: z.literal('dtmf'), digit: z.string() }),
  z.object({ event: z.literal('hangup') }),
]);

const defaultPort = 4040;
const frameBytes = 160;

export async function startPayor(options: PayorOptions): Promise<PayorHandle> {
  const host = options.host ?? '127.0.0.1';
  const scenarios = new Map<string, Scenario>();
  for (const scenario of options.scenarios ?? []) scenarios.set(scenario.payor.phoneNumber, scenario);
  const verdicts: CallVerdict[] = [];
  const frames = makeFrameClock(options.clock ?? systemClock);
  const emit = (event: PayorEvent) => {
    try {
      options.onEvent?.(event);
    } catch {
      // A listener's mistake is not the line's.
    }
  };
  const load = (input: unknown) => {
    const scenario = scenarioSchema.parse(input);
    scenarios.set(scenario.payor.phoneNumber, scenario);
  };
  const find = (to: string) =>
    scenarios.get(to) ?? (scenarios.size === 1 ? [...scenarios.values()][0] : undefined);

  const app = Fastify();
  app.get('/calls', () => verdicts);
  app.put('/scenarios', async (request, reply) => {
    const parsed = z.array(scenarioSchema).safeParse(request.body);
    if (!parsed.success) return reply.code(400).send({ message: z.prettifyError(parsed.error) });
    scenarios.clear();
    for (const scenario of parsed.data) scenarios.set(scenario.payor.phoneNumber, scenario);
    return { loaded: parsed.data.map((scenario) => scenario.payor.phoneNumber) };
  });

  const sockets = new WebSocketServer({ server: app.server, path: '/trunk', perMessageDeflate: false });
  sockets.on('connection', (socket) => {
    let call: PayorCall | undefined;
    let leave: (() => void) | undefined;
    const trunk = {
      signal: (message: object) => socket.send(JSON.stringify(message)),
      send: (frame: Uint8Array) => socket.send(frame, { binary: true }),
      close() {
        leave?.();
        socket.close();
      },
    };
    const invite = (message: { callSid: string; to: string; from: string }) => {
      const { callSid, to, from } = message;
      const scenario = find(to);
      if (!scenario) {
        emit({ type: 'unknown-number', callSid, to });
        trunk.signal({ event: 'reject', cause: 'failed' });
        trunk.close();
        return;
      }
      emit({ type: 'invite', callSid, to, scenario: scenario.title });
      const incoming = makePayorCall({
        invite: { callSid, to, from },
        scenario,
        engine: options.engine,
        shortHolds: options.shortHolds ?? false,
        trunk,
        emit,
      });
      call = incoming;
      verdicts.push(incoming.verdict);
      leave = frames.join(() => incoming.tick());
    };
    socket.on('message', (data, isBinary) => {
      const bytes = toBytes(data);
      if (isBinary) {
        if (bytes.length === frameBytes) call?.feed(bytes);
        return;
      }
      const signal = signalSchema.safeParse(parseJson(bytes));
      if (!signal.success) return;
      switch (signal.data.event) {
        case 'invite':
          if (!call) invite(signal.data);
          break;
        case 'dtmf':
          call?.key(signal.data.digit);
          break;
        case 'hangup':
          call?.callerLeft();
          break;
      }
    });
    socket.on('error', () => call?.callerLeft());
    socket.on('close', () => call?.callerLeft());
  });

  await app.listen({ host, port: options.port ?? defaultPort });
  const { port } = app.server.address() as AddressInfo;
  return {
    trunkUrl: `ws://${host}:${port}/trunk`,
    url: `http://${host}:${port}`,
    port,
    load,
    calls: () => verdicts,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      frames.stop();
      sockets.close();
      await app.close();
    },
  };
}
