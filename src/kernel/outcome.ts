/** Integer cents for money, ISO date strings, upper-case identifiers, enumeration strings, words as they were said. */
export type FieldValue = string | number | boolean | DurationValue;

export const durationUnits = ['minutes', 'hours', 'days', 'weeks', 'months', 'years'] as const;

export interface DurationValue {
  n: number;
  unit: (typeof durationUnits)[number];
  dayType?: 'business' | 'calendar' | undefined;
}

export const answerStatuses = [
  'answered',
  'doubtful',
  'not_asked',
  'rep_declined',
  'not_available',
  'not_applicable',
] as const;

export type AnswerStatus = (typeof answerStatuses)[number];

/** Fields about the call rather than the question: alone they are no answer to it. */
export const fieldsAboutTheCall: ReadonlySet<string> = new Set([
  'repName',
  'repInitial',
  'callReference',
  'recordingDisclaimerHeard',
]);

/** Where a value was said. `offsetMs` counts from the start of the call, as the recording does. */
export interface Evidence {
  /** Where it is another call of the task than the outcome's. */
  callId?: string | undefined;
  turn: string;
  questionTurn: string | null;
  speaker: 'representative' | 'menu';
  quote: string;
  offsetMs: number;
  /** Recognition confidence of the quoted words, 0 to 1. */
  confidence: number;
}

export interface Answer {
  value: FieldValue | null;
  status: AnswerStatus;
  evidence: Evidence | null;
  /** True only after a clear yes to a read-back of exactly this value. */
  confirmed: boolean;
  /** Where a person decided on it; the rest is then what they made of it. */
  review?: AnswerReview | undefined;
}

/** correct: another value. confirm: the machine's value holds. reject: it does not, and there is none. add: there is one. */
export const correctionActions = ['correct', 'confirm', 'reject', 'add'] as const;

export type CorrectionAction = (typeof correctionActions)[number];

/** What a person did to an answer, and what the machine had reported. */
export interface AnswerReview {
  action: CorrectionAction;
  /** Id of the user or the key. */
  by: string;
  at: string;
  machineValue: FieldValue | null;
  machineStatus: AnswerStatus;
}

export const failureReasons = [
  'ivr_failure',
  'hold_timeout',
  'closed',
  'wrong_number',
  'wrong_department',
  'callback_required',
  'voicemail',
  'busy',
  'no_answer',
  'system_down',
  'line_dropped',
  'refused_automation',
  'refused_information',
  'other_channel',
  'member_not_found',
  'provider_not_found',
  'claim_not_found',
  'prior_auth_not_found',
  'input_missing',
  'input_incorrect',
  'canceled',
  'person_took_over',
  'person_ended',
  'expired',
  'agent_failure',
] as const;

export type FailureReason = (typeof failureReasons)[number];

/** Why a task has no full answer. `fault` says whose it is: ours, the payor's, or what the caller supplied. */
export interface Failure {
  reason: FailureReason;
  fault: 'ours' | 'payor' | 'supplied' | 'line';
  /** For input_missing and input_incorrect: the input's name. */
  input?: string | undefined;
}

/** What the script knows of one task when it lets go of it; `outcomes` turns it into an {@link Outcome}. */
export interface TaskResult {
  taskId: string;
  answers: Readonly<Record<string, Answer>>;
  /** Names of the fields that the branch taken asks for and that must be answered. */
  required: readonly string[];
  failure: Failure | null;
  /** True where nothing was asked for this task: the other side's limit or the end of the call came first. */
  deferred?: boolean | undefined;
}

export interface CheckResult {
  name: string;
  passed: boolean;
  /** Fields that the rule compares. */
  fields: readonly string[];
}

export type OutcomeState = 'completed' | 'partial' | 'failed';

export interface Outcome {
  taskId: string;
  /** The call that ended the task; null where it ended without one. */
  callId: string | null;
  callType: string;
  state: OutcomeState;
  fields: Readonly<Record<string, Answer>>;
  missingFields: readonly string[];
  failure: Failure | null;
  checks: readonly CheckResult[];
  /** True where a person should look first: a doubtful value or a failed check. */
  needsReview: boolean;
  finishedAt: string;
  /** Who approved it as it stands; left out where nobody did. */
  approval?: { by: string; at: string } | undefined;
}

/** Context under which outcomes are sealed, of each asking of a task alike. */
export const outcomeContext = (taskId: string) => `outcomes.sealed:${taskId}`;
