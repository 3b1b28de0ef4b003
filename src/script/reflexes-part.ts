import { z } from 'zod';
import { patterns } from './field-schema.ts';

/** What machines and people say that is understood wherever it is heard, by what is done about it. */
export const reflexSchema = z.strictObject({
  /** Said by machines: menus and hold announcements. */
  menu: patterns,
  announcement: patterns,
  /** Openings of an announcement, to tell it from a person by its first words. */
  holdOpening: patterns,
  hold: patterns,
  person: patterns,
  invalidEntry: patterns,
  /** Of these: nothing was heard, or not well. */
  unheard: patterns,
  entry: patterns,
  /** Of what is keyed in: its letters are left out. */
  digitsOnly: patterns,
  /** Its letters are wanted, too: said of what else sounds as if they were not. */
  lettersToo: patterns,
  entered: patterns,
  spokenMenu: patterns,
  /** Asks to have a value said or keyed in: "what is your", "please provide". */
  askedFor: patterns,
  /** Verbs of asking, going on and going somewhere, as a choice begins with them; what others do we never do. */
  asks: patterns,
  /** A choice that leads back to where one came from. */
  back: patterns,
  /** A choice for those who do not have what is asked for. */
  without: patterns,
  /** A question that a menu wants answered with yes or no. */
  yesOrNo: patterns,
  /** An option that keeps the call waiting in line. */
  stay: patterns,
  callbackOffer: patterns,
  /** Staying in the queue: by waiting on, or by being called back; other words tell which. */
  keepsPlace: patterns,
  /** What we call for is not told by telephone. */
  onlineOnly: patterns,
  /** A number left behind was taken: somebody will call back. */
  callbackTaken: patterns,
  survey: patterns,
  /** Advertising and advice, which nobody says who has just picked up. */
  promotion: patterns,
  closed: patterns,
  voicemail: patterns,
  systemDown: patterns,
  /** Something of theirs does not work: for a moment, unless we are sent away. */
  broken: patterns,
  sentAway: patterns,
  /** On another day, or when they are open. */
  comeAgain: patterns,
  wrongNumber: patterns,
  wrongDepartment: patterns,
  otherChannel: patterns,
  transfer: patterns,
  wait: patterns,
  repeat: patterns,
  slower: patterns,
  spell: patterns,
  request: patterns,
  /** What was given finds nothing: what is named next is looked by instead. */
  anotherWay: patterns,
  robot: patterns,
  refusal: patterns,
  dontKnow: patterns,
  /** There is no further entry of a list. */
  noFurther: patterns,
  declines: patterns,
  ready: patterns,
  help: patterns,
  anythingElse: patterns,
  goodbye: patterns,
  no: patterns,
  yes: patterns,
  backchannel: patterns,
  heardBack: patterns,
  repair: patterns,
  hedge: patterns,
  /** Of what we read back: they can say neither yes nor no to it. */
  uncertain: patterns,
  /** Of several values that we read back, all but the ones they name. */
  theRest: patterns,
  hypothetical: patterns,
  negation: patterns,
  /** What a person does besides answering. */
  callback: patterns,
  turnsDown: patterns,
  cannotProceed: patterns,
  sameAsBefore: patterns,
  notFound: patterns,
  mismatch: patterns,
  taskLimit: patterns,
  nextTask: patterns,
  otherTask: patterns,
  sameMember: patterns,
  mayHold: patterns,
  /** Asks for a number in case the call is lost. */
  lostCall: patterns,
  areYouThere: patterns,
  returned: patterns,
  inGroups: patterns,
  chat: patterns,
});
