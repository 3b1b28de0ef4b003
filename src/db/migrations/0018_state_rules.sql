-- What an organization wants otherwise than the data file of state rules has it: columns that are null follow the file.
create table state_rules (
  organization_id text not null references organizations (id),
  -- Two letters.
  state text not null check (state ~ '^[A-Z]{2}$'),
  recording text check (recording in ('allowed', 'announce', 'forbidden')),
  disclosure text,
  -- Why, and who decided it.
  note text,
  updated_at timestamptz not null default now(),
  primary key (organization_id, state)
);
select isolate_by_organization('state_rules');
