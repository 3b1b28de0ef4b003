import { randomBytes } from 'node:crypto';
import type { WriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { CallTaskView } from '../../src/kernel/call-task.ts';
import { makeApiClient } from './api-client.ts';
import type { Program } from './processes.ts';
import { freePort, openLog, pause, startProgram } from './processes.ts';
import type { Scenario, ScenarioCase } from './scenario.ts';
import { casesOf } from './scenario.ts';
import { startWebhookReceiver } from './webhook-receiver.ts';

type SandboxUrls = Record<'carrier' | 'voice' | 'model' | 'payor', string>;

type ApiClient = ReturnType<typeof makeApiClient>;

/** Queueing one task takes less. */
const togetherMs = 1_000;

const services = ['carrier', 'voice', 'model', 'payor'] as const;

export interface ServerNode {
  base: string;
  program: Program;
}

/** Everything that a call needs, on this machine: sandbox, webhook consumer, and servers of the product. */
export interface Stage {
  scenario: Scenario;
  runId: string;
  logFile: string;
  dataDir: string;
  urls: SandboxUrls;
  /** The environment that servers of this stage are started with. */
  serverEnv: Readonly<Record<string, string>>;
  receiver: Awaited<ReturnType<typeof startWebhookReceiver>>;
  /** Starts a server and waits until it is ready; `env` overrides. */
  startServer(env?: Readonly<Record<string, string>>): Promise<ServerNode>;
  /**
   * Queues the scenario's tasks under externalIds of this run, so that one call serves them all. For further calls of the
   * same run, `call` counts on from 2.
   */
  queueTasks(api: ApiClient, call?: number): Promise<[first: CallTaskView, ...others: CallTaskView[]]>;
  /** The same, for those who look at the first task only. */
  queueTask(api: ApiClient): Promise<CallTaskView>;
  api(base: string): ApiClient;
  close(): Promise<void>;
}

export interface StageOptions {
  scenario: Scenario;
  scenarioFile: string;
  /** Further lines beside it, each with a number of its own. */
  further?: readonly { scenario: Scenario; file: string }[] | undefined;
  voice: 'audio' | 'text';
  logFile: string;
  /** Holds take their whole length, not the one that a scenario gives for demos. */
  fullHolds?: boolean | undefined;
}

/** Sets the stage: a fresh data directory, the sandbox playing the scenario, and a webhook consumer. */
export async function setStage(options: StageOptions): Promise<Stage> {
  const { scenario, logFile } = options;
  const runId = randomBytes(4).toString('hex');
  const dataDir = await mkdtemp(join(tmpdir(), 'holdfast-stage-'));
  const log = openLog(logFile);
  const apiKey = `hf_stage_${randomBytes(24).toString('base64url')}`;
  const webhookSecret = `whsec_${randomBytes(32).toString('base64')}`;
  const encryptionKey = randomBytes(32).toString('base64');
  const carrier = { sid: `AC${'0'.repeat(31)}1`, token: randomBytes(16).toString('hex') };
  const receiver = await startWebhookReceiver(webhookSecret);
  const programs: Program[] = [];
  const directory = join(dataDir, 'payors.yaml');
  const lines = [scenario, ...(options.further ?? []).map((line) => line.scenario)];
  await writeFile(directory, JSON.stringify(lines.map(directoryEntry)));

  async function close(): Promise<void> {
    for (const program of programs.reverse()) await program.stop();
    await receiver.close();
    await new Promise<void>((done) => log.end(() => done()));
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  async function startServer(env: Readonly<Record<string, string>> = {}): Promise<ServerNode> {
    const port = env.PORT ?? String(await freePort());
    const base = `http://127.0.0.1:${port}`;
    const own = { PORT: port, PUBLIC_BASE_URL: base, NODE_PUBLIC_URL: base };
    const program = startProgram('server', ['src/main.ts'], { ...serverEnv, ...own, ...env }, log);
    programs.push(program);
    await until('The server', 180_000, logFile, program, () =>
      fetch(`${base}/readyz`).then(
        (response) => response.ok,
        () => false,
      ),
    );
    return { base, program };
  }

  async function queueTasks(api: ApiClient, call = 1): Promise<[CallTaskView, ...CallTaskView[]]> {
    const [first, ...others] = casesOf(scenario);
    const run = call === 1 ? runId : `${runId}-${call}`;
    // All of them are there before the first is due.
    const due =
      others.length === 0
        ? {}
        : { notBefore: new Date(Date.now() + togetherMs * (1 + others.length)).toISOString() };
    const queue = ({ task }: ScenarioCase) =>
      api.queueTask({
        // One call is what is shown: a line that is closed would be called again in the morning.
        maxAttempts: 1,
        ...due,
        ...task,
        externalId: `${task.externalId}-${run}`,
        webhookUrl: receiver.url,
      });
    const views: [CallTaskView, ...CallTaskView[]] = [await queue(first)];
    for (const other of others) views.push(await queue(other));
    return views;
  }

  let urls: SandboxUrls;
  try {
    urls = await startSandbox(options, carrier, log, programs);
  } catch (error) {
    await close();
    throw error;
  }
  const serverEnv = {
    HOST: '127.0.0.1',
    PUBLIC_BASE_URL: 'http://127.0.0.1',
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
    ENCRYPTION_KEY: encryptionKey,
    WEBHOOK_ALLOW_HOSTS: '127.0.0.1',
    PAYOR_DIRECTORY: directory,
  };
  return {
    scenario,
    runId,
    logFile,
    dataDir,
    urls,
    serverEnv,
    receiver,
    startServer,
    queueTasks,
    queueTask: async (api) => (await queueTasks(api))[0],
    api: (base) => makeApiClient(base, apiKey),
    close,
  };
}

/** The scenario's payor as an entry of the payor directory, so that the task can name it. */
function directoryEntry(scenario: Scenario): object {
  const { name, phoneNumber, aliases = [] } = scenario.payor;
  const limits = { tasksPerCall: casesOf(scenario).length };
  return { name, aliases, limits, lines: [{ purpose: 'provider', phoneNumber }] };
}

async function startSandbox(
  { scenarioFile, further = [], voice, logFile, fullHolds = false }: StageOptions,
  carrier: { sid: string; token: string },
  log: WriteStream,
  programs: Program[],
): Promise<SandboxUrls> {
  const urls: Partial<SandboxUrls> = {};
  const program = startProgram(
    'sandbox',
    [
      'src/sandbox/main.ts',
      'all',
      ...[scenarioFile, ...further.map(({ file }) => file)].flatMap((file) => ['--scenario', resolve(file)]),
      ...['--voice', voice, '--port-base', '0', '--json', '--quiet'],
      ...['--account-sid', carrier.sid, '--auth-token', carrier.token],
      ...(fullHolds ? ['--full-holds'] : []),
    ],
    {},
    log,
    (line) => {
      if (!line.startsWith('{"service"')) return;
      const { service, url } = JSON.parse(line) as { service: keyof SandboxUrls; url: string };
      urls[service] = url;
    },
  );
  programs.push(program);
  await until('The sandbox', 180_000, logFile, program, () =>
    Promise.resolve(services.every((service) => urls[service] !== undefined)),
  );
  return urls as SandboxUrls;
}

async function until(
  what: string,
  limitMs: number,
  logFile: string,
  program: Program,
  ready: () => Promise<boolean>,
): Promise<void> {
  const startedAt = performance.now();
  while (!(await Promise.race([ready(), program.ended]))) {
    if (performance.now() - startedAt > limitMs)
      throw new Error(`${what} did not start in time. See ${logFile}.`);
    await pause(100);
  }
}
