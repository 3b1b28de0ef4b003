import { z } from 'zod';
import { defaultGreeting } from './phrases.ts';
import { fieldValue, fieldValues } from './scenario-fields.ts';
import { stepSchema } from './scenario-line.ts';
import { fieldName, identifierName } from './scenario-names.ts';

export const voiceName = z.enum(['slt', 'rms', 'awb', 'kal16']);

const verificationSchema = z.union([
  identifierName,
  z.strictObject({
    /** Asked for in one turn. */
    ask: z.array(identifierName).min(1),
    /** Any one of them is enough ("N P I or tax I D"). */
    any: z.boolean().default(false),
    /** Own words for the request. */
    say: z.string().optional(),
  }),
]);

const mannerSchema = z.strictObject({
  /** Silence after the caller's words before the representative takes its turn. */
  patienceMs: z.int().min(200).default(800),
  /** Looking something up after "one moment". */
  thinkMs: z.int().nonnegative().default(1500),
  /** Said every `everyMs` of a long look-up, in turn ("bear with me", "still loading"). */
  whileLooking: z
    .strictObject({ say: z.array(z.string()).min(1), everyMs: z.int().positive().default(8000) })
    .optional(),
  /** Stops speaking when the caller talks over it. */
  yields: z.boolean().default(true),
  /** How often it asks again for an identifier before it gives up. */
  attempts: z.int().positive().default(4),
  /** Silence before "hello? are you there?"; twice that and it hangs up. */
  silenceMs: z.int().positive().default(9000),
  /** plain: one sentence for each fact, always the same. varied: as people talk; a seed chooses. */
  wording: z.enum(['varied', 'plain']).default('varied'),
  money: z.enum(['full', 'short']).default('full'),
  dates: z.enum(['year', 'no-year', 'numeric']).default('year'),
  letters: z.enum(['plain', 'nato']).default('nato'),
  /** A pause between the groups of an identifier; 2000 makes an impatient listener cut in. */
  identifierGapMs: z.int().nonnegative().default(0),
  /** 1 = normal, 0.9 slower, 1.4 reads too fast. */
  rate: z.number().min(0.5).max(2).default(1),
  /** Answers only the first part of a double question. */
  oneAtATime: z.boolean().default(false),
  /** "Mm-hm" while the caller talks, each time after so long. */
  backchannels: z
    .strictObject({ everyMs: z.int().min(500).default(3000), words: z.array(z.string()).default(['Mm-hm.']) })
    .optional(),
  /** Begins to talk while the caller still does. */
  talksOver: z
    .strictObject({
      afterMs: z.int().min(200).default(1500),
      times: z.int().positive().default(1),
      say: z.string().default("I'm sorry, go ahead."),
    })
    .optional(),
  /** Says yes to a read-back only where all of it was understood; else asks to hear it again, then says it anew. */
  careful: z.boolean().default(true),
  /** Hangs up when more than so many values were read back to it. */
  readBackPatience: z.int().nonnegative().optional(),
});

/** How one fact is told, where that is not simply. */
const tellingSchema = z.strictObject({
  /** Own sentence; `{value}` is the value in words. */
  say: z.string().optional(),
  /** Said first by mistake, then put right: "four four one seven, no, sorry, four four seven one". */
  first: fieldValue.optional(),
  /** "I think …": true, or the words before the answer. It is sure only when asked again, unless `neverSure`. */
  hedge: z.union([z.boolean(), z.string()]).default(false),
  neverSure: z.boolean().default(false),
  /** So many times nobody can understand it. */
  mumble: z.int().nonnegative().default(0),
  /** Told with other facts around: "The billed amount was two hundred dollars." */
  before: z.string().optional(),
  after: z.string().optional(),
  /** Says this value instead from a later time on, unasked: "Actually, I see here …". */
  later: fieldValue.optional(),
  /** After so many more facts. */
  laterAfter: z.int().positive().default(2),
  /** Not told: "I can't give that out", "I don't have that", "check the portal", or own words. */
  withheld: z.union([z.enum(['declines', 'unavailable', 'portal']), z.string()]).optional(),
  /** Letters spelled out, as in "E as in Edward". */
  spelled: z.boolean().default(false),
});

const tellingEntry = tellingSchema.partial();

const whenSchema = z.union([
  /** greeting: its first answer to the caller. verified: before it says what it found. goodbye: instead of a goodbye. */
  z.enum(['greeting', 'verified', 'goodbye']),
  /** Before it answers the next question after so many facts were told. */
  z.strictObject({ answers: z.int().positive() }),
  /** Before it answers the question for this field. */
  z.strictObject({ asked: fieldName }),
]);

/** Something that happens once in the conversation. What it holds is done in the order of this list. */
const momentSchema = z.strictObject({
  when: whenSchema,
  say: z.string().optional(),
  /** Says nothing for so long. */
  silentMs: z.int().positive().optional(),
  /** Puts the caller on hold. */
  hold: z
    .strictObject({
      ms: z.int().positive(),
      demoMs: z.int().positive().optional(),
      sound: z.enum(['music', 'silence', 'ringback']).default('music'),
      announcements: z.array(z.string()).default([]),
      everyMs: z.int().positive().default(15_000),
      firstMs: z.int().nonnegative().default(5000),
      /** Its first words when it is back; nothing where it is empty. */
      back: z.string().default('Thank you for holding.'),
    })
    .optional(),
  /** Waits for the caller to say something (small talk). */
  reply: z.boolean().default(false),
  /** Asks for something: a robot question, what must not be given, or any identifier; insists so often. */
  asks: z
    .strictObject({
      for: identifierName.meta({
        description: 'robot, ssn, diagnosis, or an identifier such as billedAmount',
      }),
      say: z.string().optional(),
      insists: z.int().nonnegative().default(0),
      then: z.enum(['goes_on', 'ends']).default('goes_on'),
      /** Said before it ends. */
      ending: z.string().optional(),
    })
    .optional(),
  /** Refuses to talk to a machine. accepts: after one polite offer it goes on; ends: it says no again and hangs up. */
  refusesAutomation: z
    .strictObject({
      say: z
        .string()
        .default("I'm sorry, we don't release information to automated systems. Have a person call."),
      then: z.enum(['accepts', 'ends']).default('ends'),
      ending: z.string().default("I'm sorry, I can't. A person has to call. Goodbye."),
    })
    .optional(),
  /** Passes the caller on: through these steps to another person (by its name in `colleagues`), or to nobody. */
  transfer: z.strictObject({ steps: z.array(stepSchema).default([]), to: z.string().optional() }).optional(),
  /** Ends the call. polite waits for the caller's goodbye; abrupt does not. */
  hangUp: z.enum(['polite', 'abrupt']).optional(),
});

export const representativeSchema = z.strictObject({
  name: z.string(),
  voice: voiceName.default('rms'),
  /** Its first words; `{name}` and `{payor}` are filled in. Empty: it waits for the caller to speak. */
  greeting: z.string().default(defaultGreeting),
  manner: mannerSchema.prefault({}),
  /** By call type unless told. */
  verification: z.array(verificationSchema).optional(),
  /** Overrides and additions to `truth.fields`, which are the facts otherwise. */
  facts: fieldValues,
  /** Said at once when the record is found, in this order. */
  volunteers: z.array(fieldName).default([]),
  /** Told together: asked for one of a group, it tells all of it that it has not told yet. */
  together: z.array(z.array(fieldName).min(2)).default([]),
  /** Short for `telling: { field: { first } }`. */
  corrections: z.array(z.strictObject({ field: fieldName, first: fieldValue })).default([]),
  /** How single facts are told. */
  telling: z.record(fieldName, tellingEntry).default({}),
  moments: z.array(momentSchema).default([]),
  /** Reads an identifier back, wrongly where `as` says so, and waits for a yes or the right one. */
  readsBack: z.array(z.strictObject({ identifier: identifierName, as: z.string().optional() })).default([]),
  /** Does not find anything by this identifier at first: "Nothing for that N P I. Do you have a tax I D?" */
  rejects: z
    .strictObject({ identifier: identifierName, say: z.string().optional(), instead: identifierName })
    .optional(),
  /** How many tasks it serves in one call, and what it says to the next. */
  claimsPerCall: z.strictObject({ limit: z.int().positive(), say: z.string().optional() }).optional(),
  /** Why it will not answer, where it refuses after verification. */
  refuses: z.string().optional(),
});

export type Representative = z.output<typeof representativeSchema>;
export type Moment = z.output<typeof momentSchema>;
export type Telling = z.output<typeof tellingEntry>;
export type Hold = NonNullable<Moment['hold']>;
