import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeCarrierVerifier } from './verifier.ts';

const authToken = 'test-token';
const sign = (url: string, parameters: Record<string, string> = {}) =>
  createHmac('sha1', authToken)
    .update(
      Object.keys(parameters)
        .sort()
        .reduce((text, name) => text + name + (parameters[name] ?? ''), url),
    )
    .digest('base64');

describe('the carrier’s signature', () => {
  const verifier = makeCarrierVerifier({ authToken });
  const form = { CallSid: 'CA1', CallStatus: 'ringing', AccountSid: 'AC1' };
  const url = 'https://holdfast.example/twilio/calls/call_1/status';

  it('is accepted over the URL and the sorted form', () => {
    expect(verifier.verify(sign(url, form), url, form)).toBe(true);
  });

  it('is refused where a parameter, the path, the scheme or the key differs, and where it is missing', () => {
    expect(verifier.verify(sign(url, form), url, { ...form, CallStatus: 'completed' })).toBe(false);
    expect(verifier.verify(sign(url, form), `${url}/`, form)).toBe(false);
    expect(verifier.verify(sign(url.replace('https', 'http'), form), url, form)).toBe(false);
    expect(makeCarrierVerifier({ authToken: 'other' }).verify(sign(url, form), url, form)).toBe(false);
    expect(verifier.verify(undefined, url, form)).toBe(false);
  });

  it.each(['wss://node.example/ear', 'wss://node.example:443/ear'])(
    'of a socket is accepted when signed over %s',
    (signed) => {
      expect(verifier.verify(sign(signed), 'wss://node.example/ear', {})).toBe(true);
      expect(verifier.verify(sign(signed), 'wss://other.example/ear', {})).toBe(false);
    },
  );

  it('of a local socket keeps its port', () => {
    expect(verifier.verify(sign('ws://127.0.0.1:8080/ear'), 'ws://127.0.0.1:8080/ear', {})).toBe(true);
    expect(verifier.verify(sign('ws://127.0.0.1:8081/ear'), 'ws://127.0.0.1:8080/ear', {})).toBe(false);
  });
});
