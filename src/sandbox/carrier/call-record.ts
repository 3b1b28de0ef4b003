import { makeSid } from './signature.ts';

export type CallStatus =
  'queued' | 'ringing' | 'in-progress' | 'completed' | 'busy' | 'failed' | 'no-answer' | 'canceled';
/** Callbacks know one status more than the resource does. */
export type CallbackStatus = CallStatus | 'initiated';
export type StatusEvent = 'initiated' | 'ringing' | 'answered' | 'completed';

/** One call as the account sees it. Times are ms since the epoch. */
export interface CallRecord {
  readonly sid: string;
  readonly accountSid: string;
  readonly parentCallSid: string | undefined;
  readonly to: string;
  readonly from: string;
  readonly direction: 'outbound-api' | 'outbound-dial';
  status: CallStatus;
  readonly createdAt: number;
  updatedAt: number;
  startedAt: number | undefined;
  answeredAt: number | undefined;
  endedAt: number | undefined;
}

export const apiVersion = '2010-04-01';

export function makeCallRecord(options: {
  accountSid: string;
  to: string;
  from: string;
  now: number;
  parentCallSid?: string | undefined;
}): CallRecord {
  return {
    sid: makeSid('CA'),
    accountSid: options.accountSid,
    parentCallSid: options.parentCallSid,
    to: options.to,
    from: options.from,
    direction: options.parentCallSid === undefined ? 'outbound-api' : 'outbound-dial',
    status: 'queued',
    createdAt: options.now,
    updatedAt: options.now,
    startedAt: undefined,
    answeredAt: undefined,
    endedAt: undefined,
  };
}

export function isOver(status: CallStatus): boolean {
  return status !== 'queued' && status !== 'ringing' && status !== 'in-progress';
}

/** Whole seconds of conversation, 0 for a call that was never answered. */
export function talkSeconds(record: CallRecord): number {
  if (record.answeredAt === undefined || record.endedAt === undefined) return 0;
  return Math.max(1, Math.ceil((record.endedAt - record.answeredAt) / 1000));
}

/** "Mon, 23 Nov 2026 12:00:00 +0000" */
export function rfc2822(ms: number): string {
  return new Date(ms).toUTCString().replace('GMT', '+0000');
}

/** What GET Calls/{sid}.json answers. */
export function toResource(record: CallRecord): Record<string, unknown> {
  const { sid, accountSid, status } = record;
  const uri = `/${apiVersion}/Accounts/${accountSid}/Calls/${sid}`;
  const at = (ms: number | undefined) => (ms === undefined ? null : rfc2822(ms));
  const parts = ['events', 'notifications', 'payments', 'recordings', 'siprec', 'streams', 'transcriptions'];
  return {
    sid,
    account_sid: accountSid,
    parent_call_sid: record.parentCallSid ?? null,
    to: record.to,
    to_formatted: formatted(record.to),
    from: record.from,
    from_formatted: formatted(record.from),
    phone_number_sid: null,
    status,
    start_time: at(record.startedAt),
    end_time: at(record.endedAt),
    duration: isOver(status) ? String(talkSeconds(record)) : null,
    price: null,
    price_unit: 'USD',
    direction: record.direction,
    answered_by: null,
    api_version: apiVersion,
    forwarded_from: null,
    group_sid: null,
    caller_name: null,
    queue_time: '0',
    trunk_sid: null,
    annotation: null,
    date_created: at(record.createdAt),
    date_updated: at(record.updatedAt),
    uri: `${uri}.json`,
    subresource_uris: Object.fromEntries(parts.map((part) => [part, `${uri}/${title(part)}.json`])),
  };
}

function title(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function formatted(number: string): string {
  const match = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  return match ? `(${match[1] ?? ''}) ${match[2] ?? ''}-${match[3] ?? ''}` : number;
}
