-- A task that has to begin by some time overtakes whatever came in during the three days before that, rather than the
-- one: a backlog is often older than a day, and what is due within the hour may not stand behind it.
create or replace function note_place_in_line() returns trigger
language plpgsql
as $$
begin
  new.rank_at := least(new.created_at - new.priority * interval '30 minutes', new.due_by - interval '72 hours');
  new.ready_at := greatest(new.not_before, new.next_attempt_at);
  new.ready := new.state = 'queued' and new.ready_at <= now();
  new.dial_payor := coalesce(new.payor_id, '');
  new.dial_practice := coalesce(new.practice_id, '');
  return new;
end
$$;
update call_tasks set due_by = due_by where state = 'queued' and due_by is not null;
