import type { Database } from '../db/database.ts';
import { makePayorRoutes, type PayorRoutesOptions } from '../http/payor-routes.ts';
import { makePayorStateRoutes, type PayorStateRoutesOptions } from '../http/payor-state-routes.ts';
import { makePayorTreeRoutes } from '../http/payor-tree-routes.ts';
import { makePracticeRoutes, type PracticeRoutesOptions } from '../http/practice-routes.ts';
import type { Routes } from '../http/route.ts';
import type { CallTypeCatalogue } from '../kernel/call-task.ts';
import type { Clock } from '../kernel/clock.ts';
import type { AuditTrail } from '../kernel/phi.ts';
import type { CallRulesLookup, PayorLookup } from '../kernel/payor.ts';
import type { PracticeLookup } from '../kernel/practice.ts';
import { makePayorDesk } from '../payors/desk.ts';
import { makePayorLookup } from '../payors/lookup.ts';
import { refusalOfNumber } from '../payors/number-policy.ts';
import { makeCallRules, makeStateRuleDesk, readStateRules } from '../payors/state-rules.ts';
import { makePracticeDesk } from '../practices/desk.ts';
import { makePracticeLookup } from '../practices/lookup.ts';
import { passesChecksum } from '../spoken/expected.ts';

/** Whom calls go to and for whom they are made, as the other rooms ask. */
export interface Directory {
  payorLookup: PayorLookup;
  practiceLookup: PracticeLookup;
  callRules: CallRulesLookup;
}

export function makeDirectory({ db }: { db: Database }): Directory {
  return {
    payorLookup: makePayorLookup({ db }),
    practiceLookup: makePracticeLookup({ db }),
    callRules: makeCallRules({ db, data: readStateRules() }),
  };
}

export interface DirectoryPorts {
  payors: PayorRoutesOptions;
  practices: PracticeRoutesOptions;
  stateRules: PayorStateRoutesOptions;
}

/** What the directory's routes stand on. */
export function makeDirectoryPorts(options: {
  db: Database;
  callTypes: CallTypeCatalogue;
  audit: AuditTrail;
  clock: Clock;
}): DirectoryPorts {
  const { audit, callTypes } = options;
  const rules = { refusalOfNumber, inputsOf: namesOfInputs(callTypes) };
  const practiceRules = { isNpi: (text: string) => passesChecksum(text, 'npi'), refusalOfNumber };
  return {
    payors: { desk: makePayorDesk(options), rules, audit },
    practices: { desk: makePracticeDesk(options), rules: practiceRules, audit },
    stateRules: { desk: makeStateRuleDesk({ ...options, data: readStateRules() }), audit },
  };
}

export function makeDirectoryRoutes({ payors, practices, stateRules }: DirectoryPorts): readonly Routes[] {
  return [
    makePayorRoutes(payors),
    makePayorTreeRoutes(payors),
    makePracticeRoutes(practices),
    makePayorStateRoutes(stateRules),
  ];
}

/** Names of a call type's inputs; undefined where there is no such call type. */
export function namesOfInputs(callTypes: CallTypeCatalogue) {
  return (callType: string): readonly string[] | undefined =>
    callTypes.get(callType)?.inputs.map(({ name }) => name);
}
