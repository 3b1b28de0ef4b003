/** What the carrier tells whoever started it; nothing in it is needed to run. */
export type CarrierEvent =
  | { type: 'status'; callSid: string; status: string; to: string; from: string }
  | { type: 'digit'; callSid: string; digit: string }
  | { type: 'document'; callSid: string; url: string; status: number | undefined }
  | { type: 'verb'; callSid: string; verb: string }
  | { type: 'stream'; callSid: string; streamSid: string; name: string; kind: StreamKind; state: StreamState }
  | { type: 'warning'; callSid: string; code: number; message: string };

/** start: one way, beside the document; connect: both ways, the document waits for it. */
export type StreamKind = 'start' | 'connect';
export type StreamState = 'opening' | 'started' | 'stopped' | 'error';
export type EmitEvent = (event: CarrierEvent) => void;
