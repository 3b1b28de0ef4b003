/** Worker thread: texts in, µ-law out. */
import { parentPort } from 'node:worker_threads';
import { encodeMulaw } from '../audio/mulaw.ts';
import { resample } from '../audio/resample.ts';
import { loadFlite } from './flite.ts';
import type { FliteVoice } from './types.ts';

export interface SynthesisRequest {
  id: number;
  text: string;
  voice: FliteVoice;
  rate: number;
}

export type SynthesisReply = { id: number; sound: Uint8Array } | { id: number; error: string };

const telephoneHz = 8000;
/** Loudest sample after levelling: about −4 dB of full scale, as telephone speech peaks. */
const peak = 20_000;
/**
 * The voices' hiss of s, f and x lies above the telephone's band. Folding the edge of it down leaves the recogniser,
 * which keeps a spectral image, something to tell them apart by.
 */
const foldingCutoff = 1.15;

function level(samples: Int16Array): Int16Array {
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1);
  return samples.map((sample) => Math.round((sample * peak) / loudest));
}

const flite = loadFlite();

parentPort?.on('message', ({ id, text, voice, rate }: SynthesisRequest) => {
  let reply: SynthesisReply;
  try {
    const { samples, sampleRate } = flite.synthesize(text, voice, rate);
    reply = { id, sound: encodeMulaw(level(resample(samples, sampleRate, telephoneHz, foldingCutoff))) };
  } catch (error) {
    reply = { id, error: error instanceof Error ? error.message : 'synthesis failed' };
  }
  parentPort?.postMessage(reply);
});
