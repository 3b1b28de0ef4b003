import { z } from 'zod';
import type { Wanted } from '../kernel/call-type.ts';

/** A regular expression over lower-case words without punctuation or apostrophes ("dont", "n ?p ?i"). */
const pattern = z.string().min(1).refine(compiles, 'is not a regular expression');
export const patterns = z.array(pattern).default([]);

export const condition = z.strictObject({ field: z.string(), in: z.array(z.string()).min(1) });

const wanted: z.ZodType<Wanted, Wanted> = z.lazy(() =>
  z.union([
    condition,
    z.strictObject({ field: z.string(), answered: z.boolean() }),
    z.strictObject({ field: z.string(), above: z.number() }),
    z.strictObject({ input: z.string() }),
    z.strictObject({ all: z.array(wanted).min(1) }),
    z.strictObject({ any: z.array(wanted).min(1) }),
  ]),
);

export const fieldTypes = [
  'enum',
  'money',
  'date',
  'identifier',
  'code',
  'integer',
  'duration',
  'deadline',
  'name',
  'text',
  'yes_no',
  'percent',
  'telephone',
] as const;

export const fieldSchema = z.strictObject({
  /** "denials.*.code" with `slots` is one part of a list's entries. */
  name: z.string(),
  label: z.string(),
  type: z.enum(fieldTypes),
  requirement: z.enum(['required', 'conditional', 'optional']),
  /** Entries of the list that this is a part of; only the first is ever asked for. */
  slots: z.int().min(2).optional(),
  /** Which entry of which list this is: made of `slots` where the file is read, not written in it. */
  entry: z.strictObject({ list: z.string(), part: z.string(), slot: z.int() }).optional(),
  /** Lists: what several of its entries are called, as they are counted: "there are two reasons". */
  plural: patterns,
  /** A number that entries of its list are called by: "line two". */
  key: z.boolean().default(false),
  when: wanted.optional(),
  /** Where it is not asked for and kept all the same where somebody tells it; a date only if it is still to come. */
  volunteered: wanted.optional(),
  /** Words that say that a value in the same clause belongs to this field. */
  cues: patterns,
  /** Names: verbs before which stands who it is: "… requested it". */
  doers: patterns,
  /** A value of this shape can be nothing else: it needs no words beside it. */
  evident: z.boolean().default(false),
  /** What a value must be said of to be this field's, by facet (see `grounding.facets`). */
  facets: z.record(z.string(), z.string()).default({}),
  /** Enumerations: what is said for each value; `beats` names values that this one makes void when both are heard. */
  values: z
    .array(
      z.strictObject({
        value: z.string(),
        patterns,
        /** Looser words, taken where the field's question was just asked. */
        asked: patterns,
        /** Words that make it likely, where its question was just asked and nobody understood the answer: it is read back. */
        likely: patterns,
        say: z.string(),
        beats: z.array(z.string()).default([]),
        /** Values that are said of it, too: "approved" of what is approved in part. They do not replace it. */
        covers: z.array(z.string()).default([]),
        /** Answered so to this field's question, a plain yes or no means this value. */
        answers: z.enum(['yes', 'no']).optional(),
        /** It says that all is over: what is told of the old one is told of ours. */
        past: z.boolean().default(false),
        /** The value itself is why the task has no full answer. */
        failure: z
          .enum(['claim_not_found', 'member_not_found', 'provider_not_found', 'prior_auth_not_found'])
          .optional(),
      }),
    )
    .default([]),
  /** Percentages: words for the share that the field holds, and for the other one, which makes a hundred with it. */
  share: z.strictObject({ own: patterns, other: patterns }).optional(),
  /** Integers: it counts units of any kind, hours as well as days. */
  counts: z.boolean().default(false),
  /** An input that the field is about: another value of its kind in the clause makes it about something else. */
  about: z.string().optional(),
  /** It tells of what is still to come: "once we get that, it takes ten days" answers its question. */
  ahead: z.boolean().default(false),
  /** Words of doubt that are none here: "it should be done in ten days". */
  certain: patterns,
  /** An amount of which this one is a part: "she owes thirty, that's her copay" tells both. */
  partOf: z.string().optional(),
  /** Words that there is none of it, where it was asked for: "there is no visit limit". */
  none: patterns,
  /** Noted wherever it is said, by people and machines; it is no part of the talk and never asked for. */
  aside: z.boolean().default(false),
  /** Never said: what the words of another part of the entry stand for, where this other part has no value. */
  suggests: z
    .strictObject({
      from: z.string(),
      unless: z.string(),
      values: z.array(z.strictObject({ value: z.string(), patterns })).min(1),
    })
    .optional(),
  /** Texts: it is a thing by its name, and a whole sentence is none: "we wrote to the billing office" names the office. */
  thing: z.boolean().default(false),
  /** Texts: it is a web address, of which it is made wherever one is told. */
  web: z.boolean().default(false),
  /** Texts: it is told of another plan than ours. */
  elsewhere: z.boolean().default(false),
  /** Texts: words that are one wherever they stand, where it was asked for, and how they are written. */
  known: z.array(z.strictObject({ value: z.string().optional(), patterns })).default([]),
  /** Texts: it is the way that something takes: "through the portal" is one, and not where it stands. */
  way: z.boolean().default(false),
  /** Texts: several may be joined in one sentence ("the A and the B"). */
  enumerates: z.boolean().default(false),
  /** Texts of which several may be joined: words in their sentence that say that none of it is so any more. */
  over: patterns,
  /** Texts: what may not be one, and words at either end that are none of it. */
  not: patterns,
  trim: patterns,
  /** Shape of the whole value, as a regular expression. */
  shape: z.string().optional(),
  /** A shorter one, which counts only where a letter of it is spelled with a word: "B as in bravo, one six". */
  spelledShape: z.string().optional(),
  /** Numbers: what can be at all. A count outside it is none, an amount (in cents) is doubted; zero always can be. */
  range: z.strictObject({ least: z.number().optional(), most: z.number().optional() }).optional(),
  /** "None" says that there is no such limit, and not that it is zero. */
  limits: z.boolean().default(false),
  /** Recognition confidence below which a value of it is doubtful, where the call type's own is too low for it. */
  sureFrom: z.number().min(0).max(1).optional(),
  /** A date's other field that it cannot lie before: that one gives it its year. */
  after: z.string().optional(),
  /** Which way a date without a year points. */
  direction: z.enum(['past', 'future']).default('past'),
  readBack: z.enum(['always', 'closing', 'doubtful', 'never']).default('doubtful'),
  /** "The check number is": stands before the value when it is read back. */
  readAs: z.string().optional(),
  /** Other words where a condition holds; the first that does. */
  readAsWhen: z.array(z.strictObject({ when: wanted, say: z.string() })).default([]),
  /** An input that may hold the same value; equal to it, no read-back is needed. */
  sameAs: z.string().optional(),
  /** An input with a date before which this one cannot lie: an earlier one was misheard. */
  notBefore: z.string().optional(),
});

export const questionSchema = z.strictObject({
  fields: z.array(z.string()).min(1),
  say: z.string(),
  /** Wording where only some of the fields are still open, by field. */
  alone: z.record(z.string(), z.string()).default({}),
  /** Wording from the second time on. */
  again: z.string().optional(),
  when: wanted.optional(),
  /** Asked after the closing summary. */
  late: z.boolean().default(false),
});

/** How statements are told from other talk, and what numbers are said of. */
export const groundingSchema = z.strictObject({
  /** What would be or would have been: nothing behind it is stated. */
  hypothetical: patterns,
  negation: patterns,
  /** What sounds like a no or a yes to a plain question, where nothing says more. */
  soundsNo: patterns,
  soundsYes: patterns,
  /** Here a clause turns into a question of theirs. */
  question: patterns,
  /** A clause that begins so and ends with a question mark asks, and answers nothing. */
  inverted: patterns,
  /** A clause that ends so wants to be agreed with. */
  tag: patterns,
  /** Here the talk turns to another claim or patient, and here it returns to ours. */
  elsewhere: patterns,
  here: patterns,
  /** Somebody's or something else's, to the end of the clause or until words about ours: "my neighbor's claim". */
  others: patterns,
  /** A part of what we ask about, or one of several of its kind: an answer at best to a question for it, and a guess. */
  parts: patterns,
  /** Words that tell of something else by themselves, whatever stands around them: "no deductible for preventive". */
  besides: patterns,
  /** What a clause with these words tells holds in some cases only: "we are secondary only when …". */
  limits: patterns,
  /** One of several lines: where that one stands is not where the whole does. */
  lines: patterns,
  /** What was told before these words is so no more: "but that got fixed". */
  undone: patterns,
  /** Right behind a choice: it did not come about. "The E F T bounced". */
  failed: patterns,
  /** What the sentence told so far is not of ours: "but that's another code". */
  disowns: patterns,
  /** What was just said was of something else, and what follows is ours: "no, sorry, that's another member". */
  retracts: patterns,
  /** Beside a choice: it holds only in part, or for a time. */
  qualifies: patterns,
  /** Conditions that come true for everybody, and make nothing of what hangs on them a supposition. */
  granted: patterns,
  /** Here the talk turns from what is usual to our own case. */
  own: patterns,
  /** Another time than the one we ask about; over where a later clause says what something is now. */
  before: patterns,
  /** Where a story goes on to its next step: what is told behind the last one is how things stand. */
  turns: patterns,
  /** Here a supposition is over, and what is told is so. */
  settles: patterns,
  /** Words of a story: whatever is told in it is read back before it counts. */
  story: patterns,
  /** Who says so has no words for us: no text, whatever was asked for. */
  noText: patterns,
  /** "The system shows that": words that lead up to a text and are none of it. */
  frames: patterns,
  /** What is so in general: an answer at best to a question for it, and then a guess. */
  policy: patterns,
  /** Words beside a value that make it no other thing's: whoever says others beside it may speak of something else. */
  plain: patterns,
  /** As many of them that leave a choice what it is, and may make a number another thing's. */
  plainChoice: patterns,
  /** One more, besides what was said before it. */
  addition: patterns,
  joining: patterns,
  /** The same for each of several. */
  each: patterns,
  /** Words for zero, where an amount or percentage can stand. */
  zero: patterns,
  facets: z
    .array(
      z.strictObject({
        name: z.string(),
        /** What a value is of: goes on to the next values until another takes its place. */
        subject: z.boolean().default(false),
        /** Goes on to the next values as well. */
        keeps: z.boolean().default(false),
        /** A field that does not name it takes only values with the usual one. */
        guards: z.boolean().default(false),
        /** The value where none is said. */
        otherwise: z.string().optional(),
        /** The value of Y in "X of Y". */
        whole: z.string().optional(),
        values: z
          .array(
            z.strictObject({
              value: z.string(),
              patterns,
              /** An input that is a name for it as well: the patient's own, for what is his alone. */
              input: z.string().optional(),
            }),
          )
          .min(1),
      }),
    )
    .default([]),
});

function compiles(source: string): boolean {
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}
