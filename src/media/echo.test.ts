import { describe, expect, it } from 'vitest';
import type { RecognitionEvent } from '../kernel/speech.ts';
import { withoutEcho } from './echo.ts';

function heard(text: string): RecognitionEvent {
  const words = text.split(' ').map((word, i) => ({
    text: word,
    startMs: 1_000 + i * 200,
    endMs: 1_150 + i * 200,
    confidence: 1,
  }));
  return { type: 'interim', text, words, startMs: 1_000, endMs: words.at(-1)?.endMs ?? 0 };
}
const left = (text: string, played: string) => {
  const event = withoutEcho(heard(text), () => played);
  return event.type === 'interim' ? event.text : undefined;
};

describe('echo', () => {
  const ours = 'I am calling about a claim, for a patient. The date of birth is';

  it('of our own words is left out', () => {
    expect(left('calling about a claim', ours)).toBe('');
    expect(left('Date of birth.', ours)).toBe('');
  });

  it('leaves what the other side says between', () => {
    expect(left('about a claim sorry which patient', ours)).toBe('sorry which patient');
  });

  it('is not suspected for short words that happen to be the same', () => {
    expect(left('is', ours)).toBe('is');
    expect(left('a new claim', ours)).toBe('a new claim');
  });

  it('is suspected for a lone long word while we speak, not right after: that is an answer', () => {
    expect(left('patient', ours)).toBe('');
    const untilMs = 900;
    const soon = withoutEcho(heard('denied'), (startMs) =>
      startMs <= untilMs + 500 ? 'paid or denied' : '',
    );
    expect(soon.type === 'interim' && soon.text).toBe('denied');
  });

  it('is not an answer that repeats our question once we have stopped', () => {
    const untilMs = 1_100;
    const event = withoutEcho(heard('the date of birth is'), (startMs) => (startMs <= untilMs ? ours : ''));
    expect(event.type === 'interim' && event.text).toBe('the date of birth is');
  });

  it('is impossible while nothing is played; asked with the time of the words', () => {
    const asked: unknown[] = [];
    const event = heard('calling about');
    const same = withoutEcho(event, (startMs, endMs) => {
      asked.push([startMs, endMs]);
      return '';
    });
    expect(same).toBe(event);
    expect(asked).toEqual([
      [1_000, 1_150],
      [1_200, 1_350],
    ]);
  });
});
