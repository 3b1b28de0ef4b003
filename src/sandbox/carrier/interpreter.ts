import { onAbort } from './abort.ts';
import type { CallMedia, StreamStart } from './call-media.ts';
import type { CallRecord } from './call-record.ts';
import type { CarrierClock } from './clock.ts';
import { wait } from './clock.ts';
import type { DialResult } from './dial.ts';
import type { DocumentSource, LoadDocument } from './documents.ts';
import { playDigits } from './digits.ts';
import type { EmitEvent } from './events.ts';
import { makePlayout } from './playout.ts';
import type { CarrierSwitches } from './switches.ts';
import type { Verb } from './twiml.ts';

/** What the interpreter needs from the call it runs on. */
export interface InterpreterHost {
  readonly record: CallRecord;
  readonly media: CallMedia;
  readonly clock: CarrierClock;
  readonly switches: CarrierSwitches;
  readonly emit: EmitEvent;
  load: LoadDocument;
  digit(digit: string): void;
  dial(verb: Verb & { verb: 'dial' }, signal: AbortSignal): Promise<DialResult>;
  /** µ-law of a Say's text or a Play's address; undefined when it cannot be had. */
  speak(text: string, voice: string | undefined): Promise<Uint8Array>;
  fetchAudio(url: string, signal: AbortSignal): Promise<Uint8Array | undefined>;
  /** The document has run out, or ended itself. */
  hangUp(): void;
}

export interface Interpreter {
  /** Runs this document; whatever runs now is interrupted. */
  run(source: DocumentSource): void;
  stop(): void;
}

interface Run {
  readonly controller: AbortController;
  /** The action that the verb in progress would ask for if it were interrupted now. */
  pendingAction: DocumentSource | undefined;
}

type Next = { kind: 'verb' } | { kind: 'document'; source: DocumentSource } | { kind: 'hangup' };
const nextVerb: Next = { kind: 'verb' };

/** Loops of 0 mean "for ever" in TwiML; this is for ever enough. */
const endlessLoops = 1000;

export function makeInterpreter(host: InterpreterHost): Interpreter {
  let current: Run | undefined;

  const execute = async (source: DocumentSource, run: Run, interrupted: DocumentSource | undefined) => {
    const { signal } = run.controller;
    // The carrier asks for the interrupted verb's action too, and throws the answer away.
    if (interrupted) await host.load(interrupted, signal);
    let next: DocumentSource | undefined = source;
    while (next && !isStopped(signal)) {
      const document = await host.load(next, signal);
      if (isStopped(signal)) return;
      if (!document.ok) {
        host.emit({ type: 'warning', callSid: host.record.sid, ...document.error });
        if (host.switches.documentErrorEndsCall) host.hangUp();
        return;
      }
      next = undefined;
      for (const verb of document.verbs) {
        host.emit({ type: 'verb', callSid: host.record.sid, verb: verb.verb });
        const after = await executeVerb(verb, document.url, run, host);
        if (isStopped(signal)) return;
        run.pendingAction = undefined;
        if (after.kind === 'hangup') {
          host.hangUp();
          return;
        }
        if (after.kind === 'document') {
          next = after.source;
          break;
        }
      }
    }
    if (!isStopped(signal)) host.hangUp();
  };

  return {
    run(source) {
      const interrupted = current?.pendingAction;
      current?.controller.abort();
      const run: Run = { controller: new AbortController(), pendingAction: undefined };
      current = run;
      execute(source, run, interrupted).catch((error: unknown) => {
        // A voice that fails, or a mistake of ours, ends this call and no other.
        const message = error instanceof Error ? error.message : 'unknown';
        host.emit({ type: 'warning', callSid: host.record.sid, code: 13999, message });
        host.hangUp();
      });
    },
    stop() {
      current?.controller.abort();
      current = undefined;
    },
  };
}

async function executeVerb(
  verb: Verb,
  baseUrl: string | undefined,
  run: Run,
  host: InterpreterHost,
): Promise<Next> {
  const { signal } = run.controller;
  const { media, clock } = host;
  switch (verb.verb) {
    case 'start-stream':
      warnRefused(media.startStream(verb.stream), host);
      return nextVerb;
    case 'stop-stream':
      media.findStream(verb.name)?.stop();
      return nextVerb;
    case 'connect-stream':
      return runConnect(verb, baseUrl, run, host);
    case 'play-digits':
      for (let turn = 0; turn < loops(verb.loop) && !isStopped(signal); turn += 1) {
        await playDigits(verb.digits, clock, signal, (digit) => host.digit(digit));
      }
      return nextVerb;
    case 'play-url': {
      const audio = await host.fetchAudio(resolve(verb.url, baseUrl), signal);
      if (!audio)
        host.emit({ type: 'warning', callSid: host.record.sid, code: 11200, message: 'Play: no audio' });
      else await playOut(audio, verb.loop, signal, media);
      return nextVerb;
    }
    case 'say':
      await playOut(await host.speak(verb.text, verb.voice), verb.loop, signal, media);
      return nextVerb;
    case 'pause':
      await wait(clock, verb.seconds * 1000, signal);
      return nextVerb;
    case 'redirect':
      return {
        kind: 'document',
        source: { kind: 'url', url: resolve(verb.url, baseUrl), method: verb.method },
      };
    case 'dial':
      return runDial(verb, baseUrl, run, host);
    case 'hangup':
    case 'reject':
      return { kind: 'hangup' };
  }
}

/** Blocks until the server closes the socket, or an update interrupts it. */
async function runConnect(
  verb: Verb & { verb: 'connect-stream' },
  baseUrl: string | undefined,
  run: Run,
  host: InterpreterHost,
): Promise<Next> {
  const { signal } = run.controller;
  const opened = host.media.connectStream(verb.stream);
  if (!warnRefused(opened, host)) return nextVerb;
  if (!host.switches.connectBlocks) return nextVerb;
  const { stream } = opened;
  const action: DocumentSource | undefined =
    verb.action === undefined
      ? undefined
      : {
          kind: 'url',
          url: resolve(verb.action, baseUrl),
          method: verb.method,
          params: { StreamSid: stream.sid },
        };
  if (host.switches.interruptedConnectAsksAction) run.pendingAction = action;
  const forget = onAbort(signal, () => {
    host.media.play(undefined);
    stream.stop();
  });
  await stream.ended;
  forget();
  if (!isStopped(signal)) host.media.play(undefined);
  return action ? { kind: 'document', source: action } : nextVerb;
}

async function runDial(
  verb: Verb & { verb: 'dial' },
  baseUrl: string | undefined,
  run: Run,
  host: InterpreterHost,
): Promise<Next> {
  const actionUrl = verb.action === undefined ? undefined : resolve(verb.action, baseUrl);
  const action = (params: Record<string, string>): DocumentSource | undefined =>
    actionUrl === undefined ? undefined : { kind: 'url', url: actionUrl, method: verb.method, params };
  if (host.switches.interruptedDialAsksAction) run.pendingAction = action({ DialCallStatus: 'completed' });
  const result = await host.dial(verb, run.controller.signal);
  const source = action({
    DialCallSid: result.childSid,
    DialCallStatus: result.status,
    DialCallDuration: String(result.seconds),
  });
  return source ? { kind: 'document', source } : nextVerb;
}

async function playOut(
  audio: Uint8Array,
  loop: number,
  signal: AbortSignal,
  media: CallMedia,
): Promise<void> {
  for (let turn = 0; turn < loops(loop) && !isStopped(signal); turn += 1) {
    await new Promise<void>((resolve) => {
      const playout = makePlayout();
      const forget = onAbort(signal, () => {
        media.play(undefined);
        resolve();
      });
      playout.append(audio);
      media.play(() => playout.next());
      playout.mark(() => {
        forget();
        media.play(undefined);
        resolve();
      });
    });
  }
}

function warnRefused(start: StreamStart, host: InterpreterHost): start is StreamStart & { ok: true } {
  if (!start.ok) {
    host.emit({
      type: 'warning',
      callSid: host.record.sid,
      code: 31920,
      message: `Stream refused: ${start.reason}`,
    });
  }
  return start.ok;
}

/** Asked anew after every wait: a signal changes while nobody looks. */
function isStopped(signal: AbortSignal): boolean {
  return signal.aborted;
}

function loops(loop: number): number {
  return loop === 0 ? endlessLoops : loop;
}

function resolve(url: string, baseUrl: string | undefined): string {
  return URL.canParse(url, baseUrl) ? new URL(url, baseUrl).href : url;
}
