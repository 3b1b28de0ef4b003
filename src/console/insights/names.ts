import type { Tx } from '../../db/database.ts';
import type { InsightGrouping } from '../../kernel/insights.ts';
import type { Counts } from './counts.ts';

const unknown: Readonly<Partial<Record<InsightGrouping, string>>> = {
  practice: 'No practice on file',
  state: 'State not known',
  callType: 'Calls without tasks',
};

/** What people call the groups; those that go by their key are left out. */
export async function namesOf(
  tx: Tx,
  by: InsightGrouping,
  { groups, tasks }: Counts,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const { id, name } of await filed(tx, by, groups)) names.set(id, name);
  if (by === 'payor')
    for (const key of groups) {
      // As it was called when the tasks came in: the directory may have none of that number.
      const [name] = tasks('group', key)
        .map(({ payor_name }) => payor_name)
        .sort();
      if (name !== undefined) names.set(key, name);
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
