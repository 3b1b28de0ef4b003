/** Speech for the stand-ins: flite and PocketSphinx, or words inside speech-like sound where those are not installed. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDecoderPool } from './decoder-pool.ts';
import { loadFlite } from './flite.ts';
import { makeModelFiles } from './language/model.ts';
import { systemDictionary } from './pocketsphinx.ts';
import { makeSynthesizer } from './synthesizer.ts';
import { encodeWords } from './text-codec.ts';
import { makeTextRecognizer } from './text-recognizer.ts';
import type {
  FliteVoice,
  RecognitionResult,
  RecognitionSession,
  SpeechEngine,
  SpeechEngineOptions,
} from './types.ts';

export type {
  FliteVoice,
  RecognitionResult,
  SpeechEngine,
  SpeechEngineOptions,
  SpeechMode,
} from './types.ts';

const defaultEndpointingMs = 300;
const defaultWorkers = 2;

const pitchHz: Readonly<Record<FliteVoice, number>> = { slt: 190, rms: 105, awb: 120, kal16: 110 };

function textSession(endpointingMs: number): RecognitionSession {
  const listeners = new Set<(result: RecognitionResult) => void>();
  const recognizer = makeTextRecognizer(endpointingMs, (result) => {
    listeners.forEach((listener) => {
      listener(result);
    });
  });
  return {
    feed: (mulaw) => {
      recognizer.feed(mulaw);
    },
    onResult: (listener) => void listeners.add(listener),
    finalize() {
      recognizer.finalize();
      return Promise.resolve();
    },
    close() {
      listeners.clear();
      return Promise.resolve();
    },
  };
}

/** Nobody has to understand this speech by ear: it may be as quick as a hurried person's. */
const textHaste = 1.4;

/** @throws in audio mode when flite or PocketSphinx is not installed. */
export async function makeSpeechEngine(options: SpeechEngineOptions): Promise<SpeechEngine> {
  if (options.mode === 'text') {
    return {
      mode: 'text',
      synthesize: (text, { voice, rate = 1 }) =>
        Promise.resolve(encodeWords(text, rate * textHaste, pitchHz[voice])),
      recognize: ({ endpointingMs = defaultEndpointingMs } = {}) => textSession(endpointingMs),
      close: () => Promise.resolve(),
    };
  }
  const flite = loadFlite();
  const model = makeModelFiles({
    sentences: options.sentences ?? [],
    names: options.names ?? [],
    cacheDir: options.cacheDir ?? join(tmpdir(), 'sandbox-speech'),
    dictionaryPath: systemDictionary,
    letterToSound: () => flite.phones,
  });
  const pool = await startDecoderPool(model, options.workers ?? defaultWorkers);
  const synthesizer = makeSynthesizer();
  return {
    mode: 'audio',
    synthesize: (text, wanted) => synthesizer.synthesize(text, wanted),
    recognize: ({ endpointingMs = defaultEndpointingMs } = {}) => pool.open(endpointingMs),
    lag: () => pool.lag(),
    async close() {
      await Promise.all([pool.close(), synthesizer.close()]);
    },
  };
}
