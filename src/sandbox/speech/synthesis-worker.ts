/** Worker thread: texts in, µ-law out. */
import { parentPort } from 'node:worker_threads';
import { loadFlite } from './flite.ts';
import { telephoneSound } from './telephone.ts';
import type { FliteVoice } from './types.ts';

export interface SynthesisRequest {
  id: number;
  text: string;
  voice: FliteVoice;
  rate: number;
}

export type SynthesisReply = { id: number; sound: Uint8Array } | { id: number; error: string };

const flite = loadFlite();

parentPort?.on('message', ({ id, text, voice, rate }: SynthesisRequest) => {
  let reply: SynthesisReply;
  try {
    const { samples, sampleRate } = flite.synthesize(text, voice, rate);
    reply = { id, sound: telephoneSound(samples, sampleRate) };
  } catch (error) {
    reply = { id, error: error instanceof Error ? error.message : 'synthesis failed' };
  }
  parentPort?.postMessage(reply);
});
