/** What a payor's side says whatever the case is. */
export const phrases = {
  oneMoment: 'Thank you. One moment please.',
  found: 'Okay, I have the claim. What would you like to know?',
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
} as const;

export const defaultGreeting = 'Thank you for calling {payor}. My name is {name}. How can I help you?';
