import { describe, expect, it } from 'vitest';
import type { ProposedCall } from '../kernel/proposal.ts';
import type { HeardTurn } from '../kernel/speech.ts';
import { makeStandin } from '../sandbox/model/standin.ts';
import type { CallScript, ScriptField } from './call-script.ts';
import { findingsIn } from './facts.ts';
import { valuesFor } from './finding.ts';
import { weighAnswer, weighNoAnswer } from './proposed-answers.ts';
import { weighIntent } from './proposed-intents.ts';
import type { Scene } from './scene.ts';
import { claimStatus, inquiring } from './testing/conversation.ts';
import type { Conversation } from './testing/conversation.ts';

/** Repeatable draws (xorshift). */
function makeDraws(seed: number) {
  let state = seed * 2_654_435_761 + 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return { below, pick: <T>(from: readonly T[]): T => from[below(from.length)] as T };
}
type Draws = ReturnType<typeof makeDraws>;

/** Pieces of what representatives say, with values and without. */
const pieces = [
  'the claim was denied',
  'it would have been denied',
  'it was not paid',
  'we paid one fifty',
  'allowed one eighty five',
  'check number four four eight two one three',
  'the one here says a nine nine eight seven one',
  'on march third',
  'received march third twenty twenty six',
  'processed april second',
  'the patient owes thirty dollars',
  'co one ninety seven',
  'okay',
  'one moment please',
  'let me see',
  'i think',
  'maybe',
  'no',
  'sorry',
  'i mean',
  'not',
  'if it was',
  'and',
  'or',
  'what is your n p i',
  'do you have the member i d',
  'was it one fifty',
  'i do not have that',
  'that part is blank',
  'my supervisor says hi',
  'nice weather today',
  'forty five business days',
  'it went out by e f t',
  'two hundred dollars',
  'my extension is four four one nine',
  'your date of service january fifteenth',
  'reference number is a b c one two three',
  'the deductible is five hundred',
  'billed at two hundred fifty',
  'w x y one two three four five six',
  'sixty',
  'thirty days',
] as const;
/** Nothing in these is a value of ours. */
const empty = [
  'okay',
  'let me see',
  'nice weather today',
  'my supervisor says hi',
  'hm',
  'blue bottles all along that wall',
  'you know how it is',
  'i do not have that',
  'that part is blank',
  'thank you',
  'no',
  'so',
  'well',
  'anyway',
  'bear with me',
  'my computer froze',
] as const;

function sentence(draws: Draws, from: readonly string[]): string {
  const parts = Array.from({ length: 1 + draws.below(4) }, () => draws.pick(from));
  return parts.join(draws.pick([' ', ' ', ', ', '. ']));
}

function turnOf(text: string): HeardTurn {
  const words = text
    .split(' ')
    .map((word, index) => ({ text: word, startMs: index * 300, endMs: index * 300 + 250, confidence: 0.95 }));
  return {
    id: 't99',
    text,
    words,
    startMs: 0,
    endMs: words.length * 300,
    confidence: 0.95,
    overlapped: false,
  };
}

function sceneAt(script: CallScript, call: Conversation): Scene {
  return { script, state: structuredClone(call.state), effects: [], atMs: call.nowMs };
}

/** Some words of a turn that stand together. */
function quoteFrom(draws: Draws, text: string): string {
  const words = text.split(' ');
  const from = draws.below(words.length);
  return words.slice(from, from + 1 + draws.below(words.length - from)).join(' ');
}

const openings = ['', 'it was paid', 'the claim was denied', 'it is still in process'] as const;

describe('whatever is proposed to whatever was said', () => {
  it('is accepted only as grounding itself reads it in the quoted words', () => {
    let accepted = 0;
    const scenes = openings.map((opening) => {
      const call = inquiring();
      if (opening !== '') call.hears(opening);
      return sceneAt(claimStatus, call);
    });
    for (let seed = 1; seed <= 300; seed += 1) {
      const draws = makeDraws(seed);
      const scene = draws.pick(scenes);
      const turn = turnOf(sentence(draws, pieces));
      // Half of them the field that something was said of, or it would hardly ever be hit.
      const said = draws.below(2) === 0 ? findingsIn(scene, turn.text)[0] : undefined;
      const field =
        claimStatus.fields.find(({ name }) => name === said?.field) ??
        draws.pick<ScriptField>(claimStatus.fields);
      const quote = draws.pick([turn.text, turn.text, quoteFrom(draws, turn.text)]);
      const value = draws.pick(['', '', '', '150', 'denied', quote, '448213']);
      const weighed = weighAnswer(scene, turn, { field: field.name, quote, value });
      if (!('accepted' in weighed)) continue;
      for (const { finding, attributed } of weighed.accepted) {
        accepted += 1;
        const read = attributed
          ? valuesFor(field, turn.text, scene.state.today)
          : findingsIn(scene, turn.text).filter((one) => one.field === field.name);
        expect(read.map((one) => JSON.stringify(one.value))).toContain(JSON.stringify(finding.value));
        const start = turn.text.indexOf(finding.quote);
        expect(start).toBeGreaterThanOrEqual(0);
        expect(quote.toLowerCase()).toContain(finding.quote.toLowerCase());
        if (attributed) expect(finding.hedged).toBe(true);
      }
    }
    expect(accepted).toBeGreaterThan(10);
  }, 20_000);

  it('is refused where the turn holds no value', () => {
    const call = inquiring();
    const scene = sceneAt(claimStatus, call);
    for (let seed = 1; seed <= 400; seed += 1) {
      const draws = makeDraws(seed);
      const turn = turnOf(sentence(draws, empty));
      const field = draws.pick(claimStatus.fields.filter(({ type }) => type !== 'text' && type !== 'name'));
      const quote = draws.pick([quoteFrom(draws, turn.text), turn.text, 'denied', 'one fifty']);
      const value = draws.pick(['paid', '150', '448213', '2026-03-03', quote]);
      expect([turn.text, weighAnswer(scene, turn, { field: field.name, quote, value })]).toEqual([
        turn.text,
        { refused: expect.any(String) as string },
      ]);
    }
  }, 20_000);

  it('gives nothing of ours away unless the turn asks for it', () => {
    const scene = sceneAt(claimStatus, inquiring());
    for (let seed = 1; seed <= 400; seed += 1) {
      const draws = makeDraws(seed);
      const turn = turnOf(sentence(draws, empty));
      const quote = draws.pick([quoteFrom(draws, turn.text), turn.text, 'what is your n p i']);
      const identifier = draws.pick(claimStatus.identifiers).name;
      expect(weighIntent(scene, turn, { intent: 'asks_for_identifier', identifier, quote })).toHaveProperty(
        'refused',
      );
    }
  });

  it('takes anything at all without breaking', () => {
    const scene = sceneAt(claimStatus, inquiring());
    const odd: unknown[] = [
      undefined,
      null,
      7,
      '',
      '\u0000',
      [],
      {},
      '(',
      '\\',
      'constructor',
      '__proto__',
      'x'.repeat(100_000),
      '$&',
      '.*',
    ];
    for (let seed = 1; seed <= 500; seed += 1) {
      const draws = makeDraws(seed);
      const turn = turnOf(sentence(draws, pieces));
      const given = {
        field: draws.pick(odd),
        value: draws.pick(odd),
        quote: draws.pick(odd),
        reason: draws.pick(odd),
        intent: draws.pick(odd),
        identifier: draws.pick(odd),
      };
      for (const weigh of [weighAnswer, weighNoAnswer, weighIntent])
        expect(weigh(scene, turn, given)).toHaveProperty('refused');
    }
  });
});

/** Lets a stand-in answer every question to the model, until the machine asks no more. */
function carryOnWith(call: Conversation, standin: ReturnType<typeof makeStandin>): void {
  for (let rounds = 0; call.state.talk.proposing !== null; rounds += 1) {
    expect(rounds).toBeLessThan(3);
    const { request, turnId } = call.effects.findLast((effect) => effect.type === 'propose') ?? {};
    if (request === undefined || turnId === undefined) throw new Error('nothing was asked');
    const reply = standin({
      model: 'standin',
      messages: [
        { role: 'system', content: request.instructions },
        { role: 'user', content: request.context },
      ],
      tools: request.tools.map((tool) => ({ type: 'function', function: { ...tool } })),
    });
    const calls = (reply.toolCalls ?? []).map(({ name, arguments: given }): ProposedCall => ({
      tool: name,
      arguments: typeof given === 'object' ? given : {},
    }));
    call.feed({ type: 'proposed', atMs: call.nowMs, turnId, calls });
  }
}

describe('a call with a model that means ill', () => {
  it('takes nothing that was not said, and ends by nothing that it claims', () => {
    let asked = 0;
    for (let seed = 1; seed <= 12; seed += 1) {
      const draws = makeDraws(seed);
      const standin = makeStandin({ seed, adversarial: true });
      const call = inquiring({ modelAvailable: true });
      const alone = inquiring();
      for (let turn = 0; turn < 8 && call.phase === 'conversation.inquiry'; turn += 1) {
        const text = sentence(draws, empty);
        const told = Object.keys(call.state.tasks[0]?.answers ?? {}).length;
        call.hears(text);
        asked += call.state.talk.proposing === null ? 0 : 1;
        carryOnWith(call, standin);
        alone.hears(text);
        const answers = Object.entries(call.state.tasks[0]?.answers ?? {});
        const valued = answers.filter(([name, { value }]) => value !== null && name !== 'repName');
        // What such words let a call take in without a model, they may with one: nothing more.
        const without = Object.entries(alone.state.tasks[0]?.answers ?? {}).filter(
          ([, { value }]) => value !== null,
        );
        expect(told).toBeLessThanOrEqual(answers.length);
        expect(valued.filter(([name]) => !without.some(([other]) => other === name))).toEqual([]);
      }
      expect(
        call.effects.some(
          (effect) =>
            effect.type === 'say' &&
            effect.clauses.some(({ text }) => /AB9981734|debt|four hundred/.test(text)),
        ),
      ).toBe(false);
      expect(call.state.failure === null || alone.state.failure !== null).toBe(true);
    }
    expect(asked).toBeGreaterThan(10);
  }, 20_000);
});
