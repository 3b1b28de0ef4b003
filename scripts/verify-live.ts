import { parseArgs } from 'node:util';
import { z } from 'zod';
import { Findings, listAssumptions } from './live/findings.ts';
import { probeLine } from './live/line-probe.ts';
import { probeVoice } from './live/voice-probe.ts';

const help = `Checks against the real vendors what Holdfast assumes of them.

  scripts/verify-live --to +1XXXXXXXXXX --yes

places ONE real call of about twenty seconds to that number (yours: somebody or something must answer), says what it is,
and prints what was found of each assumption. It costs a few cents at Twilio and Deepgram.

  --to NUMBER   number to call, E.164
  --yes         really place the call
  --voice-only  check Deepgram alone, without a call (with --yes)
  --help        this text

Needed in the environment:
  TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM_NUMBER   an account and a number of it
  DEEPGRAM_API_KEY
  PUBLIC_BASE_URL    https address under which Twilio reaches this machine's PORT (a tunnel will do)
Optional: PORT (8080), HOST (127.0.0.1), TWILIO_API_BASE_URL, DEEPGRAM_BASE_URL, DEEPGRAM_MODEL (nova-3).

Exits 0 where nothing was found to be false, 1 where something was, 2 where it could not run.

Assumptions:
${listAssumptions()}`;

const voiceVariables = z.object({
  DEEPGRAM_API_KEY: z.string().min(1),
  DEEPGRAM_BASE_URL: z.string().default('https://api.deepgram.com'),
  DEEPGRAM_MODEL: z.string().default('nova-3'),
});
const lineVariables = z.object({
  TWILIO_ACCOUNT_SID: z.string().min(1),
  TWILIO_AUTH_TOKEN: z.string().min(1),
  TWILIO_FROM_NUMBER: z.string().min(1),
  TWILIO_API_BASE_URL: z.string().default('https://api.twilio.com'),
  PUBLIC_BASE_URL: z.string().regex(/^https?:/),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().default(8080),
});

/** Problems by the variables' names, never their values. */
function read<T>(variables: z.ZodType<T>): T {
  const parsed = variables.safeParse(process.env);
  if (parsed.success) return parsed.data;
  const names = parsed.error.issues.map((issue) => issue.path.join('.'));
  throw new CannotRun(`Missing or wrong in the environment: ${[...new Set(names)].join(', ')}.`);
}

class CannotRun extends Error {}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      to: { type: 'string' },
      yes: { type: 'boolean', default: false },
      'voice-only': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const voice = read(voiceVariables);
  const line = values['voice-only'] ? undefined : read(lineVariables);
  if (!values.yes) throw new CannotRun('Nothing was done: --yes is needed for a real call.');
  const { to } = values;
  if (line !== undefined && (to === undefined || !/^\+[1-9]\d{7,14}$/.test(to))) {
    throw new CannotRun('--to needs a number such as +13035550100.');
  }
  const findings = new Findings();
  const greeting = await probeVoice(
    { apiKey: voice.DEEPGRAM_API_KEY, baseUrl: voice.DEEPGRAM_BASE_URL, model: voice.DEEPGRAM_MODEL },
    findings,
  );
  if (line !== undefined && to !== undefined) {
    await probeLine(
      {
        to,
        from: line.TWILIO_FROM_NUMBER,
        accountSid: line.TWILIO_ACCOUNT_SID,
        authToken: line.TWILIO_AUTH_TOKEN,
        apiBaseUrl: line.TWILIO_API_BASE_URL,
        publicBaseUrl: line.PUBLIC_BASE_URL,
        host: line.HOST,
        port: line.PORT,
        greeting,
      },
      findings,
    );
  }
  findings.print();
  return findings.failed === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (error instanceof CannotRun) {
    console.error(`${help}\n\n${error.message}`);
    process.exitCode = 2;
  } else {
    console.error(error instanceof Error ? error.message : 'Something unexpected went wrong.');
    process.exitCode = 1;
  }
}
