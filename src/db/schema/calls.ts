import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { CallState } from '../../kernel/call-task.ts';
import type { EventType } from '../../kernel/event.ts';
import type { OutcomeState } from '../../kernel/outcome.ts';
import type { CarrierStatus } from '../../kernel/telephony.ts';
import type { DeliveryState, DisabledReason, PayloadStyle } from '../../kernel/webhook.ts';

/** Filled in by the database unless given. */
type DefaultTime = ColumnType<Date, Date | undefined, Date>;
type NullableTime = ColumnType<Date | null, Date | null | undefined, Date | null>;
type NullableCount = ColumnType<number | null, number | null | undefined, number | null>;
type NullableText = ColumnType<string | null, string | null | undefined, string | null>;

/** Whether the carrier was asked to dial, and what came of it. */
export type PlaceState = 'idle' | 'requested' | 'placed' | 'not_placed';

export interface CallsTable {
  id: string;
  organization_id: string;
  to_number: string;
  from_number: string;
  carrier_sid: NullableText;
  state: Generated<CallState>;
  carrier_status: Generated<CarrierStatus>;
  /** Highest SequenceNumber of the callbacks taken in; -1 before the first. */
  last_sequence: Generated<number>;
  owner_node: NullableText;
  lease_until: NullableTime;
  fence: Generated<number>;
  generation: Generated<number>;
  place_state: Generated<PlaceState>;
  place_requested_at: NullableTime;
  recording_allowed: Generated<boolean>;
  started_at: DefaultTime;
  answered_at: NullableTime;
  ended_at: NullableTime;
  end_reason: NullableText;
  practice_id: NullableText;
  /** On hold and not, milliseconds; null while it runs and where nobody counted. */
  hold_ms: NullableCount;
  active_ms: NullableCount;
  /** Of its tasks, and where their practice is. */
  call_type: NullableText;
  practice_state: NullableText;
}

interface CallsCallTasksTable {
  call_id: string;
  task_id: string;
  organization_id: string;
  position: number;
}

interface CallDocumentsTable {
  call_id: string;
  generation: number;
  organization_id: string;
  /** JSON of the document, sealed; context `call_documents.sealed:<call>:<generation>`. */
  sealed: Uint8Array;
  created_at: DefaultTime;
}

interface CallEventsTable {
  call_id: string;
  sequence: number;
  organization_id: string;
  /** Fence of the owner that wrote it. */
  fence: number;
  /** JSON of the event, sealed; context `call_events.sealed:<call>:<sequence>`. */
  sealed: Uint8Array;
  created_at: DefaultTime;
}

interface CallStatusCallbacksTable {
  call_id: string;
  carrier_sid: string;
  sequence: number;
  organization_id: string;
  status: CarrierStatus;
  received_at: DefaultTime;
}

export type CommandKind =
  'cancel' | 'hang_up' | 'hint' | 'take_over' | 'end' | 'person_answered' | 'person_left';

interface CallCommandsTable {
  id: GeneratedAlways<string>;
  call_id: string;
  organization_id: string;
  kind: CommandKind;
  /** The one task that it concerns; null where it concerns the call. */
  task_id: NullableText;
  created_at: DefaultTime;
  taken_at: NullableTime;
  /** Names the sealed words; null where there are none. */
  ticket: NullableText;
  /** JSON of an `OperatorCommand`, or of how a dialed phone ended; context `call_commands.sealed:<ticket>`. */
  sealed: ColumnType<Uint8Array | null, Uint8Array | null | undefined, Uint8Array | null>;
  /** Key or person; null for the product itself. */
  asked_by: NullableText;
}

interface RecordingSegmentsTable {
  call_id: string;
  sequence: number;
  organization_id: string;
  start_ms: number;
  path: string;
  /** Size of the sealed file. */
  bytes: number;
  created_at: DefaultTime;
}

interface OutcomesTable {
  task_id: string;
  organization_id: string;
  /** Null where the task ended without a call. */
  call_id: string | null;
  /** Which asking it answers; the highest is the one that counts. */
  revision: Generated<number>;
  state: OutcomeState;
  /** JSON of the outcome, sealed; context `outcomes.sealed:<task>`. */
  sealed: Uint8Array;
  created_at: DefaultTime;
}

interface WebhookEndpointsTable {
  id: string;
  organization_id: string;
  /** Null for the row that holds the organization's default secret. */
  url: string | null;
  /** The `whsec_…` text, sealed; context `webhook_endpoints.sealed_secret:<id>`. */
  sealed_secret: Uint8Array;
  event_types: Generated<string[]>;
  disabled_at: NullableTime;
  created_at: DefaultTime;
  description: Generated<string>;
  payload: Generated<PayloadStyle>;
  /** Null where it hears of every practice. */
  practice_ids: ColumnType<string[] | null, string[] | null | undefined, string[] | null>;
  /** The secret before the last rotation, sealed like the present one; it signs too until then. */
  sealed_former_secret: ColumnType<Uint8Array | null, Uint8Array | null | undefined, Uint8Array | null>;
  former_secret_until: NullableTime;
  disabled_reason: ColumnType<
    DisabledReason | null,
    DisabledReason | null | undefined,
    DisabledReason | null
  >;
  failing_since: NullableTime;
  updated_at: DefaultTime;
  deleted_at: NullableTime;
}

interface EventsTable {
  id: string;
  organization_id: string;
  type: EventType;
  task_id: string | null;
  call_id: NullableText;
  practice_id: NullableText;
  /** Of the task; null where it is about none. */
  revision: ColumnType<number | null, number | null | undefined, number | null>;
  /** What may be told without PHI; written as JSON text. */
  thin: ColumnType<Record<string, unknown>, string | undefined, string>;
  /** With `position` the order of the feed. */
  transaction: GeneratedAlways<string>;
  position: GeneratedAlways<string>;
  /** The body with the full payload, sealed; context `events.sealed:<id>`. Null where there is no more than `thin`. */
  sealed: Uint8Array | null;
  created_at: DefaultTime;
  occurred_at: DefaultTime;
}

interface WebhookDeliveriesTable {
  id: string;
  organization_id: string;
  event_id: string;
  endpoint_id: string;
  url: string;
  state: Generated<DeliveryState>;
  attempts: Generated<number>;
  next_attempt_at: ColumnType<Date, Date, Date>;
  finished_at: NullableTime;
  created_at: DefaultTime;
  /** Whom it goes to, for limits and order. */
  lane: string;
  /** Deliveries of one lane and key are made one after the other, by position. */
  ordering_key: string;
  position: GeneratedAlways<string>;
  payload: Generated<PayloadStyle>;
  is_replay: Generated<boolean>;
}

interface WebhookAttemptsTable {
  delivery_id: string;
  attempt: number;
  organization_id: string;
  started_at: Date;
  duration_ms: number;
  http_status: number | null;
  result: string;
}

/** Tables of migration 0002. */
export interface CallTables {
  calls: CallsTable;
  calls_call_tasks: CallsCallTasksTable;
  call_documents: CallDocumentsTable;
  call_events: CallEventsTable;
  call_status_callbacks: CallStatusCallbacksTable;
  call_commands: CallCommandsTable;
  recording_segments: RecordingSegmentsTable;
  outcomes: OutcomesTable;
  webhook_endpoints: WebhookEndpointsTable;
  events: EventsTable;
  webhook_deliveries: WebhookDeliveriesTable;
  webhook_attempts: WebhookAttemptsTable;
}
