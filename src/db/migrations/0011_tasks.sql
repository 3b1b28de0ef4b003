-- Tasks that come in many at once, are asked again, taken back in the middle of a call, or no longer wanted.

alter table call_tasks
  -- The batch or import that it came in with.
  add column batch_id text,
  -- Key or user that queued it.
  add column created_by text,
  -- Whether a person should look at the outcome first.
  add column needs_review boolean not null default false;

create index call_tasks_of_batch on call_tasks (organization_id, batch_id) where batch_id is not null;
create index call_tasks_changed on call_tasks (organization_id, updated_at);
create index call_tasks_overdue on call_tasks (due_by) where state = 'queued' and due_by is not null;

-- Whoever changes a task, the time of the change is kept.
create function note_change() returns trigger
language plpgsql
as $$
begin
  new.updated_at := now();
  return new;
end
$$;
create trigger call_tasks_note_change
  before update of state, priority, not_before, due_by, attempts, next_attempt_at, last_reason, revision,
    needs_review, finished_at
  on call_tasks
  for each row execute function note_change();

-- A task that was not called in time ends without a call.
alter table outcomes alter column call_id drop not null;

-- A command may concern one task of the call only.
alter table call_commands
  add column task_id text,
  add foreign key (organization_id, task_id) references call_tasks (organization_id, id);

-- Each time that a task was asked again: by whom, when, and what was said about it. What a person writes may name a
-- patient, so it is sealed; context `task_askings.note:<task>:<revision>`.
create table task_askings (
  task_id text not null,
  revision integer not null check (revision > 1),
  organization_id text not null references organizations (id),
  asked_by text not null,
  asked_at timestamptz not null default now(),
  note bytea,
  primary key (task_id, revision),
  foreign key (organization_id, task_id) references call_tasks (organization_id, id)
);
select isolate_by_organization('task_askings', 'select, insert, delete');
select isolate_by_practice('task_askings', 'sees_every_practice() or task_id in (select id from call_tasks)');

-- What came of a batch or an import, kept up to date while it runs: one that is broken off tells how far it got.
create table task_imports (
  id text primary key,
  organization_id text not null references organizations (id),
  started_by text not null,
  started_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  state text not null default 'running' check (state in ('running', 'finished', 'broken_off')),
  dry_run boolean not null default false,
  rows_read integer not null default 0,
  created integer not null default 0,
  repeated integer not null default 0,
  refused integer not null default 0,
  unique (organization_id, id)
);
create index task_imports_newest on task_imports (organization_id, started_at desc, id desc);
select isolate_by_organization('task_imports');
