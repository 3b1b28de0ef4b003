/** Recognisers in worker threads: some kept warm, more started when more sessions run at once. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Lag, LagMeter } from './lag.ts';
import { makeLagMeter } from './lag.ts';
import type { ModelFiles } from './language/model.ts';
import type { RecognitionReply, RecognitionRequest } from './recognition-worker.ts';
import type { RecognitionResult, RecognitionSession } from './types.ts';

/** Idle recognisers above the warm number are let go; each holds about 100 MB. */
const maxIdle = 4;

interface Decoder {
  worker: Worker;
  session: { id: number; hear: (result: RecognitionResult) => void } | undefined;
  tickets: Map<number, () => void>;
}

export interface DecoderPool {
  open(endpointingMs: number): RecognitionSession;
  /** How long audio waited to be recognised: the worst of every second, over all sessions so far. */
  lag(): Lag;
  close(): Promise<void>;
}

const send = (decoder: Decoder, request: RecognitionRequest): void => {
  decoder.worker.postMessage(request);
};

async function startDecoder(model: ModelFiles, lag: LagMeter): Promise<Decoder> {
  const worker = new Worker(new URL('./recognition-worker.ts', import.meta.url), { workerData: model });
  await once(worker, 'message');
  const decoder: Decoder = { worker, session: undefined, tickets: new Map() };
  worker.on('message', (reply: RecognitionReply) => {
    switch (reply.kind) {
      case 'ready':
        return;
      case 'result':
        if (decoder.session?.id === reply.session) decoder.session.hear(reply.result);
        return;
      case 'finalized':
        decoder.tickets.get(reply.ticket)?.();
        decoder.tickets.delete(reply.ticket);
        return;
      case 'lag':
        lag.note(reply.ms);
        return;
    }
  });
  // Nobody waits for ever for a worker that died.
  worker.on('exit', () => {
    decoder.tickets.forEach((resolve) => {
      resolve();
    });
  });
  worker.on('error', () => undefined);
  return decoder;
}

/** Resolves when `warm` recognisers are ready. */
export async function startDecoderPool(model: ModelFiles, warm: number): Promise<DecoderPool> {
  const all = new Set<Decoder>();
  const lag = makeLagMeter();
  let counter = 0;
  const start = async (): Promise<Decoder> => {
    const decoder = await startDecoder(model, lag);
    all.add(decoder);
    return decoder;
  };
  const idle = await Promise.all(Array.from({ length: warm }, start));

  const release = (decoder: Decoder): void => {
    decoder.session = undefined;
    if (idle.length < Math.max(warm, maxIdle)) {
      idle.push(decoder);
      return;
    }
    all.delete(decoder);
    void decoder.worker.terminate();
  };

  const open = (endpointingMs: number): RecognitionSession => {
    counter += 1;
    const id = counter;
    const listeners = new Set<(result: RecognitionResult) => void>();
    const hear = (result: RecognitionResult): void => {
      listeners.forEach((listener) => {
        listener(result);
      });
    };
    const ready = idle.pop();
    const taking = (ready ? Promise.resolve(ready) : start()).then((decoder) => {
      decoder.session = { id, hear };
      send(decoder, { kind: 'open', session: id, endpointingMs });
      return decoder;
    });
    // A decoder that cannot start leaves the session deaf; finalize and close report it.
    taking.catch(() => undefined);
    let closed = false;
    const finalize = async (): Promise<void> => {
      const decoder = await taking;
      counter += 1;
      const ticket = counter;
      await new Promise<void>((resolve) => {
        decoder.tickets.set(ticket, resolve);
        send(decoder, { kind: 'finalize', ticket });
      });
    };
    return {
      feed(mulaw) {
        if (closed) return;
        const copy = Uint8Array.from(mulaw);
        const sentMs = Date.now();
        void taking.then(
          (decoder) => {
            send(decoder, { kind: 'audio', mulaw: copy, sentMs });
          },
          () => undefined,
        );
      },
      onResult: (listener) => void listeners.add(listener),
      finalize: () => (closed ? Promise.resolve() : finalize()),
      async close() {
        if (closed) return;
        closed = true;
        listeners.clear();
        release(await taking);
      },
    };
  };

  return {
    open,
    lag: () => lag.report(),
    async close() {
      await Promise.all([...all].map(({ worker }) => worker.terminate()));
    },
  };
}
