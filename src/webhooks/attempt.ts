import type { PhiCodec } from '../kernel/phi.ts';
import type { Claimed } from './claim.ts';
import { bodyOf } from './event-body.ts';
import type { WebhookSecrets } from './secrets.ts';
import type { SendResult, WebhookSender } from './send.ts';
import { keyOfSecret, signedHeaders } from './signature.ts';

export interface AttemptOptions {
  codec: PhiCodec;
  secrets: WebhookSecrets;
  sender: WebhookSender;
}

export type AttemptResult = SendResult | { kind: 'disabled' };

/** Signs and sends once. A test is sent to a disabled endpoint too: its owner asks whether it would work. */
export async function makeAttempt(
  options: AttemptOptions,
  delivery: Claimed,
  nowMs: number,
): Promise<AttemptResult> {
  if (delivery.endpoint.isDisabled && delivery.event.type !== 'webhook.test') return { kind: 'disabled' };
  const [body, keys] = await Promise.all([
    bodyToSend(options.codec, delivery),
    signingKeys(options.secrets, delivery, nowMs),
  ]);
  const headers = signedHeaders(keys, { id: delivery.eventId, nowMs, body });
  return await options.sender.send(delivery.url, headers, body, nowMs);
}

/** The same bytes at each attempt: the thin ones are made anew of what never changes. */
async function bodyToSend(codec: PhiCodec, delivery: Claimed): Promise<string> {
  const { organizationId, eventId, payload, event } = delivery;
  if (payload === 'thin' || event.sealed === null)
    return bodyOf({ type: event.type, at: event.at.toISOString(), data: event.thin });
  const opened = await codec.open(organizationId, `events.sealed:${eventId}`, event.sealed);
  return Buffer.from(opened).toString('utf8');
}

/** The present key first; the one before the last rotation signs too, for as long as it was promised. */
async function signingKeys(secrets: WebhookSecrets, delivery: Claimed, nowMs: number): Promise<Buffer[]> {
  const { organizationId, endpoint } = delivery;
  const former =
    endpoint.sealedFormerSecret !== null && (endpoint.formerSecretUntil?.getTime() ?? 0) > nowMs
      ? [endpoint.sealedFormerSecret]
      : [];
  return await Promise.all(
    [endpoint.sealedSecret, ...former].map(async (sealed) => {
      const key = keyOfSecret(await secrets.openSecret(organizationId, endpoint.id, sealed));
      if (key === undefined) throw new Error('The stored signing secret is not one.');
      return key;
    }),
  );
}
