-- What the front door adds to tasks, calls and outcomes: the practice that each belongs to, tasks that are asked again,
-- and one feed of events from which webhooks are delivered.

-- A transaction of the application role may be limited to practices: app.practice_ids lists them, empty means all.
create function sees_every_practice() returns boolean
language sql stable
as $$ select coalesce(current_setting('app.practice_ids', true), '') = '' $$;

create function sees_practice(practice text) returns boolean
language sql stable
as $$ select sees_every_practice() or practice = any (string_to_array(current_setting('app.practice_ids', true), ',')) $$;

-- Beside the organization's policy: `seen` tells by its columns which rows a limited transaction sees and writes.
create function isolate_by_practice(target regclass, seen text) returns void
language plpgsql
as $$
begin
  execute format(
    'create policy own_practices on %s as restrictive to holdfast_app using (%s) with check (%s)', target, seen, seen
  );
end
$$;

alter table call_tasks
  add column practice_id text,
  -- Not begun after it: whoever asked has no more use for the answer.
  add column due_by timestamptz,
  -- What the payor's line is for, and how its name led there; see PayorResolution.
  add column resolution jsonb,
  -- Which asking this is: a task that is asked again after its end counts on.
  add column revision integer not null default 1 check (revision > 0),
  add column updated_at timestamptz not null default now(),
  add foreign key (organization_id, practice_id) references practices (organization_id, id);
create index call_tasks_newest on call_tasks (organization_id, created_at desc, id desc);
create index call_tasks_of_practice on call_tasks (practice_id) where practice_id is not null;

alter table calls add column practice_id text;

alter table outcomes
  add column revision integer not null default 1 check (revision > 0),
  drop constraint outcomes_pkey,
  add primary key (task_id, revision);

-- Everything that happens to tasks and calls, in one order that readers can follow. A reader takes what is older than
-- the oldest transaction still running: what commits late is then never skipped.
alter table webhook_messages rename to events;
alter table events rename column event_type to type;
drop index webhook_messages_once;
alter table events
  add column call_id text,
  add column practice_id text,
  add column revision integer,
  -- What may be told without protected health information: ids and states.
  add column thin jsonb not null default '{}',
  add column transaction xid8 not null default pg_current_xact_id(),
  add column position bigint generated always as identity,
  add foreign key (organization_id, call_id) references calls (organization_id, id);
create index events_in_order on events (organization_id, transaction, position);
create index events_of_task on events (task_id) where task_id is not null;
-- An asking ends once, so its end is told once.
create unique index events_end_once on events (task_id, revision)
  where type in ('task.completed', 'task.partial', 'task.failed');

alter table webhook_deliveries rename column message_id to event_id;

select isolate_by_practice('practices', 'sees_practice(id)');
select isolate_by_practice('call_tasks', 'sees_practice(practice_id)');
select isolate_by_practice('calls', 'sees_practice(practice_id)');
select isolate_by_practice('events', 'sees_practice(practice_id)');
select isolate_by_practice('outcomes', 'sees_every_practice() or task_id in (select id from call_tasks)');
do $$
declare
  target regclass;
begin
  foreach target in array array[
    'calls_call_tasks', 'call_status_callbacks', 'call_commands', 'recording_segments', 'call_documents', 'call_events'
  ]::regclass[] loop
    perform isolate_by_practice(target, 'sees_every_practice() or call_id in (select id from calls)');
  end loop;
end
$$;
select isolate_by_practice('webhook_deliveries', 'sees_every_practice() or event_id in (select id from events)');
select isolate_by_practice('webhook_attempts', 'sees_every_practice() or delivery_id in (select id from webhook_deliveries)');
