/**
 * Measures recognition of the synthesiser's voices over telephone sound, on sentences the language model was not
 * counted from. `node src/sandbox/speech/accuracy.ts --count 100 --voice slt [--show] [--image 0.7] [--set=-lw=8]`
 */
import { parseArgs } from 'node:util';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadFlite } from './flite.ts';
import { makeModelFiles } from './language/model.ts';
import { numberRules } from './language/numbers.ts';
import { makeSampler } from './language/grammar.ts';
import { makeRandom } from './language/random.ts';
import { makeSentences } from './language/sentences.ts';
import { toSpokenWords, toVoiceText } from './normalize.ts';
import { loadDecoder, systemDictionary } from './pocketsphinx.ts';
import { makeRecognizer } from './recognizer.ts';
import { telephoneSound } from './telephone.ts';
import { fliteVoices } from './types.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '60' },
    voice: { type: 'string', default: 'all' },
    image: { type: 'string' },
    set: { type: 'string', multiple: true, default: [] },
    rate: { type: 'string', default: '1' },
    cutoff: { type: 'string' },
    show: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  process.stdout
    .write(`Measures how much of what flite says PocketSphinx hears right at telephone quality, on sentences held out of its model.

  --count N      sentences (default 60)     --voice V    slt, rms, awb, kal16 or all (default)
  --rate R       speed of speech (1)        --show       every sentence that came back changed
  --image X      spectral image of the resampler       --cutoff X   low-pass of the synthesised sound
  --set=-lw=8    a PocketSphinx parameter, repeatable
`);
  process.exit(0);
}

function editDistance(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  a.forEach((word, i) => {
    const next = [i + 1];
    b.forEach((other, j) => {
      next.push(
        Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (word === other ? 0 : 1)),
      );
    });
    row = next;
  });
  return row.at(-1) ?? 0;
}

const flite = loadFlite();
const model = makeModelFiles({
  sentences: [],
  names: [],
  cacheDir: join(tmpdir(), 'sandbox-speech'),
  dictionaryPath: systemDictionary,
  letterToSound: () => flite.phones,
});
const overrides = Object.fromEntries(values.set.map((pair) => pair.split('=') as [string, string]));
const decoder = loadDecoder(model, overrides);

const held = makeRandom(987_654);
const anySentence = makeSentences(held, { sentences: [], names: [] });
const numbers = makeSampler(numberRules, held);
/** Identifiers are said in groups, with a comma between them, as a careful speaker does. */
const grouped = (words: string): string => words.replace(/((?:\S+ ){2}\S+) (?=\S)/g, '$1, ');
const kinds: Readonly<Record<string, () => string>> = {
  sentences: anySentence,
  identifiers: () => grouped(numbers('id')),
  money: () => numbers('money'),
  dates: () => numbers('date'),
};

for (const voice of fliteVoices.filter((name) => values.voice === 'all' || values.voice === name)) {
  for (const [kind, next] of Object.entries(kinds)) {
    let [words, errors, whole, total, ms] = [0, 0, 0, 0, 0];
    for (; total < Number(values.count) / (kind === 'sentences' ? 1 : 2); total += 1) {
      const said = next().replace(/\b[a-z]\b/g, (letter) => letter.toUpperCase());
      const { samples, sampleRate } = flite.synthesize(toVoiceText(said), voice, Number(values.rate));
      const sound = telephoneSound(
        samples,
        sampleRate,
        values.cutoff === undefined ? undefined : Number(values.cutoff),
      );
      const heard: string[] = [];
      const started = performance.now();
      const recognizer = makeRecognizer(
        decoder,
        300,
        (result) => {
          if (result.final) heard.push(result.text);
        },
        values.image === undefined ? undefined : Number(values.image),
      );
      const quiet = new Uint8Array(4800).fill(0xff);
      for (const part of [quiet, sound, quiet]) recognizer.feed(part);
      recognizer.finalize();
      ms += ((performance.now() - started) / sound.length) * 8;
      const expected = toSpokenWords(said).split(' ');
      const distance = editDistance(expected, heard.join(' ').split(' '));
      if (values.show && distance > 0)
        console.log(`  said  ${expected.join(' ')}\n  heard ${heard.join(' | ')}`);
      words += expected.length;
      errors += distance;
      whole += distance === 0 ? 1 : 0;
    }
    console.log(
      `${voice.padEnd(6)}${kind.padEnd(12)} words right ${(100 - (100 * errors) / words).toFixed(1)} %, whole right ${String(whole)}/${String(total)}, real time ×${(ms / total / 1).toFixed(3)}`,
    );
  }
}
