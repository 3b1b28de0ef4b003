-- Who works with Holdfast, whom it calls, what it was asked, and who looked.
--
-- Two roles without a login. The server logs in as the owner and changes into one of them for each transaction:
--   holdfast_app     sees one organization, named by the setting app.organization_id
--   holdfast_system  sees all of them: choosing the next call, looking a key up, housekeeping
do $$
declare
  wanted text;
begin
  foreach wanted in array array['holdfast_app', 'holdfast_system'] loop
    begin
      execute format('create role %I nologin nosuperuser nobypassrls', wanted);
    exception when duplicate_object or unique_violation then
      null; -- roles belong to the whole server: another database has made it already
    end;
    if not pg_has_role(current_user, wanted, 'member') then
      execute format('grant %I to current_user', wanted);
    end if;
  end loop;
end
$$;

-- Every table calls this once: row-level security for its owner too, one policy a role, and the named privileges.
create function isolate_by_organization(target regclass, privileges text default 'select, insert, update, delete')
returns void
language plpgsql
as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy own_organization on %s to holdfast_app
       using (organization_id = current_setting(''app.organization_id'', true))
       with check (organization_id = current_setting(''app.organization_id'', true))',
    target
  );
  execute format('create policy every_organization on %s to holdfast_system using (true) with check (true)', target);
  execute format('grant %s on %s to holdfast_app, holdfast_system', privileges, target);
end
$$;

create table organizations (
  id text primary key,
  name text not null,
  created_at timestamptz not null default now()
);
alter table organizations enable row level security;
alter table organizations force row level security;
create policy own_organization on organizations to holdfast_app
  using (id = current_setting('app.organization_id', true))
  with check (id = current_setting('app.organization_id', true));
create policy every_organization on organizations to holdfast_system using (true) with check (true);
grant select on organizations to holdfast_app;
grant select, insert, update, delete on organizations to holdfast_system;

-- Data keys of an organization, each wrapped by the master key. The highest version seals; all of them open.
create table organization_data_keys (
  organization_id text not null references organizations (id),
  version integer not null check (version > 0),
  wrapped bytea not null,
  created_at timestamptz not null default now(),
  primary key (organization_id, version)
);
select isolate_by_organization('organization_data_keys', 'select, insert');

create table practices (
  id text primary key,
  organization_id text not null references organizations (id),
  name text not null,
  npi text not null,
  tax_id text not null,
  phone text not null,
  state text,
  address text,
  created_at timestamptz not null default now(),
  unique (organization_id, id)
);
select isolate_by_organization('practices');

-- Only a hash of the secret is kept; the prefix is what people may see.
create table api_keys (
  id text primary key,
  organization_id text not null references organizations (id),
  name text not null,
  prefix text not null,
  secret_hash bytea not null unique,
  scopes text[] not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz
);
create index api_keys_of_organization on api_keys (organization_id);
select isolate_by_organization('api_keys');

-- The payor directory. Entries without an organization are shared: all read them, only the system writes them.
create table payors (
  id text primary key,
  organization_id text references organizations (id),
  name text not null,
  created_at timestamptz not null default now()
);
create index payors_of_organization on payors (organization_id);

-- What a payor is called, normalised for look-up (its own name included).
create table payor_aliases (
  payor_id text not null references payors (id) on delete cascade,
  organization_id text references organizations (id),
  alias text not null,
  primary key (payor_id, alias)
);
create index payor_aliases_by_alias on payor_aliases (alias);

-- hours: {"monday": [{"from": "08:00", "to": "17:00"}], …} in the line's own time zone; null where unknown.
create table payor_lines (
  id text primary key,
  payor_id text not null references payors (id) on delete cascade,
  organization_id text references organizations (id),
  purpose text not null,
  phone_number text not null check (phone_number ~ '^\+[1-9][0-9]{7,14}$'),
  time_zone text not null default 'America/New_York',
  hours jsonb,
  position integer not null default 0
);
create index payor_lines_of_payor on payor_lines (payor_id);

do $$
declare
  target regclass;
begin
  foreach target in array array['payors', 'payor_aliases', 'payor_lines']::regclass[] loop
    perform isolate_by_organization(target);
    execute format('create policy shared_entries on %s for select to holdfast_app using (organization_id is null)', target);
  end loop;
end
$$;

-- A business question to one payor. Patient and claim are in `inputs`, sealed under the organization's data key.
create table call_tasks (
  id text primary key,
  organization_id text not null references organizations (id),
  call_type text not null,
  external_id text not null,
  state text not null default 'queued'
    check (state in ('queued', 'calling', 'completed', 'partial', 'failed', 'canceled')),
  payor_id text references payors (id),
  payor_name text not null,
  payor_phone text not null,
  practice jsonb not null,
  inputs bytea not null,
  -- Keyed hash of each member of the body, to tell a repetition from another task under the same external id.
  body_hash jsonb not null,
  webhook_url text,
  priority integer not null default 0,
  not_before timestamptz not null default now(),
  attempts integer not null default 0,
  -- When it may be called next; null while it is on a call and after its end.
  next_attempt_at timestamptz,
  last_reason text,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  unique (organization_id, external_id),
  unique (organization_id, id)
);
create index call_tasks_due on call_tasks (priority desc, next_attempt_at) where state = 'queued';
select isolate_by_organization('call_tasks');

-- Who read or changed what. Identifiers only; nobody changes or removes an entry.
create table audit_log (
  id text primary key,
  organization_id text not null references organizations (id),
  at timestamptz not null default now(),
  actor text not null,
  action text not null,
  subject text not null,
  request_id text,
  address text
);
create index audit_log_of_organization on audit_log (organization_id, at);
select isolate_by_organization('audit_log', 'select, insert');

create function refuse_change() returns trigger
language plpgsql
as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_log_is_append_only
  before update or delete or truncate on audit_log
  for each statement execute function refuse_change();
