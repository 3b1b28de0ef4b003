/** What a payor's side says whatever the case is; the first of several is the plain one. */
export const phrases = {
  oneMoment: 'Thank you. One moment please.',
  cannotVerify: "I'm sorry, I am not able to verify that. Please call back. Goodbye.",
  right: 'Yes, that is right.',
  anythingElse: 'You are welcome. Is there anything else I can help you with?',
  whichQuestion: "I'm sorry, could you repeat the question?",
  sayAgain: "I'm sorry, could you repeat that?",
  missed: "I'm sorry, I did not get that.",
  areYouThere: 'Hello, are you there?',
  nothingHeard: 'I am not hearing anything. Goodbye.',
  noReference: 'I do not have a reference number. You can use my name and the date.',
  notAvailable: 'I do not have that information.',
  invalidEntry: 'That is an invalid entry.',
  notFound: 'That number was not found.',
  menuGivesUp: "I'm sorry you are having trouble. Please try your call again later. Goodbye.",
  confirmEntry: 'If this is correct press one. To try again press two.',
  here: "Yes, I'm here.",
  noOthers: "No, that's the only one.",
  sure: "Yes, I'm sure.",
  unsure: "I can't say for certain.",
  asFarAsISee: "That is what I see, but I can't say for certain.",
  whatElse: 'Sure. What else do you need?',
  nextTask: 'Sure.',
  thatIsOkay: "That's okay. What else do you need?",
  tooManyReadBacks: "I've given you everything twice now. I have to take the next call. Goodbye.",
  robot: 'Is this a recording? Am I talking to a robot?',
} as const;

export const variants = {
  found: [
    'Okay, I have {thing}. What would you like to know?',
    "Alright, I've got {thing} pulled up. What can I tell you?",
    'Okay, I see {thing} here. Go ahead.',
    'Got it, I have {thing} up. What do you need?',
  ],
  declines: [
    "I'm sorry, I'm not able to give that out.",
    "I can't release that over the phone.",
    "That's not something I can share, I'm sorry.",
  ],
  unavailable: [
    'I do not have that information.',
    "I don't see that on my end.",
    "That's not showing in my system.",
    "I don't have that, sorry.",
  ],
  portal: ["You'll have to check the portal for that.", "That one you'd need to look up on our website."],
  hedges: ['I think', 'I believe', 'It looks like maybe', "If I'm reading this right,"],
  mumbles: ['Mmrf hm brr fmm.', 'Hrm mmf vrm.', 'Fmm brr mmh hrm.'],
} as const satisfies Record<string, readonly [string, ...string[]]>;

export const defaultGreeting = 'Thank you for calling {payor}. My name is {name}. How can I help you?';
