import type { Database } from '../db/database.ts';
import type { TenantScope } from '../kernel/access.ts';
import type { CallTypeCatalogue } from '../kernel/call-task.ts';
import type { Clock } from '../kernel/clock.ts';
import type { CallViewer } from '../kernel/live.ts';
import { outcomeContext, type Outcome } from '../kernel/outcome.ts';
import type { PhiCodec } from '../kernel/phi.ts';
import { openJson } from '../kernel/sealed-json.ts';
import type { FieldEvidence, ResultsDesk } from '../kernel/result.ts';
import { outcomesAsCsv } from './csv.ts';
import { makeLinkSigner } from './links.ts';
import { transcriptOf } from './transcript.ts';

export interface ResultsOptions {
  db: Database;
  codec: PhiCodec;
  viewer: CallViewer;
  callTypes: CallTypeCatalogue;
  /** 32 bytes, from which the key of links is derived. */
  masterKey: Uint8Array;
  clock: Clock;
}

/** What calls brought, for those who may read it. */
export function makeResultsDesk(options: ResultsOptions): ResultsDesk {
  const { db, codec, viewer } = options;
  const links = makeLinkSigner(options);

  async function outcomeOf(scope: TenantScope, taskId: string): Promise<Outcome | undefined> {
    const row = await db.tenant(scope, (tx) =>
      tx
        .selectFrom('outcomes')
        .select(['organization_id', 'sealed'])
        .where('task_id', '=', taskId)
        .orderBy('revision', 'desc')
        .limit(1)
        .executeTakeFirst(),
    );
    if (row === undefined) return undefined;
    return (await openJson(codec, row.organization_id, outcomeContext(taskId), row.sealed)) as Outcome;
  }

  return {
    async transcript(scope, callId) {
      const timeline = await viewer.timeline(scope, callId, -1);
      return timeline && transcriptOf(callId, timeline);
    },
    recording: (scope, callId) => viewer.recording(scope, callId),
    waveform: (scope, callId, range) => viewer.waveform(scope, callId, range),
    async evidence(scope, taskId) {
      const outcome = await outcomeOf(scope, taskId);
      return outcome && evidenceOf(outcome);
    },
    async link(scope, target, seconds) {
      return (await seesCall(db, scope, target.callId)) ? links.sign(target, seconds) : undefined;
    },
    openLink: (token) => links.open(token),
    exportCsv(scope, filter) {
      const contract = options.callTypes.get(filter.callType);
      return contract && outcomesAsCsv(options, scope, contract, filter);
    },
  };
}

/** Whether a call is seen from a scope. */
export async function seesCall(db: Database, scope: TenantScope, callId: string): Promise<boolean> {
  const row = await db.tenant(scope, (tx) =>
    tx.selectFrom('calls').select('id').where('id', '=', callId).executeTakeFirst(),
  );
  return row !== undefined;
}

function evidenceOf({ callId, fields }: Outcome): FieldEvidence[] {
  return Object.entries(fields).flatMap(([field, { value, status, confirmed, evidence }]) => {
    if (evidence === null || callId === null) return [];
    const { turn, speaker, quote, offsetMs, confidence } = evidence;
    const atSeconds = Math.round(offsetMs / 100) / 10;
    return [
      {
        field,
        value,
        status,
        confirmed,
        callId: evidence.callId ?? callId,
        turn,
        speaker,
        quote,
        atSeconds,
        confidence,
      },
    ];
  });
}
