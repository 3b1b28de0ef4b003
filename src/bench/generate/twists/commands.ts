import type { Twist } from '../draft.ts';
import { askedFields, isFound, leftToAsk } from '../draft.ts';
import { failedBy, toldFirst } from '../endings/early.ts';
import { statusField } from '../facts.ts';
import { asksSeveral } from '../further.ts';
import { isWithholdable, withoutField } from './telling.ts';

const byAPerson = 'person_ended';

/** Whoever watches has one question left out, before it is asked. */
export const leavesOneQuestionOut: Twist = (draw, draft) => {
  if (!isFound(draft) || draft.further.length > 0 || draft.truth.state !== 'completed') return undefined;
  const together = new Set(draft.person?.together?.flat());
  const fields = leftToAsk(draft).filter(
    (field) => isWithholdable(field, draft.about.fields) && !together.has(field),
  );
  if (fields.length === 0) return undefined;
  const field = draw.pick(fields);
  return {
    ...withoutField(draft, field),
    commands: [{ when: { phase: 'verification' }, do: 'skip', field }],
    never: [...draft.never, { ask: field }],
  };
};

/** Of several tasks the last one is taken back while the first is asked about. */
export const takesTheLastTaskBack: Twist = (draw, draft) => {
  const several = asksSeveral(draw, draft);
  const last = several?.further.at(-1);
  // Where there is a limit the last one is left over anyway.
  if (several?.person === undefined || last === undefined || several.person.claimsPerCall !== undefined)
    return undefined;
  if (askedFields(draft).length < 3) return undefined;
  return {
    ...several,
    further: [...several.further.slice(0, -1), { ...last, truth: { state: 'failed' }, absent: [] }],
    commands: [{ when: { answers: 1 }, do: 'cancel', task: several.further.length + 1 }],
  };
};

/** Whoever watches has the call end after the first answers. */
export const isEndedMidway: Twist = (draw, draft) => {
  // Whether somebody is covered is read back at once: an end that comes first leaves it doubtful.
  const told = statusField(draft.about) === 'status' ? toldFirst(draw, draft) : undefined;
  if (told === undefined) return undefined;
  const answers = told.draft.person?.volunteers?.length ?? 1;
  return {
    ...told.draft,
    commands: [{ when: { answers, afterMs: 2500 }, do: draw.pick(['end_politely', 'end_now']) }],
    truth: told.truth(byAPerson),
  };
};

/** Whoever watches has the call end while it waits for somebody. */
export const isEndedOnHold: Twist = (draw, draft) => {
  const hold = (draft.line.steps ?? []).find((step) => 'hold' in step);
  if (hold === undefined) return undefined;
  return {
    ...draft,
    commands: [
      { when: { phase: 'hold', afterMs: draw.int(1, 7) * 1000 }, do: draw.pick(['end_politely', 'end_now']) },
    ],
    truth: { ...failedBy(draft, byAPerson), fields: {} },
    never: [...draft.never, { greetDuring: 'hold' }],
  };
};
