import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { PhoneTreeSummary } from '../kernel/payor-desk.ts';

/** More lines than anybody's calls meet. */
const mostTrees = 1_000;

interface Row {
  line: string;
  line_id: string | null;
  payor_id: string | null;
  payor_name: string | null;
  prompts: number;
  drifted: number;
  edited: number;
  revision: number;
  edited_by: string | null;
  updated_at: Date;
}

/** Trees of an organization, the latest changed first, each with the line that the organization sees under its number. */
export async function listTrees(tx: Tx, organizationId: string): Promise<PhoneTreeSummary[]> {
  const { rows } = await sql<Row>`
    select tree.line, tree.revision, tree.edited_by, tree.updated_at, place.line_id, place.payor_id, place.payor_name,
      count(node)::integer as prompts,
      count(node) filter (where (node ->> 'drifted')::boolean)::integer as drifted,
      count(node) filter (where node ->> 'editedBy' is not null)::integer as edited
    from phone_trees tree
    left join lateral jsonb_array_elements(tree.tree -> 'nodes') node on true
    left join lateral (
      select line.id as line_id, payor.id as payor_id, payor.name as payor_name
      from payor_lines known
      join payors payor on payor.id = known.payor_id and payor.archived_at is null
      join lateral lines_as_seen(${organizationId}, payor.id) line on line.phone_number = tree.line
      where known.phone_number = tree.line
      order by payor.organization_id nulls last, payor.name, line.id
      limit 1
    ) place on true
    group by tree.line, tree.revision, tree.edited_by, tree.updated_at, place.line_id, place.payor_id, place.payor_name
    order by tree.updated_at desc, tree.line
    limit ${mostTrees}`.execute(tx);
  return rows.map((row) => ({
    phoneNumber: row.line,
    payor:
      row.payor_id === null || row.payor_name === null ? null : { id: row.payor_id, name: row.payor_name },
    lineId: row.line_id,
    prompts: row.prompts,
    drifted: row.drifted,
    edited: row.edited,
    revision: row.revision,
    editedBy: row.edited_by,
    updatedAt: row.updated_at.toISOString(),
  }));
}
