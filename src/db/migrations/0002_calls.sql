-- Calls, their logs and documents, outcomes, and the webhooks that tell of them. Whatever may hold protected health
-- information is a sealed bytea, bound to its table and row. Times are the database's unless a column says otherwise.

create table calls (
  id text primary key,
  organization_id text not null references organizations (id),
  to_number text not null,
  from_number text not null,
  carrier_sid text unique,
  state text not null default 'placing' check (state in ('placing', 'ringing', 'live', 'ended')),
  carrier_status text not null default 'queued' check (carrier_status in (
    'queued', 'initiated', 'ringing', 'in-progress', 'completed', 'busy', 'failed', 'no-answer', 'canceled')),
  last_sequence integer not null default -1,
  owner_node text,
  lease_until timestamptz,
  -- Counts owners: every write of an owner carries it.
  fence integer not null default 1,
  -- Highest document generation that was stored.
  generation integer not null default 0,
  -- Whether the carrier was asked to dial: between 'requested' and an answer nobody may ask again.
  place_state text not null default 'idle' check (place_state in ('idle', 'requested', 'placed', 'not_placed')),
  -- The application's clock, as the carrier's list is searched by it.
  place_requested_at timestamptz,
  recording_allowed boolean not null default false,
  started_at timestamptz not null default now(),
  answered_at timestamptz,
  ended_at timestamptz,
  end_reason text,
  unique (organization_id, id)
);
create index calls_alive on calls (lease_until) where state <> 'ended';
create index calls_of_organization on calls (organization_id, started_at);
create index calls_recent on calls (started_at);

create table calls_call_tasks (
  call_id text not null,
  task_id text not null,
  organization_id text not null references organizations (id),
  position integer not null,
  primary key (call_id, task_id),
  foreign key (organization_id, call_id) references calls (organization_id, id),
  foreign key (organization_id, task_id) references call_tasks (organization_id, id)
);
create index calls_call_tasks_by_task on calls_call_tasks (task_id);

-- What the carrier was told at each generation. Sealed: a document may hold keys that spell an identifier.
create table call_documents (
  call_id text not null,
  generation integer not null,
  organization_id text not null references organizations (id),
  sealed bytea not null,
  created_at timestamptz not null default now(),
  primary key (call_id, generation),
  foreign key (organization_id, call_id) references calls (organization_id, id)
);

create table call_events (
  call_id text not null,
  sequence integer not null,
  organization_id text not null references organizations (id),
  fence integer not null,
  sealed bytea not null,
  created_at timestamptz not null default now(),
  primary key (call_id, sequence),
  foreign key (organization_id, call_id) references calls (organization_id, id)
);

create table call_status_callbacks (
  call_id text not null,
  carrier_sid text not null,
  sequence integer not null,
  organization_id text not null references organizations (id),
  status text not null,
  received_at timestamptz not null default now(),
  primary key (call_id, carrier_sid, sequence),
  foreign key (organization_id, call_id) references calls (organization_id, id)
);

create table call_commands (
  id bigint generated always as identity primary key,
  call_id text not null,
  organization_id text not null references organizations (id),
  kind text not null check (kind in ('cancel', 'hang_up')),
  created_at timestamptz not null default now(),
  taken_at timestamptz,
  foreign key (organization_id, call_id) references calls (organization_id, id)
);
create index call_commands_waiting on call_commands (call_id) where taken_at is null;

create table recording_segments (
  call_id text not null,
  sequence integer not null,
  organization_id text not null references organizations (id),
  start_ms integer not null,
  -- Relative to the recordings directory.
  path text not null,
  bytes integer not null,
  created_at timestamptz not null default now(),
  primary key (call_id, sequence),
  foreign key (organization_id, call_id) references calls (organization_id, id)
);

create table outcomes (
  task_id text primary key,
  organization_id text not null references organizations (id),
  call_id text not null,
  state text not null check (state in ('completed', 'partial', 'failed')),
  sealed bytea not null,
  created_at timestamptz not null default now(),
  foreign key (organization_id, call_id) references calls (organization_id, id),
  foreign key (organization_id, task_id) references call_tasks (organization_id, id)
);

-- The endpoint without an address holds the organization's default secret, which signs what goes to a task's own
-- webhookUrl.
create table webhook_endpoints (
  id text primary key,
  organization_id text not null references organizations (id),
  url text,
  sealed_secret bytea not null,
  event_types text[] not null default '{}',
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  unique (organization_id, id)
);
create unique index webhook_endpoints_default on webhook_endpoints (organization_id) where url is null;

create table webhook_messages (
  id text primary key,
  organization_id text not null references organizations (id),
  event_type text not null,
  task_id text,
  sealed bytea not null,
  created_at timestamptz not null default now(),
  unique (organization_id, id),
  foreign key (organization_id, task_id) references call_tasks (organization_id, id)
);
-- A task ends once, so it is told once.
create unique index webhook_messages_once on webhook_messages (task_id) where task_id is not null;

create table webhook_deliveries (
  id text primary key,
  organization_id text not null references organizations (id),
  message_id text not null,
  endpoint_id text not null,
  url text not null,
  state text not null default 'pending' check (state in ('pending', 'delivered', 'dead')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  unique (organization_id, id),
  foreign key (organization_id, message_id) references webhook_messages (organization_id, id),
  foreign key (organization_id, endpoint_id) references webhook_endpoints (organization_id, id)
);
create index webhook_deliveries_due on webhook_deliveries (next_attempt_at) where state = 'pending';

create table webhook_attempts (
  delivery_id text not null,
  attempt integer not null,
  organization_id text not null references organizations (id),
  started_at timestamptz not null,
  duration_ms integer not null,
  http_status integer,
  result text not null,
  primary key (delivery_id, attempt),
  foreign key (organization_id, delivery_id) references webhook_deliveries (organization_id, id)
);

do $$
declare
  target regclass;
begin
  foreach target in array array[
    'calls', 'calls_call_tasks', 'call_status_callbacks', 'call_commands', 'outcomes', 'webhook_endpoints',
    'webhook_messages', 'webhook_deliveries', 'webhook_attempts', 'recording_segments', 'call_documents'
  ]::regclass[] loop
    perform isolate_by_organization(target);
  end loop;
end
$$;

-- What was heard and done is never rewritten; retention deletes it.
select isolate_by_organization('call_events', 'select, insert, delete');
