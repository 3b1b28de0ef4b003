import type { ScriptBinding } from '../../calls/binding.ts';
import { Conductor } from '../../calls/conductor.ts';
import { EffectQueue } from '../../calls/effect-queue.ts';
import type { Timer } from '../../kernel/clock.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { TaskResult } from '../../kernel/outcome.ts';
import type { Listening, RecognitionEvent } from '../../kernel/speech.ts';
import { withoutEcho } from '../../media/echo.ts';
import type { FarEvent, TextCall } from '../../sandbox/payor/text-call.ts';
import type { ScriptEffect } from '../../script/effect.ts';
import type { ScriptEvent } from '../../script/event.ts';
import type { TurnEvent, TurnInput } from '../../turns/turn-state.ts';
import { initialTurnState } from '../../turns/turn-state.ts';
import { turnSoFar } from '../../turns/so-far.ts';
import { turnDeadline, turnStep } from '../../turns/turn-taking.ts';
import type { Random } from '../random.ts';
import type { CommandSchedule } from './commands.ts';
import { SimulatedMouth } from './mouth.ts';
import type { HeardWord } from './noise.ts';
import { SimulatedRecogniser } from './recogniser.ts';
import { SimulatedSound } from './sound.ts';
import type { TraceLine } from './transcript.ts';
import type { Understanding } from './understanding.ts';
import type { VirtualClock } from './virtual-clock.ts';
import { makeVirtualClock } from './virtual-clock.ts';

/** A request to the carrier and back. */
const carrierMs = 250;
/** From the redirect to the mouth's socket, both together as the product has them on a real line. */
const mouthSocketMs = 650;
/** From the redirect to the first tone. */
const keysStartMs = 450;
/** The log is durable after its group commit. */
const durableMs = 50;
/** The carrier tells of an end that the other side made. */
const endNoticeMs = 300;
const lastWordsMs = 15_000;
/** No call of a scenario lasts so long; one that does never ends. */
const longestCallMs = 4 * 60 * 60_000;
const mostMoments = 400_000;

/** What is read off the machine's state; the state itself stays the machine's. */
export interface Watch<State> {
  binding: ScriptBinding<State>;
  /** A line for every answer that the step has added or changed. */
  news: (before: State, after: State) => readonly string[];
}

export interface SessionCallOptions<State> {
  far: TextCall;
  watch: Watch<State>;
  placed: Extract<ScriptEvent, { type: 'call_placed' }>;
  understanding: Understanding | undefined;
  commands: CommandSchedule;
  random: Random;
  mishear: (word: string) => HeardWord;
  /** Collects a transcript where it is wanted. */
  trace?: ((line: TraceLine) => void) | undefined;
}

/** What one call came to, in the session's own figures. */
export interface SessionReport<State> {
  results: readonly TaskResult[] | undefined;
  state: State;
  durationMs: number;
  turns: number;
  says: number;
  modelCalls: number;
  promptTokens: number;
  completionTokens: number;
  /** For each person that came on the line unexpected: from the first word to the decision to open the mouth. */
  noticedMs: number[];
  /** The same until the mouth stood. */
  mouthOpenMs: number[];
  /** How often the mouth was opened and closed again without a word of ours. */
  openedForNobody: number;
  /** The call did not end as calls do. */
  problem: string | undefined;
}

const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** One call of the product in virtual time: its machine, turn-taking and conductor; the rest of the house by its timing. */
export class SessionCall<State> {
  readonly #options: SessionCallOptions<State>;
  readonly #clock: VirtualClock = makeVirtualClock();
  readonly #conductor: Conductor<State>;
  readonly #effects: EffectQueue;
  readonly #mouth: SimulatedMouth;
  readonly #recogniser: SimulatedRecogniser;
  readonly #sound: SimulatedSound;
  #turns = initialTurnState();
  #listening: Listening = { to: 'menu' };
  #turnTimer: Timer | undefined;
  #wantsMouth = false;
  #mouthTimer: Timer | undefined;
  #proposal: AbortController | undefined;
  #readings: Promise<void>[] = [];
  #hangingUp = false;
  #ended = false;
  #results: readonly TaskResult[] | undefined;
  #problem: string | undefined;
  #phase = '';
  /** Since when a person has been speaking to a closed mouth. */
  #unnoticedMs: number | undefined;
  #openingMs: number | undefined;
  #spokeSinceOpening = false;
  readonly #figures = {
    turns: 0,
    says: 0,
    modelCalls: 0,
    promptTokens: 0,
    completionTokens: 0,
    openedForNobody: 0,
  };
  readonly #noticedMs: number[] = [];
  readonly #mouthOpenMs: number[] = [];

  constructor(options: SessionCallOptions<State>) {
    this.#options = options;
    const { watch, far, random, mishear } = options;
    const clock = this.#clock;
    this.#effects = new EffectQueue((error) => this.#bug(error));
    this.#mouth = new SimulatedMouth({
      clock,
      onSaid: (event) => this.#feed(event),
      onSpeaking: (text, durationMs) => {
        this.#figures.says += 1;
        this.#spokeSinceOpening = true;
        this.#trace('us', text);
        far.speak(text, Math.round(durationMs));
      },
      onSilenced: () => {
        this.#trace('us', '— (cut off)');
        far.stopSpeaking();
      },
    });
    this.#recogniser = new SimulatedRecogniser({
      clock,
      random,
      mishear,
      listener: (event) => this.#recognised(event),
    });
    this.#sound = new SimulatedSound(clock, (sound) => {
      this.#trace('sound', sound);
      this.#feed({ type: 'sound_changed', atMs: this.#now(), sound });
    });
    this.#conductor = new Conductor<State>({
      callId: 'bench',
      machine: {
        step: (state, event) => this.#step(state, event),
        deadline: (state) => watch.binding.deadline(state),
      },
      state: watch.binding.initial(),
      append: () => undefined,
      execute: (effect) => this.#execute(effect),
      observe: (state) => this.#observe(state),
      callMs: () => this.#now(),
      clock,
      logger: silentLogger,
      onBug: (error) => this.#bug(error),
    });
  }

  /** Lives the call through. */
  async run(): Promise<SessionReport<State>> {
    const { far, placed } = this.#options;
    this.#feed(placed);
    for (let moments = 0; !this.#isOver(); moments += 1) {
      if (this.#readings.length > 0) await Promise.all(this.#readings.splice(0));
      const atMs = Math.min(this.#clock.nextAtMs(), far.nextAtMs());
      if (atMs === Infinity || atMs > longestCallMs || moments > mostMoments) {
        this.#problem ??= atMs === Infinity ? 'nothing happens any more' : 'the call does not end';
        break;
      }
      for (const event of await far.advance(atMs)) this.#schedule(event);
      this.#takeCommands(atMs);
      await this.#clock.run(atMs);
    }
    this.#recogniser.close();
    this.#conductor.stop();
    return {
      results: this.#results,
      state: this.#conductor.state,
      durationMs: this.#now(),
      ...this.#figures,
      noticedMs: this.#noticedMs,
      mouthOpenMs: this.#mouthOpenMs,
      problem: this.#problem,
    };
  }

  #now(): number {
    return Math.round(this.#clock.now());
  }

  #isOver(): boolean {
    return this.#results !== undefined || this.#problem !== undefined;
  }

  #trace(who: TraceLine['who'], text: string, atMs = this.#now()): void {
    this.#options.trace?.({ atMs, who, text });
  }

  #bug(error: unknown): void {
    const where = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#problem ??= where.split('\n').slice(0, 4).join(' ');
    this.#trace('bug', this.#problem);
  }

  #feed(event: ScriptEvent): void {
    if (event.type === 'turn_ended') {
      this.#proposal?.abort();
      this.#figures.turns += 1;
      this.#trace('heard', `“${event.turn.text}”`);
    }
    this.#conductor.feed(event);
  }

  #step(state: State, event: ScriptEvent): { state: State; effects: readonly ScriptEffect[] } {
    const { watch, trace } = this.#options;
    const next = watch.binding.step(state, event);
    if (trace !== undefined) for (const line of watch.news(state, next.state)) this.#trace('answer', line);
    return next;
  }

  #observe(state: State): void {
    const { binding } = this.#options.watch;
    const phase = binding.phase(state);
    if (phase !== this.#phase) {
      this.#phase = phase;
      this.#trace('phase', phase);
    }
    this.#listening = binding.listening(state);
    this.#setTurnTimer();
  }

  #takeCommands(nowMs: number): void {
    const { commands, far } = this.#options;
    for (const { atMs, event, what } of commands.taken(far.verdict, nowMs))
      this.#clock.after(atMs - this.#clock.now(), () => {
        if (this.#ended) return;
        this.#trace('watcher', what);
        this.#feed({ ...event, atMs: this.#now() });
      });
  }

  /** What the far end does is taken in when it happens, in order with all else. */
  #schedule(event: FarEvent): void {
    this.#clock.after(event.atMs - this.#clock.now(), () => this.#farDid(event));
  }

  #farDid(event: FarEvent): void {
    if (this.#ended) return;
    const clock = this.#clock;
    switch (event.type) {
      case 'answered':
        this.#trace('line', 'answered');
        clock.after(endNoticeMs / 2, () => this.#feed({ type: 'call_answered', atMs: this.#now() }));
        return;
      case 'rejected':
        this.#trace('line', `rejected: ${event.cause}`);
        clock.after(endNoticeMs, () =>
          this.#callEnded(event.cause === 'no-answer' ? 'no_answer' : event.cause),
        );
        return;
      case 'says':
        this.#trace(event.speaker === 'person' ? 'person' : 'payor', event.text);
        this.#sound.speech(event.endMs);
        this.#recogniser.says(event);
        if (event.speaker === 'person' && !this.#wantsMouth)
          this.#unnoticedMs ??= event.words[0]?.startMs ?? event.atMs;
        return;
      case 'stopped':
        this.#trace('line', 'the other side stops');
        this.#sound.speechStopped();
        this.#recogniser.stopped(event.atMs);
        return;
      case 'sound':
        this.#trace('line', event.sound);
        this.#sound.background(event.sound);
        this.#recogniser.music(event.sound === 'music');
        return;
      case 'hung_up':
        this.#trace('line', event.by === 'dropped' ? 'the line drops' : 'the payor hangs up');
        clock.after(endNoticeMs, () => this.#callEnded('completed'));
        return;
    }
  }

  #recognised(raw: RecognitionEvent): void {
    if (this.#ended) return;
    const event = withoutEcho(raw, (startMs, endMs) => this.#mouth.playingText(startMs, endMs));
    this.#turn({ type: 'recognised', atMs: this.#now(), event, playing: this.#mouth.speaking });
  }

  #turn(input: TurnInput): void {
    const { state, events } = turnStep(this.#turns, input, this.#listening);
    this.#turns = state;
    for (const event of events) this.#tell(event);
    this.#tellSoFar();
    this.#setTurnTimer();
  }

  #tell(event: TurnEvent): void {
    switch (event.type) {
      case 'speech_began':
      case 'turn_ended':
        return this.#feed(event);
      case 'interruption':
        if (this.#mouth.interruptible) this.#mouth.interrupt();
        return;
      case 'finalize_wanted':
        return this.#recogniser.finalize();
      case 'false_alarm':
        return;
    }
  }

  #tellSoFar(): void {
    if (this.#listening.to === 'person') return;
    const turn = turnSoFar(this.#turns);
    if (turn !== undefined && this.#options.watch.binding.eager?.(this.#conductor.state, turn) === true)
      this.#feed({ type: 'heard_so_far', atMs: this.#now(), turn });
  }

  #setTurnTimer(): void {
    this.#turnTimer?.cancel();
    if (this.#ended) return;
    const dueMs = turnDeadline(this.#turns, this.#listening);
    if (dueMs === undefined) return;
    this.#turnTimer = this.#clock.after(dueMs - this.#clock.now(), () => {
      this.#turn({
        type: 'tick',
        atMs: Math.max(Math.ceil(dueMs), this.#now()),
        playing: this.#mouth.speaking,
      });
    });
  }

  #execute(effect: ScriptEffect): void {
    switch (effect.type) {
      case 'open_mouth':
        return this.#effects.push(() => this.#openMouth());
      case 'close_mouth':
        return this.#effects.push(() => this.#closeMouth());
      case 'press':
        return this.#effects.push(() => this.#press(effect.pressId, effect.keys));
      case 'say':
        return this.#effects.push(async () => {
          if (effect.disclosing) await this.#pass(durableMs);
          this.#mouth.say(effect);
        });
      case 'propose':
        return this.#propose(effect);
      case 'hang_up':
        return this.#effects.push(() => this.#hangUp());
      case 'dial':
        // Nobody commands these calls, so that none of them has a person's phone dialed in.
        throw new Error('There are no phones at this level.');
      case 'finish':
        this.#results ??= effect.results;
        return;
    }
  }

  #pass(ms: number): Promise<void> {
    return new Promise((resolve) => this.#clock.after(ms, resolve));
  }

  #openMouth(): Promise<void> {
    if (this.#wantsMouth) return Promise.resolve();
    this.#wantsMouth = true;
    this.#spokeSinceOpening = false;
    if (this.#unnoticedMs !== undefined) {
      this.#noticedMs.push(Math.max(0, this.#now() - this.#unnoticedMs));
      this.#openingMs = this.#unnoticedMs;
      this.#unnoticedMs = undefined;
    }
    this.#trace('line', 'opening the mouth');
    this.#awaitMouth(carrierMs + mouthSocketMs);
    return this.#pass(carrierMs);
  }

  #awaitMouth(ms: number): void {
    this.#mouthTimer?.cancel();
    this.#mouthTimer = this.#clock.after(ms, () => {
      if (!this.#wantsMouth || this.#ended) return;
      if (this.#openingMs !== undefined) this.#mouthOpenMs.push(this.#now() - this.#openingMs);
      this.#openingMs = undefined;
      this.#feed({ type: 'mouth_opened', atMs: this.#now() });
      this.#mouth.opened();
    });
  }

  async #closeMouth(): Promise<void> {
    await this.#mouth.idle(lastWordsMs);
    if (this.#wantsMouth && !this.#spokeSinceOpening) this.#figures.openedForNobody += 1;
    this.#wantsMouth = false;
    this.#mouthTimer?.cancel();
    this.#mouth.close();
    this.#trace('line', 'mouth closed');
    this.#feed({ type: 'mouth_closed', atMs: this.#now() });
  }

  /** Keys are played by redirecting the call: a mouth that stands is gone, and comes back after them. */
  async #press(pressId: string, keys: string): Promise<void> {
    const { far } = this.#options;
    await this.#pass(durableMs + carrierMs);
    this.#trace('keys', keys);
    this.#feed({ type: 'keys_pressed', atMs: this.#now(), pressId });
    if (this.#wantsMouth) {
      this.#mouthTimer?.cancel();
      this.#mouth.lost();
      this.#feed({ type: 'mouth_closed', atMs: this.#now() });
      this.#awaitMouth(keysStartMs + keys.length * 250 + mouthSocketMs);
    }
    this.#clock.after(keysStartMs, () => {
      if (!this.#ended) far.press(keys);
    });
  }

  #propose(effect: Extract<ScriptEffect, { type: 'propose' }>): void {
    const { understanding } = this.#options;
    this.#proposal?.abort();
    const proposal = new AbortController();
    this.#proposal = proposal;
    const { turnId, request } = effect;
    const failed = (reason: string) => {
      if (!proposal.signal.aborted)
        this.#feed({ type: 'proposal_failed', atMs: this.#now(), turnId, reason });
    };
    if (understanding === undefined) {
      this.#clock.after(0, () => failed('unavailable'));
      return;
    }
    this.#figures.modelCalls += 1;
    const reading = understanding.read(request, proposal.signal).then((result) => {
      this.#figures.promptTokens += result.promptTokens;
      this.#figures.completionTokens += result.completionTokens;
      this.#clock.after(result.tookMs, () => {
        if (proposal.signal.aborted) return;
        this.#trace('model', result.failed ?? JSON.stringify(result.calls));
        if (result.calls === undefined) failed(result.failed ?? 'unexpected');
        else this.#feed({ type: 'proposed', atMs: this.#now(), turnId, calls: result.calls });
      });
    });
    this.#readings.push(reading.catch((error: unknown) => this.#bug(error)));
  }

  async #hangUp(): Promise<void> {
    await this.#mouth.idle(lastWordsMs);
    await this.#pass(durableMs + carrierMs);
    if (this.#hangingUp || this.#ended) return;
    this.#hangingUp = true;
    this.#trace('line', 'we hang up');
    this.#options.far.hangUp();
    await this.#pass(carrierMs);
    this.#callEnded('completed');
  }

  #callEnded(how: Extract<ScriptEvent, { type: 'call_ended' }>['how']): void {
    if (this.#ended) return;
    this.#flushTurn();
    this.#ended = true;
    this.#turnTimer?.cancel();
    this.#mouthTimer?.cancel();
    this.#mouth.end();
    this.#feed({ type: 'call_ended', atMs: this.#now(), how });
    if (this.#results === undefined) this.#problem ??= 'the call ended and its tasks were not finished';
  }

  /** What was being said belongs to the call. */
  #flushTurn(): void {
    if (this.#turns.open === undefined) return;
    const { events } = turnStep(
      this.#turns,
      { type: 'tick', atMs: Number.MAX_SAFE_INTEGER, playing: false },
      this.#listening,
    );
    for (const event of events) if (event.type === 'turn_ended') this.#feed({ ...event, atMs: this.#now() });
  }
}
