import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { keyOfSecret, makeWebhookSecret, signedHeaders } from './signature.ts';

const body = '{"type":"task.completed","data":{"note":"café"}}';

function sign(secret: string, nowMs = Date.now()) {
  const key = keyOfSecret(secret);
  if (key === undefined) throw new Error('The secret has no key.');
  return signedHeaders([key], { id: 'msg_1', nowMs, body });
}

test("the specification's own library accepts our signature", () => {
  const secret = makeWebhookSecret();
  expect(new Webhook(secret).verify(body, sign(secret))).toEqual(JSON.parse(body));
});

test('another body, another secret or another id is not accepted', () => {
  const secret = makeWebhookSecret();
  const headers = sign(secret);
  expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow();
  expect(() => new Webhook(makeWebhookSecret()).verify(body, headers)).toThrow();
  expect(() => new Webhook(secret).verify(body, { ...headers, 'webhook-id': 'msg_2' })).toThrow();
});

test('the signature equals the library’s for the same moment', () => {
  const secret = makeWebhookSecret();
  const at = new Date('2026-03-10T10:00:00.750Z');
  expect(sign(secret, at.getTime())['webhook-signature']).toBe(new Webhook(secret).sign('msg_1', at, body));
});

test('secrets are whsec_ and 24 to 64 bytes of base64', () => {
  const of = (bytes: number) => `whsec_${Buffer.alloc(bytes, 7).toString('base64')}`;
  expect(keyOfSecret(of(24))).toHaveLength(24);
  expect(keyOfSecret(of(64))).toHaveLength(64);
  expect(keyOfSecret(of(23))).toBeUndefined();
  expect(keyOfSecret(of(65))).toBeUndefined();
  expect(keyOfSecret(of(32).slice('whsec_'.length))).toBeUndefined();
  expect(keyOfSecret('whsec_not base64 at all, really not')).toBeUndefined();
});

test('while a secret is being rotated, holders of either one accept the signatures', () => {
  const secrets = [makeWebhookSecret(), makeWebhookSecret()];
  const keys = secrets.flatMap((secret) => keyOfSecret(secret) ?? []);
  const headers = signedHeaders(keys, { id: 'msg_1', nowMs: Date.now(), body });
  for (const secret of secrets) expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
  expect(headers['webhook-signature'].split(' ')).toHaveLength(2);
});
