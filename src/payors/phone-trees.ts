import { sql } from 'kysely';
import type { Database, Tx } from '../db/database.ts';
import type { PhoneTree, PhoneTrees } from '../kernel/phone-tree.ts';

/** A tree with what the database knows about it; undefined where nobody has met the line. */
export async function readTree(tx: Tx, line: string) {
  return tx
    .selectFrom('phone_trees')
    .select(['tree', 'revision', 'edited_by', 'updated_at'])
    .where('line', '=', line)
    .executeTakeFirst();
}

/**
 * Replaces a tree by what a person made of the one with that revision (0 for a line that nobody has met). False, and
 * nothing is written, where it has changed since.
 */
export async function replaceTree(
  tx: Tx,
  organizationId: string,
  line: string,
  edited: { revision: number; tree: PhoneTree; by: string },
): Promise<boolean> {
  const known = await readTree(tx, line);
  if ((known?.revision ?? 0) !== edited.revision) return false;
  const before = await lock(tx, organizationId, line);
  const locked = await readTree(tx, line);
  // A tree that is only begun has the revision 1.
  if (locked?.revision !== (known?.revision ?? 1)) return false;
  await store(tx, line, markEdited(before, edited.tree, edited.by), edited.by);
  return true;
}

/** Phone trees in Postgres: a row for each organization and payor's number, as one JSON document. */
export function makePhoneTrees({ db }: { db: Database }): PhoneTrees {
  return {
    phoneTreeOf: (organizationId, line) =>
      db.tenant(organizationId, async (tx) => {
        const row = await tx
          .selectFrom('phone_trees')
          .select('tree')
          .where('line', '=', line)
          .executeTakeFirst();
        return row?.tree;
      }),
    savePhoneTree: (organizationId, line, tree, editedBy) =>
      db.tenant(organizationId, async (tx) => {
        const before = await lock(tx, organizationId, line);
        await store(tx, line, markEdited(before, tree, editedBy), editedBy);
      }),
    updatePhoneTree: (organizationId, line, change) =>
      db.tenant(organizationId, async (tx) => {
        const before = await lock(tx, organizationId, line);
        const after = change(before);
        if (JSON.stringify(after) !== JSON.stringify(before)) await store(tx, line, after, undefined);
      }),
  };
}

/** The tree under a lock; an empty one is made where there is none. */
async function lock(tx: Tx, organizationId: string, line: string): Promise<PhoneTree> {
  const empty: PhoneTree = { version: 1, nodes: [] };
  await tx
    .insertInto('phone_trees')
    .values({ organization_id: organizationId, line, tree: JSON.stringify(empty), edited_by: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await tx
    .selectFrom('phone_trees')
    .select('tree')
    .where('line', '=', line)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return row.tree;
}

async function store(tx: Tx, line: string, tree: PhoneTree, editedBy: string | undefined): Promise<void> {
  await tx
    .updateTable('phone_trees')
    .set({
      tree: JSON.stringify(tree),
      revision: sql<number>`revision + 1`,
      updated_at: sql<Date>`now()`,
      ...(editedBy === undefined ? {} : { edited_by: editedBy }),
    })
    .where('line', '=', line)
    .execute();
}

/** Who changed which prompt stands beside it. */
function markEdited(before: PhoneTree, after: PhoneTree, editedBy: string): PhoneTree {
  return {
    ...after,
    nodes: after.nodes.map((node) => {
      const known = before.nodes.find(({ id }) => id === node.id);
      return JSON.stringify(known) === JSON.stringify(node) ? node : { ...node, editedBy };
    }),
  };
}
