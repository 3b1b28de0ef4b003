-- What is known of the menus behind a payor's telephone number, by organization: learned by its calls, edited by its
-- people. Words of machines only, so nothing in it is sealed.

create table phone_trees (
  organization_id text not null references organizations (id),
  -- The payor's number, E.164.
  line text not null,
  -- See PhoneTree.
  tree jsonb not null,
  -- Counts changes, by calls and people.
  revision integer not null default 1,
  updated_at timestamptz not null default now(),
  -- Who edited it last; null where only calls have changed it.
  edited_by text,
  primary key (organization_id, line)
);
select isolate_by_organization('phone_trees');
