import type { Principal } from './access.ts';

/** What a person tells the agent in the middle of a call. */
export type OperatorHint =
  /** In a menu only: 0-9 * # and w for half a second. */
  | { kind: 'press'; keys: string }
  /** Ask for that field again, though it was asked or answered. */
  | { kind: 'ask'; field: string; taskId?: string | undefined }
  /** Do not ask for that field. */
  | { kind: 'skip'; field: string; taskId?: string | undefined }
  /** In the words of a person, for the model. May hold PHI. */
  | { kind: 'note'; text: string };

/** What a person has a running call do. */
export type OperatorCommand =
  | { kind: 'hint'; hint: OperatorHint }
  /** Dials that phone into the call and falls silent. */
  | { kind: 'take_over'; phoneNumber: string }
  | { kind: 'end'; how: 'politely' | 'now' };

/** How the dialing of a person's phone ended. `completed`: it was answered, and that person has hung up. */
export type DialEnd = 'completed' | 'busy' | 'no_answer' | 'failed';

export interface OperatorDesk {
  /** Leaves it for the call's owner, on whichever node. Problems are thrown: an unknown call or field, a number that may not be dialed. */
  command(principal: Principal, callId: string, command: OperatorCommand): Promise<void>;
}
