import { sql } from 'kysely';
import { FencedError } from '../kernel/call-store.ts';
import type { CallStore } from '../kernel/call-store.ts';
import type { Logger } from '../kernel/logger.ts';
import type { PhiCodec } from '../kernel/phi.ts';
import type { CallDocument } from '../kernel/telephony.ts';
import { inAskingOrder } from './asking-order.ts';
import { leaveCommand, openCommand, prepareCommand, takeRows } from './call-commands.ts';
import { lockOwned, makeCallScope, toRecord } from './call-row.ts';
import { applyStatus, linkCarrierCall } from './carrier-status.ts';
import type { FinishOptions } from './finish-call.ts';
import { finishCall } from './finish-call.ts';
import * as leases from './leases.ts';
import { taskIdsOf } from './linked-tasks.ts';
import { openJson, sealJson } from '../kernel/sealed-json.ts';

export interface CallStoreOptions extends FinishOptions {
  codec: PhiCodec;
  logger: Logger;
}

const uniqueViolation = '23505';

/** Calls in the database: owned by fence and lease, told apart by generation, ended once. */
export function makeCallStore(options: CallStoreOptions): CallStore {
  const { db, codec, loadTasks, logger } = options;
  const scope = makeCallScope(db);
  const contextOf = (callId: string, generation: number) => `call_documents.sealed:${callId}:${generation}`;

  async function documentOf(callId: string, generation: number): Promise<CallDocument | undefined> {
    const row = await scope.run(callId, (tx) =>
      tx
        .selectFrom('call_documents')
        .select(['organization_id', 'sealed'])
        .where('call_id', '=', callId)
        .where('generation', '=', generation)
        .executeTakeFirst(),
    );
    if (row === undefined) return undefined;
    const opened = await openJson(codec, row.organization_id, contextOf(callId, generation), row.sealed);
    return opened as CallDocument;
  }

  return {
    async find(callId) {
      const row = await scope.run(callId, (tx) =>
        tx.selectFrom('calls').selectAll().where('id', '=', callId).executeTakeFirst(),
      );
      return row === undefined ? undefined : toRecord(row);
    },
    documentOf,
    async storeDocument(callId, fence, generation, document) {
      const organizationId = await scope.organizationOf(callId);
      if (organizationId === undefined) throw new FencedError('There is no such call.');
      const sealed = await sealJson(codec, organizationId, contextOf(callId, generation), document);
      const stored = await db.tenant(organizationId, async (tx) => {
        await lockOwned(tx, callId, fence);
        const inserted = await tx
          .insertInto('call_documents')
          .values({ call_id: callId, generation, organization_id: organizationId, sealed })
          .onConflict((conflict) => conflict.columns(['call_id', 'generation']).doNothing())
          .returning('generation')
          .executeTakeFirst();
        await tx
          .updateTable('calls')
          .set({ generation: sql<number>`greatest(generation, ${generation}::integer)` })
          .where('id', '=', callId)
          .execute();
        return inserted !== undefined;
      });
      return stored ? document : ((await documentOf(callId, generation)) ?? document);
    },
    async renewLease(callId, fence, leaseMs) {
      return (await scope.run(callId, (tx) => leases.renewLease(tx, callId, fence, leaseMs))) ?? false;
    },
    async claim(callId, node, leaseMs) {
      const taken = await scope.run(callId, async (tx) => {
        const row = await leases.claim(tx, callId, node, leaseMs);
        return row === undefined ? undefined : { row, taskIds: await taskIdsOf(tx, callId) };
      });
      if (taken === undefined) return undefined;
      const tasks = await loadTasks(taken.row.organization_id, taken.taskIds);
      return { ...toRecord(taken.row), tasks: inAskingOrder(tasks) };
    },
    async releaseLease(callId, fence) {
      await scope.run(callId, (tx) => leases.releaseLease(tx, callId, fence));
    },
    async orphans(limit) {
      return (await db.system((tx) => leases.orphans(tx, limit))).map(toRecord);
    },
    async linkCarrierCall(callId, sid) {
      try {
        await scope.run(callId, (tx) => linkCarrierCall(tx, callId, sid));
      } catch (error) {
        if ((error as { code?: unknown }).code !== uniqueViolation) throw error;
        logger.error({ callId, sid }, "the carrier's call is linked to another call already");
      }
    },
    async applyStatus(callId, callback) {
      return await scope.run(callId, (tx) => applyStatus(tx, callId, callback));
    },
    finish: (callId, fence, results, spent) => finishCall(options, scope, callId, fence, results, spent),
    async leaveCommand(callId, command) {
      const organizationId = await scope.organizationOf(callId);
      if (organizationId === undefined) return;
      const row = await prepareCommand(codec, organizationId, callId, command);
      await db.tenant(organizationId, (tx) => leaveCommand(tx, row));
    },
    async takeCommands(callId, fence) {
      const rows = (await scope.run(callId, (tx) => takeRows(tx, callId, fence))) ?? [];
      return await Promise.all(rows.map((row) => openCommand(codec, row)));
    },
  };
}
