import type { CallLog, CallPlacer, CallRunner, CallStore, OwnedCall } from '../kernel/call-store.ts';
import type { Clock, Timer } from '../kernel/clock.ts';
import type { LiveStore } from '../kernel/floor.ts';
import type { LiveSound } from '../kernel/listening.ts';
import type { Logger } from '../kernel/logger.ts';
import type { PhoneTree, PhoneTrees } from '../kernel/phone-tree.ts';
import type { RecordingStore } from '../kernel/phi.ts';
import type { Proposer } from '../kernel/proposal.ts';
import type { Recognizer } from '../kernel/speech.ts';
import type { CarrierDesk, MediaSocket, Telephony } from '../kernel/telephony.ts';
import { CallRecorder } from '../media/recorder.ts';
import type { SpeakClause } from '../media/playback.ts';
import type { ScriptEvent } from '../script/event.ts';
import type { CarrierAddresses } from './addresses.ts';
import type { ScriptBinding } from './binding.ts';
import { makeCallClock } from './call-clock.ts';
import { makeCarrierDesk } from './desk.ts';
import type { LogSpool } from './group-commit-log.ts';
import { makeGroupCommitLog } from './group-commit-log.ts';
import { Hearing } from './hearing.ts';
import { Line } from './line.ts';
import { LiveSoundBoard } from './live-sound.ts';
import { LiveCallState, LiveWriter, type MaskWords } from './live-writer.ts';
import type { Resumed } from './rebuild.ts';
import { rebuild } from './rebuild.ts';
import type { StreamEnds } from './reception.ts';
import { receiveStream } from './reception.ts';
import { SessionRegistry } from './registry.ts';
import { CallSession } from './session.ts';
import { makeSocketAdmission } from './socket-admission.ts';
import { Speaking } from './speaking.ts';
import { makeTreeBook } from './tree-book.ts';

/** Abandoned calls are looked for this often; each is then nudged into asking for its next document. */
const sweepMs = 5_000;
const sweepBatch = 20;

export interface CallsOptions<State> {
  node: string;
  agentName: string;
  leaseMs: number;
  /** The binding of a call type's script. */
  bindingOf: (callType: string) => ScriptBinding<State>;
  /** ISO date in that IANA zone; without one, where most practices are. */
  today: (timeZone?: string) => string;
  store: CallStore;
  log: CallLog;
  spool: LogSpool;
  placer: CallPlacer;
  telephony: Telephony;
  addresses: CarrierAddresses;
  recognizer: Recognizer;
  speakClause: SpeakClause;
  proposer: Proposer | undefined;
  recordings: RecordingStore | undefined;
  /** What earlier calls learned of the payors' menus; calls listen for themselves without. */
  phoneTrees?: PhoneTrees | undefined;
  /** Where running calls are shown, and how their words are masked there; nowhere without. */
  live?: { store: LiveStore; mask: MaskWords } | undefined;
  /** On hold, spare the recogniser what is surely no speech. */
  holdGating?: boolean | undefined;
  /** What to do where the payor's line offers to call back; declined unless told. */
  callbackOffers?: 'decline' | 'leave_number' | undefined;
  clock: Clock;
  logger: Logger;
}

export interface Calls extends CallRunner {
  /** For those who listen in. */
  sound: LiveSound;
  desk: CarrierDesk;
  /** Commands were left for these calls; without any, perhaps for some. */
  attend(callIds: readonly string[]): void;
  /** Begins looking for calls that other nodes left behind. */
  start(): void;
  /** Lets every call go, for others to take up. */
  stop(): Promise<void>;
}

/** Words on the case that are hard to recognise unprepared. They go to the recogniser, which hears them said anyway. */
function keytermsOf(call: OwnedCall): string[] {
  const first = call.tasks[0];
  return first === undefined ? [] : [first.payor.name, first.practice.name];
}

/** Runs this node's calls: starts sessions, routes the carrier's requests to them, adopts orphans. */
export function makeCalls<State>(options: CallsOptions<State>): Calls {
  const { store, telephony, addresses, clock, logger } = options;
  const sessions = new Map<string, CallSession<State>>();
  const registry = new SessionRegistry();
  const admission = makeSocketAdmission<string>();
  const ends = new Map<string, StreamEnds>();
  const sound = new LiveSoundBoard();
  const liveWriter = options.live && new LiveWriter({ ...options.live, clock, logger });
  const trees = options.phoneTrees && makeTreeBook({ ...options, phoneTrees: options.phoneTrees });
  let sweepTimer: Timer | undefined;
  let stopped = false;

  function open(call: OwnedCall, resumed: Resumed<State> | undefined, tree?: PhoneTree): CallSession<State> {
    const binding = options.bindingOf(call.tasks[0]?.callType ?? '');
    const callMs = makeCallClock(clock, call.startedAtMs, resumed?.reachedMs);
    const fenced = () => session.fenced();
    // A session of an earlier ownership must not act beside this one.
    sessions.get(call.id)?.fenced();
    const live = new LiveCallState(call, callMs, liveWriter, resumed?.view);
    const line = new Line({
      call,
      takeover: resumed !== undefined,
      store,
      telephony,
      addresses,
      clock,
      logger,
      issueToken: (role) => admission.issue(role, call.id),
      onFenced: fenced,
    });
    const speaking: Speaking = new Speaking({
      callId: call.id,
      callMs,
      clock,
      logger,
      speakClause: options.speakClause,
      mouthWanted: () => line.wantsMouth,
      onSaid: (event) => session.feed(event),
      onOpened: () => {
        line.mouthOpened();
        hearing.mouthStarted();
        session.feed({ type: 'mouth_opened', atMs: callMs() });
      },
      onClosed: () => {
        line.mouthLost();
        session.feed({ type: 'mouth_closed', atMs: callMs() });
      },
      onAudioSaid: (audio, atMs) => {
        hearing.said(audio, atMs);
        sound.heard(call.id, 'ours', audio);
      },
    });
    const hearing: Hearing = new Hearing({
      call,
      callMs,
      clock,
      logger,
      recognizer: options.recognizer,
      recorder: recorderOf(call, callMs),
      keyterms: keytermsOf(call),
      turnsTold: resumed?.turnsTold ?? 0,
      speaking,
      feed: (event) => session.feed(event),
      isEager: (turn) => session.isEager(turn),
      onWords: (text) => live.hears(text),
      onSound: (audio) => sound.heard(call.id, 'payor', audio),
      gating: options.holdGating,
      restartEar: () => line.restartEar(),
    });
    const session: CallSession<State> = new CallSession<State>({
      call,
      binding,
      resumed: resumed?.state,
      callMs,
      clock,
      logger,
      log: makeGroupCommitLog({
        call,
        log: options.log,
        spool: options.spool,
        clock,
        logger,
        firstSequence: resumed?.nextSequence ?? 0,
        onFenced: fenced,
      }),
      store,
      placer: options.placer,
      telephony,
      proposer: options.proposer,
      line,
      hearing,
      speaking,
      live,
      leaseMs: options.leaseMs,
      placed: placedEvent(call, binding, tree),
      learn: trees && ((visit) => trees.learn(call, visit)),
      onClosed: (closed, stateDigest) => {
        registry.remove(closed);
        if (sessions.get(call.id) === session) {
          sessions.delete(call.id);
          ends.delete(call.id);
          admission.revokeAll(call.id);
          sound.close(call.id);
        }
        logger.info({ callId: call.id, stateDigest }, 'call session closed');
      },
    });
    sound.open(call.id);
    sessions.set(call.id, session);
    registry.add(session);
    ends.set(call.id, { hearing, speaking, connected: (sid) => session.carrierAsked(sid) });
    return session;
  }

  function recorderOf(call: OwnedCall, callMs: () => number): CallRecorder | undefined {
    if (options.recordings === undefined || !call.recordingAllowed) return undefined;
    const { id: callId, organizationId } = call;
    return new CallRecorder({ store: options.recordings, organizationId, callId, clock, callMs, logger });
  }

  function placedEvent(
    call: OwnedCall,
    binding: ScriptBinding<State>,
    tree: PhoneTree | undefined,
  ): ScriptEvent {
    const first = call.tasks[0];
    if (first === undefined) throw new Error('A call serves at least one task.');
    return {
      type: 'call_placed',
      atMs: 0,
      today: options.today(first.practice.timeZone),
      tasks: call.tasks.map(({ id, callType, externalId, inputs }) => ({ id, callType, externalId, inputs })),
      practice: first.practice,
      payorName: first.payor.name,
      agentName: options.agentName,
      scriptVersion: binding.version,
      modelAvailable: options.proposer !== undefined,
      recorded: options.recordings !== undefined && call.recordingAllowed,
      ...(call.disclosure == null ? {} : { disclosure: call.disclosure }),
      callback: options.callbackOffers ?? 'decline',
      ...(tree === undefined ? {} : { tree }),
    };
  }

  async function resume(call: OwnedCall): Promise<void> {
    const { resumed, known, bug } = await rebuild(
      call,
      options.bindingOf(call.tasks[0]?.callType ?? ''),
      options,
    );
    const session = open(call, resumed);
    // A log that breaks the machine would break it again on every node: the call ends here.
    if (bug !== undefined) session.fail(bug.error);
    else session.resume(known);
  }

  /** A call whose node vanished without a word may sit in a long pause or an empty mouth: make it ask. */
  async function sweep(): Promise<void> {
    for (const orphan of await store.orphans(sweepBatch)) {
      // Its own calls, after an outage longer than the lease, a node keeps by renewing.
      if (stopped || orphan.carrierSid === null || sessions.has(orphan.id)) continue;
      await adopt(orphan.id).catch(() =>
        logger.warn({ callId: orphan.id }, 'abandoned call could not be taken over'),
      );
    }
  }

  async function adopt(callId: string): Promise<void> {
    const claimed = await store.claim(callId, options.node, options.leaseMs);
    if (claimed === undefined) return;
    logger.info({ callId, fence: claimed.fence }, 'abandoned call taken over');
    await resume(claimed);
    await sessions.get(callId)?.reconnect();
  }

  function scheduleSweep(): void {
    if (stopped) return;
    sweepTimer = clock.after(sweepMs, () => {
      void sweep()
        .catch(() => logger.warn({}, 'looking for abandoned calls failed'))
        .finally(scheduleSweep);
    });
  }

  return {
    begin(call) {
      if (trees === undefined) void open(call, undefined).begin();
      else void trees.treeOf(call).then((tree) => open(call, undefined, tree).begin());
    },
    active: () => sessions.size,
    desk: makeCarrierDesk({
      registry,
      store,
      telephony,
      addresses,
      node: options.node,
      leaseMs: options.leaseMs,
      clock,
      logger,
      resume,
      receive: (role, socket: MediaSocket) =>
        receiveStream(socket, {
          role,
          clock,
          logger,
          admit: (token) => ends.get(admission.admit(role, token) ?? ''),
        }),
    }),
    sound,
    attend(callIds) {
      const wanted = callIds.length === 0 ? [...sessions.keys()] : callIds;
      for (const callId of wanted) void sessions.get(callId)?.attend();
    },
    start: scheduleSweep,
    async stop() {
      stopped = true;
      sweepTimer?.cancel();
      await Promise.allSettled([...sessions.values()].map((session) => session.release()));
    },
  };
}
