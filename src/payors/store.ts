import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import { makeId } from '../kernel/ids.ts';
import type { PayorChanges, PayorLine } from '../kernel/payor-profile.ts';
import { normalisePayorName } from './payor-name.ts';

/** Whose rows: an organization's, or null for the shared directory. */
type Owner = string | null;

/** Members of a payor that are columns of its row, by their dotted names. */
const columnOf = {
  name: 'name',
  'limits.tasksPerCall': 'tasks_per_call',
  'limits.maxConcurrentCalls': 'max_concurrent_calls',
  'limits.callsPerMinute': 'calls_per_minute',
  requiredInputs: 'required_inputs',
  refusesAutomation: 'refuses_automation',
  recording: 'recording',
  disclosure: 'disclosure',
  notes: 'notes',
} as const;

type Column = (typeof columnOf)[keyof typeof columnOf];

/** Dotted name of the member that a column, or a mark of rows (`lines`, `aliases`), stands for. */
export function memberOf(column: string): string {
  return Object.entries(columnOf).find(([, each]) => each === column)?.[0] ?? column;
}

/** Columns of the members that were given. */
export function columnsOf(changes: PayorChanges): Partial<Record<Column, unknown>> {
  const { limits } = changes;
  const given: Record<Column, unknown> = {
    name: changes.name,
    tasks_per_call: limits?.tasksPerCall,
    max_concurrent_calls: limits?.maxConcurrentCalls,
    calls_per_minute: limits?.callsPerMinute,
    required_inputs: changes.requiredInputs,
    refuses_automation: changes.refusesAutomation,
    recording: changes.recording,
    disclosure: changes.disclosure,
    notes: changes.notes,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** Writes what was given of an entry that is there; everything else of it stays. */
export async function storeChanges(
  tx: Tx,
  owner: Owner,
  payorId: string,
  changes: PayorChanges,
): Promise<void> {
  const columns = columnsOf(changes);
  await tx
    .updateTable('payors')
    .set({
      ...columns,
      ...(changes.requiredInputs === undefined
        ? {}
        : { required_inputs: JSON.stringify(changes.requiredInputs) }),
      updated_at: sql<Date>`now()`,
    } as object)
    .where('id', '=', payorId)
    .execute();
  if (changes.name !== undefined) await storeNames(tx, owner, payorId, 'name', [changes.name]);
  if (changes.aliases !== undefined) await storeNames(tx, owner, payorId, 'alias', changes.aliases);
  if (changes.lines !== undefined) await storeLines(tx, owner, payorId, changes.lines);
}

/** Replaces the owner's names of that kind for a payor. */
export async function storeNames(
  tx: Tx,
  owner: Owner,
  payorId: string,
  kind: 'name' | 'alias',
  names: readonly string[],
): Promise<void> {
  await tx
    .deleteFrom('payor_aliases')
    .where('payor_id', '=', payorId)
    .where('organization_id', 'is not distinct from', owner)
    .where('kind', '=', kind)
    .execute();
  const rows = new Map(
    names.map((written) => {
      const alias = normalisePayorName(written);
      return [alias, { payor_id: payorId, organization_id: owner, alias, kind, written }];
    }),
  );
  rows.delete('');
  if (rows.size === 0) return;
  // An alias that is the name as well is one row, whichever came first.
  await tx
    .insertInto('payor_aliases')
    .values([...rows.values()])
    .onConflict((conflict) =>
      conflict.expression(sql`payor_id, coalesce(organization_id, ''), alias`).doUpdateSet((eb) => ({
        kind: kind === 'name' ? 'name' : eb.ref('payor_aliases.kind'),
        written: kind === 'name' ? eb.ref('excluded.written') : eb.ref('payor_aliases.written'),
      })),
    )
    .execute();
}

/** Replaces the owner's lines of a payor. A line that stays keeps its id: by the id that was given, or by its number and purpose. */
export async function storeLines(
  tx: Tx,
  owner: Owner,
  payorId: string,
  lines: readonly PayorLine[],
): Promise<void> {
  const known = await tx
    .deleteFrom('payor_lines')
    .where('payor_id', '=', payorId)
    .where('organization_id', 'is not distinct from', owner)
    .returning(['id', 'phone_number', 'purpose'])
    .execute();
  const free = new Map(known.map((row) => [row.id, row]));
  const take = (id: string | undefined): string | undefined =>
    id !== undefined && free.delete(id) ? id : undefined;
  const byId = lines.map((line) => take(line.id));
  const ids = lines.map((line, index) => {
    const same = [...free.values()].find(
      (row) => row.phone_number === line.phoneNumber && row.purpose === line.purpose,
    );
    return byId[index] ?? take(same?.id) ?? makeId('line');
  });
  if (lines.length === 0) return;
  await tx
    .insertInto('payor_lines')
    .values(
      lines.map((line, position) => ({
        id: ids[position] ?? makeId('line'),
        payor_id: payorId,
        organization_id: owner,
        purpose: line.purpose,
        label: line.label,
        phone_number: line.phoneNumber,
        time_zone: line.timeZone,
        hours: line.hours === null ? null : JSON.stringify(line.hours),
        holidays: [...line.holidays],
        closed_on: [...line.closedOn],
        max_concurrent_calls: line.maxConcurrentCalls,
        position,
      })),
    )
    .execute();
}
