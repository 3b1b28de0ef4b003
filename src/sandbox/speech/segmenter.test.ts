import { describe, expect, it } from 'vitest';
import { decodeMulaw } from '../audio/mulaw.ts';
import { holdMusic, silence, tone } from '../audio/synthesis.ts';
import { makeSegmenter, type SegmentEvent } from './segmenter.ts';
import { encodeWords } from './text-codec.ts';

function run(endpointingMs: number, ...parts: Uint8Array[]): Exclude<SegmentEvent, { kind: 'speech' }>[] {
  const segmenter = makeSegmenter(endpointingMs);
  const samples = decodeMulaw(Buffer.concat(parts));
  const events: SegmentEvent[] = [];
  for (let at = 0; at + 160 <= samples.length; at += 160)
    events.push(...segmenter.push(samples.subarray(at, at + 160)));
  return events.filter((event) => event.kind !== 'speech');
}

const speech = encodeWords('one moment please', 1, 110);

describe('segments', () => {
  it('start a little before speech and end after the asked silence', () => {
    const [start, end] = run(300, silence(1000), speech, silence(1000));
    expect(start).toMatchObject({ kind: 'start' });
    expect(start?.atMs).toBeLessThan(1000);
    expect(start?.atMs).toBeGreaterThan(600);
    const spokenMs = 1000 + speech.length / 8;
    expect(end).toMatchObject({ kind: 'end', endpointed: true });
    expect(end?.atMs).toBeGreaterThan(spokenMs + 150);
    expect(end?.atMs).toBeLessThan(spokenMs + 320);
  });

  it('do not start in silence or at a click', () => {
    expect(run(300, silence(3000), tone([900], 20, 0.5), silence(3000))).toEqual([]);
  });

  it('go on over a pause that is shorter than asked for', () => {
    expect(run(900, speech, silence(400), speech, silence(1500))).toHaveLength(2);
    expect(run(200, speech, silence(600), speech, silence(1500))).toHaveLength(4);
  });

  it('mark hold music as music from its first bar', () => {
    const ends = run(300, silence(1000), holdMusic(12_000), silence(1000)).filter(
      (event) => event.kind === 'end',
    );
    expect(ends.length).toBeGreaterThan(0);
    expect(ends[0]?.musicFromMs).toBeLessThan(2000);
  });

  it('are cut when they never end', () => {
    const ends = run(300, ...Array.from({ length: 30 }, () => speech)).filter(
      (event) => event.kind === 'end',
    );
    expect(ends.length).toBeGreaterThan(0);
    expect(ends.every((event) => !event.endpointed)).toBe(true);
  });
});
