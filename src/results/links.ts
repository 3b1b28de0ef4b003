import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../kernel/clock.ts';
import { transcriptFormats, type LinkTarget } from '../kernel/result.ts';

const claims = z.strictObject({
  organizationId: z.string(),
  madeBy: z.string(),
  callId: z.string(),
  shows: z.enum(['recording', ...transcriptFormats]),
  expiresAt: z.number(),
});

/**
 * Links that show one thing until a moment, whoever follows them: what they show is in the token (ids only), signed
 * with a key derived from the master key.
 */
export function makeLinkSigner(options: { masterKey: Uint8Array; clock: Clock }) {
  const key = Buffer.from(hkdfSync('sha256', options.masterKey, '', 'holdfast result links', 32));
  const signatureOf = (payload: string) => createHmac('sha256', key).update(payload).digest();
  return {
    sign(target: LinkTarget, seconds: number): { token: string; expiresAt: string } {
      const expiresAt = options.clock.now() + seconds * 1_000;
      const { organizationId, madeBy, callId, shows } = target;
      const json = JSON.stringify({ organizationId, madeBy, callId, shows, expiresAt });
      const payload = Buffer.from(json).toString('base64url');
      const token = `${payload}.${signatureOf(payload).toString('base64url')}`;
      return { token, expiresAt: new Date(expiresAt).toISOString() };
    },
    /** Undefined where it was not made here, was changed, or has expired. */
    open(token: string): LinkTarget | undefined {
      const [payload = '', signature = ''] = token.split('.');
      const given = Buffer.from(signature, 'base64url');
      const right = signatureOf(payload);
      if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
      const read = claims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
      const { expiresAt, ...target } = read;
      return expiresAt > options.clock.now() ? target : undefined;
    },
  };
}
