import { parseArgs } from 'node:util';

export const help = `Usage: npm run payorbench -- [options]
       npm run payorbench -- generate --seed N --count M --out DIR

Plays scenarios against the product and holds every outcome against the scenario's truth. Prints a table on standard
output and progress on standard error.

  --level session   virtual time and words instead of sound, thousands of calls a minute (default)
  --level wire      the whole product over real sockets and real audio, in real time, a few calls side by side
  --dir DIR         the scenarios (default fixtures/scenarios)
  --only TEXT       only scenarios whose name holds this; several, with commas between them
  --model none      no model: reflexes alone (default)
  --model standin   the sandbox's model, which is told nothing of the truth
  --model openai    a real model; needs OPENAI_API_KEY, OPENAI_MODEL and OPENAI_BASE_URL are heeded
  --adversarial     the stand-in invents values, swaps fields and disobeys
  --ask-always      session level: the model is asked about every turn of the conversation, ahead of the reflexes
  --seed N          seeds every chance of the run (default 1)
  --wer RATE        session level: share of words that are misheard, 0 to 1 (default 0)
  --today DATE      session level: the day on which the calls are made (default 2026-11-16)
  --full-holds      holds last as long as the scenario says, not as long as a demo takes
  --json            one JSON document on standard output and nothing else there
  --markdown        totals as a Markdown table, for docs/payorbench.md; at session level a column each for no model,
                    the stand-in, the adversarial stand-in, and misheard words, whatever else is asked for
  --trace NAME      prints one call as a transcript: times, both sides, phases, answers
  --update-baseline writes which scenarios succeed to baseline.json beside them
  --baseline        compares with that file; a scenario that used to succeed and does not is a failure of the run
  --voice KIND      wire level: audio (default) or text, where words ride inside the audio payloads
  --parallel N      calls side by side: threads at session level (default one a core), calls on the wires at wire level
                    (default 5); session results are the same however many there are
  --disturb KINDS   wire level, real audio: what disturbs every line beside what its scenario says; noise, loss, echo,
                    voice, with commas between them, or all
  --calls N         wire level: so many calls of each scenario in succession, whose menus are learned (default 1)
  --gating          wire level: HOLD_GATING=on, which spares the recogniser steady sound on hold
  --keep DIR        wire level: transcript, outcome, log and stereo recording of every call go there, synthetic as they are
  --help            this text

generate writes M scenarios, all different, whose truth is known by construction.

Exits 1 where a value was false, where something happened that must never happen, or where a scenario fell behind the
baseline; 2 where the command line or a scenario is wrong.
`;

/** Calls of the session level are made on this day, so that dates without a year mean the same for ever. */
export const benchToday = '2026-11-16';

const disturbing = ['noise', 'loss', 'echo', 'voice'] as const;
export type Disturbing = (typeof disturbing)[number];

export interface BenchOptions {
  command: 'play' | 'generate';
  level: 'session' | 'wire';
  dir: string;
  only: string | undefined;
  model: 'none' | 'standin' | 'openai';
  adversarial: boolean;
  askAlways: boolean;
  seed: number;
  wordErrors: number;
  today: string;
  fullHolds: boolean;
  json: boolean;
  markdown: boolean;
  trace: string | undefined;
  updateBaseline: boolean;
  baseline: boolean;
  voice: 'audio' | 'text';
  /** Calls side by side; each level has its own default. */
  parallel: number | undefined;
  disturb: readonly Disturbing[];
  calls: number;
  gating: boolean;
  keep: string | undefined;
  count: number;
  out: string | undefined;
}

/** Reads the command line. Returns what is wrong with it as a sentence, `help` where that was asked for. */
export function readOptions(argv: readonly string[]): BenchOptions | { help: true } | { mistake: string } {
  const parsed = parsedArgs(argv);
  if ('mistake' in parsed) return parsed;
  const { values, positionals } = parsed;
  if (values.help) return { help: true };
  const [command = 'play', ...more] = positionals;
  if (more.length > 0 || (command !== 'play' && command !== 'generate'))
    return { mistake: `There is no command ${positionals.join(' ')}.` };
  const { level, model, voice } = values;
  if (level !== 'session' && level !== 'wire') return { mistake: '--level takes session or wire.' };
  if (model !== 'none' && model !== 'standin' && model !== 'openai')
    return { mistake: '--model takes none, standin or openai.' };
  if (voice !== 'audio' && voice !== 'text') return { mistake: '--voice takes audio or text.' };
  if (values.adversarial && model !== 'standin') return { mistake: '--adversarial needs --model standin.' };
  if (values['ask-always'] && (model !== 'standin' || level !== 'session'))
    return { mistake: '--ask-always needs --model standin and the session level.' };
  const numbers = {
    seed: Number(values.seed),
    count: Number(values.count),
    parallel: Number(values.parallel ?? 1),
    calls: Number(values.calls),
  };
  for (const [name, value] of Object.entries(numbers))
    if (!Number.isSafeInteger(value) || value < 0) return { mistake: `--${name} takes a whole number.` };
  const wordErrors = Number(values.wer);
  if (!(wordErrors >= 0 && wordErrors <= 1)) return { mistake: '--wer takes a rate from 0 to 1.' };
  const kinds = values.disturb === 'all' ? [...disturbing] : (values.disturb?.split(',') ?? []);
  if (!kinds.every(isDisturbing)) return { mistake: `--disturb takes ${disturbing.join(', ')} or all.` };
  if (kinds.length > 0 && (level !== 'wire' || voice !== 'audio'))
    return { mistake: '--disturb needs the wire level and real audio.' };
  if (!/^\d{4}-\d\d-\d\d$/u.test(values.today) || Number.isNaN(Date.parse(values.today)))
    return { mistake: '--today takes a date, written 2026-11-16.' };
  if (command === 'generate' && values.out === undefined) return { mistake: 'generate needs --out DIR.' };
  return {
    command,
    level,
    model,
    voice,
    wordErrors,
    ...numbers,
    parallel: values.parallel === undefined ? undefined : Math.max(1, numbers.parallel),
    calls: Math.max(1, numbers.calls),
    gating: values.gating,
    dir: values.dir,
    only: values.only,
    disturb: kinds,
    keep: values.keep,
    adversarial: values.adversarial,
    askAlways: values['ask-always'],
    today: values.today,
    fullHolds: values['full-holds'],
    json: values.json,
    markdown: values.markdown,
    trace: values.trace,
    updateBaseline: values['update-baseline'],
    baseline: values.baseline,
    out: values.out,
  };
}

function isDisturbing(kind: string): kind is Disturbing {
  return (disturbing as readonly string[]).includes(kind);
}

function parsedArgs(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        level: { type: 'string', default: 'session' },
        dir: { type: 'string', default: 'fixtures/scenarios' },
        only: { type: 'string' },
        model: { type: 'string', default: 'none' },
        adversarial: { type: 'boolean', default: false },
        'ask-always': { type: 'boolean', default: false },
        seed: { type: 'string', default: '1' },
        wer: { type: 'string', default: '0' },
        today: { type: 'string', default: benchToday },
        'full-holds': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        markdown: { type: 'boolean', default: false },
        trace: { type: 'string' },
        'update-baseline': { type: 'boolean', default: false },
        baseline: { type: 'boolean', default: false },
        voice: { type: 'string', default: 'audio' },
        parallel: { type: 'string' },
        disturb: { type: 'string' },
        calls: { type: 'string', default: '1' },
        gating: { type: 'boolean', default: false },
        keep: { type: 'string' },
        count: { type: 'string', default: '100' },
        out: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    return { mistake: error instanceof Error ? error.message : 'The command line is not understood.' };
  }
}
