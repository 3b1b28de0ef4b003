import type { Draw } from '../draw.ts';
import type { Draft, Moment, Twist } from '../draft.ts';
import { withMoment, withPerson } from '../draft.ts';
import { failedBy, toldFirst } from './early.ts';

type What = Omit<Moment, 'when'>;

/** Ends the call at its beginning, once the record is found, or after the first answers. */
function endsWith(
  draw: Draw,
  draft: Draft,
  reason: string,
  what: What,
  at: readonly ('greeting' | 'verified' | 'midway')[],
): Draft | undefined {
  const time = draw.pick(at);
  const told = time === 'midway' ? toldFirst(draw, draft) : undefined;
  if (told !== undefined) {
    const ended = withMoment(told.draft, { ...what, when: told.when });
    return ended && { ...ended, truth: told.truth(reason) };
  }
  const ended = withMoment(draft, { ...what, when: time === 'greeting' ? 'greeting' : 'verified' });
  return ended && { ...ended, truth: failedBy(draft, reason) };
}

const anyTime = ['greeting', 'verified', 'midway'] as const;

const noMachines = [
  "I'm sorry, we don't release information to automated systems. A person has to call.",
  'We do not talk to A I callers. It is our policy.',
  "I can't give information to a robot.",
  'I need to speak with a human being.',
  "We're not permitted to work with automated callers.",
] as const;

const stillNo = [
  "I'm sorry, I can't. A person has to call. Goodbye.",
  "No, it has to be a live person. I'm going to disconnect now. Bye.",
  'No. Have somebody from the office call us. Goodbye.',
  "That doesn't matter. I still can't help you. Goodbye.",
] as const;

export const refusesAutomation: Twist = (draw, draft) =>
  endsWith(
    draw,
    draft,
    'refused_automation',
    { refusesAutomation: { say: draw.pick(noMachines), then: 'ends', ending: draw.pick(stillNo) } },
    anyTime,
  );

const noInformation = [
  "I'm sorry, I'm not able to release that information to you. Goodbye.",
  'Your office is not listed as authorized on this account, so I cannot discuss it. Goodbye.',
  'We can only give that information to the member. Have a good day.',
  "That's confidential. I can't share anything on this account. Bye now.",
] as const;

export const refusesInformation: Twist = (draw, draft) =>
  endsWith(draw, draft, 'refused_information', { say: draw.pick(noInformation), hangUp: 'polite' }, [
    'verified',
  ]);

const elsewhere = [
  "You'll have to check the portal for that.",
  'We no longer give that out over the phone. You have to use our website.',
  'That has to be requested in writing. You can fax us a request.',
  "That information's only available on the provider portal.",
  'Providers need to log in online for that now.',
] as const;

/** Sends us to the portal, with every question or once and for all. */
export const sendsToThePortal: Twist = (draw, draft) => {
  const say = draw.pick(elsewhere);
  if (draw.chance(0.4)) {
    const refusing = withPerson(draft, (person) => ({ ...person, refuses: say }));
    return { ...refusing, truth: failedBy(draft, 'other_channel') };
  }
  return endsWith(draw, draft, 'other_channel', { say: `${say} Goodbye.`, hangUp: 'polite' }, anyTime);
};

const downs = [
  "Our system's down right now. Please try again later.",
  "I'm sorry, all of our systems are down. You'll need to call back later. Goodbye.",
  'My computer just crashed and I cannot get back in. Please call again later.',
  "We're having an outage, so I can't get into anything. Please call back later. Bye.",
] as const;

export const hasNoSystem: Twist = (draw, draft) =>
  endsWith(draw, draft, 'system_down', { say: draw.pick(downs), hangUp: 'polite' }, anyTime);

const callbacks = [
  "I can't look that up right now. Leave a callback number and someone will call you.",
  'A specialist will have to call you back on this one.',
  'That team only works by call back.',
  "I'd have to have somebody call you back with that.",
] as const;

const callbackNumbers = [
  'What number can we reach you at?',
  'Can I have a callback number please?',
  'What is the best number to call?',
] as const;

export const onlyCallsBack: Twist = (draw, draft) =>
  endsWith(
    draw,
    draft,
    'callback_required',
    {
      say: draw.pick(callbacks),
      asks: {
        for: 'callbackNumber',
        say: draw.pick(callbackNumbers),
        then: 'ends',
        ending: 'Thank you. Somebody will call you back. Goodbye.',
      },
    },
    ['verified', 'midway'],
  );

const otherDepartments = [
  "This is the wrong department, and I can't transfer you. You have to call the number on the card. Goodbye.",
  'Those go through another company. You would have to contact them. Goodbye.',
  "We don't handle that here. You'll need to call the provider line. Bye.",
  "That plan is administered by a different vendor. You'll have to call them directly. Have a good day.",
] as const;

export const isTheWrongDepartment: Twist = (draw, draft) =>
  endsWith(draw, draft, 'wrong_department', { say: draw.pick(otherDepartments), hangUp: 'polite' }, [
    'greeting',
    'verified',
  ]);

const needs = {
  ssn: [
    "Without the social I can't go any further. Goodbye.",
    "I'm sorry, I have to have the social security number. You can call back when you have it. Goodbye.",
  ],
  diagnosis: [
    "I can't look it up without the diagnosis. Please call back when you have it. Goodbye.",
    "I need the diagnosis code to go on, so you'd have to call back with it. Bye.",
  ],
} as const;

const wanted = {
  ssn: ["What's the patient's social security number?", 'I need the social on the patient please.'],
  diagnosis: ['And what was the diagnosis?', 'I need the diagnosis code on that please.'],
} as const;

/** Ends the call because it is not given what must not be given. */
export const endsForWhatIsWithheld: Twist = (draw, draft) => {
  const what = draw.pick(['ssn', 'diagnosis'] as const);
  const asks = {
    for: what,
    say: draw.pick(wanted[what]),
    insists: draw.int(0, 1),
    then: 'ends' as const,
    ending: draw.pick(needs[what]),
  };
  return endsWith(draw, draft, 'input_missing', { asks }, ['greeting', 'verified']);
};
