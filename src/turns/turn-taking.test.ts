import { describe, expect, it } from 'vitest';
import type { Listening, RecognitionEvent, Word } from '../kernel/speech.ts';
import type { TurnEvent, TurnState } from './turn-state.ts';
import { initialTurnState } from './turn-state.ts';
import { turnDeadline, turnStep } from './turn-taking.ts';

const person: Listening = { to: 'person' };

/** Words of 200 ms each, 300 ms apart. */
function words(text: string, startMs: number): Word[] {
  return text.split(' ').map((word, i) => ({
    text: word,
    startMs: startMs + i * 300,
    endMs: startMs + i * 300 + 200,
    confidence: 0.8,
  }));
}

function interim(text: string, startMs: number): RecognitionEvent {
  const all = text === '' ? [] : words(text, startMs);
  return { type: 'interim', text, words: all, startMs, endMs: all.at(-1)?.endMs ?? startMs };
}

function final(text: string, startMs: number, endOfUtterance = true): RecognitionEvent {
  const all = words(text, startMs);
  return {
    type: 'final',
    text,
    words: all,
    startMs,
    endMs: all.at(-1)?.endMs ?? startMs,
    confidence: 0.8,
    endOfUtterance,
  };
}

/** A conversation in which time passes and deadlines ring, as a session would do it. */
class Scene {
  state: TurnState = initialTurnState();
  events: TurnEvent[] = [];
  playing = false;
  listening: Listening = person;

  hear(atMs: number, event: RecognitionEvent): void {
    this.until(atMs);
    this.#step({ type: 'recognised', atMs, event, playing: this.playing });
  }

  until(atMs: number): void {
    for (;;) {
      const dueMs = turnDeadline(this.state, this.listening);
      if (dueMs === undefined || dueMs > atMs) return;
      this.#step({ type: 'tick', atMs: dueMs, playing: this.playing });
    }
  }

  get turns() {
    return this.events.flatMap((event) =>
      event.type === 'turn_ended' ? [{ atMs: event.atMs, id: event.turn.id, text: event.turn.text }] : [],
    );
  }

  count(type: TurnEvent['type']): number {
    return this.events.filter((event) => event.type === type).length;
  }

  #step(input: Parameters<typeof turnStep>[1]): void {
    const { state, events } = turnStep(this.state, input, this.listening);
    this.state = state;
    this.events.push(...events);
  }
}

describe('turn-taking', () => {
  it('tells the first words at once and the turn after the silence', () => {
    const scene = new Scene();
    scene.hear(1_500, interim('how can', 1_000));
    expect(scene.events).toEqual([{ type: 'speech_began', atMs: 1_500, text: 'how can' }]);
    scene.hear(2_300, final('how can I help', 1_000));
    scene.until(10_000);
    expect(scene.turns).toEqual([{ atMs: 2_900, id: 't1', text: 'how can I help' }]);
    expect(scene.count('speech_began')).toBe(1);
  });

  it('is one turn through a pause shorter than its patience, and two after a longer one', () => {
    const scene = new Scene();
    scene.hear(1_600, final('thank you', 1_000));
    scene.hear(2_200, final('for calling', 2_000));
    scene.until(10_000);
    scene.hear(11_600, final('hello', 11_000));
    scene.until(20_000);
    expect(scene.turns.map((turn) => turn.text)).toEqual(['thank you for calling', 'hello']);
    expect(scene.turns.map((turn) => turn.id)).toEqual(['t1', 't2']);
  });

  it('hears a number to its end that is read in groups with long pauses', () => {
    const scene = new Scene();
    scene.listening = { to: 'person', slot: { kind: 'identifier', pattern: '[A-Z0-9]{4,20}' } };
    scene.hear(1_700, final('four nine', 1_000));
    // 2.4 s behind the group before it, and as long again.
    scene.hear(4_600, final('seven one', 3_900));
    scene.hear(7_500, final('six two', 6_800));
    scene.until(20_000);
    expect(scene.turns.map((turn) => turn.text)).toEqual(['four nine seven one six two']);
  });

  it('waits where speech was noticed again and its words are not here yet', () => {
    const scene = new Scene();
    scene.hear(1_600, final('so', 1_000));
    scene.hear(1_900, { type: 'speech_started', atMs: 1_800 });
    scene.until(2_600);
    expect(scene.turns).toEqual([]);
    scene.hear(2_700, final('it was denied', 1_800));
    scene.until(10_000);
    expect(scene.turns.map((turn) => turn.text)).toEqual(['so it was denied']);
  });

  it('asks for words that the recogniser holds back and takes what it then says', () => {
    const scene = new Scene();
    scene.hear(1_500, interim('it was', 1_000));
    scene.until(3_100);
    expect(scene.count('finalize_wanted')).toBe(1);
    expect(scene.turns).toEqual([]);
    scene.hear(3_150, final('it was paid', 1_000));
    scene.until(10_000);
    expect(scene.turns.map((turn) => turn.text)).toEqual(['it was paid']);
  });

  it('does without an answer, and takes the late final of a told turn for nothing new', () => {
    const scene = new Scene();
    scene.hear(1_500, interim('good morning', 1_000));
    scene.until(9_000);
    expect(scene.turns.map((turn) => turn.text)).toEqual(['good morning']);
    scene.hear(9_100, final('good morning', 1_000));
    scene.until(20_000);
    expect(scene.turns.length).toBe(1);
  });

  it('waits longer while an identifier is being read', () => {
    const scene = new Scene();
    scene.listening = { to: 'person', slot: { kind: 'identifier', length: 6 } };
    scene.hear(1_800, final('C four four', 1_000));
    scene.until(4_200);
    expect(scene.turns).toEqual([]);
    scene.hear(4_250, final('seven one nine', 3_600));
    scene.until(20_000);
    expect(scene.turns.map((turn) => turn.text)).toEqual(['C four four seven one nine']);
    expect(scene.turns[0]?.atMs).toBe(3_600 + 800 + 500);
  });

  it('ends a monologue after a minute', () => {
    const scene = new Scene();
    for (let at = 1_000; at < 70_000; at += 500) scene.hear(at + 300, final('then', at));
    scene.until(80_000);
    expect(scene.turns.length).toBe(2);
    expect(scene.turns[0]?.atMs).toBeLessThanOrEqual(61_000);
  });

  it('interrupts for two words that are meant, once a turn', () => {
    const scene = new Scene();
    scene.playing = true;
    scene.hear(1_300, interim('sorry', 1_000));
    expect(scene.count('interruption')).toBe(0);
    scene.hear(1_600, interim('sorry which', 1_000));
    scene.hear(1_900, interim('sorry which patient', 1_000));
    expect(scene.count('interruption')).toBe(1);
    scene.playing = false;
    scene.hear(2_000, final('sorry which patient', 1_000));
    scene.until(10_000);
    const ended = scene.events.find((event) => event.type === 'turn_ended');
    expect(ended?.type === 'turn_ended' && ended.turn.overlapped).toBe(true);
  });

  it('is more patient where it has cut somebody off in a pause, until a turn is heard to its end', () => {
    const scene = new Scene();
    const cutInAt = (atMs: number) => {
      scene.playing = true;
      scene.hear(atMs + 600, interim('it was processed', atMs));
      scene.playing = false;
      scene.hear(atMs + 900, final('it was processed', atMs));
    };
    scene.hear(1_600, final('received in May', 1_000));
    scene.until(2_700);
    expect(scene.turns.map(({ atMs }) => atMs)).toEqual([1_800 + 800]);
    cutInAt(2_800);
    scene.until(20_000);
    expect(scene.turns[1]?.atMs).toBe(3_600 + 800 + 1_000);
    scene.hear(30_600, final('received in May', 30_000));
    scene.until(40_000);
    expect(scene.turns[2]?.atMs).toBe(30_800 + 800);
  });

  it('goes on speaking through "mm-hm" and "okay right", and tells no turn of it', () => {
    const scene = new Scene();
    scene.playing = true;
    scene.hear(1_700, final('Mm-hm. Okay, right.', 1_000));
    scene.until(10_000);
    expect(scene.count('interruption')).toBe(0);
    expect(scene.count('false_alarm')).toBe(1);
    expect(scene.turns).toEqual([]);
  });

  it('takes "okay" for an answer when the agent has stopped speaking', () => {
    const scene = new Scene();
    scene.hear(1_500, final('okay', 1_000));
    scene.until(10_000);
    expect(scene.turns.map((turn) => turn.text)).toEqual(['okay']);
  });

  it('takes a noise without words, and words taken back, for false alarms', () => {
    const scene = new Scene();
    scene.hear(1_000, { type: 'speech_started', atMs: 900 });
    scene.until(3_900);
    expect(scene.count('false_alarm')).toBe(0);
    scene.until(4_000);
    expect(scene.count('false_alarm')).toBe(1);
    scene.hear(5_000, interim('uh', 4_800));
    scene.hear(5_400, interim('', 4_800));
    expect(scene.count('false_alarm')).toBe(2);
    expect(turnDeadline(scene.state, person)).toBeUndefined();
  });

  it('gives text without word times its own, spread evenly', () => {
    const scene = new Scene();
    scene.hear(2_000, {
      type: 'final',
      text: 'thank you',
      words: [],
      startMs: 1_000,
      endMs: 1_400,
      confidence: 0.7,
      endOfUtterance: true,
    });
    scene.until(10_000);
    const ended = scene.events.find((event) => event.type === 'turn_ended');
    expect(ended?.type === 'turn_ended' && ended.turn).toMatchObject({
      startMs: 1_000,
      endMs: 1_400,
      confidence: 0.7,
      words: [{ text: 'thank' }, { text: 'you', startMs: 1_200 }],
    });
  });
});
