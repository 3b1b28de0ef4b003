import type { Principal, Scope } from '../kernel/access.ts';
import type { Practice } from '../kernel/call-task.ts';
import type { FieldProblem } from '../kernel/errors.ts';
import type { PayorLookup, PayorMatch, PayorResolution } from '../kernel/payor.ts';
import type { PracticeLookup, PracticeMatch } from '../kernel/practice.ts';
import type { RequestedPayor, TaskRequest } from './task-request.ts';

/** Where a task's call goes. */
export interface Destination {
  payorId: string | null;
  name: string;
  phoneNumber: string;
  requiredInputs: readonly string[];
  resolution: PayorResolution;
}

/** For whom a task's call is made: the copy that goes with it, and the practice on file. */
export interface OnBehalf {
  practice: Practice;
  practiceId: string | null;
}

/** `forbidden`: right as it is, but not for this key. */
export type Found<Thing> =
  { ok: true; value: Thing } | { ok: false; problem: FieldProblem; forbidden?: boolean };

/**
 * The directory and the practices as one run of intake asks them: many rows name the same few, so each is looked up
 * once. A run is short; what changes meanwhile counts for the next.
 */
export interface Lookups {
  destinationOf(payor: RequestedPayor, callType: string): Promise<Found<Destination>>;
  /** `filing` puts a practice on file that is not there yet. */
  practiceOf(
    request: Pick<TaskRequest, 'practice' | 'practiceId'>,
    filing: boolean,
  ): Promise<Found<OnBehalf>>;
  /** Why outcomes may not be sent to an address of the request's own; undefined where they may. */
  refusalOfWebhook(webhookUrl: string | null): FieldProblem | undefined;
}

/** So many different names are remembered in one run; a file with more looks some of them up again. */
const mostRemembered = 2_000;
const anyNumber: Scope = 'dial:any-number';
const reading: Scope = 'results:read';

export function makeLookups(payors: PayorLookup, practices: PracticeLookup, principal: Principal): Lookups {
  const matches = makeMemory<PayorMatch>();
  const filed = makeMemory<PracticeMatch>();
  return {
    async destinationOf(payor, callType) {
      if ('phoneNumber' in payor) return numberAsked(payors, principal, payor.phoneNumber);
      const wanted = { ...payor, callType };
      const match = await matches(JSON.stringify(wanted), () =>
        payors.resolve(principal.organizationId, wanted),
      );
      return destination(match, 'name' in payor ? '/payor/name' : '/payor/payorId');
    },
    async practiceOf({ practice, practiceId }, filing) {
      if (practiceId !== undefined) {
        const match = await filed(practiceId, () => practices.byId(principal, practiceId));
        if (match.kind === 'found') return { ok: true, value: match };
        return refused(
          '/practiceId',
          `is not the id of a practice ${match.kind === 'archived' ? 'in use' : 'on file'}`,
        );
      }
      if (practice === undefined) return refused('/practice', 'is required');
      // Whether a limited key may is known from what is on file alone: nothing is filed by asking.
      if (!filing && principal.practiceIds === null)
        return { ok: true, value: { practice, practiceId: null } };
      const match = await filed(JSON.stringify(practice), () => practices.onFile(principal, practice));
      switch (match.kind) {
        case 'found':
          return { ok: true, value: { practice, practiceId: match.practiceId } };
        case 'archived':
          return refused('/practice', 'is no longer in use; take it out of the archive first');
        case 'unknown':
          return {
            ...refused('/practice', 'is none of the practices that this key is for'),
            forbidden: true,
          };
      }
    },
    refusalOfWebhook: (webhookUrl) =>
      webhookUrl === null || principal.scopes.includes(reading)
        ? undefined
        : {
            pointer: '/webhookUrl',
            detail: `is sent the whole outcome, so it needs a key with the scope ${reading}`,
          },
  };
}

function destination(match: PayorMatch, pointer: string): Found<Destination> {
  switch (match.kind) {
    case 'found':
      return { ok: true, value: match };
    case 'no_line':
      return refused(pointer, 'names a payor without a line for this call type; add one to the directory');
    case 'ambiguous':
      return refused(
        pointer,
        `is the name of more than one payor in the directory; send a payorId: ${match.candidates
          .map(({ payorId }) => payorId)
          .join(', ')}`,
      );
    case 'unknown': {
      if (pointer !== '/payor/name') return refused(pointer, 'is not the id of a payor in the directory');
      const near = match.near.length === 0 ? '' : `; near it are: ${match.near.join(', ')}`;
      return refused(pointer, `is not the name of a payor in the directory${near}`);
    }
  }
}

function numberAsked(payors: PayorLookup, principal: Principal, phoneNumber: string): Found<Destination> {
  const pointer = '/payor/phoneNumber';
  if (!principal.scopes.includes(anyNumber))
    return { ...refused(pointer, `needs a key with the scope ${anyNumber}`), forbidden: true };
  const detail = payors.refusalOfNumber(phoneNumber);
  if (detail !== undefined) return refused(pointer, detail);
  const resolution: PayorResolution = {
    asked: phoneNumber,
    matched: 'number',
    directory: 'none',
    lineId: null,
    purpose: null,
  };
  return {
    ok: true,
    value: { payorId: null, name: phoneNumber, phoneNumber, requiredInputs: [], resolution },
  };
}

function refused(pointer: string, detail: string): { ok: false; problem: FieldProblem } {
  return { ok: false, problem: { pointer, detail } };
}

/** Asks once for each key, also where rows ask at the same time; what failed is asked again. */
function makeMemory<Answer>() {
  const answers = new Map<string, Promise<Answer>>();
  return (key: string, ask: () => Promise<Answer>): Promise<Answer> => {
    const known = answers.get(key);
    if (known !== undefined) return known;
    if (answers.size >= mostRemembered) answers.clear();
    const asked = ask();
    answers.set(key, asked);
    asked.catch(() => answers.delete(key));
    return asked;
  };
}
