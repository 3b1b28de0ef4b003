import type { FrameClock } from './frame-clock.ts';
import { frameBytes, silenceByte } from './frame-clock.ts';
import type { CarrierClock } from './clock.ts';
import type { EmitEvent } from './events.ts';
import type { MediaStream } from './media-stream.ts';
import { openMediaStream } from './media-stream.ts';
import { makePlayout } from './playout.ts';
import type { CarrierSwitches } from './switches.ts';
import { makeToneDetector } from './tone-keys.ts';
import type { TrunkLeg } from './trunk-leg.ts';
import type { StreamSpec } from './twiml.ts';
import type { WebhookClient } from './webhook-client.ts';

/** What is played to the far end, 20 ms at a time; undefined is silence. Asked once a tick. */
type OutboundSource = () => Uint8Array | undefined;

export type StreamStart =
  | { ok: true; stream: MediaStream }
  | {
      ok: false;
      reason: 'name-in-use' | 'second-bidirectional' | 'bad-url' | 'parameter-too-long' | 'not-in-progress';
    };

/** The sound of one answered call: what comes in, what goes out, and the streams that listen. */
export interface CallMedia {
  begin(leg: TrunkLeg): void;
  play(source: OutboundSource | undefined): void;
  /** Passes what the far end says on to another leg; undefined ends it. */
  bridge(sink: ((frame: Uint8Array) => void) | undefined): void;
  startStream(spec: StreamSpec): StreamStart;
  /** The bidirectional stream of a `<Connect>`. */
  connectStream(spec: StreamSpec): StreamStart;
  /** By name or sid, among the streams that still run. */
  findStream(nameOrSid: string): MediaStream | undefined;
  liveStreams(): MediaStream[];
  digit(digit: string): void;
  end(): void;
}

/** name + value of one custom parameter must stay below this. */
const maxParameterLength = 500;

export function makeCallMedia(options: {
  accountSid: string;
  callSid: string;
  authToken: string;
  clock: CarrierClock;
  frameClock: FrameClock;
  switches: CarrierSwitches;
  webhooks: WebhookClient;
  lifetime: AbortSignal;
  emit: EmitEvent;
  /** A touch tone in what is played to the far end; only with the switch that hears them. */
  onToneKey(key: string): void;
  /** Called when a one-way stream's socket was lost or closed by its server. */
  onStartStreamLost(): void;
}): CallMedia {
  const { accountSid, callSid, switches, clock, webhooks, emit } = options;
  const streams = new Set<MediaStream>();
  let leg: TrunkLeg | undefined;
  let source: OutboundSource | undefined;
  let sink: ((frame: Uint8Array) => void) | undefined;
  let leave: (() => void) | undefined;
  const toneIn = makeToneDetector();

  const tick = () => {
    if (!leg) return;
    const out = source?.() ?? new Uint8Array(frameBytes).fill(silenceByte);
    leg.send(out);
    const key = switches.inBandTonesAreKeys ? toneIn(out) : undefined;
    if (key !== undefined) options.onToneKey(key);
    for (const stream of streams) stream.heard('outbound', out);
    for (const frame of leg.takeDue()) {
      sink?.(frame);
      for (const stream of streams) stream.heard('inbound', frame);
    }
  };

  const live = () =>
    [...streams].filter((stream) => stream.state === 'opening' || stream.state === 'started');
  const find = (nameOrSid: string) =>
    live().find((stream) => stream.sid === nameOrSid || stream.name === nameOrSid);

  const open = (kind: 'start' | 'connect', spec: StreamSpec): StreamStart => {
    if (!leg) return { ok: false, reason: 'not-in-progress' };
    if (spec.name !== undefined && find(spec.name)) return { ok: false, reason: 'name-in-use' };
    if (!isStreamUrl(spec.url, switches.requireSecureStreams)) return { ok: false, reason: 'bad-url' };
    const tooLong = Object.entries(spec.parameters).some(
      ([name, value]) => name.length + value.length >= maxParameterLength,
    );
    if (tooLong && switches.limitParameters) return { ok: false, reason: 'parameter-too-long' };
    const second = kind === 'connect' && live().some((stream) => stream.kind === 'connect');
    if (second && switches.oneBidirectionalStream) return { ok: false, reason: 'second-bidirectional' };

    const [leastMs, mostMs] = switches.connectOpenMs;
    const playout = kind === 'connect' ? makePlayout() : undefined;
    const stream: MediaStream = openMediaStream({
      kind,
      spec,
      accountSid,
      callSid,
      authToken: options.authToken,
      lifetime: options.lifetime,
      clock,
      switches,
      playout,
      openMs: leastMs + Math.random() * (mostMs - leastMs),
      onState(sid, state, error) {
        const name = spec.name ?? sid;
        emit({ type: 'stream', callSid, streamSid: sid, name, kind, state });
        if (state === 'opening' || spec.statusCallback === undefined) return;
        void webhooks.send({
          url: spec.statusCallback,
          method: spec.statusCallbackMethod,
          params: {
            AccountSid: accountSid,
            CallSid: callSid,
            StreamSid: sid,
            StreamName: name,
            StreamEvent: `stream-${state}`,
            ...(error !== undefined && { StreamError: error }),
            Timestamp: new Date(clock.now()).toISOString(),
          },
        });
      },
      onWarning: (code, message) => emit({ type: 'warning', callSid, code, message }),
    });
    streams.add(stream);
    if (playout) source = () => playout.next();
    void stream.ended.then((reason) => {
      streams.delete(stream);
      if (kind === 'start' && reason !== 'stopped') options.onStartStreamLost();
    });
    return { ok: true, stream };
  };

  return {
    begin(answered) {
      leg = answered;
      leave = options.frameClock.join(tick);
    },
    play: (next) => (source = next),
    bridge: (next) => (sink = next),
    startStream: (spec) => open('start', spec),
    connectStream: (spec) => open('connect', spec),
    findStream: find,
    liveStreams: live,
    digit(digit) {
      for (const stream of streams) stream.digit(digit);
    },
    end() {
      leave?.();
      leg = undefined;
      source = undefined;
      sink = undefined;
      for (const stream of [...streams]) stream.stop();
    },
  };
}

function isStreamUrl(url: string, secureOnly: boolean): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol } = new URL(url);
  return protocol === 'wss:' || (protocol === 'ws:' && !secureOnly);
}
