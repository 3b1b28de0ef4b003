import type { Draw } from '../draw.ts';
import type { Person, Step, Twist } from '../draft.ts';
import { isNamed, leftToAsk, withMoment } from '../draft.ts';
import { representativeName } from '../people.ts';

const passingOn = [
  "You've reached the wrong department. I'll transfer you.",
  'Oh, that would be a different team. Let me get you over to them.',
  "I don't handle those here, but I can connect you.",
  'This is member services. One moment, I am transferring you to the provider line.',
  'Let me pass you on to somebody who can look that up.',
] as const;

const otherDesks = [
  'Member services, this is {name}. How can I help?',
  'Thank you for calling, {name} speaking.',
  '{payor} pharmacy help desk, my name is {name}.',
  'Hi, front desk, this is {name}.',
] as const;

/** Someone else answers first, at once or after asking for identifiers, and passes the call on. */
export const isTransferredFirst: Twist = (draw, draft) => {
  const { person, before } = draft;
  if (person === undefined || before.length >= 2) return undefined;
  const name = otherName(draw, [person, ...before]);
  const first: Person = {
    name,
    greeting: draw.pick(otherDesks),
    verification: draw.pick([['npi'], ['callerName', 'npi'], ['taxId']]),
    moments: [
      {
        when: draw.pick(['greeting', 'greeting', 'verified']),
        say: draw.pick(passingOn),
        transfer: { to: (before[0] ?? person).name, steps: between(draw) },
      },
    ],
  };
  return { ...draft, before: [first, ...before] };
};

const onwards = [
  'For the rest of it I have to send you to my colleague. I am transferring you now.',
  "That part is handled by another team. I'll connect you.",
  "I can't see the rest on my screen. Let me transfer you to someone who can.",
] as const;

const picksUp = [
  'This is {name}, thanks for holding. How can I help you?',
  '{payor}, my name is {name}. What can I do for you?',
  'Hello, {name} speaking.',
] as const;

/** Passed on in the middle: a colleague picks up, verifies again, and tells what is left. The name is the colleague's. */
export const isTransferredMidway: Twist = (draw, draft) => {
  const { person } = draft;
  const left = leftToAsk(draft);
  if (person === undefined || draft.after.length > 0 || draft.further.length > 0) return undefined;
  if (left.length < 5 || !isNamed(draft)) return undefined;
  // Who comes up with another value later would be gone by then.
  if (Object.values(person.telling ?? {}).some((how) => how.later !== undefined)) return undefined;
  const told = person.volunteers?.length ?? 0;
  const to = otherName(draw, [person, ...draft.before]);
  const moved = withMoment(draft, {
    when: { answers: told + draw.int(1, 2) },
    say: draw.pick(onwards),
    transfer: { to, steps: between(draw) },
  });
  if (moved === undefined) return undefined;
  const colleague: Person = {
    ...person,
    name: to,
    greeting: draw.pick(picksUp),
    moments: [],
    volunteers: [],
  };
  return {
    ...moved,
    after: [colleague],
    truth: { ...draft.truth, fields: { ...draft.truth.fields, repName: to } },
  };
};

function otherName(draw: Draw, people: readonly Person[]): string {
  for (;;) {
    const name = representativeName(draw);
    if (!people.some((person) => person.name === name)) return name;
  }
}

function between(draw: Draw): Step[] {
  const sound = draw.pick(['music', 'ringback', 'music'] as const);
  const announcements = draw.some(['Please stay on the line.', 'Your call is being transferred.'], 0.4);
  return [{ hold: { ms: draw.int(1, 6) * 30_000, demoMs: draw.int(5, 25) * 1000, sound, announcements } }];
}
