/** Worker thread: one decoder, used by one session after another. */
import { parentPort, workerData } from 'node:worker_threads';
import { loadDecoder } from './pocketsphinx.ts';
import { makeRecognizer, type Recognizer } from './recognizer.ts';
import type { ModelFiles } from './language/model.ts';
import type { RecognitionResult } from './types.ts';

export type RecognitionRequest =
  | { kind: 'open'; session: number; endpointingMs: number }
  | { kind: 'audio'; mulaw: Uint8Array }
  | { kind: 'finalize'; ticket: number };

export type RecognitionReply =
  | { kind: 'ready' }
  | { kind: 'result'; session: number; result: RecognitionResult }
  | { kind: 'finalized'; ticket: number };

const post = (reply: RecognitionReply): void => parentPort?.postMessage(reply);

const decoder = loadDecoder(workerData as ModelFiles);
let recognizer: Recognizer | undefined;

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
      return;
    case 'finalize':
      recognizer?.finalize();
      post({ kind: 'finalized', ticket: request.ticket });
      return;
  }
});

post({ kind: 'ready' });
