import type { Draft, Person, Twist } from '../draft.ts';
import { withPerson } from '../draft.ts';

type Manner = NonNullable<Person['manner']>;

function withManner(draft: Draft, manner: Manner): Draft {
  return withPerson(draft, (person) => ({ ...person, manner: { ...person.manner, ...manner } }));
}

/** Begins to talk while we still do. */
export const talksOver: Twist = (draw, draft) =>
  withManner(draft, {
    talksOver: {
      afterMs: draw.int(8, 30) * 100,
      times: draw.int(1, 3),
      say: draw.pick(["I'm sorry, go ahead.", 'Sorry, what was that?', 'Okay, uh huh.']),
    },
  });

export const saysMmHm: Twist = (draw, draft) =>
  withManner(draft, {
    backchannels: {
      everyMs: draw.int(20, 45) * 100,
      words: draw.pick([['Mm-hm.'], ['Okay.', 'Mm-hm.'], ['Uh huh.', 'Right.'], ['Yeah.', 'Okay.']]),
    },
  });

/** Numbers in pieces, with pauses in which an impatient listener would cut in. */
export const pausesWithinNumbers: Twist = (draw, draft) => {
  // Cut in upon, it would not tell the rest of what nobody asked for.
  if (draft.about.unasked.length > 0) return undefined;
  return withManner(draft, { identifierGapMs: draw.int(10, 28) * 100 });
};

export const talksFast: Twist = (draw, draft) => withManner(draft, { rate: draw.pick([1.3, 1.4, 1.5]) });

export const answersOneThingAtATime: Twist = (_, draft) => {
  // What is known in three ways would be told in two.
  if ((draft.about.together ?? []).length > 0) return undefined;
  return withManner(draft, { oneAtATime: true });
};

/** Picks up and says nothing. */
export const waitsForOurHello: Twist = (_, draft) =>
  withPerson(draft, (person) => ({ ...person, greeting: '' }));
