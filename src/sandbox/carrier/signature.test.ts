import twilio from 'twilio';
import { describe, expect, it } from 'vitest';
import { signRequest } from './signature.ts';

const token = 'synthetic-token';

describe('signing as the vendor does', () => {
  it.each([
    ['a form post', 'https://example.test/doc?x=1&y=%20', { To: '+12125550142', Body: 'a b', Empty: '' }],
    ['a local stream with a port', 'ws://127.0.0.1:4010/media', {}],
    ['a secure stream', 'wss://example.test/media', {}],
  ])('agrees with the SDK on %s', (_what, url, params) => {
    expect(signRequest(token, url, params)).toBe(twilio.getExpectedTwilioSignature(token, url, params));
    expect(twilio.validateRequest(token, signRequest(token, url, params), url, params)).toBe(true);
    expect(twilio.validateRequest(`${token}x`, signRequest(token, url, params), url, params)).toBe(false);
  });

  it('leaves connection overrides in the fragment out', () => {
    expect(signRequest(token, 'https://example.test/doc#rc=3')).toBe(
      signRequest(token, 'https://example.test/doc'),
    );
  });
});
