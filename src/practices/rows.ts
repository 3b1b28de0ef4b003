import type { Selectable } from 'kysely';
import type { Tables } from '../db/database.ts';
import type { Practice } from '../kernel/call-task.ts';
import type { PracticeView } from '../kernel/practice.ts';
import type { PracticeProfile } from '../kernel/practice-profile.ts';
import { zoneOfState } from './state-zones.ts';

export type PracticeRow = Selectable<Tables['practices']>;

type Telephone = PracticeProfile['faxNumbers'][number];

/** Columns of a practice. The first of each kind stands alone as well, for look-ups and calls. */
export function columnsOf(profile: PracticeProfile) {
  const { npis, taxIds, callbackNumbers, faxNumbers, addresses, state } = profile;
  const kinded = (kind: 'callback' | 'fax', numbers: readonly Telephone[]) =>
    numbers.map((number) => ({ kind, ...number }));
  return {
    name: profile.name,
    npi: npis[0]?.npi ?? '',
    tax_id: taxIds[0]?.taxId ?? '',
    phone: callbackNumbers[0]?.number ?? '',
    state,
    address: addresses[0] === undefined ? null : inOneLine(addresses[0]),
    time_zone: profile.timeZone ?? zoneOfState(state),
    npis: JSON.stringify(npis),
    tax_ids: JSON.stringify(taxIds),
    phones: JSON.stringify([...kinded('callback', callbackNumbers), ...kinded('fax', faxNumbers)]),
    addresses: JSON.stringify(addresses),
  };
}

function inOneLine({ street, city, state, zip }: PracticeProfile['addresses'][number]): string {
  return `${street}, ${city}, ${state} ${zip}`;
}

/** A practice as it is shown. One that a task put on file has no lists: then there is one of each. */
export function viewOf(row: PracticeRow): PracticeView {
  // Written by nobody but `columnsOf`.
  const npis = row.npis as PracticeView['npis'];
  const taxIds = row.tax_ids as PracticeView['taxIds'];
  const phones = row.phones as (Telephone & { kind: 'callback' | 'fax' })[];
  const numbersFor = (wanted: 'callback' | 'fax') =>
    phones.filter(({ kind }) => kind === wanted).map(({ number, label }) => ({ number, label }));
  return {
    id: row.id,
    name: row.name,
    npis: npis.length > 0 ? npis : [{ npi: row.npi, type: 2, label: null }],
    taxIds: taxIds.length > 0 ? taxIds : [{ taxId: row.tax_id, label: null }],
    callbackNumbers: phones.length > 0 ? numbersFor('callback') : [{ number: row.phone, label: null }],
    faxNumbers: numbersFor('fax'),
    addresses: row.addresses as PracticeView['addresses'],
    state: row.state as PracticeView['state'],
    timeZone: row.time_zone,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    archivedAt: row.archived_at?.toISOString() ?? null,
  };
}

/** What goes with a task. */
export function copyOf(row: PracticeRow): Practice {
  return {
    name: row.name,
    npi: row.npi,
    taxId: row.tax_id,
    phone: row.phone,
    ...(row.state === null ? {} : { state: row.state }),
    ...(row.address === null ? {} : { address: row.address }),
    timeZone: row.time_zone,
  };
}
