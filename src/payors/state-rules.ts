import { readFileSync } from 'node:fs';
import { sql, type Selectable } from 'kysely';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Database, Tables } from '../db/database.ts';
import type { CallRules, CallRulesLookup } from '../kernel/payor.ts';
import { disclosure } from '../kernel/payor-profile.ts';
import { stateCode, type StateCode, type StateRuleDesk, type StateRuleView } from '../kernel/state-rules.ts';
import { usStates } from '../kernel/us-states.ts';
import { payorAsSeen } from './seen.ts';

const file = z.strictObject({
  rules: z.partialRecord(
    stateCode,
    z.strictObject({
      consent: z.enum(['one_party', 'all_party']),
      disclosure: disclosure.nullable().default(null),
      note: z.string().nullable().default(null),
    }),
  ),
});

/** The rules that come with the product, by state. */
export type StateRuleData = z.output<typeof file>['rules'];

/** Reads the data file beside this one. Throws where it is not as it should be. */
export function readStateRules(): StateRuleData {
  const text = readFileSync(new URL('./state-rules.yaml', import.meta.url), 'utf8');
  return file.parse(parse(text)).rules;
}

export interface StateRulesOptions {
  db: Database;
  data: StateRuleData;
}

type OwnRule = Selectable<Tables['state_rules']>;

/** The rules of calls, from the data by state, what the organization changed of it, and the payor. */
export function makeCallRules({ db, data }: StateRulesOptions): CallRulesLookup {
  return {
    rulesOf: (organizationId, payorId, state) =>
      db.tenant(organizationId, async (tx) => {
        const payor = payorId === null ? undefined : await payorAsSeen(tx, organizationId, payorId);
        const known = stateCode.safeParse(state).data;
        const own =
          known &&
          (await tx.selectFrom('state_rules').selectAll().where('state', '=', known).executeTakeFirst());
        const ofState = known && ruleOf(data, known, own);
        return {
          recording: stricter(ofState?.recording ?? null, payor?.recording ?? null),
          disclosure: payor?.disclosure ?? ofState?.disclosure ?? null,
        };
      }),
  };
}

/** Nobody knows where the payor's people sit unless its entry speaks of recording: then it is announced. */
function stricter(...rules: readonly (CallRules['recording'] | null)[]): CallRules['recording'] {
  const all = rules.map((rule) => rule ?? 'announce');
  if (all.includes('forbidden')) return 'forbidden';
  return all.includes('announce') ? 'announce' : 'allowed';
}

function ruleOf(data: StateRuleData, state: StateCode, own: OwnRule | undefined): StateRuleView {
  const given = data[state];
  const consent = given?.consent ?? 'one_party';
  const overridden = (['recording', 'disclosure', 'note'] as const).filter((member) => own?.[member] != null);
  return {
    state,
    consent,
    recording: own?.recording ?? (consent === 'all_party' ? 'announce' : 'allowed'),
    disclosure: own?.disclosure ?? given?.disclosure ?? null,
    note: own?.note ?? given?.note ?? null,
    overridden,
  };
}

/** State rules as the API works with them. */
export function makeStateRuleDesk({ db, data }: StateRulesOptions): StateRuleDesk {
  return {
    list: (principal) =>
      db.tenant(principal, async (tx) => {
        const rows = await tx.selectFrom('state_rules').selectAll().execute();
        return [...usStates].sort().map((state) =>
          ruleOf(
            data,
            state,
            rows.find((row) => row.state === state),
          ),
        );
      }),

    change: (principal, state, changes) =>
      db.tenant(principal, async (tx) => {
        const row = await tx
          .insertInto('state_rules')
          .values({ organization_id: principal.organizationId, state, ...changes })
          .onConflict((conflict) =>
            conflict
              .columns(['organization_id', 'state'])
              .doUpdateSet({ ...changes, updated_at: sql<Date>`now()` }),
          )
          .returningAll()
          .executeTakeFirstOrThrow();
        return ruleOf(data, state, row);
      }),

    reset: (principal, state) =>
      db.tenant(principal, async (tx) => {
        await tx.deleteFrom('state_rules').where('state', '=', state).execute();
        return ruleOf(data, state, undefined);
      }),
  };
}
