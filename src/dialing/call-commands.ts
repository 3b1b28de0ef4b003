import { sql, type Insertable } from 'kysely';
import type { Tables, Tx } from '../db/database.ts';
import { notify } from '../db/notify.ts';
import type { CommandKind } from '../db/schema/calls.ts';
import type { CallCommand } from '../kernel/call-store.ts';
import type { DialEnd, OperatorCommand } from '../kernel/operator.ts';
import { makeId } from '../kernel/ids.ts';
import type { PhiCodec } from '../kernel/phi.ts';
import { openJson, sealJson } from '../kernel/sealed-json.ts';
import { lockOwned } from './call-row.ts';

interface CommandRow {
  id: string;
  kind: CommandKind;
  organization_id: string;
  task_id: string | null;
  ticket: string | null;
  sealed: Uint8Array | null;
}

const contextOf = (ticket: string) => `call_commands.sealed:${ticket}`;

/** The row of a command, its words sealed, before the transaction that leaves it. */
export async function prepareCommand(
  codec: PhiCodec,
  organizationId: string,
  callId: string,
  command: CallCommand,
  askedBy?: string,
): Promise<Insertable<Tables['call_commands']>> {
  const row = {
    call_id: callId,
    organization_id: organizationId,
    kind: command.kind === 'operator' ? command.command.kind : command.kind,
    asked_by: askedBy ?? null,
  };
  const words = wordsOf(command);
  if (words === undefined)
    return { ...row, task_id: command.kind === 'cancel' ? (command.taskId ?? null) : null };
  const ticket = makeId('req');
  return { ...row, ticket, sealed: await sealJson(codec, organizationId, contextOf(ticket), words) };
}

function wordsOf(command: CallCommand): object | undefined {
  switch (command.kind) {
    case 'operator':
      return command.command;
    case 'person_left':
      return { how: command.how };
    case 'cancel':
    case 'hang_up':
    case 'person_answered':
      return undefined;
  }
}

/** Leaves it, and wakes whichever node owns the call. */
export async function leaveCommand(tx: Tx, row: Insertable<Tables['call_commands']>): Promise<void> {
  await tx.insertInto('call_commands').values(row).execute();
  await notify(tx, 'holdfast_commands', [row.call_id]);
}

/** Takes what was left for the call, marking it; fenced. */
export async function takeRows(tx: Tx, callId: string, fence: number): Promise<readonly CommandRow[]> {
  await lockOwned(tx, callId, fence);
  const rows = await tx
    .updateTable('call_commands')
    .set({ taken_at: sql<Date>`now()` })
    .where('call_id', '=', callId)
    .where('taken_at', 'is', null)
    .returning(['id', 'kind', 'organization_id', 'task_id', 'ticket', 'sealed'])
    .execute();
  return rows.toSorted((a, b) => Number(a.id) - Number(b.id));
}

export async function openCommand(codec: PhiCodec, row: CommandRow): Promise<CallCommand> {
  const { kind, task_id, ticket, sealed } = row;
  const words =
    ticket === null || sealed === null
      ? undefined
      : await openJson(codec, row.organization_id, contextOf(ticket), sealed);
  switch (kind) {
    case 'cancel':
      return task_id === null ? { kind } : { kind, taskId: task_id };
    case 'hang_up':
    case 'person_answered':
      return { kind };
    case 'person_left':
      return { kind, how: (words as { how: DialEnd }).how };
    case 'hint':
    case 'take_over':
    case 'end':
      return { kind: 'operator', command: words as OperatorCommand };
  }
}
