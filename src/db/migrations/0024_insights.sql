-- What figures are counted by: where a practice is, what a call was about; and indexes in the order of ends, so that a
-- span of time is read without the rows of the tasks, which hold what was asked.

alter table call_tasks add column practice_state text generated always as (practice ->> 'state') stored;
create index call_tasks_ended on call_tasks (organization_id, finished_at)
  include (id, state, call_type, payor_id, payor_phone, payor_name, practice_id, practice_state, last_reason, attempts, revision)
  where finished_at is not null;

alter table calls
  -- Of its tasks, which are all of one kind and one practice; null for a call that never had any.
  add column call_type text,
  add column practice_state text;
set local role holdfast_system;
update calls set call_type = task.call_type, practice_state = task.practice_state
from calls_call_tasks link join call_tasks task on task.id = link.task_id
where link.call_id = calls.id and link.position = 0;
reset role;
create index calls_ended on calls (organization_id, ended_at) where ended_at is not null;

create index webhook_deliveries_made on webhook_deliveries (organization_id, created_at)
  include (state, finished_at, is_replay, event_id);

-- Which practices a transaction sees is asked once a statement instead of once a row. The planner then no longer takes
-- it that hardly any row is seen: over a hundred thousand tasks that is a third of the work.
do $$
declare
  target regclass;
begin
  foreach target in array array[
    'call_tasks', 'calls', 'events', 'task_reviews', 'task_corrections', 'task_search_keys'
  ]::regclass[] loop
    execute format(
      'alter policy own_practices on %s using ((select sees_every_practice())
         or practice_id = any (array(select unnest(string_to_array(current_setting(''app.practice_ids'', true), '','')))))',
      target
    );
  end loop;
end
$$;
alter policy own_practices on webhook_deliveries
  using ((select sees_every_practice()) or event_id in (select id from events));
