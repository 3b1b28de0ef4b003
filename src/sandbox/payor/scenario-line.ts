import { z } from 'zod';
import { fieldName, identifierName } from './scenario-names.ts';

const key = z.string().regex(/^[0-9*#]$/u, 'a key is one of 0-9, * and #');

/** A choice of a menu: by key, by words, or both. `steps` run when it is picked; then the line goes on. */
const choiceSchema = z.strictObject({
  key: key.optional(),
  /** Any of these said; `*` is anything at all. */
  words: z.array(z.string()).default([]),
  /** Says the menu again. */
  repeat: z.boolean().default(false),
  get steps(): z.ZodDefault<z.ZodArray<typeof stepSchema>> {
    return z.array(stepSchema).default([]);
  },
});

const saySchema = z.strictObject({ say: z.string() });

const menuSchema = z.strictObject({
  menu: z.strictObject({
    say: z.string(),
    choices: z.array(choiceSchema).min(1),
    /** Silence after the words before the menu is said again. */
    timeoutMs: z.int().positive().default(5000),
    /** Times the menu is said in all. */
    times: z.int().positive().default(3),
    invalid: z.string().default('That is an invalid entry.'),
    /** After the last time; unless told "please try again later" and the end. */
    get otherwise(): z.ZodOptional<z.ZodArray<typeof stepSchema>> {
      return z.array(stepSchema).optional();
    },
  }),
});

const enterSchema = z.strictObject({
  /** Entry of an identifier by keys, or aloud. */
  enter: z.strictObject({
    field: identifierName,
    say: z.string().optional(),
    /** Only its last or first so many digits or letters. */
    last: z.int().positive().optional(),
    first: z.int().positive().optional(),
    /** How a date is keyed. */
    date: z.enum(['MMDDYYYY', 'MMDDYY', 'YYYYMMDD']).default('MMDDYYYY'),
    /** # ends it (without one it ends after 4 s); none: the right number of digits ends it. */
    pound: z.enum(['accepted', 'required', 'none']).default('accepted'),
    spoken: z.boolean().default(true),
    /** "You entered … . If this is correct press 1, to try again press 2." */
    readBack: z.boolean().default(true),
    /** Ways around it, as "if you do not have one, press star". */
    get choices(): z.ZodDefault<z.ZodArray<typeof choiceSchema>> {
      return z.array(choiceSchema).default([]);
    },
    timeoutMs: z.int().positive().default(8000),
    times: z.int().positive().default(3),
    /** After the last time; unless told "please try again later" and the end. */
    get otherwise(): z.ZodOptional<z.ZodArray<typeof stepSchema>> {
      return z.array(stepSchema).optional();
    },
  }),
});

const answerSchema = z.strictObject({
  /** The machine itself tells these fields of the first task. */
  answer: z.strictObject({
    fields: z.array(fieldName).min(1),
    /** Own words, with fields in braces: "The member is {coverageStatus}." */
    say: z.string().optional(),
    /** Pressed, it is told again. */
    repeatKey: key.optional(),
    timeoutMs: z.int().positive().default(3000),
  }),
});

const offerSchema = z.strictObject({
  /** Something that may be taken by a key or words, or let pass: a callback, a survey. */
  offer: z.strictObject({
    say: z.string(),
    key: key.optional(),
    words: z.array(z.string()).default([]),
    timeoutMs: z.int().positive().default(4000),
    get steps(): z.ZodDefault<z.ZodArray<typeof stepSchema>> {
      return z.array(stepSchema).default([]);
    },
  }),
});

const holdSchema = z.strictObject({
  hold: z.strictObject({
    ms: z.int().positive(),
    /** The length where a demo is played; the whole length otherwise. */
    demoMs: z.int().positive().optional(),
    sound: z.enum(['music', 'silence', 'ringback']).default('music'),
    /** Said over the music, in turn. */
    announcements: z.array(z.string()).default([]),
    everyMs: z.int().positive().default(15_000),
    /** Before the first announcement. */
    firstMs: z.int().nonnegative().default(4000),
    /** "Press 1 to stay on the line"; whoever does not is hung up on. */
    check: z
      .strictObject({
        say: z.string().default('To stay on the line, press one now.'),
        key: key.default('1'),
        afterMs: z.int().positive(),
        timeoutMs: z.int().positive().default(8000),
      })
      .optional(),
    /** Offered once in the wait, as a callback. */
    offer: z
      .strictObject({
        say: z.string(),
        key,
        afterMs: z.int().positive(),
        timeoutMs: z.int().positive().default(5000),
        get steps(): z.ZodDefault<z.ZodArray<typeof stepSchema>> {
          return z.array(stepSchema).default([]);
        },
      })
      .optional(),
  }),
});

const voicemailSchema = z.strictObject({
  /** A greeting, a beep, and then it records. */
  voicemail: z.strictObject({ say: z.string(), recordMs: z.int().positive().default(15_000) }),
});

/** A fax machine's tone, then the end. */
const faxSchema = z.strictObject({ fax: z.strictObject({ ms: z.int().positive().default(8000) }) });

/** A place to which `goTo` leads back; only in the line's own list of steps. */
const markSchema = z.strictObject({ mark: z.string() });
const goToSchema = z.strictObject({ goTo: z.string() });

const pauseSchema = z.strictObject({ pauseMs: z.int().positive() });
const hangUpSchema = z.strictObject({ hangup: z.literal(true) });

/** One thing that the line does before a representative picks up. */
export const stepSchema = z.union([
  saySchema,
  menuSchema,
  enterSchema,
  answerSchema,
  offerSchema,
  holdSchema,
  voicemailSchema,
  faxSchema,
  markSchema,
  goToSchema,
  pauseSchema,
  hangUpSchema,
]);

export type Step = z.output<typeof stepSchema>;
export type Choice = z.output<typeof choiceSchema>;
export type MenuStep = z.output<typeof menuSchema>['menu'];
export type EnterStep = z.output<typeof enterSchema>['enter'];
export type AnswerStep = z.output<typeof answerSchema>['answer'];
export type OfferStep = z.output<typeof offerSchema>['offer'];
export type HoldStep = z.output<typeof holdSchema>['hold'];
