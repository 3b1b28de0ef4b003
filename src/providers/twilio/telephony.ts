import twilio from 'twilio';
import type { CallInstance } from 'twilio/lib/rest/api/v2010/account/call.js';
import { ProviderError } from '../../kernel/errors.ts';
import type { CarrierCall, Telephony } from '../../kernel/telephony.ts';
import { isCarrierStatus } from '../../kernel/telephony.ts';
import { renderDocument, withOverrides } from './document.ts';
import { carrierError, statusOf } from './errors.ts';
import { RedirectedClient } from './request-client.ts';

/** Asked for every call; the default is `completed` alone, and a misspelt one silences all of them. */
const statusEvents = ['initiated', 'ringing', 'answered', 'completed'];

/** Calls between the same two numbers since the moment asked about: more than a handful means trouble anyway. */
const listLimit = 50;

export interface TelephonyOptions {
  accountSid: string;
  authToken: string;
  /** Such as `https://api.twilio.com`. */
  baseUrl: string;
  timeoutMs: number;
}

/**
 * Twilio behind the kernel's {@link Telephony}. Nothing is retried here: a create has no idempotency key. Hanging up
 * or stopping what is gone already is a success.
 */
export function makeTelephony(options: TelephonyOptions): Telephony {
  const { accountSid, authToken, baseUrl, timeoutMs } = options;
  const client = twilio(accountSid, authToken, { httpClient: new RedirectedClient(baseUrl, timeoutMs) });
  return {
    async place(request) {
      const call = await client.calls
        .create({
          to: request.to,
          from: request.from,
          url: withOverrides(request.nextUrl),
          method: 'POST',
          fallbackUrl: request.fallbackUrl,
          fallbackMethod: 'POST',
          statusCallback: request.statusCallbackUrl,
          statusCallbackMethod: 'POST',
          statusCallbackEvent: statusEvents,
          timeout: request.ringSeconds,
          timeLimit: request.limitSeconds,
        })
        .catch(rethrow({ mayHaveHappened: true }));
      return carrierCall(call);
    },
    async fetch(sid) {
      const call = await client.calls(sid).fetch().catch(unlessGone);
      return call === undefined ? undefined : carrierCall(call);
    },
    async list({ to, from, sinceMs }) {
      const calls = await client.calls
        .list({ to, from, limit: listLimit })
        .catch(rethrow({ mayHaveHappened: false }));
      // The carrier counts in whole seconds.
      const sinceSecondMs = Math.floor(sinceMs / 1000) * 1000;
      return calls
        .filter((call) => new Date(call.dateCreated).getTime() >= sinceSecondMs)
        .sort((left, right) => new Date(right.dateCreated).getTime() - new Date(left.dateCreated).getTime())
        .map(carrierCall);
    },
    async redirect(sid, url) {
      await client
        .calls(sid)
        .update({ url: withOverrides(url), method: 'POST' })
        .catch(rethrow({ mayHaveHappened: false }));
    },
    async hangUp(sid) {
      await client.calls(sid).update({ status: 'completed' }).catch(unlessEnded);
    },
    async startEar(sid, stream) {
      await client
        .calls(sid)
        .streams.create({
          name: stream.name,
          url: stream.url,
          track: 'inbound_track',
          'parameter1.name': 'token',
          'parameter1.value': stream.token,
          ...(stream.statusCallbackUrl === undefined ? {} : { statusCallback: stream.statusCallbackUrl }),
        })
        .catch(rethrow({ mayHaveHappened: false }));
    },
    async stopStream(sid, name) {
      await client.calls(sid).streams(name).update({ status: 'stopped' }).catch(unlessGone);
    },
    render: renderDocument,
  };
}

function rethrow(how: { mayHaveHappened: boolean }): (thrown: unknown) => never {
  return (thrown) => {
    throw carrierError(thrown, how);
  };
}

function unlessGone(thrown: unknown): undefined {
  if (statusOf(thrown) !== 404) throw carrierError(thrown, { mayHaveHappened: false });
}

/** Twilio answers 21220 to a change of a call that is over. */
function unlessEnded(thrown: unknown): undefined {
  const error = carrierError(thrown, { mayHaveHappened: false });
  if (error.vendorCode !== 21220 && statusOf(thrown) !== 404) throw error;
}

function carrierCall(call: CallInstance): CarrierCall {
  const status: string = call.status;
  const createdAt = new Date(call.dateCreated);
  if (!isCarrierStatus(status) || typeof call.sid !== 'string' || Number.isNaN(createdAt.getTime())) {
    throw new ProviderError(
      'twilio',
      'protocol',
      'The carrier described a call in a way that makes no sense.',
    );
  }
  return {
    sid: call.sid,
    to: call.to,
    from: call.from,
    status,
    createdAt: createdAt.toISOString(),
  };
}
