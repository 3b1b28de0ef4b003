import { beforeEach, describe, expect, it } from 'vitest';
import type { SayClause, Synthesizer } from '../kernel/speech.ts';
import { isSpelling } from '../spoken/index.ts';
import { makeCachedSynthesizer } from './phrase-cache.ts';

const quietByte = 0xff;
const loudByte = 0x10;
const never = new AbortController().signal;

describe('the phrase cache', () => {
  let made: string[];
  let fail: boolean;
  let gate: Promise<void>;

  /** A second a phrase: 400 ms silence, 200 ms sound, 400 ms silence. */
  const synthesizer: Synthesizer = {
    async *speak(text) {
      made.push(text);
      yield new Uint8Array(3_200).fill(quietByte);
      await gate;
      if (fail) throw new Error('no voice');
      yield new Uint8Array(1_600).fill(loudByte);
      yield new Uint8Array(3_200).fill(quietByte);
    },
  };
  const make = (maxBytes = 1_000_000) => makeCachedSynthesizer(synthesizer, { maxBytes, isSpelling });
  const plain = (text: string): SayClause => ({ text, sensitive: false });
  async function whole(audio: AsyncIterable<Uint8Array>): Promise<Buffer> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of audio) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  beforeEach(() => {
    made = [];
    fail = false;
    gate = Promise.resolve();
  });

  it('makes a phrase once, and says it the same again', async () => {
    const { speakClause } = make();
    const first = await whole(speakClause(plain('Thank you.'), never));
    expect(await whole(speakClause(plain('Thank you.'), never))).toEqual(first);
    expect(first.length).toBe(8_000);
    expect(made).toEqual(['Thank you.']);
  });

  it('makes a phrase once for all who ask at the same time, and lets them hear what there is', async () => {
    let openGate: () => void = () => undefined;
    gate = new Promise((resolve) => (openGate = resolve));
    const { speakClause } = make();
    const early = speakClause(plain('Hello.'), never)[Symbol.asyncIterator]();
    const second = whole(speakClause(plain('Hello.'), never));
    const first = await early.next();
    expect(first.done === true ? 0 : first.value.length).toBe(3_200);
    openGate();
    expect((await second).length).toBe(8_000);
    expect(made).toEqual(['Hello.']);
  });

  it('never keeps what is sensitive', async () => {
    const { speakClause } = make();
    const clause = { text: 'Jane Example', sensitive: true };
    await whole(speakClause(clause, never));
    await whole(speakClause(clause, never));
    expect(made).toEqual(['Jane Example', 'Jane Example']);
  });

  it('speaks an identifier from kept single words, close together, with a pause between groups', async () => {
    const { speakClause } = make();
    const clause = { text: 'one two, one', sensitive: true, parts: ['one', 'two,', 'one'] };
    const audio = await whole(speakClause(clause, never));
    expect(made.sort()).toEqual(['one', 'two,']);
    // Sound with 20 ms left on both sides, 60 ms between words, 300 ms after a group and at the end.
    const part = 240;
    expect(audio.length / 8).toBe(3 * part + 60 + 300 + 300);
    expect([...new Set(audio.subarray((part - 20) * 8, (part + 60 + 20) * 8))]).toEqual([quietByte]);
    expect(audio[(part + 60 + 20) * 8]).toBe(loudByte);
  });

  it('does not keep a name that stands among the parts of something sensitive', async () => {
    const { speakClause } = make();
    const clause = { text: 'Jane, J as in Juliet', sensitive: true, parts: ['Jane', 'J as in Juliet'] };
    await whole(speakClause(clause, never));
    await whole(speakClause(clause, never));
    expect(made).toEqual(['Jane', 'J as in Juliet', 'Jane']);
  });

  it('drops the phrase that was not used for longest when it is full', async () => {
    const { speakClause } = make(16_000);
    for (const text of ['a', 'b', 'a', 'c', 'a', 'b']) await whole(speakClause(plain(text), never));
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });

  it('does not keep a failure', async () => {
    const { speakClause } = make();
    fail = true;
    await expect(whole(speakClause(plain('Hello.'), never))).rejects.toThrow('no voice');
    fail = false;
    expect((await whole(speakClause(plain('Hello.'), never))).length).toBe(8_000);
  });

  it('ends quietly for one who is cut, and is whole for the next', async () => {
    let openGate: () => void = () => undefined;
    gate = new Promise((resolve) => (openGate = resolve));
    const { speakClause } = make();
    const cut = new AbortController();
    const heard = whole(speakClause(plain('Hello.'), cut.signal));
    cut.abort();
    expect((await heard).length).toBeLessThan(8_000);
    openGate();
    expect((await whole(speakClause(plain('Hello.'), never))).length).toBe(8_000);
    expect(made).toEqual(['Hello.']);
  });
});
