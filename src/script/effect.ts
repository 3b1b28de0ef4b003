import type { TaskResult } from '../kernel/outcome.ts';
import type { TreeVisit } from '../kernel/phone-tree.ts';
import type { ProposalRequest } from '../kernel/proposal.ts';
import type { SayClause } from '../kernel/speech.ts';

/** What the machine wants done. Data only; the session executes them in order. */
export type ScriptEffect =
  /** Open the bidirectional stream; `mouth_opened` follows. */
  | { type: 'open_mouth' }
  /** Go back to parking once what is being said has been heard; `mouth_closed` follows. */
  | { type: 'close_mouth' }
  /** Press keys (0-9 * # w); waits until the log is durable; `keys_pressed` follows. */
  | { type: 'press'; pressId: string; keys: string }
  /** Speak; waits for the mouth. `disclosing` waits until the log is durable. `said` follows. */
  | {
      type: 'say';
      sayId: string;
      clauses: readonly SayClause[];
      interruptible: boolean;
      disclosing: boolean;
    }
  /** Ask the model about a turn; `proposed` or `proposal_failed` follows. A new turn cancels it. */
  | { type: 'propose'; turnId: string; request: ProposalRequest }
  /** Hang up once what is being said has been heard, or at once; waits until the log is durable. */
  | { type: 'hang_up'; atOnce?: boolean | undefined }
  /**
   * Dial a person's phone into the call, in place of the mouth, once what is being said has been heard; waits until the
   * log is durable. `dial_answered` and `dial_ended` follow.
   */
  | { type: 'dial'; phoneNumber: string }
  /** Finish all tasks; waits until the log is durable. Issued once, at the end of the call. */
  | {
      type: 'finish';
      results: readonly TaskResult[];
      /** What was met in the payor's menus, for the next call. */
      visit?: TreeVisit | undefined;
    };
