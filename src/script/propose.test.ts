import { describe, expect, it } from 'vitest';
import type { ProposedCall } from '../kernel/proposal.ts';
import { identifiersIn } from './identifiers.ts';
import { findingsIn } from './facts.ts';
import { promptOf } from './prompt.ts';
import { weighAnswer } from './proposed-answers.ts';
import { plainRequest } from './proposed-intents.ts';
import { claimStatus, connected, inquiring, scriptOf } from './testing/conversation.ts';
import type { Conversation } from './testing/conversation.ts';

/** What the model proposes to the turn that it was asked about; returns what we say to that. */
function proposes(call: Conversation, ...calls: readonly ProposedCall[]): string {
  const before = call.effects.length;
  call.feed({
    type: 'proposed',
    atMs: call.nowMs,
    turnId: call.state.talk.proposing?.id ?? '',
    calls,
  });
  return call.effects
    .slice(before)
    .flatMap((effect) => (effect.type === 'say' ? effect.clauses.map(({ text }) => text) : []))
    .join(' ');
}

function requests(call: Conversation) {
  return call.effects.flatMap((effect) => (effect.type === 'propose' ? [effect.request] : []));
}

const record = (field: string, quote: string, value = ''): ProposedCall => ({
  tool: 'record_answer',
  arguments: { field, value, quote },
});
const intent = (name: string, quote: string, identifier = 'none'): ProposedCall => ({
  tool: 'note_intent',
  arguments: { intent: name, identifier, quote },
});
const noAnswer = (field: string, reason: string, quote: string): ProposedCall => ({
  tool: 'note_no_answer',
  arguments: { field, reason, quote },
});

/** A representative who has just said words that no reflex accounts for, to the question for the status. */
function puzzled(text: string): Conversation {
  const call = inquiring({ modelAvailable: true });
  call.hears(text);
  expect(call.state.talk.proposing?.text).toBe(text);
  return call;
}

describe('what the model is asked', () => {
  it('has the same first part, byte for byte, for every turn of a call type', () => {
    const call = puzzled('blue bottles all along that wall');
    proposes(call);
    call.hears('green gables under the hill');
    const [first, ...others] = requests(call);
    expect(others.length).toBeGreaterThan(0);
    for (const other of others)
      expect(JSON.stringify([other.tools, other.instructions])).toBe(
        JSON.stringify([first?.tools, first?.instructions]),
      );
    expect(first?.promptVersion).toMatch(/^[0-9a-f]{16}$/);
    expect(others.every(({ promptVersion }) => promptVersion === first?.promptVersion)).toBe(true);
  });

  it('has a version that changes with its words', () => {
    const other = { ...claimStatus, instructions: `${claimStatus.instructions} Be brief.` };
    expect(promptOf(other).version).not.toBe(promptOf(claimStatus).version);
  });

  it('has strict tools: every property required, none besides, choices from the script', () => {
    for (const { parameters } of promptOf(claimStatus).tools) {
      expect(parameters.additionalProperties).toBe(false);
      expect(parameters.required).toEqual(Object.keys(parameters.properties as object));
    }
    expect(JSON.stringify(promptOf(claimStatus).tools[0]?.parameters)).toContain('"patientResponsibility"');
  });

  it('holds the turn and our question, and nothing of the patient that the turn does not hold', () => {
    const call = connected({ modelAvailable: true });
    call.hears('can i have the member i d please');
    call.hears('blue bottles all along that wall');
    const { context, instructions } = requests(call).at(-1) ?? { context: '', instructions: '' };
    expect(context).toContain('We said last: "The member I D is [...]"');
    expect(context).toContain('The representative said: "blue bottles all along that wall"');
    for (const secret of ['Whiskey', 'WXY', 'Dana', 'Whitlow', '1980', '123456'])
      expect(context + instructions).not.toContain(secret);
  });
});

describe('an answer that the model proposes', () => {
  const said = 'we put c four four seven one nine onto that one';

  it('is read back where only the model says which field the value is of, and leaves only if confirmed', () => {
    const call = puzzled(said);
    expect(proposes(call, record('claimNumber', 'c four four seven one nine', 'C44719'))).toMatch(
      /^The claim number is C as in Charlie, four, four, seven\..*Is that correct\?/,
    );
    expect(call.answer('claimNumber')).toMatchObject({ value: 'C44719', status: 'doubtful' });
    call.hears('yes that is correct');
    expect(call.answer('claimNumber')).toMatchObject({ status: 'answered', confirmed: true });
  });

  it('does not leave the call unconfirmed', () => {
    const call = puzzled(said);
    proposes(call, record('claimNumber', 'c four four seven one nine'));
    call.feed({ type: 'call_ended', atMs: call.nowMs, how: 'completed' });
    expect(call.results?.[0]?.answers.claimNumber).toMatchObject({ value: null });
  });

  it('is forgotten where the other side denies it, and the model names no more fields on this call', () => {
    const call = puzzled(said);
    proposes(call, record('claimNumber', 'c four four seven one nine'));
    call.hears('no that is not right');
    expect(call.answer('claimNumber')?.value ?? null).toBeNull();
    call.hears('okay the one here says a nine nine eight seven one');
    if (call.state.talk.proposing !== null)
      proposes(call, record('paymentNumber', 'a nine nine eight seven one'));
    expect(call.answer('paymentNumber')).toBeUndefined();
  });

  it.each([
    ['of words that were not said', said, record('claimNumber', 'claim number c four four seven one nine')],
    ['of half a number', said, record('claimNumber', 'c four four seven')],
    [
      'of another value than the quote holds',
      said,
      record('claimNumber', 'c four four seven one nine', 'C99999'),
    ],
    [
      'of a choice that no words bear out',
      'we gave them a little something for that',
      record('status', 'we gave them', 'paid'),
    ],
    [
      'of what is supposed',
      'it would have been c four four seven one nine',
      record('claimNumber', 'c four four seven one nine'),
    ],
    [
      'of what is denied',
      'well it is not c four four seven one nine',
      record('claimNumber', 'c four four seven one nine'),
    ],
    [
      'of what we are asked',
      'c four four seven one nine that was yours?',
      record('claimNumber', 'c four four seven one nine'),
    ],
    [
      'of our own identifier',
      'i typed w x y one two three four five six there',
      record('claimNumber', 'w x y one two three four five six'),
    ],
    ['of a field that there is not', said, record('__proto__', 'c four four seven one nine')],
    [
      'of one of two values',
      'a four four seven one nine or b five five eight two two',
      record('claimNumber', 'a four four seven one nine'),
    ],
    ['without a quote', said, record('claimNumber', '')],
  ])('is refused if it is one %s, and the model is told why, once', (_what, text, call) => {
    const conversation = puzzled(text);
    const asked = requests(conversation).length;
    expect(proposes(conversation, call)).toBe('');
    expect(requests(conversation).length).toBe(asked + 1);
    expect(requests(conversation).at(-1)?.context).toMatch(/Your answer was not accepted: [A-Z]/);
    expect(proposes(conversation, call)).toContain('status');
    expect(requests(conversation).length).toBe(asked + 1);
    const answers = conversation.state.tasks[0]?.answers ?? {};
    expect(Object.keys(answers).filter((name) => name !== 'repName')).toEqual([]);
  });

  it('is refused if two fields are given one value', () => {
    const call = puzzled(said);
    const quote = 'c four four seven one nine';
    proposes(call, record('claimNumber', quote), record('paymentNumber', quote));
    expect(call.value('claimNumber')).toBeUndefined();
    expect(call.value('paymentNumber')).toBeUndefined();
  });

  it.each([
    ["It's Doctor Wells, on file there as such.", 'Doctor Wells', 'Doctor Wells'],
    ["It's Doctor Wells, on file there as such.", 'on file', undefined],
    ['I do not know whether it is Doctor Wells.', 'Doctor Wells', undefined],
  ])('may be a name that was asked for: of "%s" the words "%s"', (text, quote, value) => {
    const script = scriptOf('eligibility');
    const call = inquiring({ script });
    call.state.talk.pending = { kind: 'fields', fields: ['pcpName'], sayId: 's1' };
    const scene = { script, state: call.state, effects: [], atMs: 0 };
    const turn = { id: 't', text, words: [], startMs: 0, endMs: 1, confidence: 1, overlapped: false };
    const weighed = weighAnswer(scene, turn, { field: 'pcpName', value: quote, quote });
    const values = 'accepted' in weighed ? weighed.accepted.map(({ finding }) => finding.value) : [];
    expect(values).toEqual(value === undefined ? [] : [value]);
  });

  it('comes too late for a turn that has passed', () => {
    const call = puzzled(said);
    const turnId = call.state.talk.proposing?.id ?? '';
    call.hears('it is still in process received march third allow ten business days');
    call.feed({
      type: 'proposed',
      atMs: call.nowMs,
      turnId,
      calls: [record('claimNumber', 'c four four seven one nine')],
    });
    expect(call.value('claimNumber')).toBeUndefined();
  });
});

describe('a model that is slow or fails', () => {
  const failed = (call: Conversation) =>
    call.feed({
      type: 'proposal_failed',
      atMs: call.nowMs,
      turnId: call.state.talk.proposing?.id ?? '',
      reason: 'timeout',
    });

  it('leaves the call to go on: the question is asked again, at the latest after five seconds', () => {
    const call = puzzled('blue bottles all along that wall');
    expect(failed(call)).toMatchObject([{ type: 'say' }]);
    expect(puzzled('blue bottles all along that wall').waits(5_000)).toContain('status');
  });

  it('is not spoken for while the other side speaks again, but what it read is taken', () => {
    const call = puzzled('we put c four four seven one nine onto that one');
    call.feed({ type: 'speech_began', atMs: call.nowMs + 100, text: 'and' });
    expect(proposes(call, record('claimNumber', 'c four four seven one nine'))).toBe('');
    expect(call.value('claimNumber')).toBe('C44719');
    const other = puzzled('blue bottles all along that wall');
    other.feed({ type: 'speech_began', atMs: other.nowMs + 100, text: 'and' });
    expect(failed(other)).toEqual([]);
  });

  it('does not make us talk over somebody whom we talked over already', () => {
    const call = puzzled('blue bottles all along that wall');
    const turn = call.state.talk.proposing;
    if (turn === null) throw new Error('nothing was asked');
    const again = { ...turn, id: 'over', text: 'okay i show', overlapped: true };
    call.feed({ type: 'turn_ended', atMs: call.nowMs + 100, turn: again });
    expect(proposes(call, intent('unclear', 'okay i show'))).toBe('');
    expect(call.waits(1_900)).toBe('');
    expect(call.waits(200)).toContain('status');
  });
});

describe('a question that the model says has no answer', () => {
  const puzzledAt = (text: string) => {
    const call = inquiring({ modelAvailable: true });
    call.hears('it is still in process received march third allow ten business days');
    expect(call.state.talk.pending).toMatchObject({ fields: ['claimNumber'] });
    call.hears(text);
    return call;
  };

  it('is settled where the quoted words say so', () => {
    const call = puzzledAt('hm your guess is as good as mine');
    expect(call.state.talk.proposing).not.toBeNull();
    proposes(call, noAnswer('claimNumber', 'not_known', 'your guess is as good'));
    expect(call.answer('claimNumber')).toMatchObject({
      status: 'not_available',
      evidence: { quote: 'your guess is as good' },
    });
  });

  it.each([
    [
      'the words do not say it',
      'hm funny weather over here',
      noAnswer('claimNumber', 'not_known', 'funny weather'),
    ],
    [
      'it was not asked',
      'hm your guess is as good as mine',
      noAnswer('processedDate', 'not_known', 'your guess is as good'),
    ],
    [
      'they were not said',
      'hm funny weather over here',
      noAnswer('claimNumber', 'not_known', 'your guess is as good'),
    ],
    [
      'it is not declined',
      'hm your guess is as good as mine',
      noAnswer('claimNumber', 'declined', 'your guess is as good'),
    ],
  ])('stays open where %s', (_why, text, call) => {
    const conversation = puzzledAt(text);
    proposes(conversation, call);
    proposes(conversation, call);
    expect(conversation.answer('claimNumber')).toBeUndefined();
    expect(conversation.answer('processedDate')).toBeUndefined();
  });
});

describe('an intent that the model names', () => {
  it('gives an identifier to a question that names it with other words', () => {
    const call = puzzled('which enrollee i d was that under');
    expect(proposes(call, intent('asks_for_identifier', 'which enrollee i d', 'memberId'))).toMatch(
      /^The member I D is W as in/,
    );
  });

  it.each([
    ['nothing is asked', 'blue bottles all along that wall', 'blue bottles'],
    ['another thing is asked', 'how about the weather in your place', 'how about the weather'],
    ['it is not wanted', 'i wont be needing that enrollee i d now', 'enrollee i d'],
    ['the words were not said', 'blue bottles all along that wall', 'which enrollee i d was that under'],
  ])('gives no identifier where %s', (_why, text, quote) => {
    const call = puzzled(text);
    const said = proposes(call, intent('asks_for_identifier', quote, 'memberId'));
    const again = proposes(call, intent('asks_for_identifier', quote, 'memberId'));
    expect(said + again).not.toContain('Whiskey');
    expect(
      call.effects.some(
        (effect) =>
          effect.type === 'say' && effect.disclosing && effect.sayId === call.state.talk.last?.sayId,
      ),
    ).toBe(false);
  });

  it.each(['goodbye', 'hang_up', 'refuses_automation', 'cannot_help', 'transfers_us', 'asks_us_to_wait'])(
    'never ends the call nor silences us: %s',
    (name) => {
      const call = puzzled('blue bottles all along that wall');
      proposes(call, intent(name, 'blue bottles'));
      const said = proposes(call, intent(name, 'blue bottles'));
      expect(said).toContain('status');
      expect(call.phase).toBe('conversation.inquiry');
      expect(call.effects.some(({ type }) => type === 'hang_up')).toBe(false);
      expect(call.state.failure).toBeNull();
    },
  );

  it('asks once whether they can help, where the words may mean that they cannot', () => {
    const call = puzzled('that would be a different team over here');
    expect(proposes(call, intent('cannot_help', 'a different team'))).toBe(
      "I'm sorry, are you able to help me with a claim?",
    );
    call.hears('blue bottles all along that wall');
    if (call.state.talk.proposing !== null) {
      call.feed({
        type: 'turn_ended',
        atMs: call.nowMs + 1,
        turn: { ...call.state.talk.proposing, id: 'again', text: 'that would be a different team over here' },
      });
      expect(proposes(call, intent('cannot_help', 'a different team'))).not.toContain('able to help');
    }
  });

  it('waits where the words ask for it, and says so in no other way than the reflex', () => {
    const call = puzzled('gimme a jiffy will you');
    expect(proposes(call, intent('asks_us_to_wait', 'gimme a jiffy'))).toBe('');
    expect(call.state.talk.waiting).toBe(true);
  });

  it('leads through plain words that state nothing and ask for just that', () => {
    const call = inquiring();
    const scene = { script: claimStatus, state: call.state, effects: [], atMs: 0 };
    for (const { plainly } of Object.values(claimStatus.model.intents))
      if (plainly !== undefined) expect(findingsIn(scene, plainly)).toEqual([]);
    const labelled = claimStatus.identifiers.filter(
      ({ name, say }) => say !== '' || claimStatus.model.identifiers[name]?.plainly !== undefined,
    );
    for (const identifier of labelled) {
      const plain = plainRequest(claimStatus, identifier);
      expect(findingsIn(scene, plain)).toEqual([]);
      expect([plain, identifiersIn(scene, plain).map((one) => one.identifier.name)]).toEqual([
        plain,
        [identifier.name],
      ]);
    }
  });
});
