import { createHmac, randomBytes } from 'node:crypto';

/**
 * X-Twilio-Signature: base64(HMAC-SHA1(token, url + every POST parameter sorted by name as name+value)).
 * A fragment holds connection overrides for the carrier itself and is not part of what is signed.
 */
export function signRequest(authToken: string, url: string, params: Record<string, string> = {}): string {
  const tail = Object.keys(params)
    .sort()
    .map((name) => name + (params[name] ?? ''))
    .join('');
  return createHmac('sha1', authToken)
    .update(withoutFragment(url) + tail, 'utf8')
    .digest('base64');
}

export function withoutFragment(url: string): string {
  const hash = url.indexOf('#');
  return hash < 0 ? url : url.slice(0, hash);
}

/** A Twilio-looking sid: two letters and 32 hex digits. */
export function makeSid(prefix: 'CA' | 'MZ' | 'PN' | 'RQ'): string {
  return prefix + randomBytes(16).toString('hex');
}
