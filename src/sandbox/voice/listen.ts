/** One live recognition socket, as /v1/listen speaks. */
import { createHash } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { RecognitionResult, SpeechEngine } from '../speech/engine.ts';
import type { Fault } from './faults.ts';
import type { ListenParams } from './listen-params.ts';
import { applyDrops, bytesOf, readMessage, unreadable } from './wire.ts';

const bytesPerSecond = 8000;
/** Without audio or KeepAlive for so long the vendor hangs up. */
export const idleMs = 10_000;
/** A result at least this often while audio flows, empty if need be. */
const heartbeatMs = 1000;
/** With endpointing off a segment still has to end somewhere. */
const endpointingOffMs = 2000;

const seconds = (ms: number): number => Math.round(ms) / 1000;

export interface ListenOptions {
  socket: WebSocket;
  requestId: string;
  params: ListenParams;
  engine: SpeechEngine;
  fault: Fault;
  idleMs: number;
  onEvent: (event: { kind: 'heard'; requestId: string; text: string; final: boolean }) => void;
}

export function serveListen({
  socket,
  requestId,
  params,
  engine,
  fault,
  idleMs: idleLimitMs,
  onEvent,
}: ListenOptions): void {
  const session = engine.recognize({
    endpointingMs: params.endpointing === false ? endpointingOffMs : params.endpointing,
  });
  const sha = createHash('sha256');
  const countBytes = applyDrops(socket, fault);
  const delayed = new Set<NodeJS.Timeout>();
  let fedMs = 0;
  /** Up to here results are final. */
  let settledMs = 0;
  let answeredMs = 0;
  let inSpeech = false;
  let lastWordEndMs: number | undefined;
  let finalizing = false;
  /** Results sent since the last Finalize. */
  let sinceFinalize = 0;

  const send = (message: object): void => {
    if (fault.stall === true) return;
    const text = JSON.stringify(message);
    if (fault.delayResultsMs === undefined) {
      socket.send(text);
      return;
    }
    const timer = setTimeout(() => {
      delayed.delete(timer);
      socket.send(text);
    }, fault.delayResultsMs);
    delayed.add(timer);
  };

  const sendResults = (
    words: RecognitionResult['words'],
    flags: { isFinal: boolean; speechFinal: boolean; fromFinalize: boolean; untilMs: number },
  ): void => {
    answeredMs = fedMs;
    const confidence =
      words.length === 0 ? 0 : words.reduce((sum, word) => sum + word.confidence, 0) / words.length;
    send({
      type: 'Results',
      channel_index: [0, 1],
      duration: seconds(Math.max(0, flags.untilMs - settledMs)),
      start: seconds(settledMs),
      is_final: flags.isFinal,
      speech_final: flags.speechFinal,
      from_finalize: flags.fromFinalize,
      channel: {
        alternatives: [
          {
            transcript: words.map(({ word }) => word).join(' '),
            confidence,
            words: words.map((word) => ({
              word: word.word,
              start: seconds(word.startMs),
              end: seconds(word.endMs),
              confidence: word.confidence,
              ...(params.punctuate || params.smart_format ? { punctuated_word: word.word } : {}),
              ...(params.diarize ? { speaker: 0 } : {}),
            })),
          },
        ],
      },
      metadata: {
        request_id: requestId,
        model_info: {
          name: params.model,
          version: 'sandbox',
          arch: params.model.split('-').slice(0, 2).join('-'),
        },
        model_uuid: '00000000-0000-4000-8000-000000000001',
      },
    });
    if (flags.isFinal) settledMs = Math.max(settledMs, flags.untilMs);
  };

  session.onResult((result) => {
    if (socket.readyState !== socket.OPEN) return;
    if (result.text !== '') onEvent({ kind: 'heard', requestId, text: result.text, final: result.final });
    if (!inSpeech) {
      inSpeech = true;
      if (params.vad_events)
        send({ type: 'SpeechStarted', channel: [0, 1], timestamp: seconds(result.startMs) });
    }
    lastWordEndMs = result.endMs;
    if (!result.final) {
      if (params.interim_results)
        sendResults(result.words, {
          isFinal: false,
          speechFinal: false,
          fromFinalize: false,
          untilMs: fedMs,
        });
      return;
    }
    inSpeech = false;
    sinceFinalize += 1;
    // Several finals may come out of one block of audio; each covers up to its own last word, the rest is silence.
    sendResults(result.words, {
      isFinal: true,
      speechFinal: result.endpointed && params.endpointing !== false,
      fromFinalize: finalizing,
      untilMs: Math.max(settledMs, result.endMs),
    });
  });

  /** After audio: an empty result when nothing was said for a while, and the end of an utterance. */
  const afterAudio = (): void => {
    if (
      lastWordEndMs !== undefined &&
      !inSpeech &&
      params.utterance_end_ms !== undefined &&
      fedMs - lastWordEndMs >= params.utterance_end_ms
    ) {
      send({ type: 'UtteranceEnd', channel: [0, 1], last_word_end: seconds(lastWordEndMs) });
      lastWordEndMs = undefined;
    }
    if (fedMs - answeredMs >= heartbeatMs && (params.interim_results || !inSpeech)) {
      // Nothing is final while somebody speaks, so words found later never start before `start`.
      sendResults([], { isFinal: false, speechFinal: false, fromFinalize: false, untilMs: fedMs });
    }
  };

  const finalize = async (): Promise<void> => {
    finalizing = true;
    sinceFinalize = 0;
    await session.finalize();
    if (socket.readyState === socket.OPEN && sinceFinalize === 0) {
      sendResults([], { isFinal: true, speechFinal: false, fromFinalize: true, untilMs: fedMs });
    }
    finalizing = false;
  };

  const closeStream = async (): Promise<void> => {
    await finalize();
    if (fault.stall === true) return;
    // Held-back results go out before the last words.
    if (fault.delayResultsMs !== undefined)
      await new Promise((resolve) => setTimeout(resolve, fault.delayResultsMs));
    if (socket.readyState !== socket.OPEN) return;
    socket.send(
      JSON.stringify({
        type: 'Metadata',
        transaction_key: 'deprecated',
        request_id: requestId,
        sha256: sha.digest('hex'),
        created: new Date().toISOString(),
        duration: seconds(fedMs),
        channels: 1,
      }),
    );
    socket.close(1000);
  };

  const idle = setTimeout(() => {
    socket.close(
      1011,
      'Deepgram did not receive audio data or a text message within the timeout window. NET-0001',
    );
  }, idleLimitMs);

  let closing = false;
  socket.on('message', (raw, isBinary) => {
    if (closing) return;
    const data = bytesOf(raw);
    if (isBinary && data.length > 0) {
      idle.refresh();
      sha.update(data);
      fedMs += (data.length / bytesPerSecond) * 1000;
      session.feed(data);
      countBytes(data.length);
      if (socket.readyState === socket.OPEN) afterAudio();
      return;
    }
    const message = isBinary ? { type: 'CloseStream' } : (readMessage(data) ?? unreadable);
    switch (message.type) {
      case 'KeepAlive':
        idle.refresh();
        return;
      case 'Finalize':
        void finalize();
        return;
      case 'CloseStream':
        closing = true;
        void closeStream();
        return;
      default:
        socket.close(1008, 'DATA-0000');
    }
  });
  socket.on('close', () => {
    clearTimeout(idle);
    delayed.forEach((timer) => {
      clearTimeout(timer);
    });
    void session.close();
  });
}
