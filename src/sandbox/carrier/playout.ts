import { frameBytes, silenceByte } from './frame-clock.ts';

/** Twilio throws away what is buffered beyond about ten minutes. */
const maxBufferedBytes = 10 * 60 * 8000;

/** What waits to be played to the other side: bytes in order, and marks between them. */
export interface Playout {
  /** Bytes that did not fit are dropped; returns how many. */
  append(bytes: Uint8Array): number;
  /** `played` runs when everything before the mark has been played, at once if nothing waits. */
  mark(played: () => void): void;
  /** Drops all audio; pending marks run (or are forgotten). */
  clear(echoMarks: boolean): void;
  /**
   * The next 20 ms, padded with silence; undefined when nothing waits. The frame taken before has now been
   * played, so the marks behind it run.
   */
  next(): Uint8Array | undefined;
  readonly bufferedBytes: number;
}

export function makePlayout(): Playout {
  let chunks: Uint8Array[] = [];
  let headOffset = 0;
  let buffered = 0;
  let takenBytes = 0;
  /** Behind `takenBytes` by the frame that is being played now. */
  let playedBytes = 0;
  let marks: { at: number; played: () => void }[] = [];

  const passMarks = () => {
    for (let first = marks[0]; first && first.at <= playedBytes; first = marks[0]) {
      marks.shift();
      first.played();
    }
  };

  return {
    get bufferedBytes() {
      return buffered;
    },
    append(bytes) {
      const room = Math.max(0, maxBufferedBytes - buffered);
      const taken = bytes.length <= room ? bytes : bytes.subarray(0, room);
      if (taken.length > 0) chunks.push(taken);
      buffered += taken.length;
      return bytes.length - taken.length;
    },
    mark(played) {
      marks.push({ at: takenBytes + buffered, played });
      passMarks();
    },
    clear(echoMarks) {
      chunks = [];
      headOffset = 0;
      buffered = 0;
      playedBytes = takenBytes;
      const pending = marks;
      marks = [];
      if (echoMarks) for (const mark of pending) mark.played();
    },
    next() {
      playedBytes = takenBytes;
      passMarks();
      if (buffered === 0) return undefined;
      const frame = new Uint8Array(frameBytes).fill(silenceByte);
      let filled = 0;
      for (let head = chunks[0]; head && filled < frameBytes; head = chunks[0]) {
        const part = head.subarray(headOffset, headOffset + frameBytes - filled);
        frame.set(part, filled);
        filled += part.length;
        headOffset += part.length;
        if (headOffset >= head.length) {
          chunks.shift();
          headOffset = 0;
        }
      }
      buffered -= filled;
      takenBytes += filled;
      return frame;
    },
  };
}
