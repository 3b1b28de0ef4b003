-- What is called next: tasks that may be called now stand in an index in the order of their turn, beside what the
-- directory says of each line; and what holds dialing back: pauses, limits, caps.

alter table call_tasks
  -- Its place in line, as a time: of two tasks the one with the earlier time is called first. It does not change while
  -- the task waits, so that it can be indexed, and ages all the same: half an hour of waiting is worth one step of
  -- priority. A task that has to begin by some time overtakes whatever came in during the day before that.
  add column rank_at timestamptz not null default now(),
  -- From when on it may be called, whoever else is called first.
  add column ready_at timestamptz not null default now(),
  -- Whether ready_at has passed: kept here, so that those who still have to wait are not in the way of those who need
  -- not. Set when the task is written, and by whoever chooses once the time has come.
  add column ready boolean not null default false,
  -- Payor and practice once more, empty where there is none: an index whose order is to be used needs plain columns.
  add column dial_payor text not null default '',
  add column dial_practice text not null default '';

create function note_place_in_line() returns trigger
language plpgsql
as $$
begin
  new.rank_at := least(new.created_at - new.priority * interval '30 minutes', new.due_by - interval '24 hours');
  new.ready_at := greatest(new.not_before, new.next_attempt_at);
  new.ready := new.state = 'queued' and new.ready_at <= now();
  new.dial_payor := coalesce(new.payor_id, '');
  new.dial_practice := coalesce(new.practice_id, '');
  return new;
end
$$;
create trigger call_tasks_note_place_in_line
  before insert or update of state, created_at, priority, due_by, not_before, next_attempt_at, payor_id, practice_id
  on call_tasks
  for each row execute function note_place_in_line();
update call_tasks set state = state;

drop index call_tasks_due;
drop index call_tasks_of_line;
create index call_tasks_callable
  on call_tasks (organization_id, payor_phone, dial_payor, dial_practice, rank_at, id, due_by)
  where state = 'queued' and ready;
create index call_tasks_unready on call_tasks (ready_at) where state = 'queued' and not ready;

-- Each number that an organization has queued tasks for, with what the directory says of it as that organization sees
-- it. It is copied here, so that closed lines can be left out of a choice without reading anybody's opening hours.
create table dial_lines (
  organization_id text not null references organizations (id),
  -- Empty for a number that is in no directory.
  payor_id text not null default '',
  phone_number text not null,
  -- The present opening or the next one; infinite where hours are unknown, null where no opening is known.
  open_from timestamptz,
  open_until timestamptz,
  refuses_automation boolean not null default false,
  tasks_per_call integer not null default 1,
  line_calls_at_once integer,
  payor_calls_at_once integer,
  payor_calls_per_minute integer,
  -- From then on all this is out of date, and nobody is called there before it has been read anew.
  recheck_at timestamptz not null default '-infinity',
  primary key (organization_id, payor_id, phone_number)
);
create index dial_lines_stale on dial_lines (recheck_at);
select isolate_by_organization('dial_lines');

-- Whose tasks wait, or have waited, for each of these lines.
create table dial_groups (
  organization_id text not null references organizations (id),
  payor_id text not null,
  phone_number text not null,
  -- Empty for tasks without a practice on file.
  practice_id text not null,
  primary key (organization_id, payor_id, phone_number, practice_id)
);
select isolate_by_organization('dial_groups');
select isolate_by_practice('dial_groups', 'sees_practice(practice_id)');

create function note_line() returns trigger
language plpgsql
as $$
begin
  if not exists (
    select from dial_groups
    where organization_id = new.organization_id and payor_id = new.dial_payor
      and phone_number = new.payor_phone and practice_id = new.dial_practice
  ) then
    insert into dial_lines (organization_id, payor_id, phone_number)
    values (new.organization_id, new.dial_payor, new.payor_phone) on conflict do nothing;
    insert into dial_groups (organization_id, payor_id, phone_number, practice_id)
    values (new.organization_id, new.dial_payor, new.payor_phone, new.dial_practice) on conflict do nothing;
  end if;
  return null;
end
$$;
create trigger call_tasks_note_line
  after insert or update of payor_id, payor_phone, practice_id on call_tasks
  for each row execute function note_line();
insert into dial_lines (organization_id, payor_id, phone_number)
  select distinct organization_id, dial_payor, payor_phone from call_tasks;
insert into dial_groups (organization_id, payor_id, phone_number, practice_id)
  select distinct organization_id, dial_payor, payor_phone, dial_practice from call_tasks;

-- Whoever changes the directory has the copies read anew. An organization reaches its own only, and it can change
-- nothing that others see.
create function note_directory_change() returns trigger
language plpgsql
as $$
begin
  update dial_lines set recheck_at = '-infinity'
  where payor_id = case
    when tg_table_name = 'payors' then coalesce(to_jsonb(new), to_jsonb(old)) ->> 'id'
    else coalesce(to_jsonb(new), to_jsonb(old)) ->> 'payor_id'
  end;
  return null;
end
$$;
create index dial_lines_of_payor on dial_lines (payor_id);
do $$
declare
  target regclass;
begin
  foreach target in array array['payors', 'payor_lines', 'payor_overrides']::regclass[] loop
    execute format(
      'create trigger note_directory_change after insert or update or delete on %s
         for each row execute function note_directory_change()',
      target
    );
  end loop;
end
$$;

-- Whose turn it was when: of those with as many calls running, the one whose turn is longest ago comes first.
create table dial_turns (
  organization_id text not null references organizations (id),
  -- A practice; empty for tasks without one, * for the organization as a whole.
  practice_id text not null,
  begun_at timestamptz not null,
  primary key (organization_id, practice_id)
);
select isolate_by_organization('dial_turns');

-- The stop button.
create table dial_pauses (
  id text primary key,
  -- Null where nobody at all is called.
  organization_id text references organizations (id),
  scope text not null check (scope in ('everything', 'organization', 'payor', 'line', 'practice')),
  -- Id of the payor or practice, or the line's number.
  subject text,
  -- Words of people: why.
  reason text not null,
  running_calls text not null check (running_calls in ('continue', 'end_politely')),
  created_by text not null,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  ended_by text,
  check ((scope = 'everything') = (organization_id is null)),
  check ((scope in ('everything', 'organization')) = (subject is null))
);
create unique index dial_pauses_once on dial_pauses (coalesce(organization_id, ''), scope, coalesce(subject, ''))
  where ended_at is null;
create index dial_pauses_of_organization on dial_pauses (organization_id, created_at desc, id desc);
select isolate_by_organization('dial_pauses', 'select, insert, update');
create policy shared_entries on dial_pauses for select to holdfast_app using (organization_id is null);
-- Who sees some practices only sees what holds them back, and may pause and resume these practices.
create policy own_practices on dial_pauses as restrictive to holdfast_app using (true)
  with check (sees_every_practice() or (scope = 'practice' and sees_practice(subject)));

-- What an organization may use; null for no limit.
create table dial_limits (
  organization_id text primary key references organizations (id),
  calls_at_once integer check (calls_at_once > 0),
  -- A day is the organization's own, see organizations.time_zone.
  minutes_per_day integer check (minutes_per_day > 0),
  cents_per_day integer check (cents_per_day > 0),
  -- What a minute is reckoned to cost.
  cents_per_minute double precision not null default 0 check (cents_per_minute >= 0),
  updated_at timestamptz not null default now(),
  updated_by text not null
);
select isolate_by_organization('dial_limits');
create policy own_practices on dial_limits as restrictive to holdfast_app using (true)
  with check (sees_every_practice());

-- What calls found out about a payor or a number that its people should look at.
create table dial_flags (
  id text primary key,
  organization_id text not null references organizations (id),
  kind text not null check (kind in ('refuses_automation', 'wrong_number')),
  payor_id text,
  payor_name text not null,
  phone_number text not null,
  times integer not null default 1,
  first_at timestamptz not null default now(),
  last_at timestamptz not null default now(),
  last_call_id text not null,
  cleared_at timestamptz,
  cleared_by text,
  foreign key (organization_id, last_call_id) references calls (organization_id, id)
);
create unique index dial_flags_once on dial_flags (organization_id, kind, phone_number, coalesce(payor_id, ''))
  where cleared_at is null;
select isolate_by_organization('dial_flags');

alter table calls
  add column payor_id text,
  -- Somebody pressed the stop button while it ran: what it has not finished goes back into the queue.
  add column stop_asked_at timestamptz,
  -- How the caller says that it is a machine, where the payor or the state wants words of its own.
  add column disclosure text;
create index calls_of_line on calls (organization_id, to_number, started_at);
