import { beforeEach, describe, expect, it } from 'vitest';
import type { ManualClock } from '../kernel/clock.ts';
import { makeManualClock } from '../kernel/clock.ts';
import type { SayClause } from '../kernel/speech.ts';
import type { SayReport } from './playback-ledger.ts';
import { Playback, SayFailed } from './playback.ts';

const clause = (text: string): SayClause => ({ text, sensitive: false });

/** A carrier that plays what it is given in real time and echoes marks when it gets to them. */
class Carrier {
  clears = 0;
  bytes: number[] = [];
  leadMs = 0;
  echo: (mark: string) => void = () => undefined;
  deaf = false;
  readonly #clock: ManualClock;
  #untilMs = 0;
  #pending: string[] = [];

  constructor(clock: ManualClock) {
    this.#clock = clock;
  }

  sendAudio(audio: Uint8Array): void {
    this.bytes.push(audio.length);
    this.#untilMs = Math.max(this.#untilMs, this.#clock.now()) + audio.length / 8;
    this.leadMs = Math.max(this.leadMs, this.#untilMs - this.#clock.now());
  }

  sendMark(name: string): void {
    if (this.deaf) return;
    this.#pending.push(name);
    this.#clock.after(this.#untilMs - this.#clock.now(), () => {
      if (this.#pending.includes(name)) this.#play(name);
    });
  }

  sendClear(): void {
    this.clears += 1;
    this.#untilMs = this.#clock.now();
    for (const name of [...this.#pending]) this.#play(name);
  }

  #play(name: string): void {
    this.#pending = this.#pending.filter((other) => other !== name);
    this.echo(name);
  }
}

describe('playback', () => {
  let clock: ManualClock;
  let carrier: Carrier;
  let playback: Playback;
  let handed: { atMs: number; playsAtMs: number; ms: number }[];

  /** Sixty milliseconds of audio a character, in pieces of 37 ms, all at once. */
  async function* speak(said: SayClause): AsyncGenerator<Uint8Array, void> {
    let left = said.text.length * 60 * 8;
    for (; left > 0; left -= 296) yield new Uint8Array(Math.min(left, 296));
    await Promise.resolve();
  }
  const settled = (promise: Promise<SayReport>) => {
    const box: { report?: SayReport } = {};
    void promise.then((report) => (box.report = report));
    return box;
  };

  beforeEach(() => {
    clock = makeManualClock();
    carrier = new Carrier(clock);
    handed = [];
    playback = new Playback({
      mouth: carrier,
      clock,
      callMs: () => clock.now(),
      onAudio: (audio, playsAtMs) => handed.push({ atMs: clock.now(), playsAtMs, ms: audio.length / 8 }),
    });
    carrier.echo = (mark) => playback.marked(mark);
  });

  it('keeps a bounded lead in chunks of a tenth of a second and never runs dry', async () => {
    const said = settled(playback.say('s1', [clause('a'.repeat(50))], speak));
    await clock.advance(3_000);
    expect(said.report).toMatchObject({ complete: true, startMs: 0, endMs: 3_000 });
    expect(carrier.leadMs).toBeLessThanOrEqual(400);
    expect(carrier.bytes.every((bytes) => bytes === 800)).toBe(true);
    for (const { atMs, playsAtMs } of handed.slice(4)) expect(playsAtMs - atMs).toBeGreaterThanOrEqual(200);
    expect(handed.map((chunk) => chunk.playsAtMs)).toEqual(handed.map((_, i) => i * 100));
  });

  it('reports the text of every clause when the last mark is back, not before', async () => {
    const said = settled(playback.say('s1', [clause('Good morning.'), clause('Thank you.')], speak));
    await clock.advance(1_300);
    expect(said.report).toBeUndefined();
    expect(playback.speaking).toBe(true);
    await clock.advance(100);
    expect(said.report).toEqual({
      sayId: 's1',
      heardText: 'Good morning. Thank you.',
      startMs: 0,
      endMs: 1_380,
      complete: true,
    });
    expect(playback.speaking).toBe(false);
  });

  it('cut in the middle, keeps the clauses that were heard and whole words of the one that was not', async () => {
    const clauses = [clause('Good morning.'), clause('one two three four five'), clause('six')];
    const said = settled(playback.say('s1', clauses, speak));
    await clock.advance(780 + 700);
    playback.clear();
    await clock.advance(0);
    expect(carrier.clears).toBe(1);
    expect(said.report).toMatchObject({ heardText: 'Good morning. one two', complete: false, endMs: 1_480 });
  });

  it('does not take marks that come back because of a clear for heard, and hands over nothing more', async () => {
    const said = settled(playback.say('s1', [clause('aaa'), clause('bbb')], speak));
    await clock.advance(50);
    playback.clear();
    const given = carrier.bytes.length;
    await clock.advance(5_000);
    expect(said.report).toMatchObject({ heardText: '', complete: false });
    expect(carrier.bytes.length).toBe(given);
    const next = settled(playback.say('s1', [clause('again')], speak));
    playback.marked('0:s1:0');
    await clock.advance(200);
    expect(next.report).toBeUndefined();
    await clock.advance(200);
    expect(next.report).toMatchObject({ heardText: 'again', complete: true });
  });

  it('goes by the length of the audio where a mark never comes back', async () => {
    carrier.deaf = true;
    const said = settled(playback.say('s1', [clause('aaaaa')], speak));
    await clock.advance(3_200);
    expect(said.report).toBeUndefined();
    await clock.advance(200);
    expect(said.report).toMatchObject({ complete: true, heardText: 'aaaaa', endMs: 300 });
  });

  it('ends what is said when the mouth is gone, and says nothing through it any more', async () => {
    const said = settled(playback.say('s1', [clause('one two three four')], speak));
    await clock.advance(700);
    playback.close();
    await clock.advance(0);
    expect(said.report).toMatchObject({ heardText: 'one two', complete: false });
    expect(await playback.say('s2', [clause('more')], speak)).toMatchObject({
      heardText: '',
      complete: false,
    });
  });

  it('begins to make the next clause while one is spoken', async () => {
    const asked: number[] = [];
    const noting = (said: SayClause) => {
      asked.push(clock.now());
      return speak(said);
    };
    settled(playback.say('s1', [clause('a'.repeat(30)), clause('b'.repeat(30)), clause('c')], noting));
    await clock.advance(4_000);
    expect(asked.slice(0, 2)).toEqual([0, 0]);
    expect(asked[2]).toBeLessThan(1_800);
  });

  it('fails with what was heard where a clause cannot be made', async () => {
    const broken = (said: SayClause) => {
      if (said.text === 'two') throw new Error('no voice');
      return speak(said);
    };
    const said = playback.say('s1', [clause('one'), clause('two')], broken).catch((error: unknown) => error);
    await clock.advance(1_000);
    const error = await said;
    expect(error).toBeInstanceOf(SayFailed);
    expect(playback.speaking).toBe(false);
  });

  it('knows what was being heard at a time, until shortly after', async () => {
    settled(playback.say('s1', [clause('Good morning.')], speak));
    await clock.advance(100);
    expect(playback.playingText(50, 90)).toBe('Good morning.');
    await clock.advance(2_000);
    expect(playback.playingText(700, 900)).toBe('Good morning.');
    expect(playback.playingText(950, 1_100)).toBe('Good morning.');
    expect(playback.playingText(1_300, 1_500)).toBe('');
  });
});
