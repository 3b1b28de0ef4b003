/** libpocketsphinx through its C interface: one decoder. Blocking; meant for a worker thread. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadLibrary } from './native.ts';
import type { ModelFiles } from './language/model.ts';

const modelDir = '/usr/share/pocketsphinx/model/en-us';

export const systemDictionary = join(modelDir, 'cmudict-en-us.dict');

/** A decoder frame. */
const frameMs = 10;

export interface HeardWord {
  word: string;
  /** From the start of the utterance. */
  startMs: number;
  endMs: number;
  /** 0–1; of partial results always 0.5, since only a finished utterance has posteriors. */
  confidence: number;
}

export interface Decoder {
  start(): void;
  /** 16 kHz samples. */
  process(samples: Int16Array): void;
  /** What is heard so far. */
  partial(): HeardWord[];
  /** Ends the utterance. */
  end(): HeardWord[];
}

/** Settings measured on flite's voices over 8 kHz µ-law; see accuracy.ts. */
const decoderSettings: Readonly<Record<string, string>> = {
  '-remove_silence': 'no',
  '-remove_noise': 'no',
  '-dither': 'no',
  '-lw': '6.5',
  '-wip': '0.65',
};

const argumentsLine = (settings: Readonly<Record<string, string>>): string =>
  Object.entries(settings).flat().join('\n');

/** @throws when the library or its acoustic model is not installed, or the model files cannot be read. */
export function loadDecoder(model: ModelFiles, overrides: Readonly<Record<string, string>> = {}): Decoder {
  if (!existsSync(systemDictionary))
    throw new Error('the acoustic model pocketsphinx-en-us is not installed');
  const library = loadLibrary('libpocketsphinx.so.3');
  const base = loadLibrary('libsphinxbase.so.3');
  const settings = {
    '-hmm': join(modelDir, 'en-us'),
    '-lm': model.languageModel,
    '-dict': model.dictionary,
    '-logfn': '/dev/null',
    ...decoderSettings,
    ...overrides,
  };
  const argumentsFile = join(
    tmpdir(),
    `sandbox-decoder-${String(process.pid)}-${Math.random().toString(36).slice(2)}.args`,
  );
  writeFileSync(argumentsFile, argumentsLine(settings));
  const definitions: unknown = library.func('void *ps_args()')();
  const config: unknown = base.func('void *cmd_ln_parse_file_r(void *, void *, const char *, int)')(
    null,
    definitions,
    argumentsFile,
    1,
  );
  const decoder: unknown = library.func('void *ps_init(void *)')(config);
  rmSync(argumentsFile);
  if (!decoder) throw new Error('the recogniser did not start');

  const startStream = library.func('int ps_start_stream(void *)');
  const startUtterance = library.func('int ps_start_utt(void *)');
  const processRaw = library.func('int ps_process_raw(void *, const int16_t *, size_t, int, int)');
  const endUtterance = library.func('int ps_end_utt(void *)');
  const firstSegment = library.func('void *ps_seg_iter(void *)');
  const nextSegment = library.func('void *ps_seg_next(void *)');
  const wordOf = library.func('const char *ps_seg_word(void *)');
  const framesOf = library.func('void ps_seg_frames(void *, _Out_ int *, _Out_ int *)');
  const probabilityOf = library.func(
    'int32_t ps_seg_prob(void *, _Out_ int32_t *, _Out_ int32_t *, _Out_ int32_t *)',
  );
  const logMath: unknown = library.func('void *ps_get_logmath(void *)')(decoder);
  const exponential = base.func('double logmath_exp(void *, int)');

  const words = (ended: boolean): HeardWord[] => {
    const heard: HeardWord[] = [];
    for (let segment: unknown = firstSegment(decoder); segment; segment = nextSegment(segment)) {
      const word = String(wordOf(segment)).replace(/\(\d+\)$/, '');
      if (/^[<[+]/.test(word)) continue;
      const [from, to] = [[0], [0]];
      framesOf(segment, from, to);
      const confidence = ended ? Number(exponential(logMath, probabilityOf(segment, [0], [0], [0]))) : 0.5;
      heard.push({
        word,
        startMs: (from[0] ?? 0) * frameMs,
        endMs: ((to[0] ?? 0) + 1) * frameMs,
        confidence: Math.min(1, confidence),
      });
    }
    return heard;
  };

  return {
    start: () => {
      // Word times count from the start of the stream, not of the utterance.
      startStream(decoder);
      startUtterance(decoder);
    },
    process: (samples) => void processRaw(decoder, samples, samples.length, 0, 0),
    partial: () => words(false),
    end: () => {
      endUtterance(decoder);
      return words(true);
    },
  };
}
