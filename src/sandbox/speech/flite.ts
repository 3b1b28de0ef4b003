/** libflite through its C interface: text → 16 kHz samples, word → phones. Blocking; meant for a worker thread. */
import koffi from 'koffi';
import { z } from 'zod';
import { loadLibrary } from './native.ts';
import type { LetterToSound } from './language/lexicon.ts';
import type { FliteVoice } from './types.ts';

const registerNames: Readonly<Record<FliteVoice, string>> = {
  slt: 'cmu_us_slt',
  rms: 'cmu_us_rms',
  awb: 'cmu_us_awb',
  kal16: 'cmu_us_kal16',
};

const waveLayout = koffi.struct('cst_wave', {
  type: 'const char *',
  sample_rate: 'int',
  num_samples: 'int',
  num_channels: 'int',
  samples: 'void *',
});
const voiceLayout = koffi.struct('cst_voice', { name: 'const char *', features: 'void *' });

const waveSchema = z.object({ sample_rate: z.number(), num_samples: z.number(), samples: z.unknown() });
const featuresSchema = z.object({ features: z.unknown() });

export interface Flite {
  synthesize(text: string, voice: FliteVoice, rate: number): { samples: Int16Array; sampleRate: number };
  phones: LetterToSound;
}

/** @throws when libflite or a voice is not installed. */
export function loadFlite(): Flite {
  const library = loadLibrary('libflite.so.1');
  library.func('int flite_init()')();
  const textToWave = library.func('void *flite_text_to_wave(const char *text, void *voice)');
  const deleteWave = library.func('void delete_wave(void *wave)');
  const ownName = library.func('void *feat_own_string(void *features, const char *name)');
  const setFloat = library.func('void feat_set_float(void *features, void *ownedName, float value)');
  const lookUp = library.func(
    'void *lex_lookup(void *lexicon, const char *word, const char *pos, void *features)',
  );
  const head = library.func('void *val_car(void *value)');
  const tail = library.func('void *val_cdr(void *value)');
  const text = library.func('const char *val_string(void *value)');
  const lexicon: unknown = loadLibrary('libflite_cmulex.so.1').func('void *cmu_lex_init()')();
  const voices = new Map<FliteVoice, unknown>();

  const voiceOf = (name: FliteVoice): unknown => {
    const known = voices.get(name);
    if (known !== undefined) return known;
    const symbol = registerNames[name];
    const voice: unknown = loadLibrary(`libflite_${symbol}.so.1`).func(
      `void *register_${symbol}(const char *dir)`,
    )(null);
    voices.set(name, voice);
    return voice;
  };

  return {
    synthesize(words, name, rate) {
      const voice = voiceOf(name);
      const { features } = featuresSchema.parse(koffi.decode(voice, voiceLayout));
      // The table keeps the pointer to the name and not the name, so the name must be one that stays.
      setFloat(features, ownName(features, 'duration_stretch'), 1 / rate);
      const wave: unknown = textToWave(words, voice);
      const {
        sample_rate: sampleRate,
        num_samples: count,
        samples,
      } = waveSchema.parse(koffi.decode(wave, waveLayout));
      const decoded: unknown = koffi.decode(samples, 'int16_t', count);
      const copy = decoded instanceof Int16Array ? decoded.slice() : new Int16Array();
      deleteWave(wave);
      return { samples: copy, sampleRate };
    },
    phones(word) {
      const phones: string[] = [];
      for (let rest: unknown = lookUp(lexicon, word, 'n', null); rest; rest = tail(rest))
        phones.push(String(text(head(rest))));
      return phones;
    },
  };
}
