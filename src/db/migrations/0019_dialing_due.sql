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

-- Many tasks that come in with one statement are noted with one.
drop trigger call_tasks_note_line on call_tasks;
create function note_lines() returns trigger
language plpgsql
as $$
begin
  insert into dial_lines (organization_id, payor_id, phone_number)
    select distinct organization_id, dial_payor, payor_phone from added
    where not exists (
      select from dial_lines line
      where line.organization_id = added.organization_id and line.payor_id = added.dial_payor
        and line.phone_number = added.payor_phone
    )
    order by 1, 2, 3
  on conflict do nothing;
  insert into dial_groups (organization_id, payor_id, phone_number, practice_id)
    select distinct organization_id, dial_payor, payor_phone, dial_practice from added
    where not exists (
      select from dial_groups waiting
      where waiting.organization_id = added.organization_id and waiting.payor_id = added.dial_payor
        and waiting.phone_number = added.payor_phone and waiting.practice_id = added.dial_practice
    )
    order by 1, 2, 3, 4
  on conflict do nothing;
  return null;
end
$$;
create trigger call_tasks_note_lines
  after insert on call_tasks referencing new table as added
  for each statement execute function note_lines();
create trigger call_tasks_note_line
  after update of payor_id, payor_phone, practice_id on call_tasks
  for each row execute function note_line();

-- What holds other practices back is nobody's business who sees some only.
drop policy own_practices on dial_pauses;
create policy own_practices on dial_pauses as restrictive to holdfast_app
  using (scope <> 'practice' or sees_practice(subject))
  with check (sees_every_practice() or (scope = 'practice' and sees_practice(subject)));
