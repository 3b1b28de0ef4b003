import { makeCallMedia } from './call-media.ts';
import type { CallMedia } from './call-media.ts';
import { isOver, makeCallRecord } from './call-record.ts';
import type { CallbackStatus, CallRecord, CallStatus, StatusEvent } from './call-record.ts';
import type { CarrierClock } from './clock.ts';
import type { CallParams } from './create-params.ts';
import { dialAndBridge } from './dial.ts';
import { playDigits } from './digits.ts';
import { makeDocumentLoader } from './documents.ts';
import type { DocumentSource, Fallback } from './documents.ts';
import type { EmitEvent } from './events.ts';
import type { FrameClock } from './frame-clock.ts';
import { makeInterpreter } from './interpreter.ts';
import { makeStatusCallbacks } from './status-callbacks.ts';
import type { CarrierSwitches } from './switches.ts';
import { openTrunkLeg } from './trunk-leg.ts';
import type { LegEnd, TrunkLeg } from './trunk-leg.ts';
import { toMulaw } from './audio-file.ts';
import type { WebhookClient } from './webhook-client.ts';

/** µ-law 8 kHz for the text of a `<Say>`. */
export type Synthesize = (text: string, voice: string | undefined) => Promise<Uint8Array>;

/** What all calls of one carrier share. */
export interface CallContext {
  accountSid: string;
  authToken: string;
  clock: CarrierClock;
  frameClock: FrameClock;
  switches: CarrierSwitches;
  webhooks: WebhookClient;
  /** Aborted when the carrier closes. */
  lifetime: AbortSignal;
  emit: EmitEvent;
  trunkUrl(to: string): string;
  synthesize: Synthesize | undefined;
  /** Makes a call visible in the account's list. */
  register(record: CallRecord): void;
}

/** One call made over REST, from queued to its end. */
export interface LiveCall {
  readonly record: CallRecord;
  readonly media: CallMedia;
  /** Takes it out of the queue: dials. */
  place(): void;
  /** Runs another document on a call in progress; false in any other state. */
  redirect(source: DocumentSource, fallback: Fallback | undefined): boolean;
  /** Ends it, as completed or (not yet answered) canceled; false when it is over or the status does not fit. */
  finish(status: 'completed' | 'canceled'): boolean;
}

/** Without a voice, a Say lasts about as long as its words would. */
const msPerCharacter = 60;

export function makeCall(params: CallParams, context: CallContext): LiveCall {
  const { accountSid, authToken, clock, frameClock, switches, webhooks, emit } = context;
  const record = makeCallRecord({ accountSid, to: params.to, from: params.from, now: clock.now() });
  const report = makeStatusCallbacks({ record, target: params.statusCallback, webhooks, clock, switches });
  const life = new AbortController();
  const timers: (() => void)[] = [];
  let leg: TrunkLeg | undefined;
  let fallback = params.fallback;
  let endAs: CallStatus | undefined;
  let redirected = false;

  const media = makeCallMedia({
    accountSid,
    callSid: record.sid,
    authToken,
    clock,
    frameClock,
    switches,
    webhooks,
    lifetime: context.lifetime,
    emit,
    onToneKey: (key) => digit(key),
    onStartStreamLost() {
      if (switches.lostStartStreamEndsCall) endWith('completed');
    },
  });
  const digit = (key: string) => {
    emit({ type: 'digit', callSid: record.sid, digit: key });
    leg?.digit(key);
  };
  const move = (of: CallRecord, status: CallStatus) => {
    of.status = status;
    of.updatedAt = clock.now();
    emit({ type: 'status', callSid: of.sid, status, to: of.to, from: of.from });
  };
  const tell = (event: StatusEvent, status: CallbackStatus) => report(event, status);

  const interpreter = makeInterpreter({
    record,
    media,
    clock,
    switches,
    emit,
    digit,
    load: makeDocumentLoader({ record, webhooks, emit, fallback: () => fallback }),
    hangUp: () => endWith('completed'),
    async speak(text, voice) {
      if (context.synthesize) return context.synthesize(text, voice);
      return new Uint8Array(text.length * msPerCharacter * 8).fill(0xff);
    },
    async fetchAudio(url, signal) {
      const response = await webhooks.send({ url, method: 'GET', params: {}, signal });
      return response.ok ? toMulaw(response.body, response.contentType) : undefined;
    },
    dial(verb, signal) {
      const from = verb.callerId ?? record.from;
      const child = makeCallRecord({
        accountSid,
        to: verb.number,
        from,
        now: clock.now(),
        parentCallSid: record.sid,
      });
      context.register(child);
      const tellOfChild = makeStatusCallbacks({
        record: child,
        target: verb.statusCallback,
        webhooks,
        clock,
        switches,
      });
      return dialAndBridge({
        child,
        trunkUrl: context.trunkUrl(verb.number),
        timeoutMs: verb.timeoutSeconds * 1000,
        sendDigits: verb.sendDigits,
        media,
        clock,
        signal,
        onStatus(of, status) {
          move(of, status);
          if (status === 'ringing') tellOfChild('ringing', status);
          else if (status === 'in-progress') tellOfChild('answered', status);
          else if (isOver(status)) tellOfChild('completed', status);
        },
      });
    },
  });

  /** Hangs up; the leg's end then closes the call with this status. */
  const endWith = (status: CallStatus) => {
    if (isOver(record.status)) return;
    endAs = status;
    if (leg) leg.hangUp();
    else close(status);
  };
  const onLegEnd = (end: LegEnd) => {
    if (end.by === 'reject') close(endAs ?? end.cause);
    else close(endAs ?? (record.answeredAt === undefined ? 'failed' : 'completed'));
  };
  const close = (status: CallStatus) => {
    if (isOver(record.status)) return;
    record.endedAt = clock.now();
    move(record, status);
    for (const cancel of timers) cancel();
    life.abort();
    interpreter.stop();
    media.end();
    tell('completed', status);
  };

  const onAnswer = async (answered: TrunkLeg) => {
    record.answeredAt = clock.now();
    move(record, 'in-progress');
    tell('answered', 'in-progress');
    for (const cancel of timers.splice(0)) cancel();
    if (params.timeLimitSeconds !== undefined) {
      timers.push(clock.after(params.timeLimitSeconds * 1000, () => endWith('completed')));
    }
    media.begin(answered);
    await playDigits(params.sendDigits ?? '', clock, life.signal, digit);
    // An update may have come while the leading digits were pressed; its document then counts.
    if (!life.signal.aborted && !redirected) interpreter.run(params.document);
  };

  return {
    record,
    media,
    place() {
      if (isOver(record.status)) return;
      record.startedAt = clock.now();
      tell('initiated', 'initiated');
      timers.push(clock.after(params.timeoutSeconds * 1000, () => endWith('no-answer')));
      const opened: TrunkLeg = openTrunkLeg({
        url: context.trunkUrl(record.to),
        callSid: record.sid,
        to: record.to,
        from: record.from,
        handlers: {
          onRinging() {
            if (record.status !== 'queued') return;
            move(record, 'ringing');
            tell('ringing', 'ringing');
          },
          onAnswer() {
            if (record.answeredAt === undefined) void onAnswer(opened);
          },
          onDigit: (key) => media.digit(key),
          onEnd: onLegEnd,
        },
      });
      leg = opened;
    },
    redirect(source, newFallback) {
      if (record.status !== 'in-progress') return false;
      if (newFallback) fallback = newFallback;
      redirected = true;
      record.updatedAt = clock.now();
      interpreter.run(source);
      return true;
    },
    finish(status) {
      if (isOver(record.status)) return false;
      if (status === 'canceled' && record.status === 'in-progress') return false;
      endWith(status === 'completed' && record.status !== 'in-progress' ? 'canceled' : status);
      return true;
    },
  };
}
