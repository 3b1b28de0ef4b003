/** Whole calendar and clock spans as people quote them ("ten business days"). */
export type Duration = {
  readonly n: number;
  readonly unit: DurationUnit;
  readonly dayType?: 'business' | 'calendar';
};

export type DurationUnit = 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years';

/**
 * What each kind is parsed into.
 *
 * Strings unless said: `cardinal` "1234" · `decimal` "12.5" · `ordinal` "3" · `money` integer cents ·
 * `percent` "80" · `date` "2026-03-03", `--03-03` where no year was said, `2026-03` where no day was, "2026"
 * where only a year was, `from/to` (ISO 8601 interval) for a range · `time` "14:30" · `duration` an object ·
 * `telephone` digits only, an extension left out · `identifier` upper-case letters, digits and dashes ·
 * `code` as printed ("99214", "J3490", "M54.5", "CO-197", "N130") · `letters` upper-case.
 */
export type SpokenValues = {
  readonly cardinal: string;
  readonly decimal: string;
  readonly ordinal: string;
  readonly money: number;
  readonly percent: string;
  readonly date: string;
  readonly time: string;
  readonly duration: Duration;
  readonly telephone: string;
  readonly identifier: string;
  readonly code: string;
  readonly yes_no: 'yes' | 'no' | 'unsure';
  readonly letters: string;
};

export type SpokenKind = keyof SpokenValues;

export type SpokenValue<K extends SpokenKind = SpokenKind> = SpokenValues[K];

/** Character offsets into the text that was parsed, end exclusive. */
export type Span = { readonly start: number; readonly end: number };

/** Check digits that can tell a right identifier from a nearly right one. */
export type Checksum = 'npi' | 'luhn';

/**
 * What the listener has reason to expect. It never invents a value: it chooses between readings that the
 * words allow, orders the alternatives and decides whether an identifier is complete.
 */
export type Expected = {
  /** Characters of the value without its dashes; several where several are possible. */
  readonly length?: number | readonly number[] | undefined;
  /** A regular expression for the whole value (for money: of the dollars written "150.00"). */
  readonly pattern?: string | undefined;
  readonly checksum?: Checksum | undefined;
};

export type SpokenOptions = {
  /** ISO date against which "yesterday" and "the tenth" are understood; without it they are not values. */
  readonly today?: string | undefined;
  readonly expected?: Expected | undefined;
  /** Values or names on the case, as written ("C44719", "SMITH", "142.50"): preferred among possible readings. */
  readonly vocabulary?: readonly string[] | undefined;
};

export type Parsed<K extends SpokenKind = SpokenKind> = {
  readonly value: SpokenValue<K>;
  /** Other readings that the same sounds allow, likeliest first. */
  readonly alternatives: readonly SpokenValue<K>[];
  /** False while an identifier (number, code, date) is visibly unfinished. */
  readonly complete: boolean;
  /** Where the value stands in the text; fillers and what a repair replaced are left out. */
  readonly spans: readonly Span[];
  /** The speaker repaired it ("no, sorry, seven one"). */
  readonly corrected: boolean;
  /** It was said as a guess ("I think", "about"). */
  readonly hedged: boolean;
};

/** A value found inside a sentence, with the words it came from. */
export type Found<K extends SpokenKind = SpokenKind> = Parsed<K> & {
  readonly span: Span;
  readonly quote: string;
};

export type SayStyle = 'natural' | 'spelled' | 'slow';
