import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { documentOf } from './demo-view/document.ts';
import { makeNarrator } from './demo-view/narrator.ts';
import type { TimelineItem } from '../src/kernel/live.ts';
import type { makeApiClient } from './stage/api-client.ts';
import type { FollowedCall } from './stage/follow.ts';
import { follow } from './stage/follow.ts';
import { casesOf, differences, readScenario } from './stage/scenario.ts';
import { setStage } from './stage/stage.ts';
import { deliveryOf } from './stage/webhook-receiver.ts';

/** The call that shows each call type. */
const examples: Readonly<Record<string, string>> = {
  claim_status: 'claim-paid-check',
  eligibility: 'eligibility-active',
  prior_auth: 'prior-auth-approved',
};

/** Files are named from where the command was called; the default lies in the project. */
const fromCaller = (file: string) => resolve(process.env.HOLDFAST_CALLED_FROM ?? '.', file);

/** After this long something is wrong with the machine or with us. */
const callLimitMs = 8 * 60_000;

const { values: options } = parseArgs({
  options: {
    'call-type': { type: 'string', default: 'claim_status' },
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
async function demonstrate(voice: 'audio' | 'text', scenarioFile: string): Promise<boolean> {
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
    const [task, ...furtherTasks] = await stage.queueTasks(api);
    narrator.title(scenario.title, task.id);
    const { deliveries } = stage.receiver;
    const untilTold = async (id: string, onItem?: (item: TimelineItem) => void) => {
      const delivered = () => deliveryOf(deliveries, id) !== undefined;
      return Promise.race([
        follow(api, id, { limitMs: callLimitMs, delivered, ...(onItem && { onItem }) }),
        program.ended,
      ]);
    };
    const followed = await untilTold(task.id, narrator.item);
    const others: FollowedCall[] = [];
    for (const { id } of furtherTasks) others.push(await untilTold(id));
    const recording = await saveRecording(api, followed.call.id);
    const document = documentOf({ ...followed, recording }, others, deliveries);
    const found = casesOf(scenario).flatMap(({ truth }, index) => {
      const { outcome } = index === 0 ? document : (document.others[index - 1] ?? document);
      const where = index === 0 ? '' : `task ${index + 1}: `;
      return differences(truth, outcome).map((difference) => where + difference);
    });
    if (options.json) process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    narrator.end(document, found, logFile);
    return found.length === 0 && [document, ...document.others].every(({ webhook }) => webhook.verified);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)} See ${logFile}.\n`);
    return false;
  } finally {
    await stage.close();
  }
}

/** The scenario to play; undefined where there is none for the call type. */
function scenarioFileOf({ scenario, 'call-type': callType }: typeof options): string | undefined {
  if (scenario !== undefined) return fromCaller(scenario);
  const example = Object.hasOwn(examples, callType) ? examples[callType] : undefined;
  return example === undefined ? undefined : `fixtures/scenarios/${example}.yaml`;
}

function refuse(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 2;
}

const scenarioFile = scenarioFileOf(options);
if (options.help)
  process.stdout.write(await readFile(new URL('./demo-view/help.txt', import.meta.url), 'utf8'));
else if (options.voice !== 'audio' && options.voice !== 'text') refuse('--voice takes audio or text.');
else if (scenarioFile === undefined)
  refuse(`--call-type takes ${Object.keys(examples).join(', ')}; for others name a --scenario.`);
else process.exitCode = (await demonstrate(options.voice, scenarioFile)) ? 0 : 1;
