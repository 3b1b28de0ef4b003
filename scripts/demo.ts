import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { documentOf } from './demo-view/document.ts';
import { makeNarrator } from './demo-view/narrator.ts';
import type { makeApiClient } from './stage/api-client.ts';
import { follow } from './stage/follow.ts';
import { differences, readScenario } from './stage/scenario.ts';
import { setStage } from './stage/stage.ts';

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

/** Files are named from where the command was called; the default lies in the project. */
const fromCaller = (file: string) => resolve(process.env.HOLDFAST_CALLED_FROM ?? '.', file);

/** After this long something is wrong with the machine or with us. */
const callLimitMs = 8 * 60_000;

const { values: options } = parseArgs({
  options: {
    scenario: { type: 'string' },
    voice: { type: 'string', default: 'audio' },
    json: { type: 'boolean', default: false },
    log: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

async function saveRecording(api: ReturnType<typeof makeApiClient>, callId: string): Promise<string | null> {
  const audio = await api.recording(callId);
  if (audio === undefined) return null;
  const file = resolve(`data/recordings/${callId}.wav`);
  await mkdir('data/recordings', { recursive: true });
  await pipeline(Readable.fromWeb(audio), createWriteStream(file, { mode: 0o600 }));
  return file;
}

/** Makes the call; true where the outcome equals the truth and the webhook was verified. */
async function demonstrate(voice: 'audio' | 'text'): Promise<boolean> {
  const scenarioFile =
    options.scenario === undefined
      ? 'fixtures/scenarios/claim-paid-check.yaml'
      : fromCaller(options.scenario);
  const scenario = await readScenario(scenarioFile);
  const narrator = makeNarrator(options.json);
  await mkdir('data', { recursive: true });
  const logFile =
    options.log === undefined ? resolve(`data/demo-${Date.now()}.log`) : fromCaller(options.log);
  narrator.note(`Starting the sandbox (voice: ${voice}) …`);
  const stage = await setStage({ scenario, scenarioFile, voice, logFile });
  try {
    narrator.note('Starting PostgreSQL and the server …');
    const { base, program } = await stage.startServer();
    const api = stage.api(base);
    const task = await stage.queueTask(api);
    narrator.title(scenario.title, task.id);
    const delivered = () => stage.receiver.deliveries.some((delivery) => delivery.verified);
    const followed = await Promise.race([
      follow(api, task.id, { limitMs: callLimitMs, delivered, onItem: narrator.item }),
      program.ended,
    ]);
    const recording = await saveRecording(api, followed.call.id);
    const document = documentOf({ ...followed, recording }, stage.receiver.deliveries);
    const found = differences(scenario.truth, document.outcome);
    if (options.json) process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    narrator.end(document, found, logFile);
    return found.length === 0 && document.webhook.verified;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)} See ${logFile}.\n`);
    return false;
  } finally {
    await stage.close();
  }
}

if (options.help) process.stdout.write(help);
else if (options.voice !== 'audio' && options.voice !== 'text') {
  process.stderr.write('--voice takes audio or text.\n');
  process.exitCode = 2;
} else process.exitCode = (await demonstrate(options.voice)) ? 0 : 1;
