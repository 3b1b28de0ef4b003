-- What keys and organizations need beside what they had.

alter table organizations
  -- IANA name: in which zone the people of the organization read times.
  add column time_zone text not null default 'America/New_York',
  -- Whoever signs in without a second factor sees nothing but how to set one up.
  add column require_second_factor boolean not null default false;
grant update (name, time_zone, require_second_factor) on organizations to holdfast_app;

alter table api_keys
  -- Null for every practice of the organization.
  add column practice_ids text[] check (cardinality(practice_ids) > 0),
  -- Null where the server's own limit counts.
  add column requests_per_minute integer check (requests_per_minute > 0),
  -- Id of the key or the person that issued it; null for a key that a command or the configuration made.
  add column made_by text,
  -- The secret before the last rotation, which is still good for a while.
  add column previous_hash bytea unique,
  add column previous_until timestamptz,
  add check ((previous_hash is null) = (previous_until is null));

-- Read newest first, page by page; ids are in the order of time.
create index audit_log_newest on audit_log (organization_id, id desc);
