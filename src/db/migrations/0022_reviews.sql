-- What people make of outcomes: a review for each task that has one, and every value that a person changed.

-- Written in the transaction that writes the outcome. What the inbox filters by is copied from the task, which never
-- changes it, so that a page is read from one index.
create table task_reviews (
  task_id text primary key,
  organization_id text not null references organizations (id),
  practice_id text,
  payor_id text,
  call_type text not null,
  external_id text not null,
  -- The asking whose outcome is reviewed.
  revision integer not null check (revision > 0),
  state text not null check (state in ('open', 'approved', 'sent_back', 'clear')),
  reasons text[] not null default '{}'
    check (reasons <@ array['doubtful_value', 'failed_check', 'refusal', 'partial', 'failed']),
  -- Its place among the open ones, lowest first: 1 a doubtful value or a failed check, 2 a refusal, 3 partial, 4 failed,
  -- 5 nothing.
  rank smallint not null check (rank between 1 and 5),
  failure_reason text,
  -- Id of a user.
  assignee text,
  -- Counts every change: what a change is based on, so that of two reviewers the second is told.
  version integer not null default 1,
  opened_at timestamptz not null default now(),
  decided_at timestamptz,
  -- Id of the user or the key.
  decided_by text,
  foreign key (organization_id, task_id) references call_tasks (organization_id, id),
  check ((state in ('approved', 'sent_back')) = (decided_at is not null))
);
create index task_reviews_open on task_reviews (organization_id, rank, opened_at, task_id) where state = 'open';
create index task_reviews_open_of_assignee on task_reviews (organization_id, assignee, rank, opened_at, task_id)
  where state = 'open';
create index task_reviews_open_of_payor on task_reviews (organization_id, payor_id, rank, opened_at, task_id)
  where state = 'open';
create index task_reviews_open_of_practice on task_reviews (organization_id, practice_id, rank, opened_at, task_id)
  where state = 'open';
create index task_reviews_decided on task_reviews (organization_id, state, decided_at desc, task_id desc);
create index task_reviews_newest on task_reviews (organization_id, opened_at desc, task_id desc);
create index task_reviews_by_external_id on task_reviews (organization_id, external_id collate "C");
select isolate_by_organization('task_reviews');
select isolate_by_practice('task_reviews', 'sees_practice(practice_id)');

-- What a person did to a value. Sealed: the answer before and after, and why; context
-- `task_corrections.sealed:<task>:<version>:<field>`.
create table task_corrections (
  task_id text not null,
  -- Of the review, as this change made it.
  version integer not null,
  field text not null,
  organization_id text not null references organizations (id),
  practice_id text,
  revision integer not null,
  action text not null check (action in ('correct', 'confirm', 'reject', 'add')),
  sealed bytea not null,
  by text not null,
  at timestamptz not null default now(),
  primary key (task_id, version, field),
  foreign key (organization_id, task_id) references call_tasks (organization_id, id)
);
create index task_corrections_in_time on task_corrections (organization_id, at);
select isolate_by_organization('task_corrections', 'select, insert, delete');
select isolate_by_practice('task_corrections', 'sees_practice(practice_id)');

-- By which identifiers a task is found: keyed hashes, since what was given and told is sealed.
create table task_search_keys (
  organization_id text not null references organizations (id),
  hash bytea not null,
  kind text not null check (kind in ('member_id', 'claim_number', 'reference', 'auth_number', 'check_number')),
  task_id text not null,
  practice_id text,
  primary key (organization_id, hash, kind, task_id),
  foreign key (organization_id, task_id) references call_tasks (organization_id, id)
);
create index task_search_keys_of_task on task_search_keys (task_id);
select isolate_by_organization('task_search_keys', 'select, insert, delete');
select isolate_by_practice('task_search_keys', 'sees_practice(practice_id)');

-- Tasks that ended before there were reviews, as far as their plain columns tell.
set local role holdfast_system;
insert into task_reviews (
  task_id, organization_id, practice_id, payor_id, call_type, external_id, revision, state, reasons, rank,
  failure_reason, opened_at, decided_at
)
select t.id, t.organization_id, t.practice_id, t.payor_id, t.call_type, t.external_id, o.revision,
  case
    when t.revision > o.revision then 'sent_back'
    when o.state = 'completed' and not t.needs_review then 'clear'
    else 'open'
  end,
  array_remove(array[
    case when t.needs_review then 'doubtful_value' end,
    case when t.last_reason in ('refused_automation', 'refused_information') then 'refusal' end,
    case when o.state <> 'completed' then o.state end
  ], null),
  case
    when t.needs_review then 1
    when t.last_reason in ('refused_automation', 'refused_information') then 2
    when o.state = 'partial' then 3
    when o.state = 'failed' then 4
    else 5
  end,
  t.last_reason, o.created_at, case when t.revision > o.revision then t.updated_at end
from call_tasks t
join lateral (
  select revision, state, created_at from outcomes where task_id = t.id order by revision desc limit 1
) o on true;
reset role;
