/** Worker thread: one decoder, used by one session after another. */
import { parentPort, workerData } from 'node:worker_threads';
import { loadDecoder } from './pocketsphinx.ts';
import { makeRecognizer, type Recognizer } from './recognizer.ts';
import type { ModelFiles } from './language/model.ts';
import type { RecognitionResult } from './types.ts';

export type RecognitionRequest =
  | { kind: 'open'; session: number; endpointingMs: number }
  | { kind: 'audio'; mulaw: Uint8Array; sentMs: number }
  | { kind: 'finalize'; ticket: number };

export type RecognitionReply =
  | { kind: 'ready' }
  | { kind: 'result'; session: number; result: RecognitionResult }
  | { kind: 'finalized'; ticket: number }
  /** How long the slowest audio of the last second took from being sent to being recognised. */
  | { kind: 'lag'; ms: number };

/** Of audio. */
const lagEveryBytes = 8000;

const post = (reply: RecognitionReply): void => parentPort?.postMessage(reply);

const decoder = loadDecoder(workerData as ModelFiles);
let recognizer: Recognizer | undefined;
let slowestMs = 0;
let sinceLagBytes = 0;

function noteLag(bytes: number, sentMs: number): void {
  slowestMs = Math.max(slowestMs, Date.now() - sentMs);
  sinceLagBytes += bytes;
  if (sinceLagBytes < lagEveryBytes) return;
  post({ kind: 'lag', ms: slowestMs });
  slowestMs = 0;
  sinceLagBytes = 0;
}

parentPort?.on('message', (request: RecognitionRequest) => {
  switch (request.kind) {
    case 'open': {
      // A session that ended inside speech has left its utterance open.
      recognizer?.finalize();
      const { session } = request;
      recognizer = makeRecognizer(decoder, request.endpointingMs, (result) => {
        post({ kind: 'result', session, result });
      });
      return;
    }
    case 'audio':
      recognizer?.feed(request.mulaw);
      noteLag(request.mulaw.length, request.sentMs);
      return;
    case 'finalize':
      recognizer?.finalize();
      post({ kind: 'finalized', ticket: request.ticket });
      return;
  }
});

post({ kind: 'ready' });
