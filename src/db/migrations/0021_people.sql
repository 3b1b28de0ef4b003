-- People who sign in. The tables of the schema auth are those that better-auth's own generator wrote for our settings; a
-- test compares them with what the library expects. It works on them as the login role, whose tables they are.
create schema auth;

create table auth."user" ("id" text not null primary key, "name" text not null, "email" text not null unique, "emailVerified" boolean not null, "image" text, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz default CURRENT_TIMESTAMP not null, "twoFactorEnabled" boolean);

create table auth."session" ("id" text not null primary key, "expiresAt" timestamptz not null, "token" text not null unique, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz not null, "ipAddress" text, "userAgent" text, "userId" text not null references auth."user" ("id") on delete cascade, "organizationId" text);

create table auth."account" ("id" text not null primary key, "accountId" text not null, "providerId" text not null, "userId" text not null references auth."user" ("id") on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, "scope" text, "password" text, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz not null);

create table auth."verification" ("id" text not null primary key, "identifier" text not null, "value" text not null, "expiresAt" timestamptz not null, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz default CURRENT_TIMESTAMP not null);

create table auth."twoFactor" ("id" text not null primary key, "secret" text not null, "backupCodes" text not null, "userId" text not null references auth."user" ("id") on delete cascade, "verified" boolean, "failedVerificationCount" integer, "lockedUntil" timestamptz);

create index "session_userId_idx" on auth."session" ("userId");
create index "account_userId_idx" on auth."account" ("userId");
create index "verification_identifier_idx" on auth."verification" ("identifier");
create index "twoFactor_secret_idx" on auth."twoFactor" ("secret");
create index "twoFactor_userId_idx" on auth."twoFactor" ("userId");

-- Failures of late by account and by address, under a keyed hash of each, so that all nodes count together.
create table auth.attempts (
  key bytea primary key,
  failures integer not null,
  window_began timestamptz not null
);

-- Which person is what in which organization.
create table memberships (
  organization_id text not null references organizations (id),
  user_id text not null references auth."user" (id),
  role text not null check (role in ('owner', 'manager', 'reviewer', 'viewer')),
  -- Null for every practice of the organization.
  practice_ids text[] check (cardinality(practice_ids) > 0),
  created_at timestamptz not null default now(),
  disabled_at timestamptz,
  primary key (organization_id, user_id),
  check (role <> 'owner' or practice_ids is null)
);
create index memberships_of_user on memberships (user_id);
select isolate_by_organization('memberships', 'select, insert, update');

-- Links that are handed over by hand: invitations, and new passwords. Each works once.
create table sign_in_links (
  id text primary key,
  organization_id text not null references organizations (id),
  purpose text not null check (purpose in ('invitation', 'password')),
  secret_hash bytea not null unique,
  -- The person: by address in an invitation, by id for a new password.
  email text,
  user_id text references auth."user" (id),
  role text check (role in ('owner', 'manager', 'reviewer', 'viewer')),
  practice_ids text[] check (cardinality(practice_ids) > 0),
  -- Id of the key or the person that made it; null for a command.
  made_by text,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  check (case purpose when 'invitation' then email is not null and role is not null else user_id is not null end),
  check (role <> 'owner' or practice_ids is null)
);
select isolate_by_organization('sign_in_links', 'select, insert, update');

-- Inside an organization its own people are seen, by name and address; passwords and secrets are seen by neither role.
grant usage on schema auth to holdfast_app, holdfast_system;
grant select (id, name, email, "twoFactorEnabled", "createdAt") on auth."user" to holdfast_app, holdfast_system;
alter table auth."user" enable row level security;
create policy own_people on auth."user" to holdfast_app using (id in (select user_id from memberships));
create policy everybody on auth."user" to holdfast_system using (true);

-- The token of a session is not among these columns.
grant select (id, "userId", "organizationId", "userAgent", "createdAt", "updatedAt", "expiresAt"),
  update ("organizationId"), delete on auth."session" to holdfast_system;
grant select, insert, update, delete on auth.attempts to holdfast_system;
