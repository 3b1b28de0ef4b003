-- The floor: what every running call is doing at this moment, where its sound can be heard, and what people have it do.

-- One row a running call, written by its owner at most once a second; gone with the call's end. A call that has none yet
-- was only just begun.
create table call_live (
  call_id text primary key,
  organization_id text not null references organizations (id),
  -- Of the owner that wrote it: an earlier one writes no more.
  fence integer not null,
  phase text not null check (phase in ('placing', 'ringing', 'menu', 'hold', 'conversation', 'transfer', 'taken_over', 'ended')),
  phase_since timestamptz not null,
  hold_ms integer not null,
  active_ms integer not null,
  -- JSON of the last words and of what is being said, sealed; context `call_live.sealed:<call>`.
  sealed bytea not null,
  updated_at timestamptz not null default now(),
  foreign key (organization_id, call_id) references calls (organization_id, id)
);
select isolate_by_organization('call_live');
select isolate_by_practice('call_live', 'sees_every_practice() or call_id in (select id from calls)');

alter table calls
  -- How long it was on hold, and how long in menus and with people; known when it has ended.
  add column hold_ms integer,
  add column active_ms integer;

-- Where each node is reached by the others. Nobody's data: the application role has no business here.
create table nodes (
  id text primary key,
  public_url text not null,
  started_at timestamptz not null default now()
);
alter table nodes enable row level security;
alter table nodes force row level security;
create policy every_node on nodes to holdfast_system using (true) with check (true);
grant select, insert, delete on nodes to holdfast_system;

-- What people tell running calls. Their words and numbers are sealed; context `call_commands.sealed:<ticket>`.
alter table call_commands
  drop constraint call_commands_kind_check,
  add check (kind in ('cancel', 'hang_up', 'hint', 'take_over', 'end_now')),
  add column ticket text,
  add column sealed bytea,
  add column asked_by text,
  add check ((sealed is null) = (ticket is null));
