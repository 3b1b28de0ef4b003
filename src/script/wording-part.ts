import { z } from 'zod';

/** What we say besides questions and identifiers, by its occasion. */
export const wordingSchema = z.strictObject({
  disclosure: z.string(),
  /** The same where the call is recorded: that must be said, too. */
  disclosureRecorded: z.string(),
  hello: z.string(),
  stillThere: z.string(),
  robot: z.string(),
  refusalOffer: z.string(),
  refusalGoodbye: z.string(),
  thanks: z.string(),
  isThatCorrect: z.string(),
  yesCorrect: z.string(),
  noItIs: z.string(),
  again: z.string(),
  /** Behind a question whose answer was not understood: the form that it should have. */
  form: z.strictObject({
    date: z.string(),
    money: z.string(),
    figure: z.string(),
    symbols: z.string(),
    yesOrNo: z.string(),
    choice: z.string(),
    words: z.string(),
  }),
  /** Entries of a list that were announced and not told, and the same once more. */
  nextEntry: z.string(),
  nextEntryAgain: z.string(),
  /** Before the words of a value that is read back, where several entries have one. */
  ofEntry: z.string(),
  /** A question in other words, after it brought no answer. */
  lookUp: z.string(),
  sorry: z.string(),
  toConfirm: z.string(),
  nextTask: z.string(),
  goodbye: z.string(),
  goodbyeShort: z.string(),
  purpose: z.string(),
  nextTaskSame: z.string(),
  nextTaskFirst: z.string(),
  limitUnderstood: z.string(),
  beforeYouGo: z.string(),
  /** Said before a person of ours is put on the line, and where that person could not be reached. */
  handingOver: z.string(),
  goingOnAlone: z.string(),
  stillHere: z.string(),
  ofCourse: z.string(),
  chat: z.string(),
  informationOffer: z.string(),
  channelOffer: z.string(),
  callbackOffer: z.string(),
  transferOffer: z.string(),
  lacking: z.string(),
  /** To a question about our case that nobody told us the answer to. */
  unsure: z.string(),
  /** To somebody who wants something again and again that we do not understand; {list} is what we could give, without values. */
  whatWeHave: z.string(),
  stillLacking: z.string(),
  /** To somebody who wants a value again that was given many times. */
  allWeHave: z.string(),
  letMeRepeat: z.string(),
  lookByName: z.string(),
  otherWay: z.string(),
  sameMember: z.string(),
  otherMember: z.string(),
  understood: z.string(),
  budgetGoodbye: z.string(),
  /** Short words between an answer and the next question, in turn; an empty one is silence. */
  acknowledgements: z.array(z.string()),
});
