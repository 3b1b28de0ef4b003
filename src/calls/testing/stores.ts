import type {
  CallCommand,
  CallLog,
  CallRecord,
  CallStore,
  LoggedEvent,
  OwnedCall,
} from '../../kernel/call-store.ts';
import { FencedError } from '../../kernel/call-store.ts';
import type { CallTask } from '../../kernel/call-task.ts';
import type { TaskResult } from '../../kernel/outcome.ts';
import type { CallDocument, CarrierStatus } from '../../kernel/telephony.ts';
import type { ScriptEvent } from '../../script/event.ts';
import type { LogSpool } from '../group-commit-log.ts';

const toyTask: CallTask = {
  id: 'task_1',
  organizationId: 'org_1',
  callType: 'toy',
  externalId: 'ext-1',
  state: 'calling',
  payor: { id: null, name: 'Example Health', phoneNumber: '+13035550142' },
  practice: { name: 'Example Clinic', npi: '1234567893', taxId: '000000000', phone: '+13035550100' },
  inputs: {},
  webhookUrl: null,
  practiceId: null,
  revision: 1,
  createdAt: '2026-01-01T00:00:00Z',
};

export function toyCall(over: Partial<OwnedCall> = {}): OwnedCall {
  return {
    id: 'call_1',
    organizationId: 'org_1',
    carrierSid: null,
    state: 'placing',
    to: '+13035550142',
    from: '+13035550100',
    ownerNode: 'node_1',
    fence: 1,
    generation: 0,
    startedAtMs: 0,
    recordingAllowed: false,
    tasks: [toyTask],
    ...over,
  };
}

const terminal: readonly CarrierStatus[] = ['completed', 'busy', 'failed', 'no-answer', 'canceled'];

interface StoredCall {
  record: CallRecord;
  tasks: readonly CallTask[];
  leased: boolean;
  status: { status: CarrierStatus; sequence: number } | undefined;
  documents: Map<number, CallDocument>;
  log: LoggedEvent[];
  commands: CallCommand[];
  finished: (readonly TaskResult[])[];
}

/** One database in memory, which can be taken away and given back. Shared by several nodes where a test wants that. */
export interface FakeDatabase {
  store: CallStore;
  log: CallLog;
  /** While true every request fails, as against a database that is down. */
  away: boolean;
  /** While true requests are never answered. */
  silent: boolean;
  add(call: OwnedCall): OwnedCall;
  call(id: string): StoredCall;
  eventsOf(id: string): ScriptEvent[];
  typesOf(id: string): string[];
}

export function makeFakeDatabase(): FakeDatabase {
  const calls = new Map<string, StoredCall>();
  const known = (id: string) => {
    const call = calls.get(id);
    if (call === undefined) throw new Error('no such call in this test');
    return call;
  };
  const owned = (id: string, fence: number) => {
    const call = known(id);
    if (call.record.fence !== fence) throw new FencedError('another owner');
    return call;
  };
  async function ask<T>(answer: () => T): Promise<T> {
    await Promise.resolve();
    if (database.silent) return await new Promise<T>(() => undefined);
    if (database.away) throw new Error('connection refused');
    return answer();
  }
  const database: FakeDatabase = {
    away: false,
    silent: false,
    add(call) {
      const { tasks, ...record } = call;
      calls.set(call.id, {
        record,
        tasks,
        leased: true,
        status: undefined,
        documents: new Map(),
        log: [],
        commands: [],
        finished: [],
      });
      return call;
    },
    call: known,
    eventsOf: (id) => known(id).log.map((entry) => entry.event as ScriptEvent),
    typesOf: (id) => known(id).log.map((entry) => (entry.event as ScriptEvent).type),
    log: {
      append: (call, events) =>
        ask(() => {
          const { log } = owned(call.id, call.fence);
          for (const entry of events)
            if (!log.some(({ sequence }) => sequence === entry.sequence))
              log.push(JSON.parse(JSON.stringify(entry)) as LoggedEvent);
        }),
      read: (id, after = -1) => ask(() => known(id).log.filter(({ sequence }) => sequence > after)),
    },
    store: {
      find: (id) => ask(() => calls.get(id)?.record),
      documentOf: (id, generation) => ask(() => calls.get(id)?.documents.get(generation)),
      storeDocument: (id, fence, generation, document) =>
        ask(() => {
          const call = owned(id, fence);
          const counted = call.documents.get(generation) ?? document;
          call.documents.set(generation, counted);
          call.record = { ...call.record, generation: Math.max(call.record.generation, generation) };
          return counted;
        }),
      renewLease: (id, fence) =>
        ask(() => {
          const call = known(id);
          const renewed = call.record.fence === fence && call.record.state !== 'ended';
          if (renewed) call.leased = true;
          return renewed;
        }),
      claim: (id, node) =>
        ask(() => {
          const call = calls.get(id);
          if (call === undefined || call.leased || call.record.state === 'ended') return undefined;
          call.leased = true;
          call.record = { ...call.record, ownerNode: node, fence: call.record.fence + 1 };
          return { ...call.record, tasks: call.tasks };
        }),
      releaseLease: (id, fence) =>
        ask(() => {
          if (known(id).record.fence === fence) known(id).leased = false;
        }),
      orphans: (limit) =>
        ask(() =>
          [...calls.values()]
            .filter((call) => !call.leased && call.record.state !== 'ended')
            .slice(0, limit)
            .map((call) => call.record),
        ),
      linkCarrierCall: (id, sid) =>
        ask(() => {
          const call = known(id);
          call.record = { ...call.record, carrierSid: call.record.carrierSid ?? sid };
        }),
      applyStatus: (id, { status, sequence }) =>
        ask(() => {
          const call = known(id);
          const before = call.status;
          const stays =
            before !== undefined && (terminal.includes(before.status) || sequence <= before.sequence);
          if (stays) return { status: before.status, changed: false };
          call.status = { status, sequence };
          return { status, changed: true };
        }),
      finish: (id, fence, results) =>
        ask(() => {
          const call = owned(id, fence);
          call.finished.push(results);
          call.record = { ...call.record, state: 'ended' };
        }),
      leaveCommand: (id, command) => ask(() => void known(id).commands.push(command)),
      takeCommands: (id, fence) => ask(() => owned(id, fence).commands.splice(0)),
    },
  };
  return database;
}

/** A spool in memory: what one machine's disk would hold. */
export function makeFakeSpool(): LogSpool & { files: Map<string, readonly LoggedEvent[]> } {
  const files = new Map<string, readonly LoggedEvent[]>();
  return {
    files,
    save: ({ id }, events) =>
      Promise.resolve(void files.set(id, JSON.parse(JSON.stringify(events)) as LoggedEvent[])),
    load: ({ id }) => Promise.resolve(files.get(id) ?? []),
    drop: ({ id }) => Promise.resolve(void files.delete(id)),
  };
}
