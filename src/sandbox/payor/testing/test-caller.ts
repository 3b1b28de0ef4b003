import { WebSocket } from 'ws';
import type { CarrierClock } from '../../carrier/clock.ts';
import { makeFrameClock } from '../../carrier/frame-clock.ts';
import type { PayorSpeech } from '../speech-port.ts';

/** What a scripted caller does when it hears something: say words, or press keys. */
export interface Cue {
  hears: RegExp;
  say?: string;
  press?: string;
  hangUp?: boolean;
}

export interface TestCaller {
  signals: string[];
  heard: string[];
  /** Bytes that were not silence. */
  soundFrames: number;
  ended: boolean;
  say(text: string): Promise<void>;
  close(): void;
}

const silence = new Uint8Array(160).fill(0xff);

/** A tiny carrier with a caller on it: acts on each cue once, in any order. */
export function callPayor(options: {
  trunkUrl: string;
  clock: CarrierClock;
  speech: PayorSpeech;
  to: string;
  cues: readonly Cue[];
}): TestCaller {
  const { speech } = options;
  const socket = new WebSocket(options.trunkUrl);
  const frames = makeFrameClock(options.clock);
  const ear = speech.recognize({ endpointingMs: 600 });
  const left = [...options.cues];
  let queue: Uint8Array[] = [];
  let live = false;
  const signal = (message: object) => socket.send(JSON.stringify(message));

  const caller: TestCaller = {
    signals: [],
    heard: [],
    soundFrames: 0,
    ended: false,
    async say(text) {
      const audio = await speech.synthesize(text, { voice: 'slt' });
      for (let at = 0; at < audio.length; at += 160) queue.push(audio.subarray(at, at + 160));
    },
    close() {
      frames.stop();
      socket.terminate();
    },
  };
  ear.onResult(({ final, text }) => {
    if (!final) return;
    caller.heard.push(text);
    const index = left.findIndex((cue) => cue.hears.test(text));
    const cue = left.splice(index, index < 0 ? 0 : 1)[0];
    if (!cue || index < 0) return;
    for (const digit of cue.press ?? '') signal({ event: 'dtmf', digit });
    if (cue.say !== undefined) void caller.say(cue.say);
    if (cue.hangUp) signal({ event: 'hangup' });
  });
  frames.join(() => {
    if (live && socket.readyState === WebSocket.OPEN) socket.send(queue.shift() ?? silence);
  });
  socket.on('open', () => signal({ event: 'invite', callSid: 'CA1', to: options.to, from: '+13035550100' }));
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) {
      if (data.some((byte) => byte !== 0xff)) caller.soundFrames += 1;
      ear.feed(data);
      return;
    }
    const { event } = JSON.parse(data.toString('utf8')) as { event: string };
    caller.signals.push(event);
    if (event === 'answer') live = true;
    if (event === 'hangup' || event === 'reject') {
      queue = [];
      caller.ended = true;
    }
  });
  socket.on('close', () => (caller.ended = true));
  return caller;
}
