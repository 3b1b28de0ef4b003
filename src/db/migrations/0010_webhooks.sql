-- Webhook endpoints as resources, deliveries in the order of their task, and events that say when they happened.

alter table events
  add column occurred_at timestamptz not null default now(),
  -- Null where there is nothing to tell beyond `thin`.
  alter column sealed drop not null;
create index events_of_call on events (call_id) where call_id is not null;

alter table webhook_endpoints
  add column description text not null default '',
  add column payload text not null default 'thin' check (payload in ('thin', 'full')),
  -- Null for an endpoint that hears of every practice.
  add column practice_ids text[] check (cardinality(practice_ids) > 0),
  -- The secret before the last rotation signs too until then.
  add column sealed_former_secret bytea,
  add column former_secret_until timestamptz,
  add column disabled_reason text check (disabled_reason in ('asked', 'gone', 'failing')),
  -- The first failure since something was delivered; null while things are delivered.
  add column failing_since timestamptz,
  add column updated_at timestamptz not null default now(),
  -- Gone for its owner; the row stays for the records of what was delivered.
  add column deleted_at timestamptz;
create index webhook_endpoints_of_organization on webhook_endpoints (organization_id, created_at desc, id desc);
select isolate_by_practice(
  'webhook_endpoints',
  'sees_every_practice() or practice_ids <@ string_to_array(current_setting(''app.practice_ids'', true), '','')'
);

alter table webhook_deliveries
  -- Whom it goes to, for limits and order: an endpoint, or the host of a task's own address.
  add column lane text not null default '',
  -- Deliveries of one lane and one key are made one after the other: the task, else the call, else the event.
  add column ordering_key text not null default '',
  add column position bigint generated always as identity,
  add column payload text not null default 'full' check (payload in ('thin', 'full')),
  -- The delivery that somebody asked to have made again; null for the first.
  add column is_replay boolean not null default false,
  drop constraint webhook_deliveries_state_check,
  -- waiting: an earlier one of its key is not settled yet. dead: given up, until somebody has it replayed.
  add constraint webhook_deliveries_state_check check (state in ('waiting', 'pending', 'delivered', 'dead'));
update webhook_deliveries set lane = endpoint_id, ordering_key = event_id;
alter table webhook_deliveries alter column lane drop default, alter column ordering_key drop default;
create index webhook_deliveries_of_lane on webhook_deliveries (lane, next_attempt_at) where state = 'pending';
create index webhook_deliveries_in_order on webhook_deliveries (lane, ordering_key, position)
  where state in ('waiting', 'pending');
create index webhook_deliveries_newest on webhook_deliveries (organization_id, position desc);
create index webhook_deliveries_of_endpoint on webhook_deliveries (endpoint_id, state);
create index webhook_deliveries_of_event on webhook_deliveries (event_id);
