import type { RecognitionEvent, Recognizer } from '../../kernel/speech.ts';
import type { SpeakClause } from '../../media/playback.ts';

/** One recognition that was opened, with the means to make it tell something. */
export interface FakeRecognition {
  sentMs: number;
  closed: boolean;
  finalized: number;
  keyterms: readonly string[];
  tell(event: RecognitionEvent): void;
  /** A final result over the last `ms` of what was sent. */
  hear(text: string, ms?: number): void;
  interim(text: string, ms?: number): void;
}

/** A recogniser that hears what the test says it hears. */
export function makeFakeRecognizer(): { recognizer: Recognizer; opened: FakeRecognition[] } {
  const opened: FakeRecognition[] = [];
  return {
    opened,
    recognizer: {
      open({ keyterms }, listener) {
        const span = (ms: number) => ({
          words: [],
          startMs: Math.max(0, recognition.sentMs - ms),
          endMs: recognition.sentMs,
        });
        const recognition: FakeRecognition = {
          sentMs: 0,
          closed: false,
          finalized: 0,
          keyterms,
          tell: listener,
          hear: (text, ms = 200) =>
            listener({ type: 'final', text, ...span(ms), confidence: 0.9, endOfUtterance: true }),
          interim: (text, ms = 200) => listener({ type: 'interim', text, ...span(ms) }),
        };
        opened.push(recognition);
        return {
          send: (audio) => void (recognition.sentMs += audio.length / 8),
          finalize: () => void (recognition.finalized += 1),
          close: () => Promise.resolve(void (recognition.closed = true)),
        };
      },
    },
  };
}

/** Every character lasts 50 ms; a clause that is "unspeakable" cannot be made. */
export const speakSlowly: SpeakClause = async function* (clause) {
  await Promise.resolve();
  if (clause.text === 'unspeakable') throw new Error('no voice');
  yield new Uint8Array(clause.text.length * 50 * 8);
};
