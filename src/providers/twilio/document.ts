import twilio from 'twilio';
import type { CallDocument } from '../../kernel/telephony.ts';

/**
 * How the carrier asks `next`: 3 s to connect and 8 s to be answered instead of 5 and 15, three retries for every
 * kind of failure. A call dies where its next document cannot be had. They travel in the fragment and are not signed.
 */
const connectionOverrides = 'ct=3000&rt=8000&rc=3&rp=all';

/** The URL with the carrier's connection overrides in its fragment. */
export function withOverrides(url: string): string {
  return url.includes('#') ? url : `${url}#${connectionOverrides}`;
}

/** Renders a document as TwiML: stop the old ear, open the new one, press keys, then stay. */
export function renderDocument(document: CallDocument): string {
  const response = new twilio.twiml.VoiceResponse();
  if (document.ear !== undefined) {
    const { name, url, token, statusCallbackUrl } = document.ear;
    const stream = response.start().stream({
      name,
      url,
      track: 'inbound_track',
      ...(statusCallbackUrl === undefined ? {} : { statusCallback: statusCallbackUrl }),
    });
    stream.parameter({ name: 'token', value: token });
  }
  if (document.press !== undefined) response.play({ digits: document.press });
  const { then } = document;
  switch (then.kind) {
    case 'park':
      response.pause({ length: then.seconds });
      response.redirect({ method: 'POST' }, withOverrides(then.nextUrl));
      break;
    case 'mouth': {
      const { name, url, token, statusCallbackUrl } = then.stream;
      const stream = response.connect().stream({
        name,
        url,
        ...(statusCallbackUrl === undefined ? {} : { statusCallback: statusCallbackUrl }),
      });
      stream.parameter({ name: 'token', value: token });
      response.redirect({ method: 'POST' }, withOverrides(then.nextUrl));
      break;
    }
    case 'dial': {
      const { phoneNumber, callerId, ringSeconds, statusCallbackUrl, nextUrl } = then;
      const dial = response.dial({
        callerId,
        timeout: ringSeconds,
        action: withOverrides(nextUrl),
        method: 'POST',
      });
      dial.number({ statusCallback: statusCallbackUrl, statusCallbackEvent: ['answered'] }, phoneNumber);
      break;
    }
    case 'hang_up':
      response.hangup();
      break;
  }
  return response.toString();
}
