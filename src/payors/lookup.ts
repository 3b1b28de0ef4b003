import { sql } from 'kysely';
import type { Database, Tx } from '../db/database.ts';
import type { PayorLookup, PayorMatch, PayorResolution } from '../kernel/payor.ts';
import { refusalOfNumber } from './number-policy.ts';
import { normalisePayorName } from './payor-name.ts';
import { lineFor } from './purposes.ts';
import { linesAsSeen, namesAsSeen, overriddenFields, payorAsSeen } from './seen.ts';
import { likeness, leastLikeness } from './likeness.ts';

/** So many names are offered for one that is not known. */
const mostNear = 3;

/** The directory as intake asks it: an organization's own entries first, then the shared ones as it changed them. */
export function makePayorLookup({ db }: { db: Database }): PayorLookup {
  return {
    refusalOfNumber,
    resolve: (organizationId, wanted) =>
      db.tenant(organizationId, async (tx) => {
        if ('payorId' in wanted) {
          const how = { asked: wanted.payorId, matched: 'id' } as const;
          const found = await matchOf(tx, organizationId, wanted.payorId, wanted.callType, how);
          return found ?? { kind: 'unknown', near: [] };
        }
        const named = await entriesNamed(tx, wanted.name);
        const [first] = named;
        if (first === undefined) return { kind: 'unknown', near: await namesNear(tx, wanted.name) };
        const payorIds = [...new Set(named.map(({ id }) => id))];
        if (payorIds.length > 1)
          return { kind: 'ambiguous', candidates: await candidatesOf(tx, organizationId, payorIds) };
        const matched = named.some(({ kind }) => kind === 'name') ? 'name' : 'alias';
        const how = { asked: wanted.name, matched } as const;
        const found = await matchOf(tx, organizationId, first.id, wanted.callType, how);
        return found ?? { kind: 'unknown', near: [] };
      }),
  };
}

/** Entries that the organization calls by that name; where there are none, those that everybody does. */
async function entriesNamed(tx: Tx, name: string) {
  const rows = await namesAsSeen(tx)
    .select(['payors.id', 'payor_aliases.organization_id', 'payor_aliases.kind'])
    .where('payor_aliases.alias', '=', normalisePayorName(name))
    .execute();
  const own = rows.filter((row) => row.organization_id !== null);
  return own.length > 0 ? own : rows;
}

async function matchOf(
  tx: Tx,
  organizationId: string,
  payorId: string,
  callType: string,
  how: Pick<PayorResolution, 'asked' | 'matched'>,
): Promise<PayorMatch | undefined> {
  const payor = await payorAsSeen(tx, organizationId, payorId);
  if (payor?.archived_at !== null) return undefined;
  const lines = await linesAsSeen(tx, organizationId, payorId);
  const line = lineFor(lines, callType);
  if (line === undefined)
    return { kind: 'no_line', payorId, name: payor.name, purposes: lines.map(({ purpose }) => purpose) };
  const changed = await overriddenFields(tx, payorId);
  const directory = payor.organization_id !== null ? 'own' : changed.length > 0 ? 'override' : 'shared';
  return {
    kind: 'found',
    payorId,
    name: payor.name,
    phoneNumber: line.phone_number,
    requiredInputs: requiredNames(payor.required_inputs, callType),
    refusesAutomation: payor.refuses_automation,
    resolution: { ...how, directory, lineId: line.id, purpose: line.purpose },
  };
}

/** Names of the inputs that a payor asks for in calls of that type, as the database holds them. */
function requiredNames(stored: unknown, callType: string): readonly string[] {
  const byCallType = stored as Readonly<Record<string, readonly { name: string }[] | undefined>>;
  return (byCallType[callType] ?? []).map(({ name }) => name);
}

async function candidatesOf(tx: Tx, organizationId: string, payorIds: readonly string[]) {
  const seen = await Promise.all(payorIds.map((id) => payorAsSeen(tx, organizationId, id)));
  return seen.flatMap((payor) => (payor === undefined ? [] : [{ payorId: payor.id, name: payor.name }]));
}

/** Names of payors that sound like it, the nearest first. */
async function namesNear(tx: Tx, name: string): Promise<readonly string[]> {
  const wanted = normalisePayorName(name);
  if (wanted === '') return [];
  const rows = await namesAsSeen(tx)
    .select(['payors.id', 'payors.name'])
    .select(sql<string | null>`max(payor_overrides.fields ->> 'name')`.as('own_name'))
    .where(likeness(wanted), '>=', leastLikeness)
    .groupBy(['payors.id', 'payors.name'])
    .orderBy(sql`max(${likeness(wanted)})`, 'desc')
    .orderBy('payors.name')
    .limit(mostNear)
    .execute();
  return rows.map((row) => row.own_name ?? row.name);
}
