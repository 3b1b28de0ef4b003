import type { Draw } from '../draw.ts';
import type { Draft, Moment, Twist } from '../draft.ts';
import { midway, withMoment } from '../draft.ts';

/** Some time in the conversation at which anything may come up. */
function sometime(draw: Draw, draft: Draft): Moment['when'] {
  return draw.pick(['greeting', 'verified', midway(draw, draft) ?? 'verified']);
}

const robotQuestions = [
  'Am I talking to a real person?',
  'Is this a recording?',
  'Wait, are you a robot?',
  'Sorry, are you an A I or something?',
  'Hang on. Is this one of those automated calls?',
  "You sound like a machine. You're not a machine, are you?",
  'Is there an actual human on the line?',
] as const;

export const asksWhetherRobot: Twist = (draw, draft) =>
  withMoment(draft, {
    when: sometime(draw, draft),
    asks: { for: 'robot', say: draw.pick(robotQuestions) },
  });

const softRefusals = [
  'We normally only speak with a live person. Is somebody there?',
  "I'm not supposed to talk to automated systems.",
  "Oh. We don't usually give information to A I callers.",
  'Can you put an actual person on for me?',
  "I'd rather talk to a human being, if you don't mind.",
] as const;

export const letsItselfBePersuaded: Twist = (draw, draft) =>
  withMoment(draft, {
    when: sometime(draw, draft),
    refusesAutomation: { say: draw.pick(softRefusals), then: 'accepts' },
  });

const nosyQuestions = {
  ssn: [
    "What's the last four of the social?",
    "And the patient's social security number?",
    'Can you verify the social for me?',
    'Do you have the S S N on that patient?',
  ],
  diagnosis: [
    'And what was the diagnosis?',
    'What diagnosis code did you bill with?',
    'Can I get the diagnosis please?',
    'What are we treating here, what is the diagnosis?',
  ],
} as const;

/** What must not be given: it goes on without, at once or after insisting. */
export const asksForWhatIsWithheld: Twist = (draw, draft) => {
  const wanted = draw.pick(['ssn', 'diagnosis'] as const);
  return withMoment(draft, {
    when: sometime(draw, draft),
    asks: {
      for: wanted,
      say: draw.pick(nosyQuestions[wanted]),
      insists: draw.pick([0, 0, 1, 1, 2]),
      then: 'goes_on',
    },
  });
};

const whichClaim = [
  'I have two claims for that date. Which amount is yours?',
  'I see a couple of claims on that day. What was the billed amount?',
  'There are two with that date of service. What did you bill?',
  "I've got three claims that day, so which one, what's the total charge?",
] as const;

/** Two claims on that date: the billed amount tells which. */
export const asksWhichClaim: Twist = (draw, draft) => {
  if (draft.about.callType !== 'claim_status' || draft.further.length > 0) return undefined;
  return withMoment(draft, {
    when: 'verified',
    asks: { for: 'billedAmount', say: draw.pick(whichClaim), insists: 1 },
  });
};

const otherWants: Readonly<Record<string, readonly string[]>> = {
  callbackNumber: [
    'Can I get a callback number in case we get disconnected?',
    'What is a good number to reach you at, just in case?',
  ],
  callerName: ["I'm sorry, who am I speaking with again?", 'And your name please?'],
  practiceName: ['Which office are you calling from?', 'And what practice is this for?'],
  practiceAddress: ['Can you verify the address of the practice?', 'What is the practice address?'],
  taxId: ['Can you also give me the tax I D please?', "And what's the tax I D on that?"],
  npi: ['Could you give me the N P I for the provider?', 'And the N P I?'],
};

/** Wants to know something about the caller in the middle of it. */
export const asksBack: Twist = (draw, draft) => {
  const wanted = draw.pick(Object.keys(otherWants));
  return withMoment(draft, {
    when: draw.pick(['verified', midway(draw, draft) ?? 'verified']),
    asks: { for: wanted, say: draw.pick(otherWants[wanted] ?? ['']), insists: 2 },
  });
};

const smallTalk = [
  'How is the weather over there today?',
  'Oh, it has been one of those Mondays. How are you doing today?',
  'My goodness, this computer is older than I am. How is your day going?',
  'We have had nothing but rain here all week. Is it raining where you are?',
  'Are you all busy over there too?',
  'I just got back from lunch, so bear with me. Did you have a good weekend?',
] as const;

export const makesSmallTalk: Twist = (draw, draft) =>
  withMoment(draft, { when: sometime(draw, draft), say: draw.pick(smallTalk), reply: true });
