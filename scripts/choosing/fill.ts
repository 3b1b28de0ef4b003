import { sql } from 'kysely';
import type { Database } from '../../src/db/database.ts';

const organizations = 50;
const practicesEach = 4;
const lines = 40;

/** Organizations, practices, and payors that are open around the clock but for one second; all synthetic. */
export async function fillDirectory(db: Database): Promise<void> {
  await db.system(async (tx) => {
    await sql`insert into organizations (id, name)
      select 'org_' || lpad(o::text, 3, '0'), 'Synthetic organization ' || o
      from generate_series(1, ${sql.lit(organizations)}) o`.execute(tx);
    await sql`insert into practices (id, organization_id, name, npi, tax_id, phone)
      select 'prac_' || lpad(o::text, 3, '0') || '_' || p, 'org_' || lpad(o::text, 3, '0'),
        'Synthetic practice ' || p, '1234567893', '840000001', '+13035550100'
      from generate_series(1, ${sql.lit(organizations)}) o, generate_series(1, ${sql.lit(practicesEach)}) p`.execute(
      tx,
    );
    await sql`insert into payors (id, organization_id, name, tasks_per_call, max_concurrent_calls, calls_per_minute)
      select 'pay_' || lpad(l::text, 3, '0'), null, 'Synthetic payor ' || l, 1 + l % 3, 1000, 100000
      from generate_series(1, ${sql.lit(lines)}) l`.execute(tx);
    await sql`insert into payor_lines (id, payor_id, organization_id, purpose, phone_number, time_zone, hours)
      select 'line_' || l, 'pay_' || lpad(l::text, 3, '0'), null, 'provider', '+1303555' || lpad((100 + l)::text, 4, '0'),
        'America/Denver',
        (select jsonb_object_agg(day, '[{"from":"00:00","to":"24:00"}]'::jsonb)
          from unnest('{monday,tuesday,wednesday,thursday,friday,saturday,sunday}'::text[]) day)
      from generate_series(1, ${sql.lit(lines)}) l`.execute(tx);
  });
}

/** So many tasks, spread over organizations, practices and lines; one in ten with a priority, one in ten for later. */
export async function fillTasks(db: Database, count: number): Promise<void> {
  const batch = 10_000;
  for (let from = 0; from < count; from += batch)
    await db.system((tx) =>
      sql`insert into call_tasks (id, organization_id, call_type, external_id, payor_id, payor_name, payor_phone,
          practice_id, practice, inputs, body_hash, priority, created_at, not_before)
        select 'task_' || n, 'org_' || lpad((1 + n % ${sql.lit(organizations)})::text, 3, '0'), 'claim_status', 'bench-' || n,
          'pay_' || lpad((1 + n / 7 % ${sql.lit(lines)})::text, 3, '0'), 'Synthetic payor',
          '+1303555' || lpad((101 + n / 7 % ${sql.lit(lines)})::text, 4, '0'),
          'prac_' || lpad((1 + n % ${sql.lit(organizations)})::text, 3, '0') || '_' || (1 + n / 11 % ${sql.lit(practicesEach)}),
          '{"name":"Synthetic practice","npi":"1234567893","taxId":"840000001","phone":"+13035550100"}', '\\x00', '{}',
          case when n % 10 = 3 then n % 7 else 0 end, now() - n * interval '1 second',
          case when n % 10 = 7 then now() + interval '1 day' else now() - interval '1 hour' end
        from generate_series(${from + 1}::integer, ${Math.min(from + batch, count)}::integer) n`.execute(tx),
    );
}
