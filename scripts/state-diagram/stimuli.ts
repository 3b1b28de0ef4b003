import type { DialEnd, OperatorCommand } from '../../src/kernel/operator.ts';
import type { SoundKind } from '../../src/kernel/speech.ts';

/** Something that may happen to a call from outside. `name` is what the diagram calls it. */
export type Stimulus = { name: string } & (
  | { kind: 'heard'; text: string }
  | { kind: 'sound'; sound: SoundKind }
  /** Nothing happens until the machine's next deadline. */
  | { kind: 'silence' }
  | { kind: 'line'; how: 'completed' | 'failed' }
  /** Only while it is dialed. */
  | { kind: 'unanswered'; how: 'busy' | 'no_answer' }
  | { kind: 'command'; command: 'cancel' | 'hang_up' }
  | { kind: 'operator'; command: OperatorCommand }
  | { kind: 'dial_answered' }
  | { kind: 'dial_ended'; how: DialEnd }
  | { kind: 'owner_changed' }
  | { kind: 'answered' }
);

const heard = (name: string, text: string): Stimulus => ({ kind: 'heard', name, text });

const answered: Stimulus = { kind: 'answered', name: 'the line is answered' };
const menu = heard(
  'a menu',
  'thank you for calling summit ridge health for members press one for providers press two',
);
const claimsMenu = heard(
  'a menu',
  'for eligibility press one for claims press two for anything else press three',
);
const entry = heard(
  'a request for a number by keys',
  'please enter your ten digit n p i followed by the pound sign',
);
const holdPhrase = heard(
  'a hold announcement',
  'your call is important to us please stay on the line for the next available representative',
);
const greeting = heard(
  'a person greets',
  'thank you for calling summit ridge health my name is angela how can i help you',
);
const wantsMember = heard('a request for an identifier', 'can i have the member i d please');
const found = heard(
  '"what would you like to know?"',
  'okay i have the claim here what would you like to know',
);
const notOnFile = heard('an answer', 'i do not see that claim we have nothing on file');
const reference = heard('an answer', 'the call reference number is four four seven one two nine');
const yes = heard('a yes', 'yes that is correct');
const goodbye = heard('a goodbye', 'you are welcome have a nice day goodbye');

/** One whole call; the machine is looked at after each of its steps. */
export const backbone: readonly Stimulus[] = [
  answered,
  menu,
  claimsMenu,
  entry,
  holdPhrase,
  { kind: 'sound', name: 'music', sound: 'music' },
  greeting,
  wantsMember,
  found,
  notOnFile,
  reference,
  yes,
  goodbye,
];

/** What may happen at any moment of a call instead of what the whole call does. */
export const stimuli: readonly Stimulus[] = [
  ...backbone,
  heard('a transfer', 'you have reached the wrong department let me transfer you to claims'),
  heard('"I will put you on hold"', 'i am going to put you on hold for a minute'),
  heard('"one moment"', 'one moment please'),
  heard('a closed office', 'our offices are currently closed please call back during normal business hours'),
  heard('voicemail', 'please leave a message after the tone'),
  heard('a refusal of automation', 'we do not speak to automated systems have a person call us'),
  heard('a refusal of automation', 'no we do not talk to robots please have a human call'),
  heard('"is this a robot?"', 'am i speaking with a robot'),
  heard('a system that is down', 'our system is down right now you will have to call back later'),
  heard('another channel', 'you will have to check that on our portal'),
  heard('a wrong number', 'you have the wrong number this is a pizza shop'),
  heard('"anything else?"', 'is there anything else that i can help you with today'),
  heard('a greeting', 'hello'),
  heard('words that say nothing', 'well it is a rainy day here'),
  { kind: 'sound', name: 'ringing', sound: 'ringback' },
  { kind: 'sound', name: 'silence', sound: 'silence' },
  { kind: 'silence', name: 'a deadline' },
  { kind: 'line', name: 'the line ends', how: 'completed' },
  { kind: 'line', name: 'the line fails', how: 'failed' },
  { kind: 'unanswered', name: 'busy', how: 'busy' },
  { kind: 'unanswered', name: 'nobody answers', how: 'no_answer' },
  { kind: 'command', name: 'a command to cancel', command: 'cancel' },
  { kind: 'command', name: 'a command to hang up', command: 'hang_up' },
  {
    kind: 'operator',
    name: 'a person takes over',
    command: { kind: 'take_over', phoneNumber: '+13035550190' },
  },
  { kind: 'operator', name: 'a person ends the call', command: { kind: 'end', how: 'politely' } },
  { kind: 'operator', name: 'a person ends the call at once', command: { kind: 'end', how: 'now' } },
  { kind: 'dial_answered', name: 'that person answers' },
  { kind: 'dial_ended', name: 'that person does not answer', how: 'no_answer' },
  { kind: 'dial_ended', name: 'that person hangs up', how: 'completed' },
  { kind: 'owner_changed', name: 'another process takes over' },
];
