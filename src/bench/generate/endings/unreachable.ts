import type { Draw } from '../draw.ts';
import type { Draft, Person, Step, Twist } from '../draft.ts';
import { withMoment } from '../draft.ts';
import { failedBy, unreached } from './early.ts';

/** The line never gets as far as a person. */
function without(draft: Draft, line: Draft['line'], reason: string): Draft {
  return { ...unreached(draft, reason), line, person: undefined };
}

export const rings: Twist = (draw, draft) => {
  const answer = draw.pick(['busy', 'no-answer'] as const);
  const reason = answer === 'busy' ? 'busy' : 'no_answer';
  const ringMs = answer === 'busy' ? draw.int(5, 30) * 100 : draw.int(20, 40) * 1000;
  return without(draft, { answer, ringMs }, reason);
};

const mailboxes = [
  'You have reached the voice mail of provider relations. Please leave a message after the tone.',
  'Hello, you have reached {name} at provider services. I am away from my desk. Leave your name and number and I will call you back.',
  'No one is available to take your call. At the tone, please record your message.',
] as const;

/** A mail box, at once or after the menus. */
export const isVoicemail: Twist = (draw, draft) => {
  const say = draw.pick(mailboxes).replace('{name}', draft.person?.name ?? 'Nora');
  return atTheEnd(draw, draft, [{ voicemail: { say } }], 'voicemail');
};

export const isFax: Twist = (draw, draft) =>
  without(draft, { ...draft.line, steps: [{ fax: { ms: draw.int(8, 20) * 1000 } }] }, 'wrong_number');

const wrongNumbers = [
  'The number you have dialed is not in service. Please check the number and dial again.',
  'We are sorry. You have reached a number that has been disconnected or is no longer in service.',
] as const;

export const isNotInService: Twist = (draw, draft) =>
  without(
    draft,
    { ...draft.line, steps: [{ say: draw.pick(wrongNumbers) }, { hangup: true }] },
    'wrong_number',
  );

const somebodyElse = [
  'You have the wrong number. This is a pharmacy.',
  "I'm sorry, this isn't the insurance company, you've got the wrong number. Bye.",
  'Wrong number, this is a private line.',
] as const;

const privateGreetings = ['Hello?', 'Yes, hello?', 'Good morning, front desk.'] as const;

/** Somebody answers who has nothing to do with the payor. */
export const isTheWrongNumber: Twist = (draw, draft) => {
  if (draft.person === undefined) return undefined;
  const person: Person = {
    name: draft.person.name,
    greeting: draw.pick(privateGreetings),
    moments: [{ when: 'greeting', say: draw.pick(somebodyElse), hangUp: draw.pick(['polite', 'abrupt']) }],
  };
  return { ...unreached(draft, 'wrong_number'), line: { ...draft.line, steps: [] }, person };
};

const closures = [
  'Our offices are closed. Our hours are Monday through Friday, eight a m to five p m. Please call back during normal business hours. Goodbye.',
  'We are closed today in observance of the holiday. Please call again on the next business day. Goodbye.',
  'Thank you for calling. You have reached us after hours. Please try again tomorrow. Goodbye.',
  'Due to severe weather our call center is closed today. Goodbye.',
] as const;

/** After hours, said at once or after the menus. */
export const isClosed: Twist = (draw, draft) =>
  atTheEnd(draw, draft, [{ say: draw.pick(closures) }, { hangup: true }], 'closed');

const online = [
  'This information is only available on our provider portal. Please visit our website. Goodbye.',
  'We no longer answer these questions by phone. Please log in to our website. Goodbye.',
] as const;

/** The menus lead to a recording that sends callers elsewhere. */
export const endsInARecording: Twist = (draw, draft) =>
  atTheEnd(draw, draft, [{ say: draw.pick(online) }, { hangup: true }], 'other_channel');

/** Every way leads back to where it began. */
export const hasNoWayOut: Twist = (draw, draft) => {
  const back: Step[] = [
    { say: draw.pick(['Returning to the main menu.', 'That option is not available.']) },
    { goTo: 'main' },
  ];
  const choices = ['1', '2', '3'].map((key) => ({ key, steps: back }));
  const say = draw.pick([
    'For claims, press one. For benefits, press two. For anything else, press three.',
    'Press one for providers. Press two for members. Press three for employers.',
  ]);
  const steps: Step[] = [{ mark: 'main' }, { menu: { say, choices } }];
  return without(draft, { ...draft.line, steps }, 'ivr_failure');
};

function atTheEnd(draw: Draw, draft: Draft, end: readonly Step[], reason: string): Draft {
  const menus = (draft.line.steps ?? []).filter((step) => !('hold' in step));
  const steps = draw.chance(0.5) ? [...end] : [...menus, ...end];
  return without(draft, { ...draft.line, steps }, reason);
}

const sendsOn = [
  'That is another department. I am transferring you.',
  "I'll connect you to the right team.",
  'Let me put you through to provider services.',
] as const;

/** A transfer that leads to a mail box or to a department that is closed. */
export const isTransferredToNobody: Twist = (draw, draft) => {
  const reason = draw.pick(['voicemail', 'closed'] as const);
  const steps: Step[] =
    reason === 'voicemail'
      ? [{ voicemail: { say: draw.pick(mailboxes).replace('{name}', 'the claims team') } }]
      : [{ say: draw.pick(closures) }, { hangup: true }];
  const ended = withMoment(draft, {
    when: draw.pick(['greeting', 'verified'] as const),
    say: draw.pick(sendsOn),
    transfer: { steps },
  });
  return ended && { ...ended, truth: failedBy(draft, reason) };
};
