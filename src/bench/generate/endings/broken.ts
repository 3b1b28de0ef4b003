import type { Twist } from '../draft.ts';
import { withMoment } from '../draft.ts';
import { statusField } from '../facts.ts';
import { failedBy, toldFirst, unreached } from './early.ts';

const reason = 'line_dropped';

/** The line goes dead before anybody is there. */
export const dropsEarly: Twist = (draw, draft) => {
  const steps = draft.line.steps ?? [];
  const waits = steps.some((step) => 'hold' in step);
  if (!waits) return undefined;
  return {
    ...unreached(draft, reason),
    faults: { drop: { phase: 'hold', afterMs: draw.int(1, 5) * 1000 } },
  };
};

/** It goes dead while somebody asks who we are: after the greeting, before the record is found. */
export const dropsInVerification: Twist = (draw, draft) => {
  // So much has to be asked that nothing is answered by then.
  if ((draft.person?.verification?.length ?? 0) < 3) return undefined;
  return {
    ...draft,
    faults: { drop: { phase: 'verification', afterMs: draw.int(90, 140) * 100 } },
    truth: failedBy(draft, reason),
  };
};

/** It goes dead after the first answers. */
export const dropsAfterAnswers: Twist = (draw, draft) => {
  // Whether somebody is covered is read back at once: a drop that comes first leaves it doubtful.
  const told = statusField(draft.about) === 'status' ? toldFirst(draw, draft) : undefined;
  if (told === undefined) return undefined;
  const answers = told.draft.person?.volunteers?.length ?? 1;
  return {
    ...told.draft,
    faults: { drop: { phase: 'answers', answers, afterMs: draw.int(20, 45) * 100 } },
    truth: told.truth(reason),
  };
};

/** The representative hangs up without a word, after the first answers or with the record just found. */
export const hangsUp: Twist = (draw, draft) => {
  const told = draw.chance(0.6) ? toldFirst(draw, draft) : undefined;
  const ended = withMoment(told?.draft ?? draft, { when: told?.when ?? 'verified', hangUp: 'abrupt' });
  return ended && { ...ended, truth: told?.truth(reason) ?? failedBy(draft, reason) };
};
