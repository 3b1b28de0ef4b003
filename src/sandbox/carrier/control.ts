import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { toResource } from './call-record.ts';
import type { CallRecord } from './call-record.ts';
import type { StreamKind, StreamState } from './events.ts';
import { createFaultSchema } from './faults.ts';
import type { Faults } from './faults.ts';
import { switchesSchema } from './switches.ts';
import type { CarrierSwitches } from './switches.ts';

const cutSchema = z.strictObject({ callSid: z.string(), stream: z.string().optional() });

/** When a stream came to a state, in ms since the epoch. */
export interface StreamMoment {
  callSid: string;
  name: string;
  kind: StreamKind;
  state: StreamState;
  at: number;
}

export interface ControlParts {
  records: readonly CallRecord[];
  streams: readonly StreamMoment[];
  switches: CarrierSwitches;
  faults: Faults;
  cutStreams(callSid: string, nameOrSid?: string): void;
}

/** The stand-in's own controls, JSON under `/_control/`, beside the vendor's API. */
export function addControlRoutes(app: FastifyInstance, parts: ControlParts): void {
  app.get('/_control/calls', () => ({ calls: parts.records.map(toResource) }));
  app.get('/_control/streams', () => ({ streams: parts.streams }));
  app.get('/_control/switches', () => parts.switches);
  app.post('/_control/switches', (request, reply) => {
    // Defaults fill in what was not given, so the current values go first.
    const parsed = switchesSchema.safeParse({ ...parts.switches, ...asObject(request.body) });
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

function asObject(body: unknown): object {
  return typeof body === 'object' && body !== null ? body : {};
}
