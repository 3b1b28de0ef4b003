import type { FieldKnowledge } from './types.ts';

export const patientInputs = {
  memberId: { kind: 'text', required: true },
  patientFirstName: { kind: 'text', required: true },
  patientLastName: { kind: 'text', required: true },
  patientDateOfBirth: { kind: 'date', required: true },
  npi: { kind: 'npi', required: true },
  taxId: { kind: 'taxId', required: true },
} as const;

export const dayType: FieldKnowledge = {
  kind: 'choice',
  label: 'kind of days',
  within: 'expectedDays',
  cue: 'business|calendar|working days',
  choices: {
    business: {
      say: ['Business days.', 'Those are business days.', 'Business.', 'That is business days, yes.'],
      heard: 'business|working',
    },
    calendar: {
      say: ['Calendar days.', 'Those are calendar days.', 'Calendar.', "They're calendar days."],
      heard: 'calendar',
    },
  },
};

export const expectedDays: FieldKnowledge = {
  kind: 'number',
  label: 'number of days',
  cue: '(how (many|much) (more |additional |further )?(days|longer|time|more)|how long|time ?frame|expect(ed)?|turn ?around|processing time)',
  unless: 'appeals?|timely filing|peer',
  say: [
    'It should take {value} {dayType} days.',
    'You can expect about {value} {dayType} days.',
    "It'll be another {value} {dayType} days.",
    'Allow {value} {dayType} days for that.',
    'It should take {value} days.',
    'You can expect it in {value} days.',
  ],
};

/** What may be asked in every call. */
export const everyCall: Readonly<Record<string, FieldKnowledge>> = {
  repName: {
    kind: 'name',
    label: 'name',
    cue: '(your (first |last |full )?name|name and|(with )?whom?( am i| i am| i m| im| ive been| have i been)? (speaking|talking|spoken)|who is this|whos this|spell your name|get a name)',
    unless: 'plan name|patients name',
    say: ['My name is {value}.', "It's {value}.", '{value}.', 'This is {value}.'],
  },
  callReference: {
    kind: 'identifier',
    label: 'call reference number',
    cue: '(reference|ref number|confirmation number|call number|call i ?d|tracking number|interaction)',
    unless: 'auth\\w* reference|reference number (of|for) the auth',
    say: [
      'The call reference number is {value}.',
      'Your reference number is {value}.',
      'Sure, the reference number for this call is {value}.',
      'Reference number {value}.',
    ],
  },
  repInitial: {
    kind: 'name',
    label: 'last initial',
    cue: '(last )?initials?',
    beats: ['repName'],
    say: ['My last initial is {value}.', 'Initial {value}.', "It's {value}, as the initial."],
  },
  nextAction: {
    kind: 'words',
    label: 'next step',
    cue: '(next (step|action)|what( \\w+){0,4} (do next|next)|happens next|(need|have) to do|anything (we|i) (need|should))',
    say: ['The next step is {value}.', 'You would {value}.', 'What you want to do is {value}.'],
  },
  followUpDate: {
    kind: 'date',
    label: 'follow up date',
    cue: '(follow ?up|call (you )?back|check back)( \\w+){0,3}',
    unless: 'call back number',
    say: ['You can follow up on {value}.', 'Check back on {value}.', 'Follow up {value}.'],
  },
};
