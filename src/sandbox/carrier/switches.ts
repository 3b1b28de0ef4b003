/**
 * What the real carrier does, as far as is known, is the default; every switch gives the other behaviour
 * where that knowledge is an assumption, or a fault that tests want on demand.
 */
export interface CarrierSwitches {
  /** How a (re)opened `<Connect>` stream behaves: the range of its opening time, ms. Its inbound audio is lost meanwhile. */
  connectOpenMs: readonly [number, number];
  /** Opposite of the loss above: what was heard while the stream opened is delivered when it is open. */
  connectKeepsAudio: boolean;
  /** Opposite: the document goes on past `<Connect>` at once instead of waiting for the socket to be closed. */
  connectBlocks: boolean;
  /** A second bidirectional stream on one call is refused; false allows it. */
  oneBidirectionalStream: boolean;
  /** A REST redirect during `<Dial>` also asks for the action's document and throws the answer away. */
  interruptedDialAsksAction: boolean;
  /** The same for an interrupted `<Connect>` that has an action. */
  interruptedConnectAsksAction: boolean;
  /** Opposite of the fact that tones inside media are not keys: a DTMF tone in media presses the key too. */
  inBandTonesAreKeys: boolean;
  /** Losing a `<Start>` stream ends the call (it does not). */
  lostStartStreamEndsCall: boolean;
  /** A 4xx/5xx/timeout on a document, with its fallback spent, ends the call with error 11200; false parks in silence. */
  documentErrorEndsCall: boolean;
  /** A create with an unknown StatusCallbackEvent is answered 201 and never calls back; false refuses it with 400. */
  malformedEventsAreSilent: boolean;
  /** Only `<Stream url="wss:…">` is accepted; local addresses are plain, so this is off. */
  requireSecureStreams: boolean;
  /** Refuses parameters whose name and value exceed 500 characters. */
  limitParameters: boolean;
  /** `clear` echoes the marks that were still waiting. */
  clearEchoesMarks: boolean;
  /** Status callbacks: each sent twice; each sent this much later, ms; each pair swapped. */
  duplicateCallbacks: boolean;
  lateCallbacksMs: number;
  reorderCallbacks: boolean;
  /** Media delivered in bursts: every `everyMs` nothing is sent for `gapMs`, then all of it at once. 0 = smooth. */
  burst: { everyMs: number; gapMs: number };
  /** Bytes that may wait in a stream's socket before audio is thrown away (warning 31930). */
  slowReaderBytes: number;
  /** Streams' sockets stay open, silent, after their `stop`. */
  lingeringSockets: boolean;
  /** Calls started a second, 0 = no limit (Twilio's default is 1). */
  callsPerSecond: number;
}

export const defaultSwitches: CarrierSwitches = {
  connectOpenMs: [600, 900],
  connectKeepsAudio: false,
  connectBlocks: true,
  oneBidirectionalStream: true,
  interruptedDialAsksAction: true,
  interruptedConnectAsksAction: false,
  inBandTonesAreKeys: false,
  lostStartStreamEndsCall: false,
  documentErrorEndsCall: true,
  malformedEventsAreSilent: true,
  requireSecureStreams: false,
  limitParameters: true,
  clearEchoesMarks: true,
  duplicateCallbacks: false,
  lateCallbacksMs: 0,
  reorderCallbacks: false,
  burst: { everyMs: 0, gapMs: 0 },
  slowReaderBytes: 65_536,
  lingeringSockets: false,
  callsPerSecond: 0,
};
