import type { CallPlacer, OwnedCall } from '../../kernel/call-store.ts';
import type { ManualClock } from '../../kernel/clock.ts';
import { makeManualClock } from '../../kernel/clock.ts';
import { silentLogger } from '../../kernel/logger.ts';
import type { PhoneTrees } from '../../kernel/phone-tree.ts';
import type { ProposedCall, Proposer } from '../../kernel/proposal.ts';
import type { CallDocument, CarrierStatus, StreamSpec, Telephony } from '../../kernel/telephony.ts';
import { makeCarrierAddresses } from '../addresses.ts';
import type { ScriptBinding } from '../binding.ts';
import { makeCalls } from '../runner.ts';
import type { CarrierStream } from './media-streams.ts';
import { makeCarrierStream } from './media-streams.ts';
import { makeFakeRecognizer, speakSlowly } from './speech.ts';
import type { FakeDatabase } from './stores.ts';
import { makeFakeDatabase, makeFakeSpool, toyCall } from './stores.ts';
import type { ToyState } from './toy-script.ts';
import { toyScript } from './toy-script.ts';

export const leaseMs = 20_000;
/** Longer than anybody's patience with what the toy hears. */
const turnMs = 1_300;

/** A carrier that does what it is asked, keeps an account of it, and can be told to refuse. */
export function makeFakeCarrier() {
  const carrier = {
    redirects: [] as string[],
    hangUps: 0,
    ears: [] as StreamSpec[],
    /** What `fetch` shows. */
    status: 'in-progress' as CarrierStatus,
    /** Requests that change a call fail while this is set. */
    refuses: undefined as Error | undefined,
  };
  const ask = (done: () => void) => {
    if (carrier.refuses !== undefined) return Promise.reject(carrier.refuses);
    done();
    return Promise.resolve();
  };
  const telephony: Telephony = {
    place: () => Promise.reject(new Error('calls are placed through the placer')),
    fetch: (sid) =>
      Promise.resolve({ sid, to: '', from: '', status: carrier.status, createdAt: '2026-01-01T00:00:00Z' }),
    list: () => Promise.resolve([]),
    redirect: (_sid, url) => ask(() => carrier.redirects.push(url)),
    hangUp: () => ask(() => void (carrier.hangUps += 1)),
    startEar: (_sid, stream) => ask(() => carrier.ears.push(stream)),
    stopStream: () => Promise.resolve(),
    render: (document) => JSON.stringify(document),
  };
  return Object.assign(carrier, { telephony });
}

export interface NodeOptions {
  node?: string;
  clock?: ManualClock;
  database?: FakeDatabase;
  spool?: ReturnType<typeof makeFakeSpool>;
  carrier?: ReturnType<typeof makeFakeCarrier>;
  binding?: ScriptBinding<ToyState>;
  placer?: CallPlacer;
  proposer?: Proposer;
  phoneTrees?: PhoneTrees;
  callbackOffers?: 'decline' | 'leave_number';
}

/** One node with all that runs calls on it, on a clock that stands still and against ports that are not there. */
export function makeNode(options: NodeOptions = {}) {
  const clock = options.clock ?? makeManualClock();
  const database = options.database ?? makeFakeDatabase();
  const spool = options.spool ?? makeFakeSpool();
  const carrier = options.carrier ?? makeFakeCarrier();
  const { recognizer, opened } = makeFakeRecognizer();
  const placed: string[] = [];
  const calls = makeCalls<ToyState>({
    node: options.node ?? 'node_1',
    agentName: 'Robin',
    leaseMs,
    bindingOf: () => options.binding ?? toyScript,
    today: () => '2026-01-01',
    store: database.store,
    log: database.log,
    spool,
    placer: options.placer ?? {
      place: (call) => {
        placed.push(call.id);
        return Promise.resolve({ placed: true, sid: `CA-${call.id}` });
      },
    },
    telephony: carrier.telephony,
    addresses: makeCarrierAddresses('https://holdfast.example', 'https://node.holdfast.example'),
    recognizer,
    speakClause: speakSlowly,
    proposer: options.proposer,
    recordings: undefined,
    phoneTrees: options.phoneTrees,
    callbackOffers: options.callbackOffers,
    clock,
    logger: silentLogger,
  });

  /** Asks for a document as the carrier would. */
  async function next(callId: string, generation: number, sid = `CA-${callId}`): Promise<CallDocument> {
    return JSON.parse(await calls.desk.next(callId, generation, sid)) as CallDocument;
  }

  function connect(role: 'ear' | 'mouth', stream: StreamSpec | undefined): CarrierStream {
    if (stream === undefined) throw new Error(`no ${role} in this document`);
    const carrierStream = makeCarrierStream(clock);
    calls.desk.socket(role, carrierStream.socket);
    carrierStream.start(stream.token);
    return carrierStream;
  }

  /** Follows the last redirect to its document and connects the mouth that stands there. */
  async function connectMouth(callId: string): Promise<CarrierStream> {
    const document = await next(callId, generationOf(carrier.redirects.at(-1)));
    return connect('mouth', document.then.kind === 'mouth' ? document.then.stream : undefined);
  }

  /** Has something be said to the ear, and waits until it is a turn. */
  async function hear(ear: CarrierStream, text: string): Promise<void> {
    await ear.sound(400);
    opened.at(-1)?.hear(text);
    await clock.advance(turnMs);
  }

  /** A call that was placed, answered, and is heard. */
  async function answered(over: Partial<OwnedCall> = {}) {
    const call = database.add(toyCall(over));
    calls.begin(call);
    await clock.advance(100);
    const ear = connect('ear', (await next(call.id, call.generation)).ear);
    await clock.advance(100);
    return { call, ear };
  }

  return {
    clock,
    database,
    spool,
    carrier,
    calls,
    placed,
    opened,
    next,
    connect,
    connectMouth,
    hear,
    answered,
  };
}

export function generationOf(url: string | undefined): number {
  return Number(url?.split('/').at(-1));
}

/** A model that answers when the test says so. */
export function makeFakeProposer() {
  const asked: { signal: AbortSignal; answer: (calls: readonly ProposedCall[]) => void }[] = [];
  const proposer: Proposer = {
    propose: (_request, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
        asked.push({ signal, answer: resolve });
      }),
  };
  return { proposer, asked };
}
