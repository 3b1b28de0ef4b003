-- The payor directory in full: fuzzy search, limits, rules and requirements of payors, an organization's overrides of
-- shared entries; and practices with several identifiers, addresses and numbers each.

create extension if not exists pg_trgm;

alter table payors
  -- Calls at once to any of its lines, and calls begun in any minute; null where it sets no limit.
  add column max_concurrent_calls integer check (max_concurrent_calls > 0),
  add column calls_per_minute integer check (calls_per_minute > 0),
  -- {"claim_status": [{"name": "npi", "why": "…"}]}: what it asks for beside the call type.
  add column required_inputs jsonb not null default '{}',
  add column refuses_automation boolean not null default false,
  -- Null where nothing is known of it.
  add column recording text check (recording in ('allowed', 'announce', 'forbidden')),
  -- How the caller says that it is a machine; null for the wording of the state or of the script.
  add column disclosure text,
  add column notes text,
  add column updated_at timestamptz not null default now(),
  -- Not found any more; tasks that were queued for it keep their number.
  add column archived_at timestamptz;

-- Rows of an organization for a shared payor belong to its override.
alter table payor_aliases
  drop constraint payor_aliases_pkey,
  add column kind text not null default 'alias' check (kind in ('name', 'alias')),
  -- As people write it.
  add column written text;
create unique index payor_aliases_once on payor_aliases (payor_id, coalesce(organization_id, ''), alias);
create index payor_aliases_alike on payor_aliases using gin (alias gin_trgm_ops);

alter table payor_lines
  add column label text,
  -- Names of holidays, see Holiday; and single ISO dates.
  add column holidays text[] not null default '{}',
  add column closed_on text[] not null default '{}',
  add column max_concurrent_calls integer check (max_concurrent_calls > 0);
create index payor_lines_by_number on payor_lines (phone_number);

-- What an organization changed of a shared entry: columns of payors in `fields`; lines and aliases as rows of their own,
-- which count where `fields` names them. What is not named follows the shared entry.
create table payor_overrides (
  organization_id text not null references organizations (id),
  payor_id text not null references payors (id) on delete cascade,
  fields jsonb not null,
  updated_at timestamptz not null default now(),
  primary key (organization_id, payor_id)
);
create index payor_overrides_of_payor on payor_overrides (payor_id);
select isolate_by_organization('payor_overrides');

-- A payor as one organization sees it: the shared entry with what the organization changed.
create function payor_as_seen(organization text, payor text) returns setof payors
language sql stable
as $$
  select seen.*
  from payors p
  left join payor_overrides o on o.payor_id = p.id and o.organization_id = organization
  cross join lateral jsonb_populate_record(p, coalesce(o.fields, '{}')) as seen
  where p.id = payor and (p.organization_id is null or p.organization_id = organization)
$$;

-- Its lines, the first one first: the organization's own where it has any, or else the shared ones.
create function lines_as_seen(organization text, payor text) returns setof payor_lines
language sql stable
as $$
  select l.*
  from payor_lines l
  where l.payor_id = payor
    and l.organization_id is not distinct from (
      select own.organization_id from payor_lines own
      where own.payor_id = payor and own.organization_id = organization limit 1
    )
  order by l.position, l.id
$$;

alter table practices
  -- [{"npi": "…", "type": 2, "label": "…"}], [{"taxId": "…", "label": "…"}], and so on, the first of each being the one
  -- that stands in npi, tax_id, phone and address; empty where there is no more than that one.
  add column npis jsonb not null default '[]',
  add column tax_ids jsonb not null default '[]',
  add column phones jsonb not null default '[]',
  add column addresses jsonb not null default '[]',
  add column time_zone text not null default 'America/New_York',
  add column updated_at timestamptz not null default now(),
  add column archived_at timestamptz;
create index practices_by_identifiers on practices (organization_id, npi, tax_id);
create index practices_by_name on practices (organization_id, name, id);
