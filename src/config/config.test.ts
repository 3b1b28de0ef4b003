import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig, loadDatabaseConfig } from './config.ts';
import { variables } from './variables.ts';

const valid = {
  DATABASE_URL: 'embedded',
  PUBLIC_BASE_URL: 'https://holdfast.example/',
  ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'token-of-the-carrier',
  TWILIO_FROM_NUMBER: '+13035550100',
  DEEPGRAM_API_KEY: 'key-of-the-voice',
};

function problemsOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('the configuration', () => {
  it('is frozen and fills in defaults', () => {
    const config = loadConfig(valid);
    expect(config).toMatchObject({
      port: 8080,
      leaseMs: 20_000,
      publicBaseUrl: 'https://holdfast.example',
      nodePublicUrl: 'https://holdfast.example',
      openai: undefined,
      webhookAllowHosts: [],
    });
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.twilio)).toBe(true);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(loadConfig({ ...valid, OPENAI_API_KEY: '', PORT: ' ' })).toMatchObject({
      openai: undefined,
      port: 8080,
    });
  });

  it('names every variable that is missing', () => {
    expect(problemsOf({})).toEqual(
      Object.keys(valid)
        .sort(byOrder)
        .map((name) => `${name} is required and not set`),
    );
  });

  it('names every bad variable at once and repeats no value', () => {
    const bad = {
      DATABASE_URL: 'mysql://secret-one',
      PORT: '99999secret',
      ENCRYPTION_KEY: 'secret-two',
      BOOTSTRAP_API_KEY: 'secret-three',
      BOOTSTRAP_WEBHOOK_SECRET: 'whsec_secret',
      LOG_LEVEL: 'secret-four',
      PUBLIC_BASE_URL: 'ftp://secret-five',
      TWILIO_AUTH_TOKEN: 'secret-six',
      AGENT_NAME: 'secret-seven'.repeat(9),
      RECORD_CALLS: 'secret-eight',
      TWILIO_ACCOUNT_SID: 'secret-nine',
      TWILIO_FROM_NUMBER: 'secret-ten',
      LEASE_SECONDS: '0',
    };
    const problems = problemsOf({ ...valid, ...bad });
    expect(problems.map((line) => line.split(' ')[0]).sort()).toEqual(Object.keys(bad).sort());
    expect(problems.join('\n')).not.toContain('secret');
  });

  it('gives a tool that needs the database alone no more than that', () => {
    expect(loadDatabaseConfig({ DATABASE_URL: 'embedded', PORT: 'x' })).toEqual({
      databaseUrl: 'embedded',
      dataDir: 'data',
    });
    expect(() => loadDatabaseConfig({ DATABASE_URL: 'mysql://secret' })).toThrow(
      'DATABASE_URL must be a postgres:// address or the word embedded',
    );
  });

  it('has an example that names every variable once, with its true default', async () => {
    const text = await readFile(new URL('../../.env.example', import.meta.url), 'utf8');
    const lines = [...text.matchAll(/^(#?)([A-Z][A-Z0-9_]*)=(.*)$/gm)];
    expect(lines.map((line) => line[2]).sort()).toEqual(Object.keys(variables.shape).sort());
    const defaults: Record<string, string> = {};
    for (const [, off, name, value] of lines)
      if (off === '#' && name !== undefined && value !== undefined) defaults[name] = value;
    expect(loadConfig({ ...valid, ...defaults })).toEqual(loadConfig(valid));
    const needed = lines.filter((line) => line[1] === '').map((line) => line[2]);
    expect(needed.sort()).toEqual(Object.keys(valid).sort());
  });
});

function byOrder(left: string, right: string): number {
  const order = Object.keys(variables.shape);
  return order.indexOf(left) - order.indexOf(right);
}
