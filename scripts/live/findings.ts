/** What Holdfast takes for true of the vendors' wires without having seen it, by a short name. */
const assumptions = {
  'amd-callback': 'The AMD callback posts CallSid, AccountSid, AnsweredBy and MachineDetectionDuration.',
  'amd-answered-by':
    'AnsweredBy is human, fax, unknown or machine_start (Enable), or a machine_end_* (DetectMessageEnd).',
  'status-sequence': 'Status callbacks carry SequenceNumber, counted from 0.',
  'status-names': 'The event answered carries CallStatus in-progress, initiated carries initiated.',
  'parameter-length': 'A <Parameter> of nearly 500 characters reaches the start frame whole.',
  'stream-events':
    'Stream status callbacks carry StreamEvent stream-started, stream-stopped or stream-error (or start, stop, error).',
  'any-payload': 'Audio may be sent in payloads of any length, faster than real time, and plays in order.',
  'clear-echoes': 'A clear echoes the pending marks at once.',
  'inbound-only': 'A bidirectional stream brings the inbound track only.',
  'string-counters': 'sequenceNumber, chunk and timestamp are strings; frames are 160 bytes.',
  'ear-survives': 'A <Start><Stream> hears on through <Connect>, its end and <Play digits> without a gap.',
  'redirect-after-close': 'When our server closes the mouth, the call goes on to the <Redirect>.',
  'request-signature': 'Requests are signed over the public URL without its #ct=… fragment.',
  'socket-signature': 'The websocket handshake carries a signature over the wss URL.',
  'listen-settings': 'Live recognition accepts our settings and returns interim and final words with times.',
  'listen-numbers': 'With smart_format and numerals off, numbers come back as the words that were said.',
  'listen-finalize': 'Finalize is answered with a final result within a second.',
  'listen-error':
    'What v1 listen answers to a text frame that makes no sense: an Error message, a close, or nothing.',
  'speak-mulaw': 'Aura returns raw µ-law at 8 kHz without a header, ending with Flushed.',
  'speak-clear': 'Clear is answered with Cleared and the socket can be used again.',
} as const;

export type Assumption = keyof typeof assumptions;
type Verdict = 'holds' | 'fails' | 'seen' | 'not seen';

/** What was found of each assumption; one that nobody looked at stays "not seen". */
export class Findings {
  readonly #found = new Map<Assumption, { verdict: Verdict; detail: string }>();

  note(assumption: Assumption, verdict: Verdict | boolean, detail: string): void {
    const word = typeof verdict === 'boolean' ? (verdict ? 'holds' : 'fails') : verdict;
    this.#found.set(assumption, { verdict: word, detail });
  }

  get failed(): number {
    return [...this.#found.values()].filter((finding) => finding.verdict === 'fails').length;
  }

  print(): void {
    for (const [name, text] of Object.entries(assumptions)) {
      const { verdict, detail } = this.#found.get(name as Assumption) ?? { verdict: 'not seen', detail: '' };
      console.log(
        `${verdict.padEnd(8)} ${name}: ${text}${detail === '' ? '' : `\n         found: ${detail}`}`,
      );
    }
  }
}

export function listAssumptions(): string {
  return Object.entries(assumptions)
    .map(([name, text]) => `  ${name.padEnd(22)} ${text}`)
    .join('\n');
}
