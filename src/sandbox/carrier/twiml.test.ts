import { describe, expect, it } from 'vitest';
import { parseTwiml } from './twiml.ts';

const verbs = (inner: string) => {
  const parsed = parseTwiml(`<?xml version="1.0" encoding="UTF-8"?>\n<Response>${inner}</Response>`);
  return parsed.ok ? parsed.verbs : parsed.error.code;
};

describe('reading TwiML', () => {
  it('keeps the verbs in order with their attributes and parameters', () => {
    expect(
      verbs(`
        <!-- the ear first -->
        <Start><Stream name="ear" url="wss://x.test/ear" track="both_tracks"><Parameter name="a" value="1 &amp; 2"/></Stream></Start>
        <Play digits="1w#"/><Pause/><Redirect method="GET">https://x.test/next?a=1&amp;b=2</Redirect>`),
    ).toMatchObject([
      { verb: 'start-stream', stream: { name: 'ear', track: 'both_tracks', parameters: { a: '1 & 2' } } },
      { verb: 'play-digits', digits: '1w#', loop: 1 },
      { verb: 'pause', seconds: 1 },
      { verb: 'redirect', url: 'https://x.test/next?a=1&b=2', method: 'GET' },
    ]);
  });

  it('takes the number to dial as text or as a child, and keeps its digits as text', () => {
    expect(verbs('<Dial>+12125550142</Dial>')).toMatchObject([
      { number: '+12125550142', timeoutSeconds: 30 },
    ]);
    expect(
      verbs('<Dial action="/a" timeout="5"><Number sendDigits="001">+12125550142</Number></Dial>'),
    ).toMatchObject([{ number: '+12125550142', sendDigits: '001', action: '/a', timeoutSeconds: 5 }]);
    expect(verbs('<Say>007</Say>')).toMatchObject([{ text: '007' }]);
  });

  it('is content with nothing', () => {
    expect(verbs('')).toEqual([]);
    expect(parseTwiml('<Response/>')).toEqual({ ok: true, verbs: [] });
  });

  it.each([
    ['not XML', 'hello', 12100],
    ['another root', '<Reply/>', 12100],
    ['an open tag', '<Response><Pause></Response>', 12100],
    ['an unknown verb', '<Response><Sing/></Response>', 12200],
    ['digits that are none', '<Response><Play digits="1a"/></Response>', 13120],
    ['a stream to nowhere', '<Response><Connect><Stream/></Connect></Response>', 31940],
    [
      'a mouth that wants to hear itself',
      '<Response><Connect><Stream url="wss://x.test" track="both_tracks"/></Connect></Response>',
      31941,
    ],
  ])('refuses %s', (_what, xml, code) => {
    expect(parseTwiml(xml)).toMatchObject({ ok: false, error: { code } });
  });
});
