import type { CallPlacer, CallStore, OwnedCall } from '../kernel/call-store.ts';
import type { Clock } from '../kernel/clock.ts';
import { describeError, ProviderError } from '../kernel/errors.ts';
import type { DialEnd } from '../kernel/operator.ts';
import type { Logger } from '../kernel/logger.ts';
import type { TaskResult } from '../kernel/outcome.ts';
import type { TreeVisit } from '../kernel/phone-tree.ts';
import type { Proposer } from '../kernel/proposal.ts';
import type { HeardTurn } from '../kernel/speech.ts';
import type { CallDocument, CarrierStatus, Telephony } from '../kernel/telephony.ts';
import type { ScriptEffect } from '../script/effect.ts';
import type { ScriptEvent } from '../script/event.ts';
import type { ScriptBinding } from './binding.ts';
import { digestOf } from './binding.ts';
import { eventOfCommand } from './command-event.ts';
import { Conductor } from './conductor.ts';
import { Finishing } from './finishing.ts';
import type { GroupCommitLog } from './group-commit-log.ts';
import { Hands } from './hands.ts';
import type { Hearing } from './hearing.ts';
import { Lease } from './lease.ts';
import type { Line } from './line.ts';
import type { LiveCallState } from './live-writer.ts';
import { Proposals } from './proposals.ts';
import type { Rebuilt } from './rebuild.ts';
import type { SessionDoor } from './registry.ts';
import type { Speaking } from './speaking.ts';

export interface SessionParts<State> {
  call: OwnedCall;
  binding: ScriptBinding<State>;
  /** State rebuilt from the log; undefined for a call that is yet to be placed. */
  resumed: State | undefined;
  callMs: () => number;
  clock: Clock;
  logger: Logger;
  log: GroupCommitLog;
  store: CallStore;
  placer: CallPlacer;
  telephony: Telephony;
  proposer: Proposer | undefined;
  line: Line;
  hearing: Hearing;
  speaking: Speaking;
  live: LiveCallState;
  leaseMs: number;
  /** First event of a fresh call. */
  placed: ScriptEvent;
  /** Takes what the call met in the payor's menus into what is known of them. */
  learn?: ((visit: TreeVisit) => Promise<void>) | undefined;
  /** `stateDigest` fingerprints the machine's last state, for comparing it with a replay of the log. */
  onClosed: (session: SessionDoor, stateDigest: string) => void;
}

/** One call while this process owns it: feeds its events to the machine and carries the machine's effects out. */
export class CallSession<State> implements SessionDoor {
  readonly #parts: SessionParts<State>;
  readonly #conductor: Conductor<State>;
  readonly #hands: Hands;
  readonly #proposals: Proposals;
  readonly #lease: Lease;
  readonly #finishing: Finishing;
  readonly #ending = new AbortController();
  #attending: Promise<void> = Promise.resolve();
  #answered = false;
  /** The call is over as far as the carrier goes; the machine has been told. */
  #ended = false;
  /** This session is done, or has let go. */
  #over = false;
  /** The machine failed: the call is being got rid of. */
  #broken = false;

  constructor(parts: SessionParts<State>) {
    this.#parts = parts;
    const feed = (event: ScriptEvent) => this.feed(event);
    const report = (error: unknown, message: string) => this.#report(error, message);
    this.#hands = new Hands({
      ...parts,
      feed,
      report,
      isOver: () => this.#isOver(),
      lookUp: () => this.#lookUp(),
    });
    this.#proposals = new Proposals({ ...parts, feed });
    this.#lease = new Lease({ ...parts, renew: () => this.#renewLease(), report });
    this.#finishing = new Finishing({ ...parts, report });
    this.#conductor = new Conductor<State>({
      callId: parts.call.id,
      machine: parts.binding,
      state: parts.resumed ?? parts.binding.initial(),
      append: (event) => parts.log.append(event),
      execute: (effect) => this.#execute(effect),
      observe: (state, event) => {
        parts.hearing.expect(parts.binding.listening(state));
        parts.live.took(event, parts.binding.phase(state));
      },
      callMs: parts.callMs,
      clock: parts.clock,
      logger: parts.logger,
      onBug: (error) => this.fail(error),
    });
  }

  get callId(): string {
    return this.#parts.call.id;
  }

  /** Places the call and begins. Never throws: what goes wrong becomes the call's end. */
  async begin(): Promise<void> {
    const { call, line, log, placer, placed } = this.#parts;
    this.#lease.keep();
    this.feed(placed);
    try {
      await line.prepare();
      await log.durable();
      // The machine may have failed, or the call been lost, in the meantime: then nobody must be called.
      if (this.#isOver() || this.#broken) return;
      if (line.isHangingUp()) {
        this.#callEnded('canceled');
        return;
      }
      const result = await placer.place(call, this.#ending.signal);
      if (!result.placed) this.#callEnded(result.how);
      else {
        line.link(result.sid);
        if (line.isHangingUp())
          await line.hangUp().catch((error: unknown) => this.#report(error, 'hanging up failed'));
      }
    } catch (error) {
      this.#report(error, 'call could not be placed');
      this.#callEnded('failed');
    }
  }

  /** Goes on with a call that another process began. */
  resume(log: Rebuilt<State>['known']): void {
    this.#answered = log.answered;
    this.#lease.keep();
    if (log.ended) {
      this.#ended = true;
      void this.#closeEnds();
    } else {
      if (log.answered) this.#parts.hearing.expectEar();
      this.feed({ type: 'owner_changed', atMs: this.#parts.callMs() });
    }
    // Decided before, and perhaps not carried out any more.
    if (log.finish !== undefined) this.#finishAndLearn(log.finish.results, log.finish.visit);
  }

  /** Makes the live call ask for its next document, wherever the former owner left it. */
  async reconnect(): Promise<void> {
    // A person who is on the line would be cut off by it; the carrier asks when that person is gone.
    const phase = this.#parts.binding.phase(this.#conductor.state);
    if (phase !== 'transfer' && phase !== 'taken_over')
      await this.#parts.line
        .nudge()
        .catch((error: unknown) => this.#report(error, 'call could not be redirected'));
    // Redirecting a call that is over fails: then its end is known.
    await this.#lookUp();
  }

  feed(event: ScriptEvent): void {
    if (event.type === 'turn_ended') this.#proposals.abort();
    this.#conductor.feed(event);
  }

  /** Whether words that are still being said are worth an event: the machine would act on them at once. */
  isEager(turn: HeardTurn): boolean {
    return !this.#isOver() && (this.#parts.binding.eager?.(this.#conductor.state, turn) ?? false);
  }

  documentFor(generation: number): Promise<CallDocument> {
    return this.#isOver() || this.#broken
      ? Promise.resolve({ then: { kind: 'hang_up' } })
      : this.#parts.line.documentFor(generation);
  }

  carrierAsked(sid: string): void {
    if (sid !== '') this.#parts.line.link(sid);
    this.#callAnswered();
  }

  carrierStatus(sid: string, status: CarrierStatus): void {
    this.#parts.line.link(sid);
    switch (status) {
      case 'queued':
      case 'initiated':
        return;
      case 'ringing':
        return this.#parts.live.rings();
      case 'in-progress':
        return this.#callAnswered();
      case 'completed':
      case 'busy':
      case 'failed':
      case 'canceled':
        return this.#callEnded(status);
      case 'no-answer':
        return this.#callEnded('no_answer');
    }
  }

  /** Takes what was left for this call, in order. */
  attend(): Promise<void> {
    const { store, call, callMs } = this.#parts;
    this.#attending = this.#attending.then(async () => {
      if (this.#over) return;
      const commands = await store.takeCommands(call.id, call.fence).catch((error: unknown) => {
        this.#report(error, 'commands could not be taken');
        return [];
      });
      for (const command of commands) this.feed(eventOfCommand(command, callMs()));
    });
    return this.#attending;
  }

  /** The person whose phone was dialed into the call is there. */
  personAnswered(): void {
    this.feed({ type: 'dial_answered', atMs: this.#parts.callMs() });
  }

  personLeft(how: DialEnd): void {
    this.feed({ type: 'dial_ended', atMs: this.#parts.callMs(), how });
  }

  /** Lets go without ending the call, so that another node takes it up at the carrier's next question. */
  async release(): Promise<void> {
    this.#stop();
    await this.#parts.log.close();
    await this.#parts.store.releaseLease(this.callId, this.#parts.call.fence);
  }

  /** Another node owns the call: fall silent. */
  fenced(): void {
    if (this.#over) return;
    this.#parts.logger.warn({ callId: this.callId }, 'call is owned by another node, letting go');
    this.#stop();
  }

  /** The machine threw: the call ends as our failure, with the answers so far. */
  fail(error: unknown): void {
    this.#parts.logger.error({ callId: this.callId, ...describeError(error) }, 'call machine failed');
    this.#broken = true;
    this.#conductor.stop();
    const { call, line, hearing, speaking } = this.#parts;
    // Nothing that was decided before is carried out any more.
    this.#hands.stop();
    this.#proposals.abort();
    hearing.end();
    void speaking.end();
    line.hangUp().catch((reason: unknown) => this.#report(reason, 'hanging up failed'));
    const answers = this.#answersSoFar();
    void this.#finish(
      call.tasks.map((task) => ({
        taskId: task.id,
        answers: answers[task.id] ?? {},
        required: [],
        failure: { reason: 'agent_failure', fault: 'ours' },
      })),
    );
  }

  #callAnswered(): void {
    if (this.#answered || this.#isOver()) return;
    this.#answered = true;
    this.#parts.hearing.expectEar();
    this.feed({ type: 'call_answered', atMs: this.#parts.callMs() });
  }

  #callEnded(how: Extract<ScriptEvent, { type: 'call_ended' }>['how']): void {
    if (this.#isOver()) return;
    this.#ended = true;
    const atMs = this.#parts.callMs();
    void this.#closeEnds().then(() => this.feed({ type: 'call_ended', atMs, how }));
  }

  /**
   * What was still being recognised belongs to the call, and so does what was heard of us: the machine gets both before
   * this resolves.
   */
  async #closeEnds(): Promise<void> {
    this.#parts.line.end();
    this.#parts.hearing.end();
    await this.#parts.speaking.end();
  }

  #execute(effect: ScriptEffect): void {
    if (effect.type === 'propose') return this.#proposals.ask(effect);
    if (effect.type === 'finish') return this.#finishAndLearn(effect.results, effect.visit);
    this.#hands.execute(effect);
  }

  /** Asks the carrier itself, for when its callbacks do not come. */
  async #lookUp(): Promise<void> {
    const { telephony, line } = this.#parts;
    if (line.sid === undefined) return;
    const call = await telephony.fetch(line.sid).catch(() => undefined);
    if (call !== undefined) this.carrierStatus(call.sid, call.status);
  }

  /** A call that is taken over after its end is learned from once more, which the tree notices. */
  #finishAndLearn(results: readonly TaskResult[], visit: TreeVisit | undefined): void {
    void this.#finish(results).then(() => this.#learn(visit));
  }

  async #finish(results: readonly TaskResult[]): Promise<void> {
    if (!(await this.#finishing.finish(results))) return;
    this.#stop();
    await this.#parts.log.close();
  }

  async #renewLease(): Promise<void> {
    const { store, call, leaseMs, hearing } = this.#parts;
    if (!(await store.renewLease(call.id, call.fence, leaseMs))) {
      this.fenced();
      return;
    }
    await this.attend();
    // A callback may have gone to another node, or been lost: silence on the ear is looked into.
    if (hearing.silentForMs() > leaseMs) await this.#lookUp();
  }

  /** What was grounded before the machine failed stays: it was said. */
  #answersSoFar(): ReturnType<ScriptBinding<State>['answers']> {
    try {
      return this.#parts.binding.answers(this.#conductor.state);
    } catch (error) {
      this.#report(error, 'answers of a failed machine cannot be read');
      return {};
    }
  }

  /** Asked anew after every wait. */
  #isOver(): boolean {
    return this.#over || this.#ended;
  }

  /** Loses nothing that counts where it fails: another call will meet the same menus. */
  async #learn(visit: TreeVisit | undefined): Promise<void> {
    if (visit === undefined) return;
    await this.#parts.learn?.(visit).catch((error: unknown) => this.#report(error, 'menus were not learned'));
  }

  #stop(): void {
    if (this.#over) return;
    this.#over = true;
    this.#lease.letGo();
    this.#ending.abort();
    this.#proposals.abort();
    this.#hands.stop();
    this.#conductor.stop();
    this.#parts.live.close();
    void this.#closeEnds();
    this.#parts.onClosed(this, digestOf(this.#conductor.state));
  }

  #report(error: unknown, message: string): void {
    const category = error instanceof ProviderError ? error.category : undefined;
    const name = error instanceof Error ? error.name : 'unknown';
    this.#parts.logger.warn({ callId: this.callId, category, name }, message);
  }
}
