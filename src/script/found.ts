import type { InputValue } from '../kernel/call-task.ts';
import type { FieldValue } from '../kernel/outcome.ts';
import type { CallScript, ScriptField } from './call-script.ts';
import type { Span } from './words.ts';

/** A value that stands in somebody's words, before anybody knows which field it belongs to. */
export interface ValueInText extends Span {
  value: FieldValue;
  quote: string;
  hedged: boolean;
  corrected: boolean;
  /** Other values that the same words can mean, likeliest first. */
  others?: readonly FieldValue[] | undefined;
  /** A date said without its year, which was added. */
  yearless?: boolean | undefined;
  /** A day said without its month, which is the nearest one. */
  monthless?: boolean | undefined;
  /** Nothing states it: the words only make it likely. */
  likely?: boolean | undefined;
  /** A yes or no that names nothing. */
  plain?: boolean | undefined;
}

/** A value that a field may take: the words really say it, and they say it of this field. */
export interface Finding extends ValueInText {
  field: string;
  /** How the field was recognised: by its own words in the clause, or because it had just been asked for. */
  by: 'cue' | 'question';
  /** Beside words of which nobody knows whether they make it another thing's: a guess for all who are not told more. */
  beside?: boolean | undefined;
  /** A guess only because its words can be read in two ways. */
  open?: boolean | undefined;
  /** It was asked for together with parts of it, and nobody says whether it is one of them. */
  untold?: boolean | undefined;
}

/** What a turn is understood against. */
export interface GroundContext {
  script: CallScript;
  today: string;
  /** Fields of the question just asked, or of the read-back just made. */
  asked: readonly string[];
  /** Another entry of a list was just asked for: "and what is the second reason?" */
  another?: true | undefined;
  /** A read-back was just made: a plain yes or no is about the value that was read, not an answer to the question. */
  confirming?: boolean | undefined;
  /** What the task came with. */
  inputs?: Readonly<Record<string, InputValue>> | undefined;
  payorName?: string | undefined;
  /** Fields that may be filled at all now. */
  open: (field: ScriptField) => boolean;
  /** Fields of another branch than the one that the call is on: no text is theirs. */
  excluded?: ReadonlySet<string> | undefined;
}
