import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { frameBytes, silenceByte } from '../carrier/frame-clock.ts';
import { parseJson, toBytes } from '../carrier/trunk-leg.ts';
import type { SpeechEngine } from '../speech/types.ts';

/** A person's phones, by number: the first is answered, the second is busy, nobody is near the third. */
const phones: Readonly<Record<string, 'answers' | 'busy' | 'rings'>> = {
  '+13035550190': 'answers',
  '+13035550191': 'busy',
  '+13035550192': 'rings',
};

export const isPersonsPhone = (number: string) => number in phones;

export interface PhoneOptions {
  host: string;
  engine: SpeechEngine;
  /** What the person says, one after the other; then the person hangs up. */
  sentences?: readonly string[] | undefined;
  ringMs?: number | undefined;
  /** Between two sentences, milliseconds: the other side may speak. */
  pauseMs?: number | undefined;
}

export interface PhoneHandle {
  trunkUrl: string;
  close(): Promise<void>;
}

const said = [
  'Hello, this is the billing office. I am taking this call over now.',
  'Thank you, I have all that I need. Goodbye.',
];
const frameMs = 20;

const signalSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('invite'), to: z.string() }),
  z.object({ event: z.literal('hangup') }),
]);

/** The telephone of somebody at the practice, who picks up, says a few sentences and hangs up. */
export async function startPhone(options: PhoneOptions): Promise<PhoneHandle> {
  const { host, engine, sentences = said, ringMs = 1_000, pauseMs = 2_000 } = options;
  const server = new WebSocketServer({ host, port: 0, path: '/phone', perMessageDeflate: false });

  server.on('connection', (socket) => {
    const timers = new Set<NodeJS.Timeout>();
    const later = (ms: number, run: () => void) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        if (socket.readyState === WebSocket.OPEN) run();
      }, ms);
      timers.add(timer);
    };
    const signal = (message: object) => socket.send(JSON.stringify(message));
    const leave = () => {
      for (const timer of timers) clearTimeout(timer);
      socket.close();
    };

    /** One frame every 20 ms, by the time that has passed since the first. */
    const play = (sound: Uint8Array, done: () => void) => {
      const beganMs = performance.now();
      let at = 0;
      const tick = () => {
        const dueBytes = Math.floor((performance.now() - beganMs) / frameMs + 1) * frameBytes;
        for (; at < sound.length && at < dueBytes; at += frameBytes) socket.send(frameOf(sound, at));
        if (at < sound.length) later(frameMs, tick);
        else done();
      };
      tick();
    };
    const talk = async () => {
      signal({ event: 'answer' });
      const sounds = await Promise.all(sentences.map((text) => engine.synthesize(text, { voice: 'rms' })));
      const next = (place: number) => {
        const sound = sounds[place];
        if (sound !== undefined) {
          play(sound, () => later(pauseMs, () => next(place + 1)));
          return;
        }
        signal({ event: 'hangup' });
        leave();
      };
      next(0);
    };
    const invited = (to: string) => {
      const how = phones[to];
      if (how === undefined || how === 'busy') {
        signal({ event: 'reject', cause: how ?? 'failed' });
        leave();
        return;
      }
      signal({ event: 'ringing' });
      if (how === 'answers') later(ringMs, () => void talk().catch(leave));
    };

    socket.on('message', (data, isBinary) => {
      if (isBinary) return;
      const heard = signalSchema.safeParse(parseJson(toBytes(data)));
      if (!heard.success) return;
      if (heard.data.event === 'invite') invited(heard.data.to);
      else leave();
    });
    socket.on('error', leave);
    socket.on('close', leave);
  });

  await new Promise<void>((resolve) => server.once('listening', resolve));
  return {
    trunkUrl: `ws://${host}:${(server.address() as AddressInfo).port}/phone`,
    close: () =>
      new Promise((resolve) => {
        for (const socket of server.clients) socket.terminate();
        server.close(() => resolve());
      }),
  };
}

/** The last frame of a sound is filled up with silence. */
function frameOf(sound: Uint8Array, at: number): Uint8Array {
  const frame = new Uint8Array(frameBytes).fill(silenceByte);
  frame.set(sound.subarray(at, at + frameBytes));
  return frame;
}
