import type { DialEnd, OperatorCommand } from '../kernel/operator.ts';
import type { ProposedCall } from '../kernel/proposal.ts';
import type { PhoneTree } from '../kernel/phone-tree.ts';
import type { HeardTurn, SoundKind } from '../kernel/speech.ts';
import type { InputValue, Practice } from '../kernel/call-task.ts';

/** One business question of the call, as the script needs it. */
export interface ScriptTask {
  id: string;
  callType: string;
  externalId: string;
  inputs: Readonly<Record<string, InputValue>>;
}

/**
 * Everything that can happen to a call, in the order in which it happened: the log is a list of these and the state
 * follows from it alone. `atMs` is the call's clock (milliseconds since the call was placed); time enters nowhere else.
 */
export type ScriptEvent =
  | {
      type: 'call_placed';
      atMs: number;
      /** ISO date in the practice's time zone, for relative dates. */
      today: string;
      tasks: readonly ScriptTask[];
      practice: Practice;
      payorName: string;
      agentName: string;
      /** Hash of the script file and prompts that this call is pinned to. */
      scriptVersion: string;
      /** Whether a model is there to propose. */
      modelAvailable: boolean;
      /** Whether the call is recorded, which the first sentence then says. */
      recorded?: boolean | undefined;
      /** The first sentence in other words than the script's, with {agent} and {practice}; null for the script's. */
      disclosure?: string | null | undefined;
      /** What to do where the payor offers to call back; it is declined unless told. */
      callback?: 'decline' | 'leave_number' | undefined;
      /** What earlier calls learned of the payor's menus. */
      tree?: PhoneTree | undefined;
    }
  | { type: 'call_answered'; atMs: number }
  /** The first recognised words of a turn: somebody or something is speaking; `text` is what there is so far. */
  | { type: 'speech_began'; atMs: number; text: string }
  /** What has been said so far of a turn that goes on, where the machine acts on it before its end. */
  | { type: 'heard_so_far'; atMs: number; turn: HeardTurn }
  | { type: 'turn_ended'; atMs: number; turn: HeardTurn }
  /** What had seemed to be speech was nothing: a noise, or words taken back. */
  | { type: 'false_alarm'; atMs: number }
  | { type: 'sound_changed'; atMs: number; sound: SoundKind }
  | { type: 'keys_pressed'; atMs: number; pressId: string }
  | { type: 'mouth_opened'; atMs: number }
  | { type: 'mouth_closed'; atMs: number }
  /** Playback of one `say` ended: played out, or cut after `heardText`. */
  | { type: 'said'; atMs: number; sayId: string; heardText: string; startMs: number; complete: boolean }
  | {
      type: 'proposed';
      atMs: number;
      turnId: string;
      calls: readonly ProposedCall[];
      /** Of the prompt that was asked with. */
      promptVersion?: string | undefined;
    }
  | { type: 'proposal_failed'; atMs: number; turnId: string; reason: string }
  | { type: 'deadline_passed'; atMs: number }
  /** Another process took the call over; what was being said or pressed may or may not have been heard. */
  | { type: 'owner_changed'; atMs: number }
  | { type: 'ear_lost'; atMs: number }
  /** `taskId`: the one task of the call that is called off; without it the whole call is. */
  | { type: 'command'; atMs: number; command: 'cancel' | 'hang_up'; taskId?: string | undefined }
  /** A person who watches has the call do something. */
  | { type: 'operator'; atMs: number; command: OperatorCommand }
  /** The person whose phone was dialed into the call has answered. */
  | { type: 'dial_answered'; atMs: number }
  /** That phone is out of the call, or never was in it. */
  | { type: 'dial_ended'; atMs: number; how: DialEnd }
  | {
      type: 'call_ended';
      atMs: number;
      how: 'completed' | 'busy' | 'no_answer' | 'failed' | 'canceled';
    };
