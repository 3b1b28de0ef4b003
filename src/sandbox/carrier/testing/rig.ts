import twilio from 'twilio';
import type { RequestOptions } from 'twilio/lib/base/RequestClient.js';
import { startCarrier } from '../carrier.ts';
import type { CarrierHandle, CarrierOptions } from '../carrier.ts';
import type { CarrierEvent } from '../events.ts';
import type { Customer } from './customer.ts';
import { startCustomer } from './customer.ts';
import type { FarEnd, FarLine } from './far-end.ts';
import { answerAtOnce, startFarEnd } from './far-end.ts';
import { makeManualClock } from './manual-clock.ts';
import type { ManualClock } from './manual-clock.ts';

export const accountSid = 'AC00000000000000000000000000000001';
export const authToken = 'synthetic-token';
export const payorNumber = '+12125550142';
export const ourNumber = '+13125550100';

class LocalTwilio extends twilio.RequestClient {
  private readonly base: URL;
  constructor(base: string) {
    super({ timeout: 5000 });
    this.base = new URL(base);
  }
  override request<T>(options: RequestOptions<T>) {
    const uri = new URL(options.uri);
    uri.protocol = this.base.protocol;
    uri.host = this.base.host;
    return super.request<T>({ ...options, uri: uri.href });
  }
}

/** The carrier between a far end, a customer's application and the real SDK, on a clock moved by hand. */
export interface Rig {
  carrier: CarrierHandle;
  clock: ManualClock;
  customer: Customer;
  farEnd: FarEnd;
  client: ReturnType<typeof twilio>;
  events: CarrierEvent[];
  /** Creates a call on this document and lets it be answered. */
  answeredCall(twiml: string): Promise<{ sid: string; line: FarLine }>;
  close(): Promise<void>;
}

export async function startRig(
  options: { onInvite?: (line: FarLine) => void; switches?: CarrierOptions['switches'] } = {},
): Promise<Rig> {
  const clock = makeManualClock();
  const events: CarrierEvent[] = [];
  const farEnd = await startFarEnd(options.onInvite ?? answerAtOnce);
  const customer = await startCustomer(authToken);
  const carrier = await startCarrier({
    port: 0,
    accountSid,
    authToken,
    trunkUrl: farEnd.url,
    switches: options.switches,
    clock,
    // A voice of one sound, 4 ms a letter.
    synthesize: (text) => Promise.resolve(new Uint8Array(text.length * 32).fill(0x68)),
    onEvent: (event) => events.push(event),
  });
  const client = twilio(accountSid, authToken, { httpClient: new LocalTwilio(carrier.url) });
  return {
    carrier,
    clock,
    customer,
    farEnd,
    client,
    events,
    async answeredCall(twiml) {
      const { sid } = await client.calls.create({ to: payorNumber, from: ourNumber, twiml });
      const line = () => farEnd.lines.find((each) => each.invite.callSid === sid);
      const answered = () =>
        events.some((e) => e.type === 'status' && e.callSid === sid && e.status === 'in-progress');
      await clock.advanceUntil(() => line() !== undefined && answered());
      const found = line();
      if (!found) throw new Error('the far end was not called');
      return { sid, line: found };
    },
    async close() {
      await carrier.close();
      await customer.close();
      await farEnd.close();
    },
  };
}
