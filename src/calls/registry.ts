import type { DialEnd } from '../kernel/operator.ts';
import type { CallDocument, CarrierStatus } from '../kernel/telephony.ts';

/** What the carrier's door needs of a running session. */
export interface SessionDoor {
  readonly callId: string;
  documentFor(generation: number): Promise<CallDocument>;
  /** The carrier asked for a document: the call exists and was answered. */
  carrierAsked(sid: string): void;
  carrierStatus(sid: string, status: CarrierStatus): void;
  personAnswered(): void;
  personLeft(how: DialEnd): void;
}

/** The sessions alive in this process, by call. */
export class SessionRegistry {
  readonly #sessions = new Map<string, SessionDoor>();

  add(session: SessionDoor): void {
    this.#sessions.set(session.callId, session);
  }

  remove(session: SessionDoor): void {
    if (this.#sessions.get(session.callId) === session) this.#sessions.delete(session.callId);
  }

  find(callId: string): SessionDoor | undefined {
    return this.#sessions.get(callId);
  }

  get size(): number {
    return this.#sessions.size;
  }
}
