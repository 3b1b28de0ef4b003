/** One streaming synthesis socket, as /v1/speak speaks. */
import type { WebSocket } from 'ws';
import { decodeMulaw, encodeMulaw } from '../audio/mulaw.ts';
import { resample } from '../audio/resample.ts';
import type { SpeechEngine } from '../speech/engine.ts';
import type { Fault } from './faults.ts';
import type { SpeakParams } from './speak-params.ts';
import { applyDrops, bytesOf, readMessage, unreadable } from './wire.ts';

const maxTextLength = 2000;
const maxFlushes = 20;
const flushWindowMs = 60_000;
/** Vendors send audio in pieces of about this size. */
const chunkBytes = 3200;
const telephoneHz = 8000;

/** Aura speaks somewhat faster than flite does on its own. */
const speechRate = 1.25;

export interface SpeakOptions {
  socket: WebSocket;
  requestId: string;
  params: SpeakParams;
  engine: SpeechEngine;
  fault: Fault;
  now: () => number;
  onEvent: (event: { kind: 'spoke'; requestId: string; text: string }) => void;
}

/** Whole sentences at the front of the text, and what is left. */
function splitSentences(text: string): { sentences: string[]; rest: string } {
  const sentences = [...text.matchAll(/[^.?!]*[.?!]+(?=\s)\s*/g)].map(([sentence]) => sentence);
  return { sentences, rest: text.slice(sentences.join('').length) };
}

function encode(mulaw: Uint8Array, { encoding, sampleRate }: SpeakParams): Uint8Array {
  if (encoding === 'mulaw' && sampleRate === telephoneHz) return mulaw;
  const samples = resample(decodeMulaw(mulaw), telephoneHz, sampleRate);
  return encoding === 'mulaw' ? encodeMulaw(samples) : new Uint8Array(samples.buffer);
}

export function serveSpeak({ socket, requestId, params, engine, fault, now, onEvent }: SpeakOptions): void {
  const countBytes = applyDrops(socket, fault);
  let pending = '';
  let flushes: number[] = [];
  let sequence = 0;
  /** Work queued before the last Clear is void. */
  let generation = 0;
  let work: Promise<void> = Promise.resolve();

  const send = (message: object): void => {
    if (fault.stall !== true && socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  };
  const nextSequence = (): number => {
    sequence += 1;
    return sequence - 1;
  };
  const enqueue = (job: () => Promise<void> | void): void => {
    work = work.then(job).catch(() => {
      socket.close(1011, 'NET-0000');
    });
  };
  const say = (text: string): void => {
    const asked = generation;
    enqueue(async () => {
      if (asked !== generation || text.trim() === '') return;
      const audio = encode(await engine.synthesize(text, { voice: params.voice, rate: speechRate }), params);
      onEvent({ kind: 'spoke', requestId, text: text.trim() });
      for (let at = 0; at < audio.length; at += chunkBytes) {
        if (asked !== generation || fault.stall === true || socket.readyState !== socket.OPEN) return;
        const chunk = audio.subarray(at, at + chunkBytes);
        socket.send(chunk);
        countBytes(chunk.length);
        // Lets a Clear that has come meanwhile take effect between chunks.
        await new Promise((resolve) => setImmediate(resolve));
      }
    });
  };
  const flushed = (): void => {
    const asked = generation;
    enqueue(() => {
      if (asked === generation) send({ type: 'Flushed', sequence_id: nextSequence() });
    });
  };
  const flush = (): void => {
    flushes = flushes.filter((at) => now() - at < flushWindowMs);
    if (flushes.length >= maxFlushes) {
      send({
        type: 'Warning',
        description: 'Excessive number of Flush messages; this Flush is ignored.',
        code: 'EXCESSIVE_FLUSHES',
      });
      return;
    }
    flushes.push(now());
    say(pending);
    pending = '';
    flushed();
  };

  send({
    type: 'Metadata',
    request_id: requestId,
    model_name: params.model,
    model_version: 'sandbox',
    model_uuid: '00000000-0000-4000-8000-000000000002',
  });

  socket.on('message', (raw, isBinary) => {
    if (isBinary) {
      socket.close(1003, 'MESSAGE-0000');
      return;
    }
    const message = readMessage(bytesOf(raw)) ?? unreadable;
    switch (message.type) {
      case 'Speak': {
        if (message.text === undefined) {
          socket.close(1008, 'DATA-0001');
          return;
        }
        if (message.text.length > maxTextLength) {
          socket.close(1009, 'BIG-0000');
          return;
        }
        const { sentences, rest } = splitSentences(pending + message.text);
        sentences.forEach(say);
        pending = rest;
        return;
      }
      case 'Flush':
        flush();
        return;
      case 'Clear':
        generation += 1;
        pending = '';
        send({ type: 'Cleared', sequence_id: nextSequence() });
        return;
      case 'Close':
        say(pending);
        pending = '';
        enqueue(() => {
          socket.close(1000);
        });
        return;
      default:
        socket.close(1008, 'DATA-0000');
    }
  });
}
