import type { z } from 'zod';
import { variables } from './variables.ts';

type Variables = z.output<typeof variables>;

/** The configuration, parsed and frozen. Times carry their unit in the name. */
export interface Config {
  readonly databaseUrl: string;
  readonly databasePoolSize: number;
  readonly dataDir: string;
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Without a slash at the end. */
  readonly publicBaseUrl: string;
  /** This node's own address for media sockets; http or https. */
  readonly nodePublicUrl: string;
  /** On hold, keep steady music, ringing and silence from the recogniser. */
  readonly holdGating: boolean;
  /** What to do where a payor's line offers to call back instead of letting us wait. */
  readonly callbackOffers: Variables['CALLBACK_OFFERS'];
  readonly logLevel: Variables['LOG_LEVEL'];
  /** 32 bytes. */
  readonly encryptionKey: Uint8Array;
  readonly bootstrapApiKey: string | undefined;
  readonly bootstrapWebhookSecret: string | undefined;
  readonly rateLimitPerMinute: number;
  /** Proxies whose word for the caller's address counts: addresses, networks, or names such as `loopback`. */
  readonly trustProxy: readonly string[];
  /** People's sessions: unused for so long, or however used, they end. */
  readonly session: Readonly<{ idleMs: number; longestMs: number }>;
  readonly twilio: Readonly<{ baseUrl: string; accountSid: string; authToken: string; fromNumber: string }>;
  readonly deepgram: Readonly<{ baseUrl: string; apiKey: string; model: string }>;
  /** Undefined without a key: calls then run on reflexes alone. */
  readonly openai: Readonly<{ baseUrl: string; apiKey: string; model: string }> | undefined;
  readonly agent: Readonly<{ name: string; voice: string }>;
  readonly recordCalls: boolean;
  readonly maxConcurrentCalls: number;
  readonly callsPerSecond: number;
  readonly leaseMs: number;
  /** Files or folders of payor entries that are loaded at each start. */
  readonly payorDirectory: readonly string[];
  /** Hosts to which webhooks may go without https and at private addresses. */
  readonly webhookAllowHosts: readonly string[];
}

/** What is wrong with the environment, one line a variable. Never holds a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(['The configuration cannot be used:', ...problems.map((line) => `  ${line}`)].join('\n'));
    this.problems = problems;
  }
}

/** Variables by name, as a process has them. */
type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the configuration. Throws {@link ConfigError} that names every bad variable. An empty one counts as unset. */
export function loadConfig(env: Environment): Config {
  return freeze(read(variables, env));
}

/** The part of it that a tool needs that works on the database alone. */
export function loadDatabaseConfig(env: Environment): Pick<Config, 'databaseUrl' | 'dataDir'> {
  const v = read(variables.pick({ DATABASE_URL: true, DATA_DIR: true }), env);
  return { databaseUrl: v.DATABASE_URL, dataDir: v.DATA_DIR };
}

/** The part of it that a tool needs that makes accounts and links. */
export function loadIdentityConfig(
  env: Environment,
): Pick<Config, 'databaseUrl' | 'dataDir' | 'publicBaseUrl' | 'encryptionKey' | 'session'> {
  const names = { DATABASE_URL: true, DATA_DIR: true, PUBLIC_BASE_URL: true, ENCRYPTION_KEY: true } as const;
  const v = read(variables.pick({ ...names, SESSION_IDLE_MINUTES: true, SESSION_HOURS: true }), env);
  return {
    databaseUrl: v.DATABASE_URL,
    dataDir: v.DATA_DIR,
    publicBaseUrl: v.PUBLIC_BASE_URL,
    encryptionKey: v.ENCRYPTION_KEY,
    session: sessionOf(v),
  };
}

function sessionOf(v: Pick<Variables, 'SESSION_IDLE_MINUTES' | 'SESSION_HOURS'>): Config['session'] {
  return Object.freeze({
    idleMs: v.SESSION_IDLE_MINUTES * 60_000,
    longestMs: v.SESSION_HOURS * 3_600_000,
  });
}

function read<Schema extends z.ZodObject>(schema: Schema, env: Environment): z.output<Schema> {
  const given = Object.fromEntries(
    Object.entries(env).filter(([name, value]) => name in schema.shape && value?.trim() !== ''),
  );
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => problemOf(issue, given)));
  return parsed.data;
}

function problemOf(issue: z.core.$ZodIssue, given: Readonly<Record<string, unknown>>): string {
  const name = String(issue.path[0]);
  return `${name} ${name in given ? reasonOf(issue) : 'is required and not set'}`;
}

/** The library's own sentences may quote what came in; ours never do. */
function reasonOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom' || issue.code === 'invalid_format') return issue.message;
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'too_small') return `must be at least ${Number(issue.minimum)} characters`;
  if (issue.code === 'too_big') return `must be at most ${Number(issue.maximum)} characters`;
  return 'is not valid';
}

function freeze(v: Variables): Config {
  return Object.freeze({
    databaseUrl: v.DATABASE_URL,
    databasePoolSize: v.DATABASE_POOL_SIZE,
    dataDir: v.DATA_DIR,
    host: v.HOST,
    port: v.PORT,
    publicBaseUrl: v.PUBLIC_BASE_URL,
    nodePublicUrl: v.NODE_PUBLIC_URL ?? v.PUBLIC_BASE_URL,
    holdGating: v.HOLD_GATING === 'on',
    callbackOffers: v.CALLBACK_OFFERS,
    logLevel: v.LOG_LEVEL,
    encryptionKey: v.ENCRYPTION_KEY,
    bootstrapApiKey: v.BOOTSTRAP_API_KEY,
    bootstrapWebhookSecret: v.BOOTSTRAP_WEBHOOK_SECRET,
    rateLimitPerMinute: v.RATE_LIMIT_PER_MINUTE,
    trustProxy: Object.freeze(v.TRUST_PROXY),
    session: sessionOf(v),
    twilio: Object.freeze({
      baseUrl: v.TWILIO_API_BASE_URL,
      accountSid: v.TWILIO_ACCOUNT_SID,
      authToken: v.TWILIO_AUTH_TOKEN,
      fromNumber: v.TWILIO_FROM_NUMBER,
    }),
    deepgram: Object.freeze({
      baseUrl: v.DEEPGRAM_BASE_URL,
      apiKey: v.DEEPGRAM_API_KEY,
      model: v.DEEPGRAM_MODEL,
    }),
    openai:
      v.OPENAI_API_KEY === undefined
        ? undefined
        : Object.freeze({ baseUrl: v.OPENAI_BASE_URL, apiKey: v.OPENAI_API_KEY, model: v.OPENAI_MODEL }),
    agent: Object.freeze({ name: v.AGENT_NAME, voice: v.AGENT_VOICE }),
    recordCalls: v.RECORD_CALLS,
    maxConcurrentCalls: v.MAX_CONCURRENT_CALLS,
    callsPerSecond: v.CALLS_PER_SECOND,
    leaseMs: v.LEASE_SECONDS * 1000,
    payorDirectory: Object.freeze(v.PAYOR_DIRECTORY),
    webhookAllowHosts: Object.freeze(v.WEBHOOK_ALLOW_HOSTS),
  });
}
