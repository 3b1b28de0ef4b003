import type { Draw } from '../draw.ts';
import type { Draft, Moment, Twist } from '../draft.ts';
import { leftToAsk, midway, withMoment, withPerson } from '../draft.ts';

/** Some point of the inquiry, or a question for one field. */
function inTheMiddle(draw: Draw, draft: Draft): Moment['when'] {
  const left = leftToAsk(draft);
  if (left.length > 0 && draw.chance(0.3)) return { asked: draw.pick(left) };
  return midway(draw, draft) ?? 'verified';
}

const secondsPlease = [
  'One second.',
  'Bear with me a second.',
  'Hold on, let me pull that up.',
  'Give me just a moment here.',
  'Let me see.',
  'Okay, one moment while I look at that.',
] as const;

/** Asks for a moment and is silent, without music. */
export const fallsSilent: Twist = (draw, draft) =>
  withMoment(draft, {
    when: inTheMiddle(draw, draft),
    say: draw.pick(secondsPlease),
    silentMs: draw.int(6, 40) * 1000,
  });

const holdWords = [
  'I need to put you on hold for a minute.',
  'Let me place you on a brief hold while I check with my supervisor.',
  "I'm going to put you on hold, okay?",
  'Do you mind holding? Thanks.',
  'Please hold while I research this.',
] as const;

const backWords = [
  'Thank you for holding.',
  "Okay, I'm back.",
  'Thanks so much for waiting. Sorry about that.',
  'Alright, are you still there?',
  'Thank you for your patience. Okay, go ahead.',
  '',
] as const;

const holdAnnouncements = [
  'Thank you for holding. Your call is important to us.',
  'Did you know you can get a flu shot at most pharmacies at no cost.',
  'Please stay on the line. Someone will be with you shortly.',
] as const;

/** Hold in the middle of the conversation, with words on return or without. */
export const putsOnHold: Twist = (draw, draft) =>
  withMoment(draft, {
    when: inTheMiddle(draw, draft),
    say: draw.pick(holdWords),
    hold: {
      ms: draw.int(1, 9) * 60_000,
      demoMs: draw.int(8, 45) * 1000,
      sound: draw.pick(['music', 'music', 'silence']),
      announcements: draw.some(holdAnnouncements, 0.3),
      back: draw.pick(backWords),
    },
  });

const whileLooking = [
  ['Bear with me.', 'My system is a little slow today.', 'Almost there.'],
  ['Still loading.', "Sorry, it's still thinking."],
  ['Okay.', 'Let me see here.', 'Still pulling it up.'],
  ['Thank you for being patient.'],
] as const;

/** Takes long to find the record, and talks meanwhile. */
export const hasSlowSystem: Twist = (draw, draft) =>
  withPerson(draft, (person) => ({
    ...person,
    manner: {
      ...person.manner,
      thinkMs: draw.int(15, 60) * 1000,
      whileLooking: { say: [...draw.pick(whileLooking)], everyMs: draw.int(5, 11) * 1000 },
    },
  }));
