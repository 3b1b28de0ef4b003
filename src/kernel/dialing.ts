import type { Principal, TenantScope } from './access.ts';

/** Why a task is not being called at this moment. */
export const waitCodes = [
  'not_before',
  'retry_later',
  'payor_closed',
  'paused',
  'payor_limit',
  'organization_limit',
  'server_limit',
  'daily_cap',
  'refuses_automation',
  'in_line',
] as const;

export type WaitCode = (typeof waitCodes)[number];

export interface Waiting {
  /** All that hold it back, the one that lasts longest first. */
  reasons: readonly {
    code: WaitCode;
    /** A sentence for people. */
    detail: string;
    /** ISO time at which this reason ends; null where nobody can tell. */
    until: string | null;
  }[];
  /** ISO time of the next try as far as can be told; null where a person has to act first. */
  nextTryAt: string | null;
}

/** Explains waiting tasks. */
export interface WaitExplainer {
  /** Undefined where the task does not wait or is not seen from this scope. */
  explain(scope: TenantScope, taskId: string): Promise<Waiting | undefined>;
}

export const pauseScopes = ['everything', 'organization', 'payor', 'line', 'practice'] as const;

/** What a pause holds back: the whole server, an organization, or what an organization has with a payor, a line, a practice. */
export type PauseScope = (typeof pauseScopes)[number];

export const runningCallChoices = ['continue', 'end_politely'] as const;

/** What becomes of the calls that are running when dialing is paused. */
export type RunningCalls = (typeof runningCallChoices)[number];

export interface Pause {
  id: string;
  scope: PauseScope;
  /** Id of the payor or practice, or the line's number; null for everything and for an organization. */
  subject: string | null;
  reason: string;
  runningCalls: RunningCalls;
  /** Key or person; `operator` for the command of whoever runs the server. */
  createdBy: string;
  createdAt: string;
  /** Null while it lasts. */
  endedAt: string | null;
  endedBy: string | null;
}

export interface PauseRequest {
  scope: Exclude<PauseScope, 'everything'>;
  subject: string | null;
  reason: string;
  runningCalls: RunningCalls;
}

/** What an organization may use; null for no limit. */
export interface DialingLimits {
  callsAtOnce: number | null;
  /** Minutes on calls that were answered, by the organization's own day. */
  minutesPerDay: number | null;
  /** By what a minute is reckoned to cost. */
  centsPerDay: number | null;
  centsPerMinute: number;
}

/** What was used today, calls that are running included. */
export interface DialingUsage {
  /** ISO date where the organization is. */
  day: string;
  timeZone: string;
  minutes: number;
  cents: number;
  /** ISO time at which the next day begins. */
  until: string;
}

export type FlagKind = 'refuses_automation' | 'wrong_number';

/** What calls found out about a payor or a number, for people to look at. It holds nothing back by itself. */
export interface DialingFlag {
  id: string;
  kind: FlagKind;
  payorId: string | null;
  payorName: string;
  phoneNumber: string;
  times: number;
  firstAt: string;
  lastAt: string;
  /** Null for whoever does not see that call. */
  lastCallId: string | null;
}

export interface QueueOverview {
  /** Tasks that wait. */
  waiting: number;
  /** What holds them back, most first: each task counts once, under what lasts longest. */
  byReason: readonly { code: WaitCode; tasks: number }[];
  /** Most first; at most a hundred. */
  byPayor: readonly { payorId: string | null; payorName: string; phoneNumber: string; tasks: number }[];
  byPractice: readonly { practiceId: string | null; tasks: number; running: number }[];
  /** Calls that are under way. */
  running: number;
  limits: DialingLimits;
  today: DialingUsage;
  pauses: readonly Pause[];
  flags: readonly DialingFlag[];
}

/** The stop button, the limits, and what waits, as people and programs of an organization handle them. */
export interface DialingDesk {
  /** Those that last, or all of them, newest first. */
  pauses(scope: TenantScope, wanted: { ended: boolean }): Promise<readonly Pause[]>;
  /** Stops dialing at once on every node; the same again while it lasts changes nothing. Problems are thrown. */
  pause(principal: Principal, request: PauseRequest): Promise<{ pause: Pause; created: boolean }>;
  /** Undefined where there is no such pause; one that has ended stays as it is. */
  resume(principal: Principal, pauseId: string): Promise<Pause | undefined>;
  limits(scope: TenantScope): Promise<{ limits: DialingLimits; today: DialingUsage }>;
  setLimits(
    principal: Principal,
    limits: DialingLimits,
  ): Promise<{ limits: DialingLimits; today: DialingUsage }>;
  overview(scope: TenantScope): Promise<QueueOverview>;
  /** A person has looked at it. Undefined where there is no such flag. */
  clearFlag(principal: Principal, flagId: string): Promise<DialingFlag | undefined>;
}
