import { describe, expect, it } from 'vitest';
import type { RecognitionEvent } from '../../kernel/speech.ts';
import { makeRandom } from '../random.ts';
import { makeMishearing } from './noise.ts';
import { SimulatedRecogniser } from './recogniser.ts';
import { makeVirtualClock } from './virtual-clock.ts';

/** Words of 300 ms, with a pause after those that end in a full stop. */
function says(text: string, atMs: number) {
  let startMs = atMs;
  const words = text.split(' ').map((word) => {
    const one = { text: word, startMs, endMs: startMs + 300 };
    startMs += word.endsWith('.') ? 1_000 : 300;
    return one;
  });
  return {
    type: 'says' as const,
    atMs,
    endMs: words.at(-1)?.endMs ?? atMs,
    text,
    words,
    speaker: 'person' as const,
  };
}

function scene(wordErrors = 0) {
  const clock = makeVirtualClock();
  const events: { atMs: number; event: RecognitionEvent }[] = [];
  const recogniser = new SimulatedRecogniser({
    clock,
    random: makeRandom(1),
    mishear: makeMishearing(wordErrors, makeRandom(2)),
    listener: (event) => events.push({ atMs: clock.now(), event }),
  });
  const finals = () =>
    events.flatMap(({ atMs, event }) => (event.type === 'final' ? [{ atMs, text: event.text }] : []));
  return { clock, events, recogniser, finals };
}

describe('simulated recognition', () => {
  it('shows words a little behind the sound and settles them at a pause', async () => {
    const { clock, events, recogniser, finals } = scene();
    recogniser.says(says('It was denied. One moment', 0));
    await clock.run(10_000);
    expect(finals().map(({ text }) => text)).toEqual(['It was denied.', 'One moment']);
    expect(finals()[0]?.atMs).toBe(900 + 300 + 100);
    const first = events.find(({ event }) => event.type === 'interim');
    expect(first).toMatchObject({ atMs: 600, event: { text: 'It' } });
  });

  it('has heard nothing of what was cut off', async () => {
    const { clock, recogniser, finals } = scene();
    recogniser.says(says('the claim number is four four', 0));
    await clock.run(950);
    recogniser.stopped(950);
    await clock.run(10_000);
    expect(finals().map(({ text }) => text)).toEqual(['the claim number']);
  });

  it('makes words of music now and then, and stops when the music does', async () => {
    const { clock, recogniser, finals } = scene();
    recogniser.music(true);
    await clock.run(600_000);
    const heard = finals().length;
    expect(heard).toBeGreaterThan(5);
    recogniser.music(false);
    await clock.run(1_200_000);
    expect(finals()).toHaveLength(heard);
  });

  it('mishears about as many words as it is told to, by their sound where it can', async () => {
    const { clock, recogniser, finals } = scene(0.5);
    recogniser.says(says(Array.from({ length: 400 }, () => 'fifteen').join(' '), 0));
    await clock.run(1_000_000);
    const words = finals()
      .map(({ text }) => text)
      .join(' ')
      .split(' ');
    const wrong = words.filter((word) => word === 'fifty').length;
    expect(words).toHaveLength(400);
    expect(wrong).toBeGreaterThan(150);
    expect(wrong).toBeLessThan(250);
  });
});
