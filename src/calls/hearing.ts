import type { OwnedCall } from '../kernel/call-store.ts';
import type { Clock, Timer } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type {
  HeardTurn,
  Listening,
  RecognitionEvent,
  RecognitionStream,
  Recognizer,
} from '../kernel/speech.ts';
import { Background } from '../media/background.ts';
import { CallTiming } from '../media/call-timing.ts';
import { withoutEcho } from '../media/echo.ts';
import type { CallRecorder } from '../media/recorder.ts';
import { SoundGate } from '../media/sound-gate.ts';
import { initialSoundState, soundStep } from '../media/sound.ts';
import type { MediaStream } from '../media/twilio-stream.ts';
import { VoiceLevel } from '../media/voice-level.ts';
import type { ScriptEvent } from '../script/event.ts';
import type { TurnEvent, TurnInput, TurnState } from '../turns/turn-state.ts';
import { initialTurnState } from '../turns/turn-state.ts';
import { turnSoFar } from '../turns/so-far.ts';
import { turnDeadline, turnStep } from '../turns/turn-taking.ts';
import type { Speaking } from './speaking.ts';

/** A lost ear is asked for again after this long: the call itself may just be ending. */
const earRestartMs = 1_000;
/** From a document or a request with an ear to its socket takes about a second; after this long it is not coming. */
const earWaitMs = 5_000;
/** Recognition that gave up is opened anew after this long. */
const recognitionRetryMs = 5_000;
/** Silence after which the recogniser settles a segment; the end of a turn is decided apart from it. */
const endpointingMs = 300;

export interface HearingOptions {
  call: OwnedCall;
  callMs: () => number;
  clock: Clock;
  logger: Logger;
  recognizer: Recognizer;
  recorder: CallRecorder | undefined;
  /** Names and words on the case that the recogniser should expect. */
  keyterms: readonly string[];
  speaking: Speaking;
  feed: (event: ScriptEvent) => void;
  /** On hold, spare the recogniser steady music, ringing and silence. */
  gating?: boolean | undefined;
  /** Whether the machine would act at once on words that are still being said. */
  isEager?: ((turn: HeardTurn) => boolean) | undefined;
  restartEar: () => Promise<void>;
  /** Shown what is being said, as far as it has come; empty where nobody speaks. */
  onWords?: ((text: string) => void) | undefined;
  /** Given all that is heard, as it comes. */
  onSound?: ((audio: Uint8Array) => void) | undefined;
  /** Turns told before a takeover, so that their ids go on. */
  turnsTold: number;
}

/**
 * The ears of one call: the ear's audio (the mouth's while there is no ear) goes to recognition, the recording and the
 * sound classifier; what is recognised becomes turns.
 */
export class Hearing {
  readonly #options: HearingOptions;
  readonly #timing: CallTiming;
  readonly #closing = new AbortController();
  #ear: MediaStream | undefined;
  #recognition: RecognitionStream | undefined;
  #turns: TurnState;
  #sound = initialSoundState;
  readonly #gate = new SoundGate();
  readonly #voice = new VoiceLevel();
  readonly #background: Background;
  #listening: Listening = { to: 'menu' };
  #turnTimer: Timer | undefined;
  #earTimer: Timer | undefined;
  #lastAudioMs = 0;
  #ended = false;
  #closed: Promise<void> | undefined;

  constructor(options: HearingOptions) {
    this.#options = options;
    this.#timing = new CallTiming(options.callMs);
    this.#turns = initialTurnState(options.turnsTold);
    this.#background = new Background({
      level: this.#voice,
      playingText: (startMs, endMs) => options.speaking.playingText(startMs, endMs),
    });
    this.#lastAudioMs = options.callMs();
  }

  attach(stream: MediaStream): void {
    if (this.#ended) return stream.close();
    const former = this.#ear;
    this.#ear = stream;
    this.#earTimer?.cancel();
    this.#timing.earStarted();
    former?.close();
  }

  /** The carrier was told to open an ear; where none comes, one is asked for. */
  expectEar(): void {
    this.#askForEarIn(earWaitMs);
  }

  mouthStarted(): void {
    this.#timing.mouthStarted();
  }

  heard(stream: MediaStream, audio: Uint8Array, timestampMs: number): void {
    if (stream !== this.#ear) return;
    this.#take(audio, this.#timing.earFrame(audio, timestampMs));
  }

  heardByMouth(audio: Uint8Array, timestampMs: number): void {
    const atMs = this.#timing.mouthFrame(audio, timestampMs);
    if (this.#ear === undefined) this.#take(audio, atMs);
  }

  said(audio: Uint8Array, atMs: number): void {
    if (!this.#ended) this.#options.recorder?.said(audio, atMs);
  }

  /** The ear's socket closed. Not a hang-up: the carrier says when the call is over. */
  lost(stream: MediaStream): void {
    if (stream !== this.#ear) return;
    this.#ear = undefined;
    this.#askForEarIn(earRestartMs);
  }

  expect(listening: Listening): void {
    this.#listening = listening;
    this.#setTurnTimer();
  }

  /** How long nothing at all has been heard, milliseconds. */
  silentForMs(): number {
    return this.#options.callMs() - this.#lastAudioMs;
  }

  /** The call is over: what was being said is told as a turn, everything is closed. */
  end(): void {
    if (this.#ended) return;
    this.#flushTurn();
    this.#ended = true;
    this.#turnTimer?.cancel();
    this.#earTimer?.cancel();
    this.#ear?.close();
    void this.#recognition?.close().catch(() => undefined);
    this.#closing.abort();
    this.#closed = this.#options.recorder?.flush();
  }

  /** Resolves when the recording is written. */
  async recorded(): Promise<void> {
    await this.#closed?.catch(() => {
      this.#options.logger.warn(
        { callId: this.#options.call.id },
        'end of the recording could not be written',
      );
    });
  }

  #take(audio: Uint8Array, atMs: number): void {
    if (this.#ended) return;
    const { recorder, feed, callMs } = this.#options;
    this.#lastAudioMs = callMs();
    recorder?.heard(audio, atMs);
    this.#options.onSound?.(audio);
    this.#voice.heard(audio, atMs);
    this.#recognition ??= this.#openRecognition();
    const { state, changed } = soundStep(this.#sound, audio);
    this.#sound = state;
    const closed = this.#options.gating === true && this.#listening.to === 'hold' && state.steady;
    for (const chunk of this.#gate.take(audio, atMs, closed)) {
      this.#timing.sentToRecognition(chunk.audio, chunk.atMs);
      this.#recognition.send(chunk.audio);
    }
    if (changed !== undefined) feed({ type: 'sound_changed', atMs: callMs(), sound: changed });
  }

  #openRecognition(): RecognitionStream {
    const { recognizer, keyterms } = this.#options;
    this.#timing.recognitionStarted();
    return recognizer.open(
      { keyterms, endpointingMs },
      (event) => this.#recognised(event),
      this.#closing.signal,
    );
  }

  #recognised(raw: RecognitionEvent): void {
    if (this.#ended) return;
    const { speaking, callMs, clock, logger, call } = this.#options;
    if (raw.type === 'failed') {
      logger.error({ callId: call.id, reason: raw.reason }, 'recognition failed');
      this.#options.feed({ type: 'ear_lost', atMs: callMs() });
      clock.after(recognitionRetryMs, () => (this.#recognition = undefined));
      return;
    }
    if (raw.type === 'reconnected')
      logger.info(
        { callId: call.id, replayedMs: raw.replayedMs, skippedMs: raw.skippedMs },
        'recognition resumed',
      );
    const near = this.#background.without(this.#timing.recognised(raw), this.#listening, callMs());
    if (near === undefined) return;
    const event = withoutEcho(near, (startMs, endMs) => speaking.playingText(startMs, endMs));
    this.#turn({ type: 'recognised', atMs: callMs(), event, playing: speaking.speaking });
  }

  #turn(input: TurnInput): void {
    const { state, events } = turnStep(this.#turns, input, this.#listening);
    this.#turns = state;
    for (const event of events) this.#tell(event);
    this.#tellSoFar();
    this.#setTurnTimer();
  }

  #tell(event: TurnEvent): void {
    const { feed, speaking, recorder, callMs } = this.#options;
    switch (event.type) {
      case 'speech_began':
      case 'turn_ended':
      case 'false_alarm':
        return feed(event);
      case 'interruption':
        if (!speaking.interruptible) return;
        speaking.interrupt();
        return recorder?.cutSaid(callMs());
      case 'finalize_wanted':
        return this.#recognition?.finalize();
    }
  }

  /** Menus and people picking up need not have finished to be answered. */
  #tellSoFar(): void {
    const turn = turnSoFar(this.#turns);
    this.#options.onWords?.(turn?.text ?? '');
    if (this.#listening.to === 'person') return;
    const { isEager, feed, callMs } = this.#options;
    if (turn !== undefined && isEager?.(turn) === true) feed({ type: 'heard_so_far', atMs: callMs(), turn });
  }

  #setTurnTimer(): void {
    this.#turnTimer?.cancel();
    if (this.#ended) return;
    const { clock, callMs, speaking } = this.#options;
    const dueMs = turnDeadline(this.#turns, this.#listening);
    if (dueMs === undefined) return;
    this.#turnTimer = clock.after(Math.max(0, dueMs - callMs()), () => {
      this.#turn({ type: 'tick', atMs: Math.max(dueMs, callMs()), playing: speaking.speaking });
    });
  }

  #flushTurn(): void {
    const { open } = this.#turns;
    if (open === undefined) return;
    // Far beyond any patience: whatever is there ends now.
    const { events } = turnStep(
      this.#turns,
      { type: 'tick', atMs: Number.MAX_SAFE_INTEGER, playing: false },
      this.#listening,
    );
    for (const event of events)
      if (event.type === 'turn_ended') this.#options.feed({ ...event, atMs: this.#options.callMs() });
  }

  #askForEarIn(delayMs: number): void {
    this.#earTimer?.cancel();
    if (this.#ended || this.#ear !== undefined) return;
    this.#earTimer = this.#options.clock.after(delayMs, () => void this.#askForEar());
  }

  async #askForEar(): Promise<void> {
    const { restartEar, logger, call } = this.#options;
    logger.info({ callId: call.id }, 'no ear, asking for one');
    try {
      await restartEar();
      this.#askForEarIn(earWaitMs);
    } catch {
      logger.warn({ callId: call.id }, 'ear could not be restarted');
      this.#askForEarIn(earRestartMs);
    }
  }
}
