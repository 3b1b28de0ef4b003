import type { CallbackStatus, CallRecord, StatusEvent } from './call-record.ts';
import { apiVersion, rfc2822, talkSeconds } from './call-record.ts';
import type { CarrierClock } from './clock.ts';
import type { CarrierSwitches } from './switches.ts';
import type { WebhookClient, WebhookRequest } from './webhook-client.ts';

export interface StatusCallbackTarget {
  url: string;
  method: 'GET' | 'POST';
  events: ReadonlySet<StatusEvent>;
}

/** The parameters that every request about a call carries. */
export function callParams(
  record: CallRecord,
  status: CallbackStatus = record.status,
): Record<string, string> {
  return {
    CallSid: record.sid,
    AccountSid: record.accountSid,
    From: record.from,
    To: record.to,
    Caller: record.from,
    Called: record.to,
    CallStatus: status,
    ApiVersion: apiVersion,
    Direction: record.direction,
    ...(record.parentCallSid !== undefined && { ParentCallSid: record.parentCallSid }),
  };
}

const sipCodes: Partial<Record<CallbackStatus, string>> = {
  completed: '200',
  busy: '486',
  'no-answer': '487',
  canceled: '487',
  failed: '503',
};

/** Reports one call's progress to its StatusCallback: subscribed events only, numbered from 0. */
export function makeStatusCallbacks(options: {
  record: CallRecord;
  target: StatusCallbackTarget | undefined;
  webhooks: WebhookClient;
  clock: CarrierClock;
  switches: CarrierSwitches;
}): (event: StatusEvent, status: CallbackStatus) => void {
  const { record, target, webhooks, clock, switches } = options;
  let sequence = 0;
  let heldBack: WebhookRequest | undefined;
  // One after the other, as they happen; only the switches below disturb the order.
  let line = Promise.resolve();

  const deliver = (request: WebhookRequest) => {
    const copies = switches.duplicateCallbacks ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      line = line.then(() => webhooks.send(request)).then(() => undefined);
    }
  };
  const release = (request: WebhookRequest, last: boolean) => {
    if (switches.reorderCallbacks && !heldBack && !last) {
      heldBack = request;
      return;
    }
    deliver(request);
    if (heldBack) deliver(heldBack);
    heldBack = undefined;
  };

  return (event, status) => {
    if (!target?.events.has(event)) return;
    const params: Record<string, string> = {
      ...callParams(record, status),
      Timestamp: rfc2822(clock.now()),
      CallbackSource: 'call-progress-events',
      SequenceNumber: String(sequence),
    };
    if (event === 'completed') {
      const seconds = talkSeconds(record);
      params.CallDuration = String(seconds);
      params.Duration = String(Math.ceil(seconds / 60));
      const sip = sipCodes[status];
      if (sip !== undefined) params.SipResponseCode = sip;
    }
    sequence += 1;
    const request: WebhookRequest = { url: target.url, method: target.method, params };
    const last = event === 'completed';
    if (switches.lateCallbacksMs > 0) clock.after(switches.lateCallbacksMs, () => release(request, last));
    else release(request, last);
  };
}
