import type { FieldCorrections } from '../../kernel/insights.ts';
import { correctionActions, type CorrectionAction } from '../../kernel/outcome.ts';
import type { FieldAction } from './task-counts.ts';

/** What was done to each field, most corrected first. `reviewedOf` counts the tasks of a call type that were reviewed. */
export function correctionsByField(
  rows: readonly FieldAction[],
  reviewedOf: (callType: string) => number,
): FieldCorrections[] {
  const fields = Map.groupBy(rows, ({ call_type, field }) => `${call_type}/${field}`);
  return [...fields.values()]
    .flatMap((done) => {
      const [first] = done;
      return first === undefined ? [] : [correctionsOf(first, done, reviewedOf(first.call_type))];
    })
    .toSorted(
      (a, b) =>
        changedIn(b) - changedIn(a) || a.callType.localeCompare(b.callType) || a.field.localeCompare(b.field),
    );
}

function correctionsOf(
  { call_type: callType, field }: FieldAction,
  done: readonly FieldAction[],
  reviewed: number,
): FieldCorrections {
  const tasksWith = (wanted: CorrectionAction) => done.find(({ action }) => action === wanted)?.tasks ?? 0;
  const actions = Object.fromEntries(
    correctionActions.map((action) => [action, tasksWith(action)]),
  ) as FieldCorrections['actions'];
  // A correction that is saved in between is seen here, but not yet among the reviewed tasks.
  const of = Math.max(1, reviewed);
  return { callType, field, actions, reviewed, correctionRate: changedIn({ actions }) / of };
}

const changedIn = ({ actions }: Pick<FieldCorrections, 'actions'>) =>
  actions.correct + actions.reject + actions.add;
