import { z } from 'zod';

const flag = z.enum(['true', 'false'], 'must be true or false').transform((text) => text === 'true');

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((n) => n >= least && n <= most, `must be between ${least} and ${most}`);

const webAddress = z
  .string()
  .refine((text) => isWebAddress(text), 'must be an http or https address without credentials or query')
  .transform((text) => text.replace(/\/+$/, ''));

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

const masterKey = z
  .string()
  .refine(
    (text) => base64.test(text) && Buffer.from(text, 'base64').length === 32,
    'must be 32 random bytes in base64 (openssl rand -base64 32)',
  )
  .transform((text) => new Uint8Array(Buffer.from(text, 'base64')));

const webhookSecret = z.string().refine((text) => {
  const key = text.startsWith('whsec_') ? text.slice('whsec_'.length) : '';
  const bytes = base64.test(key) ? Buffer.from(key, 'base64').length : 0;
  return bytes >= 24 && bytes <= 64;
}, 'must be whsec_ followed by 24 to 64 random bytes in base64');

const databaseUrl = z
  .string()
  .refine(
    (text) => text === 'embedded' || (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text)),
    'must be a postgres:// address or the word embedded',
  );

/** Every variable that the server reads, by name. What each is for stands in `.env.example`. */
export const variables = z.object({
  DATABASE_URL: databaseUrl,
  DATABASE_POOL_SIZE: whole(2, 200).default(20),
  DATA_DIR: z.string().default('data'),
  HOST: z.string().default('127.0.0.1'),
  PORT: whole(0, 65_535).default(8080),
  PUBLIC_BASE_URL: webAddress,
  NODE_PUBLIC_URL: webAddress.optional(),
  HOLD_GATING: z.enum(['off', 'on'], 'must be off or on').default('off'),
  CALLBACK_OFFERS: z.enum(['decline', 'leave_number'], 'must be decline or leave_number').default('decline'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),

  ENCRYPTION_KEY: masterKey,
  BOOTSTRAP_API_KEY: z
    .string()
    .regex(/^\S{24,200}$/, 'must be 24 to 200 characters without blanks, from a random generator')
    .optional(),
  BOOTSTRAP_WEBHOOK_SECRET: webhookSecret.optional(),
  TRUST_PROXY: list.default([]),
  RATE_LIMIT_PER_MINUTE: whole(1, 1_000_000).default(1200),
  SESSION_IDLE_MINUTES: whole(5, 1_440).default(30),
  SESSION_HOURS: whole(1, 168).default(12),

  TWILIO_API_BASE_URL: webAddress.default('https://api.twilio.com'),
  TWILIO_ACCOUNT_SID: z.string().regex(/^AC[0-9a-zA-Z]{32}$/, 'must be AC followed by 32 characters'),
  TWILIO_AUTH_TOKEN: z.string().min(16, 'must be at least 16 characters'),
  TWILIO_FROM_NUMBER: z
    .string()
    .regex(/^\+1[2-9]\d{9}$/, 'must be a North American number such as +13035550100'),

  DEEPGRAM_BASE_URL: webAddress.default('https://api.deepgram.com'),
  DEEPGRAM_API_KEY: z.string(),
  DEEPGRAM_MODEL: z.string().default('nova-3'),

  OPENAI_BASE_URL: webAddress.default('https://api.openai.com/v1'),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_MODEL: z.string().default('gpt-4.1-mini'),

  AGENT_NAME: z.string().max(40).default('Riley'),
  AGENT_VOICE: z.string().default('aura-2-thalia-en'),
  RECORD_CALLS: flag.default(true),
  MAX_CONCURRENT_CALLS: whole(1, 10_000).default(20),
  CALLS_PER_SECOND: whole(1, 100).default(1),
  LEASE_SECONDS: whole(2, 600).default(20),

  PAYOR_DIRECTORY: list.default([]),
  WEBHOOK_ALLOW_HOSTS: list.default([]),
});

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const plain = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  return plain && (url.protocol === 'http:' || url.protocol === 'https:');
}
