import type { Database, Tx } from '../db/database.ts';
import type { Principal } from '../kernel/access.ts';
import type { CallTypeCatalogue } from '../kernel/call-task.ts';
import { ProblemError } from '../kernel/errors.ts';
import type { OperatorCommand, OperatorDesk, OperatorHint } from '../kernel/operator.ts';
import type { PayorLookup } from '../kernel/payor.ts';
import type { PhiCodec } from '../kernel/phi.ts';
import { leaveCommand, prepareCommand } from './call-commands.ts';

export interface OperatorDeskOptions {
  db: Database;
  codec: PhiCodec;
  /** Which numbers may be dialed at all. */
  numbers: Pick<PayorLookup, 'refusalOfNumber'>;
  callTypes: CallTypeCatalogue;
}

/** Takes what people have running calls do; the call's owner picks it up at once, on whichever node. */
export function makeOperatorDesk(options: OperatorDeskOptions): OperatorDesk {
  const { db, codec, numbers } = options;

  async function check(tx: Tx, callId: string, command: OperatorCommand): Promise<void> {
    const call = await tx.selectFrom('calls').select('state').where('id', '=', callId).executeTakeFirst();
    if (call === undefined) throw new ProblemError('not_found', 404, 'There is no such call.');
    if (call.state === 'ended') throw new ProblemError('conflict', 409, 'The call is over.');
    if (command.kind === 'hint') await checkHint(tx, callId, command.hint);
  }

  async function checkHint(tx: Tx, callId: string, hint: OperatorHint): Promise<void> {
    if (hint.kind !== 'ask' && hint.kind !== 'skip') return;
    const tasks = await tx
      .selectFrom('calls_call_tasks')
      .innerJoin('call_tasks', 'call_tasks.id', 'calls_call_tasks.task_id')
      .select(['call_tasks.id', 'call_tasks.call_type'])
      .where('calls_call_tasks.call_id', '=', callId)
      .execute();
    const meant = tasks.filter(({ id }) => hint.taskId === undefined || id === hint.taskId);
    if (meant.length === 0) throw refused('/hint/taskId', 'is no task of this call');
    const isField = meant.some(({ call_type }) =>
      options.callTypes.get(call_type)?.fields.some(({ name }) => name === hint.field),
    );
    if (!isField) throw refused('/hint/field', 'is no field of this call type');
  }

  return {
    async command(principal: Principal, callId, command) {
      if (command.kind === 'take_over') {
        const refusal = numbers.refusalOfNumber(command.phoneNumber);
        if (refusal !== undefined) throw refused('/phoneNumber', refusal);
      }
      const { organizationId, actorId } = principal;
      const row = await prepareCommand(codec, organizationId, callId, { kind: 'operator', command }, actorId);
      await db.tenant(principal, async (tx) => {
        await check(tx, callId, command);
        await leaveCommand(tx, row);
      });
    },
  };
}

function refused(pointer: string, detail: string): ProblemError {
  return new ProblemError('invalid_request', 400, 'The command cannot be given like this.', [
    { pointer, detail },
  ]);
}
