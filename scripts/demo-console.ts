import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { setPriority, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { keepBusy, queueForLater } from './demo-console/keep-busy.ts';
import { writeLines } from './demo-console/lines.ts';
import { setStage, type Stage } from './stage/stage.ts';

const email = 'floor@clinic.example';
const pastTasks = '300';
const pastTranscripts = '8';

const { values: options } = parseArgs({
  options: {
    console: { type: 'boolean', default: true },
    port: { type: 'string' },
    log: { type: 'string' },
  },
});

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Runs one of our commands on the stage's database; what it writes is shown only where it fails. */
async function command(stage: Stage, base: string, args: readonly string[], input = ''): Promise<void> {
  const env = { ...stage.serverEnv, PATH: process.env.PATH, HOME: process.env.HOME, PUBLIC_BASE_URL: base };
  const child = spawn(process.execPath, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
  // The calls go first.
  if (child.pid !== undefined) setPriority(child.pid, 10);
  const written: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => written.push(chunk.toString()));
  child.stdin.end(input);
  const code = await new Promise<number | null>((done) => child.once('exit', done));
  if (code !== 0) throw new Error(`${args[0] ?? ''} failed: ${written.join('')}`);
}

/** Resolves when somebody presses Ctrl-C, or asks the process to end. */
const asked = new Promise<void>((done) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
});

async function run(): Promise<void> {
  await mkdir('data', { recursive: true });
  const from = process.env.HOLDFAST_CALLED_FROM ?? '.';
  const logFile = resolve(from, options.log ?? resolve(`data/demo-console-${Date.now()}.log`));
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-floor-'));
  const closing = new AbortController();
  let stage: Stage | undefined;
  try {
    const [first, ...further] = await writeLines(folder);
    if (first === undefined) throw new Error('The floor has no lines.');
    say('Starting the sandbox, PostgreSQL and the server …');
    stage = await setStage({
      scenario: first.scenario,
      scenarioFile: first.file,
      further,
      voice: 'text',
      logFile,
    });
    const { base, program } = await stage.startServer(
      options.port === undefined ? {} : { PORT: options.port },
    );
    const password = randomBytes(12).toString('base64url');
    const owner = ['--email', email, '--name', 'Robin Sample', '--password-stdin'];
    await command(stage, base, ['scripts/owner.ts', ...owner], `${password}\n`);
    const api = stage.api(base);
    const { runId } = stage;
    const floor = [first, ...further].map(({ scenario }) => keepBusy(api, scenario, runId, closing.signal));
    await queueForLater(
      api,
      further.slice(-3).map(({ scenario }) => scenario),
      runId,
    );
    say(`\nThe floor is open:  ${base}/console/\n  e-mail    ${email}\n  password  ${password}\n`);
    say('A dozen lines are being called. Tasks of the last months are being written meanwhile.');
    const past = ['scripts/seed-console.ts', '--tasks', pastTasks, '--transcripts', pastTranscripts];
    const written = command(stage, base, past).then(() =>
      say('Ended tasks are there. Ctrl-C closes the floor.'),
    );
    await Promise.race([asked, program.ended, ...floor, written.then(() => asked)]);
    say('\nClosing …');
  } finally {
    closing.abort();
    await stage?.close();
    await rm(folder, { recursive: true, force: true });
  }
}

await run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
process.exit();
