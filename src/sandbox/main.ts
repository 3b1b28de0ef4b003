/** `npm run sandbox`: the outside world on this machine, all of it or one part. */
import { parseArgs } from 'node:util';
import { startCarrier } from './carrier/carrier.ts';
import { startModel } from './model/model.ts';
import type { ReplyScript } from './model/replies.ts';
import { makeStandin } from './model/standin.ts';
import { startPayor } from './payor/payor.ts';
import { loadScenario, scenarioJsonSchema } from './payor/scenario.ts';
import { loadReplies } from './cli-replies.ts';
import { engineFor, startSandbox } from './sandbox.ts';
import { startVoice } from './voice/voice.ts';

const help = `Usage: npm run sandbox -- [all|carrier|voice|model|payor|schema] [options]

Plays the outside world: a telephone carrier (Twilio's wires), recognition and synthesis (Deepgram's), a language
model (OpenAI's) and a payor who answers the telephone. Each runs alone, too.

  --scenario FILE     what the payor plays; may be given several times, one telephone number each
                      (default fixtures/scenarios/claim-paid-check.yaml)
  --voice MODE        audio (flite and PocketSphinx; default) or text (words inside speech-like sound)
  --port-base PORT    carrier on PORT, voice PORT+10, model PORT+20, payor PORT+30 (default 4010); 0: any free ports
  --host HOST         default 127.0.0.1
  --account-sid SID   the carrier's account (default AC and 32 zeros)
  --auth-token TOKEN  the carrier's secret, also for signatures (default sandbox-auth-token)
  --trunk URL         for carrier alone: the payor's socket (default ws://HOST:PORT+30/trunk)
  --replies FILE      the model's script, YAML or JSON: a list of { when, tools, text, toolCalls, … }
  --standin           instead of a script, a model that reads each request and answers by its own rough understanding
  --adversarial       a stand-in that invents, swaps and disobeys (means --standin)
  --seed N            what the stand-in's whims follow from (default 1)
  --full-holds        holds take their whole length, not the one that a scenario gives for demos
  --json              addresses and events as JSON lines
  --quiet             addresses only
  --help

  schema              instead of starting anything, prints the JSON Schema of scenario files

Events tell what was said, synthetic as it is: do not keep them where real calls are logged.
`;

const services = ['carrier', 'voice', 'model', 'payor'] as const;
type Service = (typeof services)[number];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    scenario: { type: 'string', multiple: true, default: ['fixtures/scenarios/claim-paid-check.yaml'] },
    voice: { type: 'string', default: 'audio' },
    'port-base': { type: 'string', default: '4010' },
    host: { type: 'string', default: '127.0.0.1' },
    'account-sid': { type: 'string', default: `AC${'0'.repeat(32)}` },
    'auth-token': { type: 'string', default: 'sandbox-auth-token' },
    trunk: { type: 'string' },
    replies: { type: 'string' },
    standin: { type: 'boolean', default: false },
    adversarial: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    'full-holds': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    quiet: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

function print(line: object, text: string): void {
  process.stdout.write(`${values.json ? JSON.stringify(line) : text}\n`);
}

function address(service: Service, url: string): void {
  print({ service, url }, `${service.padEnd(8)} ${url}`);
}

function tell(service: Service): (event: object) => void {
  return (event) => {
    if (!values.quiet)
      print({ event: { service, ...event } }, `${service.padEnd(8)} ${JSON.stringify(event)}`);
  };
}

function portOf(service: Service): number {
  const base = Number(values['port-base']);
  if (!Number.isInteger(base) || base < 0 || base > 65_000) throw new Error('--port-base is not a port.');
  return base === 0 ? 0 : base + services.indexOf(service) * 10;
}

function modeOf(voice: string): 'audio' | 'text' {
  if (voice === 'audio' || voice === 'text') return voice;
  throw new Error('--voice is audio or text.');
}

async function repliesAsked(): Promise<ReplyScript | undefined> {
  const { standin, adversarial } = values;
  if (!standin && !adversarial)
    return values.replies === undefined ? undefined : await loadReplies(values.replies);
  if (values.replies !== undefined) throw new Error('--replies and --standin exclude each other.');
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed)) throw new Error('--seed is not a whole number.');
  return makeStandin({ seed, adversarial });
}

async function start(what: string): Promise<{ close(): Promise<void> }> {
  const { host } = values;
  const mode = modeOf(values.voice);
  const scenarios = await Promise.all(values.scenario.map((file) => loadScenario(file)));
  const shortHolds = !values['full-holds'];
  const replies = await repliesAsked();
  const account = { accountSid: values['account-sid'], authToken: values['auth-token'] };
  switch (what) {
    case 'all': {
      const ports = Object.fromEntries(services.map((service) => [service, portOf(service)]));
      const onEvent = (service: Service, event: object) => tell(service)(event);
      const all = await startSandbox({
        mode,
        scenarios,
        host,
        ports,
        ...account,
        replies,
        shortHolds,
        onEvent,
      });
      for (const service of services) address(service, all[service].url);
      return all;
    }
    case 'carrier': {
      const trunkUrl = values.trunk ?? `ws://${host}:${portOf('payor')}/trunk`;
      const carrier = await startCarrier({
        host,
        port: portOf('carrier'),
        ...account,
        trunkUrl,
        onEvent: tell('carrier'),
      });
      address('carrier', carrier.url);
      return carrier;
    }
    case 'model': {
      const model = await startModel({ host, port: portOf('model'), replies, onEvent: tell('model') });
      address('model', model.url);
      return model;
    }
    case 'voice': {
      const engine = await engineFor(mode, scenarios);
      const voice = await startVoice({ host, port: portOf('voice'), engine, onEvent: tell('voice') });
      address('voice', voice.url);
      return together(voice, engine);
    }
    case 'payor': {
      const engine = await engineFor(mode, scenarios);
      const payor = await startPayor({
        host,
        port: portOf('payor'),
        engine,
        scenarios,
        shortHolds,
        onEvent: tell('payor'),
      });
      address('payor', payor.url);
      return together(payor, engine);
    }
    default:
      throw new Error(`There is no "${what}" here. See --help.`);
  }
}

function together(...parts: { close(): Promise<void> }[]): { close(): Promise<void> } {
  return {
    async close() {
      for (const part of parts) await part.close();
    },
  };
}

if (values.help) process.stdout.write(help);
else if (positionals[0] === 'schema')
  process.stdout.write(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`);
else {
  try {
    const running = await start(positionals[0] ?? 'all');
    const stop = () => {
      running.close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
