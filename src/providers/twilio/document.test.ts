import { describe, expect, it } from 'vitest';
import { renderDocument, withOverrides } from './document.ts';

const nextUrl = 'https://holdfast.example/next/3';
const overridden = withOverrides(nextUrl).replaceAll('&', '&amp;');
const xml = '<?xml version="1.0" encoding="UTF-8"?>';

describe('a document for the carrier', () => {
  it('opens the ear and parks', () => {
    const document = renderDocument({
      ear: {
        name: 'ear-2',
        url: 'wss://node.example/ear',
        token: 't0ken',
        statusCallbackUrl: 'https://x.example/s',
      },
      then: { kind: 'park', seconds: 20, nextUrl },
    });
    expect(document).toBe(
      `${xml}<Response>` +
        '<Start><Stream name="ear-2" url="wss://node.example/ear" track="inbound_track" statusCallback="https://x.example/s">' +
        '<Parameter name="token" value="t0ken"/></Stream></Start>' +
        `<Pause length="20"/><Redirect method="POST">${overridden}</Redirect></Response>`,
    );
  });

  it('dials a phone into the call, and asks what is next when that is over', () => {
    const document = renderDocument({
      then: {
        kind: 'dial',
        phoneNumber: '+13035550190',
        callerId: '+13035550100',
        ringSeconds: 25,
        statusCallbackUrl: 'https://x.example/person',
        nextUrl,
      },
    });
    expect(document).toBe(
      `${xml}<Response><Dial callerId="+13035550100" timeout="25" action="${overridden}" method="POST">` +
        '<Number statusCallback="https://x.example/person" statusCallbackEvent="answered">+13035550190</Number></Dial></Response>',
    );
  });

  it('presses keys, then opens the mouth and asks what is next when it closes', () => {
    const document = renderDocument({
      press: '1w2#',
      then: {
        kind: 'mouth',
        stream: { name: 'mouth-3', url: 'wss://node.example/mouth', token: 'm' },
        nextUrl,
      },
    });
    expect(document).toBe(
      `${xml}<Response><Play digits="1w2#"/><Connect><Stream name="mouth-3" url="wss://node.example/mouth">` +
        `<Parameter name="token" value="m"/></Stream></Connect><Redirect method="POST">${overridden}</Redirect></Response>`,
    );
  });

  it('hangs up', () => {
    expect(renderDocument({ then: { kind: 'hang_up' } })).toBe(`${xml}<Response><Hangup/></Response>`);
  });

  it('leaves a URL with overrides as it is', () => {
    expect(withOverrides(withOverrides(nextUrl))).toBe(withOverrides(nextUrl));
  });
});
