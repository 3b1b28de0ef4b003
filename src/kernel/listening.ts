import type { TenantScope } from './access.ts';

/** Which side of a call is heard: the payor's or ours. It is the first byte of every message to a listener. */
export const listenSides = { payor: 0, ours: 1 } as const;

export type ListenSide = keyof typeof listenSides;

/** Somebody who listens in. `hear` returns at once and never throws: who does not keep up misses sound. */
export interface LiveListener {
  /** µ-law at 8 kHz, of any length. */
  hear(side: ListenSide, audio: Uint8Array): void;
  /** The call is over here: ended, or another node's. */
  end(): void;
}

/** The sound of calls that run on this node. */
export interface LiveSound {
  /** Returns how to stop; undefined where the call does not run here. */
  listen(callId: string, listener: LiveListener): (() => void) | undefined;
}

/** Where the sound of a call can be had. */
export type SoundPlace =
  | { kind: 'here' }
  /** On the node at that address, which lets in whoever shows the ticket. */
  | { kind: 'elsewhere'; url: string; ticket: string }
  /** Nobody owns it at this moment: try again. */
  | { kind: 'nowhere' }
  | { kind: 'ended' };

export interface SoundDesk {
  /** Undefined where there is no such call. */
  find(scope: TenantScope, callId: string): Promise<SoundPlace | undefined>;
  /** Whether a ticket, made on any node of the server, lets its bearer listen to that call now. */
  admits(callId: string, ticket: string): boolean;
}
