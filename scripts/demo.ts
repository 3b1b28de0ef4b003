import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import type { TimelineItem } from '../src/kernel/live.ts';
import { makeApiClient } from './demo-parts/api-client.ts';
import { makeNarrator } from './demo-parts/narrator.ts';
import { freePort, openLog, pause, startProgram, type Program } from './demo-parts/processes.ts';
import { startWebhookReceiver } from './demo-parts/webhook-receiver.ts';
import { differences, type DemoScenario } from './demo-parts/truth.ts';
import { documentOf } from './demo-parts/document.ts';

const help = `Usage: scripts/demo [--scenario FILE] [--voice audio|text] [--json] [--log FILE]

Runs one real call on this machine: an embedded PostgreSQL, the Holdfast server, and a local sandbox that plays the
carrier, the speech services and a health-insurance payor. Queues one task through the public HTTP API and shows the
call as it happens: phases, what is heard, keys pressed, what is said, each answer as it is grounded. Ends with the
outcome, the verified webhook and the path of a stereo recording (left: heard, right: said).

  --scenario FILE   which call to make (default fixtures/scenarios/claim-paid-check.yaml)
  --voice audio     real speech, synthesised and recognised (default)
  --voice text      words ride inside the audio payloads; for machines without flite and pocketsphinx
  --json            print one JSON document on standard output and nothing else there
  --log FILE        where the server's and the sandbox's output goes (default under data/)
  --help            this text

Exits 0 only where every field of the outcome equals the scenario's truth; otherwise lists the differences.
`;

/** After this long something is wrong with the machine or with us. */
const callLimitMs = 8 * 60_000;

const { values: options } = parseArgs({
  options: {
    scenario: { type: 'string', default: 'fixtures/scenarios/claim-paid-check.yaml' },
    voice: { type: 'string', default: 'audio' },
    json: { type: 'boolean', default: false },
    log: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

if (options.help) {
  process.stdout.write(help);
  process.exit(0);
}
if (options.voice !== 'audio' && options.voice !== 'text') {
  process.stderr.write('--voice takes audio or text.\n');
  process.exit(2);
}

const scenario = parse(await readFile(options.scenario, 'utf8')) as DemoScenario;
const narrator = makeNarrator(options.json);
const runId = randomBytes(4).toString('hex');
const dataDir = await mkdtemp(join(tmpdir(), 'holdfast-demo-'));
await mkdir('data/recordings', { recursive: true });
const logFile = resolve(options.log ?? `data/demo-${runId}.log`);
const log = openLog(logFile);
const apiKey = `hf_demo_${randomBytes(24).toString('base64url')}`;
const webhookSecret = `whsec_${randomBytes(32).toString('base64')}`;
const carrier = { sid: `AC${'0'.repeat(31)}1`, token: randomBytes(16).toString('hex') };

const programs: Program[] = [];
const receiver = await startWebhookReceiver(webhookSecret);

async function startSandbox(): Promise<Record<'carrier' | 'voice' | 'model', string>> {
  narrator.note(`Starting the sandbox (voice: ${options.voice}) …`);
  const urls: Record<string, string> = {};
  const args = [
    'src/sandbox/main.ts',
    'all',
    '--scenario',
    resolve(options.scenario),
    '--voice',
    options.voice,
  ];
  const program = startProgram(
    'sandbox',
    [...args, '--port-base', '0', '--json', '--account-sid', carrier.sid, '--auth-token', carrier.token],
    {},
    log,
    (line) => {
      if (!line.startsWith('{"service"')) return;
      const { service, url } = JSON.parse(line) as { service: string; url: string };
      urls[service] = url;
    },
  );
  programs.push(program);
  await until(
    'the sandbox',
    120_000,
    () => Promise.resolve(['carrier', 'voice', 'model', 'payor'].every((s) => s in urls)),
    program,
  );
  return urls;
}

async function until(
  what: string,
  limitMs: number,
  ready: () => Promise<boolean>,
  program: Program,
): Promise<void> {
  const startedAt = performance.now();
  for (;;) {
    if (await Promise.race([ready(), program.ended])) return;
    if (performance.now() - startedAt > limitMs)
      throw new Error(`${what} did not start in time. See ${logFile}.`);
    await pause(100);
  }
}

async function startServer(urls: Record<'carrier' | 'voice' | 'model', string>): Promise<string> {
  narrator.note('Starting PostgreSQL and the server …');
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const env = {
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_BASE_URL: base,
    DATABASE_URL: 'embedded',
    DATA_DIR: dataDir,
    TWILIO_API_BASE_URL: urls.carrier,
    TWILIO_ACCOUNT_SID: carrier.sid,
    TWILIO_AUTH_TOKEN: carrier.token,
    TWILIO_FROM_NUMBER: '+13035550100',
    DEEPGRAM_BASE_URL: urls.voice,
    DEEPGRAM_API_KEY: 'sandbox',
    BOOTSTRAP_API_KEY: apiKey,
    BOOTSTRAP_WEBHOOK_SECRET: webhookSecret,
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    WEBHOOK_ALLOW_HOSTS: '127.0.0.1',
    PAYOR_DIRECTORY: await directoryFile(),
  };
  const program = startProgram('server', ['src/main.ts'], env, log);
  programs.push(program);
  const ready = () =>
    fetch(`${base}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
  await until('the server', 90_000, ready, program);
  return base;
}

/** The scenario's payor as a directory entry, so that the task can name it. */
async function directoryFile(): Promise<string> {
  const { name, phoneNumber, aliases } = scenario.payor;
  const file = join(dataDir, 'payors.yaml');
  await writeFile(
    file,
    JSON.stringify([{ name, aliases: aliases ?? [], lines: [{ purpose: 'provider', phoneNumber }] }]),
  );
  return file;
}

async function runCall(base: string) {
  const api = makeApiClient(base, apiKey);
  const body = {
    ...scenario.task,
    externalId: `${scenario.task.externalId}-${runId}`,
    webhookUrl: receiver.url,
  };
  const task = await api.queueTask(body);
  narrator.title(scenario.title, task.id);
  const startedAt = performance.now();
  const items: TimelineItem[] = [];
  for (;;) {
    const view = await api.task(task.id);
    const call = view.calls.at(-1);
    if (call !== undefined) {
      const fresh = await api.timeline(call.id, items.at(-1)?.sequence ?? -1);
      for (const item of fresh) narrator.item(item);
      items.push(...fresh);
    }
    if (
      view.outcome !== null &&
      receiver.deliveries.some((delivery) => delivery.verified) &&
      call !== undefined
    )
      return { view, call, items, recording: await saveRecording(api, call.id) };
    if (performance.now() - startedAt > callLimitMs)
      throw new Error(`The call did not end in time. See ${logFile}.`);
    await pause(250);
  }
}

async function saveRecording(api: ReturnType<typeof makeApiClient>, callId: string): Promise<string | null> {
  const audio = await api.recording(callId);
  if (audio === undefined) return null;
  const file = resolve(`data/recordings/${callId}.wav`);
  await pipeline(Readable.fromWeb(audio), createWriteStream(file, { mode: 0o600 }));
  return file;
}

let exitCode = 1;
try {
  const base = await startServer(await startSandbox());
  const result = await runCall(base);
  const outcome = result.view.outcome;
  if (outcome === null) throw new Error('The task ended without an outcome.');
  const found = differences(scenario.truth, outcome);
  const document = documentOf(result, receiver.deliveries);
  if (options.json) process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  narrator.end(document, found, logFile);
  exitCode = found.length === 0 && document.webhook.verified ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
} finally {
  for (const program of programs.reverse()) await program.stop();
  await receiver.close();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
}
process.exit(exitCode);
