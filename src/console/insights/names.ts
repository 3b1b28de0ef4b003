import type { Tx } from '../../db/database.ts';
import type { InsightGrouping } from '../../kernel/insights.ts';
import type { TaskCount } from './task-counts.ts';

const unknown: Readonly<Partial<Record<InsightGrouping, string>>> = {
  practice: 'No practice on file',
  state: 'State not known',
  callType: 'Calls without tasks',
};

/** What people call the groups with these keys; those that go by their key are left out. */
export async function namesOf(
  tx: Tx,
  by: InsightGrouping,
  groups: ReadonlyMap<string | null, { tasks: readonly TaskCount[] }>,
): Promise<ReadonlyMap<string, string>> {
  const keys = [...groups.keys()].flatMap((key) => key ?? []);
  const names = new Map<string, string>();
  for (const { id, name } of await filed(tx, by, keys)) names.set(id, name);
  if (by === 'payor')
    for (const [key, { tasks }] of groups) {
      // As it was called when the tasks came in: the directory may have none of that number.
      const [name] = tasks.map(({ payor_name }) => payor_name).sort();
      if (key !== null && name !== undefined) names.set(key, name);
    }
  const none = unknown[by];
  if (none !== undefined) names.set('', none);
  return names;
}

async function filed(
  tx: Tx,
  by: InsightGrouping,
  ids: readonly string[],
): Promise<{ id: string; name: string }[]> {
  if ((by !== 'payor' && by !== 'practice') || ids.length === 0) return [];
  const table = by === 'payor' ? 'payors' : 'practices';
  return tx.selectFrom(table).select(['id', 'name']).where('id', 'in', ids).execute();
}
