import { sql } from 'kysely';
import type { Database, Tx } from '../db/database.ts';
import type { Principal } from '../kernel/access.ts';
import type { CallTypeCatalogue } from '../kernel/call-task.ts';
import type { Clock } from '../kernel/clock.ts';
import { ProblemError } from '../kernel/errors.ts';
import { makeId } from '../kernel/ids.ts';
import type { LineView, PayorDesk, PayorView, PhoneTreeView } from '../kernel/payor-desk.ts';
import type { PayorChanges } from '../kernel/payor-profile.ts';
import { inPlainWords } from './phone-tree-file.ts';
import { readTree, replaceTree } from './phone-trees.ts';
import { requirementsOf } from './requirements.ts';
import { searchPayors } from './search.ts';
import { cursorOf, placeOf } from './search-cursor.ts';
import { columnsOf, storeChanges, storeLines, storeNames } from './store.ts';
import { listTrees } from './tree-list.ts';
import { viewPayors } from './views.ts';

export interface PayorDeskOptions {
  db: Database;
  callTypes: CallTypeCatalogue;
  clock: Clock;
}

/** The directory as the API works with it. Every change is one transaction in the organization's scope. */
export function makePayorDesk({ db, callTypes, clock }: PayorDeskOptions): PayorDesk {
  async function view(tx: Tx, { organizationId }: Principal, payorId: string): Promise<PayorView> {
    const [payor] = await viewPayors(tx, organizationId, [payorId], clock.now());
    if (payor === undefined) throw new ProblemError('not_found', 404, 'There is no such payor.');
    return payor;
  }

  /** Changes an own entry and shows it. */
  function changeOwn(principal: Principal, payorId: string, changes: PayorChanges): Promise<PayorView> {
    return db.tenant(principal, async (tx) => {
      demandOwn(await view(tx, principal, payorId));
      await storeChanges(tx, principal.organizationId, payorId, changes);
      return view(tx, principal, payorId);
    });
  }

  async function line(tx: Tx, principal: Principal, payorId: string, lineId: string): Promise<LineView> {
    const { lines } = await view(tx, principal, payorId);
    const found = lines.find(({ id }) => id === lineId);
    if (found === undefined) throw new ProblemError('not_found', 404, 'The payor has no such line.');
    return found;
  }

  return {
    // Async so that a refusal arrives as a rejection.
    async search(principal, { query, limit, cursor }) {
      const after = cursor === undefined ? undefined : placeOf(cursor);
      return db.tenant(principal, async (tx) => {
        const hits = await searchPayors(tx, { query, limit: limit + 1, after });
        const shown = hits.slice(0, limit);
        const ids = shown.map(({ id }) => id);
        const views = await viewPayors(tx, principal.organizationId, ids, clock.now());
        const last = shown.at(-1);
        return {
          data: views.map((payor) => {
            const hit = query === undefined ? undefined : shown.find(({ id }) => id === payor.id);
            return { ...payor, score: hit ? Number(hit.score) : null, matchedName: hit?.matched ?? null };
          }),
          nextCursor: hits.length > limit && last !== undefined ? cursorOf(last) : null,
        };
      });
    },

    get: (principal, payorId) => db.tenant(principal, (tx) => view(tx, principal, payorId)),

    create: (principal, profile) =>
      db.tenant(principal, async (tx) => {
        const id = makeId('pay');
        const { organizationId } = principal;
        await tx
          .insertInto('payors')
          .values({ id, organization_id: organizationId, name: profile.name })
          .execute();
        await storeChanges(tx, organizationId, id, profile);
        return view(tx, principal, id);
      }),

    replace: changeOwn,
    change: changeOwn,

    remove: (principal, payorId) =>
      db.tenant(principal, async (tx) => {
        demandOwn(await view(tx, principal, payorId));
        await tx
          .updateTable('payors')
          .set({ archived_at: sql<Date>`now()` })
          .where('id', '=', payorId)
          .execute();
      }),

    override: (principal, payorId, changes) =>
      db.tenant(principal, async (tx) => {
        demandShared(await view(tx, principal, payorId));
        await storeOverride(tx, principal.organizationId, payorId, changes);
        return view(tx, principal, payorId);
      }),

    dropOverride: (principal, payorId) =>
      db.tenant(principal, async (tx) => {
        demandShared(await view(tx, principal, payorId));
        await storeOverride(tx, principal.organizationId, payorId, {});
        return view(tx, principal, payorId);
      }),

    requirements: (principal, payorId, callType) =>
      db.tenant(principal, async (tx) => {
        const contract = callTypes.get(callType);
        if (contract === undefined)
          throw new ProblemError('invalid_request', 400, 'There is no such call type.', [
            { pointer: '/query/callType', detail: `must be one of: ${[...callTypes.keys()].join(', ')}` },
          ]);
        const payor = await view(tx, principal, payorId);
        return { callType, payorId, inputs: requirementsOf(contract, payor) };
      }),

    phoneTrees: (principal) => db.tenant(principal, (tx) => listTrees(tx, principal.organizationId)),

    phoneTree: (principal, payorId, lineId) =>
      db.tenant(principal, async (tx) => viewTree(tx, await line(tx, principal, payorId, lineId))),

    savePhoneTree: (principal, payorId, lineId, { revision, tree }) =>
      db.tenant(principal, async (tx) => {
        const to = await line(tx, principal, payorId, lineId);
        const edited = { revision, tree: inPlainWords(tree), by: principal.actorId };
        if (!(await replaceTree(tx, principal.organizationId, to.phoneNumber, edited)))
          throw new ProblemError('conflict', 409, 'The tree has changed since it was read; read it again.', [
            { pointer: '/revision', detail: 'is not the latest' },
          ]);
        return viewTree(tx, to);
      }),
  };
}

function demandOwn({ directory }: PayorView): void {
  if (directory !== 'own')
    throw new ProblemError(
      'conflict',
      409,
      'This entry is shared by all organizations. Change it for yours with PUT /v1/payors/:payorId/override.',
    );
}

function demandShared({ directory }: PayorView): void {
  if (directory === 'own')
    throw new ProblemError(
      'conflict',
      409,
      'This entry is your own. Change it with PATCH /v1/payors/:payorId.',
    );
}

/** Puts these changes in the place of those that the organization had; none at all is the shared entry. */
async function storeOverride(
  tx: Tx,
  organizationId: string,
  payorId: string,
  changes: PayorChanges,
): Promise<void> {
  const rows = (['lines', 'aliases'] as const).filter((member) => changes[member] !== undefined);
  const fields = { ...columnsOf(changes), ...Object.fromEntries(rows.map((member) => [member, true])) };
  if (Object.keys(fields).length === 0)
    await tx.deleteFrom('payor_overrides').where('payor_id', '=', payorId).execute();
  else
    await tx
      .insertInto('payor_overrides')
      .values({ organization_id: organizationId, payor_id: payorId, fields: JSON.stringify(fields) })
      .onConflict((conflict) =>
        conflict
          .columns(['organization_id', 'payor_id'])
          .doUpdateSet({ fields: JSON.stringify(fields), updated_at: sql<Date>`now()` }),
      )
      .execute();
  await storeNames(tx, organizationId, payorId, 'name', changes.name === undefined ? [] : [changes.name]);
  await storeNames(tx, organizationId, payorId, 'alias', changes.aliases ?? []);
  await storeLines(tx, organizationId, payorId, changes.lines ?? []);
}

async function viewTree(tx: Tx, { id, phoneNumber }: LineView): Promise<PhoneTreeView> {
  const known = await readTree(tx, phoneNumber);
  return {
    lineId: id,
    phoneNumber,
    revision: known?.revision ?? 0,
    tree: known?.tree ?? { version: 1, nodes: [] },
    editedBy: known?.edited_by ?? null,
    updatedAt: known?.updated_at.toISOString() ?? null,
  };
}
