import type { Database } from '../db/database.ts';
import type { PayorLookup } from '../kernel/payor.ts';
import type { PracticeLookup } from '../kernel/practice.ts';
import { makePayorLookup } from '../payors/lookup.ts';
import { makePracticeLookup } from '../practices/lookup.ts';

/** Whom calls go to and for whom they are made, as the other rooms ask. */
export interface Directory {
  payorLookup: PayorLookup;
  practiceLookup: PracticeLookup;
}

export function makeDirectory({ db }: { db: Database }): Directory {
  return { payorLookup: makePayorLookup({ db }), practiceLookup: makePracticeLookup({ db }) };
}
