import process from 'node:process';
import { parseArgs } from 'node:util';
import { findSpoken, parseSpoken, spokenKinds, type SpokenKind } from '../src/spoken/index.ts';

const HELP = `Measures how fast spoken values are read: short parses a second of one core's time, and whether time grows
linearly with the length of the text. Exits 1 where either falls short.

  npm run --silent bench:spoken -- [--seconds N] [--json]

  --seconds N   how long to measure each kind (default 0.5)
  --json        one JSON document instead of a table
  --help        this text
`;

/** Parses a second that a call's reflexes are built on, over all kinds together. */
const PARSES_PER_SECOND_AT_LEAST = 50_000;
/** Time a character may at most grow from 25 kB to 100 kB; noise and cache misses are allowed for, a square is 4. */
const GROWTH_AT_MOST = 2.5;

/** The thread's clock moves in steps: what is shorter cannot be told from nothing. */
const CLOCK_STEP_MS = 4;

const SHORT: Readonly<Record<SpokenKind, readonly string[]>> = {
  cardinal: ['twelve hundred', 'two oh two five', 'nine hundred and twelve thousand'],
  decimal: ['twelve point five', 'two and a half'],
  ordinal: ['twenty-third', 'third'],
  money: ['one forty-two fifty', 'a hundred and fifty dollars', '$142.50', 'it paid nothing'],
  percent: ['eighty percent', '80%'],
  date: ['March third twenty twenty-six', '03/03/2026', 'the third of March', 'three three twenty-six'],
  time: ['two thirty p.m.', 'half past two'],
  duration: ['ten business days', 'thirty to forty-five days'],
  telephone: ['eight hundred five five five oh one four two', '1-800-555-0142'],
  identifier: [
    'C as in Charlie, four four seven, one nine oh',
    'four four one seven, no, sorry, four four seven one',
    'C44719',
  ],
  code: ['CO one ninety-seven', 'ninety-nine two fourteen', 'M fifty-four point five'],
  yes_no: ["yes, that's correct", "I don't think so"],
  letters: ['S as in Sam, M, I, T, H', 'S-M-I-T-H'],
};

/** Words that lead parsers astray together: repairs, hedges, half-finished numbers and spellings. */
const HOSTILE: readonly string[] = [
  'four ', 'one hundred ', 'C as in ', 'no wait ', 'sorry, four four ', 'march ', 'the third of ', 'twenty ', '1,234', '1-', '3/3/',
  'i think ', 'yes no ', 'double ', 'a ', 'and ', 'point ', 'a b c, a b c d, ', 'four dollars and ', 'to ', 'not ', "'", '-', '. ',
  'as in as in ', 'like like ', 'between five and ', 'x ', 'half a ', 'thousand ', 'end of the ', 'oh ', 'CO one ninety seven ',
  'christmas ', 'ninety days from ', 'between one and ', 'a couple hundred ', 'oh not zero ', "five, that's ", 'two thirds ', 'of twenty ',
]; // prettier-ignore

/** Milliseconds that this thread has computed: what others do on the machine is left out. */
function busyMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function rate(kind: SpokenKind, seconds: number): number {
  const texts = SHORT[kind];
  const run = (times: number): void => {
    for (let n = 0; n < times; n++) parseSpoken(kind, texts[n % texts.length] ?? '', { today: '2026-03-15' });
  };
  run(5000);
  const start = busyMs();
  let parses = 0;
  while (busyMs() - start < seconds * 1000) {
    run(500);
    parses += 500;
  }
  return (parses / (busyMs() - start)) * 1000;
}

function timeOf(kind: SpokenKind, text: string, find: boolean, times: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let n = 0; n < times; n++) {
    const start = busyMs();
    if (find) findSpoken(kind, text, { today: '2026-03-15' });
    else parseSpoken(kind, text, { today: '2026-03-15' });
    best = Math.min(best, busyMs() - start);
  }
  return best;
}

type Growth = { kind: SpokenKind; find: boolean; word: string; growth: number; ms100kB: number };

function worstGrowth(): Growth {
  let worst: Growth = { kind: 'cardinal', find: false, word: '', growth: 0, ms100kB: 0 };
  for (const kind of spokenKinds) {
    for (const word of HOSTILE) {
      for (const find of [false, true]) {
        const text = (length: number): string =>
          word.repeat(Math.ceil(length / word.length)).slice(0, length);
        // A suspicion is measured again: the collector of garbage likes to run in the longer text.
        let large = timeOf(kind, text(100_000), find, 1);
        let small = timeOf(kind, text(25_000), find, 1);
        if (large > small * 6) {
          large = timeOf(kind, text(100_000), find, 5);
          small = timeOf(kind, text(25_000), find, 5);
        }
        const growth = large / Math.max(small, CLOCK_STEP_MS) / 4;
        if (growth > worst.growth) worst = { kind, find, word, growth, ms100kB: large };
      }
    }
  }
  return worst;
}

function main(): number {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '0.5' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const rates = spokenKinds.map((kind) => ({
    kind,
    perSecond: Math.round(rate(kind, Number(values.seconds))),
  }));
  // All kinds in equal shares: the harmonic mean is what a mix of them reaches.
  const overall = Math.round(rates.length / rates.reduce((sum, one) => sum + 1 / one.perSecond, 0));
  const worst = worstGrowth();
  const fast = rates.every((one) => one.perSecond >= PARSES_PER_SECOND_AT_LEAST);
  const linear = worst.growth <= GROWTH_AT_MOST;
  if (values.json === true)
    process.stdout.write(`${JSON.stringify({ rates, overall, worst, fast, linear })}\n`);
  else {
    for (const one of rates)
      process.stdout.write(`${one.kind.padEnd(12)} ${String(one.perSecond).padStart(9)} parses/s\n`);
    process.stdout.write(`${'together'.padEnd(12)} ${String(overall).padStart(9)} parses/s\n`);
    const how = worst.find ? 'find' : 'parse';
    process.stdout.write(
      `worst growth a character from 25 kB to 100 kB: ${worst.growth.toFixed(2)} (${how} ${worst.kind} "${worst.word}", ${worst.ms100kB.toFixed(0)} ms)\n`,
    );
    process.stdout.write(fast && linear ? 'fast enough and linear\n' : 'NOT fast enough or not linear\n');
  }
  return fast && linear ? 0 : 1;
}

process.exitCode = main();
