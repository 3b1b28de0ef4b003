import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';
const base64Form = /^[A-Za-z0-9+/]+={0,2}$/;

/** A new signing secret: `whsec_` and 32 random bytes in base64. */
export function makeWebhookSecret(): string {
  return prefix + randomBytes(32).toString('base64');
}

/** The key inside a secret. Undefined where it is not `whsec_` and the base64 of 24 to 64 bytes. */
export function keyOfSecret(secret: string): Buffer | undefined {
  const encoded = secret.startsWith(prefix) ? secret.slice(prefix.length) : '';
  if (!base64Form.test(encoded)) return undefined;
  const key = Buffer.from(encoded, 'base64');
  return key.length >= 24 && key.length <= 64 ? key : undefined;
}

/**
 * Headers of the Standard Webhooks specification (symmetric, v1): HMAC-SHA256 over id, timestamp and the exact body, once
 * for each key, separated by spaces. The time is epoch milliseconds; the header carries whole seconds.
 */
export function signedHeaders(
  keys: readonly Buffer[],
  message: { id: string; nowMs: number; body: string },
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const timestamp = String(Math.floor(message.nowMs / 1_000));
  const signed = `${message.id}.${timestamp}.${message.body}`;
  const signatures = keys.map((key) => `v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
  return {
    'webhook-id': message.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
