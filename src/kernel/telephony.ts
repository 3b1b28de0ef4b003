import type { DialEnd } from './operator.ts';

/** A media stream to be opened: `token` travels as a parameter and admits one socket, once. */
export interface StreamSpec {
  name: string;
  url: string;
  token: string;
  statusCallbackUrl?: string | undefined;
}

/**
 * What the carrier is told to do next with a call, as data; the adapter renders it. Order: open the ear, press keys,
 * then stay in one of the `then` states, and ask `nextUrl` afterwards.
 */
export interface CallDocument {
  ear?: StreamSpec | undefined;
  /** 0-9 * # and w for half a second. */
  press?: string | undefined;
  then:
    | { kind: 'park'; seconds: number; nextUrl: string }
    | { kind: 'mouth'; stream: StreamSpec; nextUrl: string }
    /** Dial that phone into the call. Where it ends, or is not answered, `nextUrl` is asked and told how. */
    | {
        kind: 'dial';
        phoneNumber: string;
        callerId: string;
        ringSeconds: number;
        statusCallbackUrl: string;
        nextUrl: string;
      }
    | { kind: 'hang_up' };
}

export interface PlaceCall {
  to: string;
  from: string;
  /** First document is asked here. */
  nextUrl: string;
  fallbackUrl: string;
  statusCallbackUrl: string;
  ringSeconds: number;
  limitSeconds: number;
}

export interface CarrierCall {
  sid: string;
  to: string;
  from: string;
  status: CarrierStatus;
  createdAt: string;
}

const carrierStatuses = [
  'queued',
  'initiated',
  'ringing',
  'in-progress',
  'completed',
  'busy',
  'failed',
  'no-answer',
  'canceled',
] as const;

export type CarrierStatus = (typeof carrierStatuses)[number];

/** Whether what a carrier sent is a status that we know. */
export function isCarrierStatus(text: string): text is CarrierStatus {
  return (carrierStatuses as readonly string[]).includes(text);
}

/** A carrier. Failures are ProviderError; a `timeout` on place means that the call may exist all the same. */
export interface Telephony {
  place(request: PlaceCall): Promise<CarrierCall>;
  fetch(sid: string): Promise<CarrierCall | undefined>;
  /** Calls created at or after the time (epoch ms), newest first. */
  list(filter: { to: string; from: string; sinceMs: number }): Promise<CarrierCall[]>;
  /** Makes a live call ask the URL at once for what to do next. */
  redirect(sid: string, url: string): Promise<void>;
  hangUp(sid: string): Promise<void>;
  startEar(sid: string, stream: StreamSpec): Promise<void>;
  stopStream(sid: string, name: string): Promise<void>;
  /** The carrier's own document language. */
  render(document: CallDocument): string;
}

/** Checks that a request or a socket's handshake comes from the carrier. */
export interface CarrierVerifier {
  verify(signature: string | undefined, url: string, parameters: Readonly<Record<string, string>>): boolean;
}

/** A status callback, parsed. `sequence` orders them; they come late, twice and out of order. */
export interface StatusCallback {
  sid: string;
  status: CarrierStatus;
  sequence: number;
  durationSeconds: number | null;
}

/** The part of the carrier's requests that a running call answers; served by the HTTP room. */
export interface CarrierDesk {
  /**
   * Always resolves with a document: the stored one, a new one, or a static park. `dialed`: the phone that was dialed
   * into the call is out of it.
   */
  next(callId: string, generation: number, sid: string, dialed?: DialEnd): Promise<string>;
  /** The phone that was dialed into the call was answered. */
  personAnswered(callId: string): Promise<void>;
  /** Parks a call whose next document could not be had. */
  fallback(callId: string): string;
  status(callId: string, callback: StatusCallback): Promise<void>;
  streamStatus(callId: string, streamName: string, event: string): Promise<void>;
  /** A media socket whose handshake was verified. */
  socket(role: 'ear' | 'mouth', socket: MediaSocket): void;
}

/** A websocket, as little of it as media needs. */
export interface MediaSocket {
  send(text: string): void;
  close(): void;
  onMessage(listener: (text: string) => void): void;
  onClose(listener: () => void): void;
}
