import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { makeSpeechEngine, type FliteVoice, type SpeechEngine } from '../src/sandbox/speech/engine.ts';
import { parseSpoken, say, spokenKinds, type SpokenKind, type SpokenValue } from '../src/spoken/index.ts';

const HELP = `Says values aloud (flite, telephone quality), lets PocketSphinx write down what it hears, keeps that as
fixtures, and reports how often the value is read back exactly, and how often it is among the alternatives.

  npm run --silent spoken:recognizer -- [--kind KIND] [--count N] [--out DIR] [--again]

  --kind KIND  only this kind (all of: ${spokenKinds.join(', ')})
  --count N    values of each kind (default 300)
  --out DIR    where KIND.tsv is written (default fixtures/spoken/recognized)
  --again      no audio: read the fixtures that are there and report on them
  --help       this text
`;

/** Reproducible: the same values each time (mulberry32). */
function makeRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

type Random = (below: number) => number;

const two = (n: number): string => String(n).padStart(2, '0');
const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => String(random(10))).join('');
const letter = (random: Random): string => String.fromCharCode(65 + random(26));
function pick<T>(random: Random, list: readonly T[], other: T): T {
  return list[random(list.length)] ?? other;
}

const generators: { readonly [K in SpokenKind]: (random: Random) => SpokenValue<K> } = {
  cardinal: (random) => String(random(pick(random, [20, 100, 1000, 10_000], 100))),
  decimal: (random) => `${random(100)}.${1 + random(9)}`,
  ordinal: (random) => String(1 + random(31)),
  money: (random) => random(pick(random, [10_000, 100_000, 500_000], 10_000)),
  percent: (random) => String(5 * (1 + random(20))),
  date: (random) => `${2020 + random(7)}-${two(1 + random(12))}-${two(1 + random(28))}`,
  time: (random) => `${two(7 + random(12))}:${two(5 * random(12))}`,
  duration: (random) => {
    const unit = pick(random, ['days', 'weeks', 'months', 'hours'] as const, 'days');
    const n = 1 + random(90);
    return unit === 'days' && random(2) === 0
      ? { n, unit, dayType: random(2) === 0 ? 'business' : 'calendar' }
      : { n, unit };
  },
  telephone: (random) => `${pick(random, ['800', '888', '212', '415'], '800')}55501${digits(random, 2)}`,
  identifier: (random) =>
    `${Array.from({ length: random(3) }, () => letter(random)).join('')}${digits(random, 5 + random(5))}`,
  code: (random) =>
    pick(random, [`CO-${1 + random(250)}`, `PR-${1 + random(4)}`, `N${100 + random(700)}`, `99${200 + random(20)}`, `J${1000 + random(3000)}`, `M54.${random(10)}`], 'N130'), // prettier-ignore
  yes_no: (random) => pick(random, ['yes', 'no', 'unsure'] as const, 'yes'),
  letters: (random) => Array.from({ length: 4 + random(4) }, () => letter(random)).join(''),
};

/** The voices that a telephone line carries: what is left of the fourth at 8 kHz is not understood. */
const voices: readonly FliteVoice[] = ['rms', 'awb', 'kal16'];

async function hear(engine: SpeechEngine, text: string, voice: FliteVoice): Promise<string> {
  const sound = await engine.synthesize(text, { voice });
  const session = engine.recognize();
  const finals: string[] = [];
  session.onResult((result) => {
    if (result.final && result.text !== '') finals.push(result.text);
  });
  // Half a second of silence before and behind, as on a line that is open.
  const silence = new Uint8Array(4000).fill(0xff);
  for (const part of [silence, sound, silence]) session.feed(part);
  await session.finalize();
  await session.close();
  return finals.join(' ');
}

type Heard = { readonly said: unknown; readonly text: string };

function report(kind: SpokenKind, heard: readonly Heard[]): string {
  let exact = 0;
  let within = 0;
  let empty = 0;
  for (const { said, text } of heard) {
    if (text === '') empty++;
    const parsed = parseSpoken(kind, text);
    const wanted = JSON.stringify(said);
    if (parsed === undefined) continue;
    if (JSON.stringify(parsed.value) === wanted) exact++;
    if ([parsed.value, ...parsed.alternatives].some((value) => JSON.stringify(value) === wanted)) within++;
  }
  const share = (n: number): string => `${((100 * n) / Math.max(1, heard.length)).toFixed(1)} %`.padStart(8);
  return `${kind.padEnd(12)} ${String(heard.length).padStart(5)} said  exact ${share(exact)}  with alternatives ${share(within)}  nothing heard ${empty}`;
}

function readFixture(path: string): Heard[] {
  const lines = readFileSync(path, 'utf8').split('\n').slice(1);
  return lines.flatMap((line) => {
    const [said, , text] = line.split('\t');
    return said === undefined || said === '' ? [] : [{ said: JSON.parse(said) as unknown, text: text ?? '' }];
  });
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      kind: { type: 'string' },
      count: { type: 'string', default: '300' },
      out: { type: 'string', default: 'fixtures/spoken/recognized' },
      again: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const kinds = spokenKinds.filter((kind) => values.kind === undefined || kind === values.kind);
  if (kinds.length === 0) {
    process.stderr.write(HELP);
    return 2;
  }
  if (values.again === true) {
    const known = existsSync(values.out) ? readdirSync(values.out) : [];
    for (const kind of kinds.filter((one) => known.includes(`${one}.tsv`))) {
      process.stdout.write(`${report(kind, readFixture(`${values.out}/${kind}.tsv`))}\n`);
    }
    return 0;
  }
  mkdirSync(values.out, { recursive: true });
  const engine = await makeSpeechEngine({ mode: 'audio', workers: 1 });
  try {
    for (const kind of kinds) {
      const random = makeRandom(kind.length * 7919 + kind.charCodeAt(0));
      const heard: (Heard & { phrase: string })[] = [];
      for (let n = 0; n < Number(values.count); n++) {
        const said = generators[kind](random);
        const phrase = say(kind, said).join(', ');
        heard.push({ said, phrase, text: await hear(engine, phrase, voices[n % voices.length] ?? 'rms') });
      }
      const rows = heard.map((one) => [JSON.stringify(one.said), one.phrase, one.text].join('\t'));
      writeFileSync(`${values.out}/${kind}.tsv`, `value\tsaid\trecognized\n${rows.join('\n')}\n`);
      process.stdout.write(`${report(kind, heard)}\n`);
    }
  } finally {
    await engine.close();
  }
  return 0;
}

process.exitCode = await main();
