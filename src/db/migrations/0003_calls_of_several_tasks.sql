-- Several tasks of one payor and practice are asked in one call.

-- How many a payor's representatives take in one call; the directory says it.
alter table payors add column tasks_per_call integer not null default 1 check (tasks_per_call between 1 and 20);

-- Calls in a row that ended before any of their tasks was asked; such a call is no attempt.
alter table call_tasks add column deferrals integer not null default 0;
-- Calls that may be made for it; null where the server decides.
alter table call_tasks add column max_attempts integer check (max_attempts between 1 and 10);

-- Tasks that wait for the same line.
create index call_tasks_of_line on call_tasks (organization_id, payor_phone, call_type) where state = 'queued';
