import { describe, expect, it } from 'vitest';
import { inquiring, scriptOf } from './testing/conversation.ts';
import type { Conversation } from './testing/conversation.ts';

const priorAuth = scriptOf('prior-auth');

function denied(): Conversation {
  const call = inquiring();
  call.hears('it was denied, received march third and processed march tenth');
  return call;
}

function pended(): Conversation {
  const call = inquiring({ script: priorAuth });
  call.hears('it is pended');
  return call;
}

describe('a list of which more was announced than told', () => {
  it.each([
    'There are two reasons. The reason is no authorization on file.',
    'There are two. No authorization on file.',
    "I see two of them here. It's no authorization on file.",
    'It was denied for two different reasons. The reason is no authorization on file.',
    'There are a couple of reasons. The first one is no authorization on file.',
  ])('is asked for the rest: "%s"', (text) => {
    const call = denied();
    expect(call.hears(text)).toContain('And what is the second denial reason?');
    call.hears('the second one is timely filing');
    expect(call.value('denials.1.reason')).toMatch(/no authorization on file/i);
    expect(call.value('denials.2.reason')).toBe('timely filing');
    expect(call.state.talk.pending).toMatchObject({ fields: ['denials.1.code'] });
  });

  it('is a list of codes, too', () => {
    const call = denied();
    call.hears('the reason is no authorization on file');
    call.hears('there are two denial codes, the first is c o one ninety seven');
    expect(call.hears('yes')).toContain('And what is the second denial code?');
    call.hears('c o twenty nine');
    expect(call.value('denials.2.code')).toBe('CO-29');
  });

  it('is a list of documents', () => {
    const call = pended();
    expect(call.hears('there are two missing documents, we need the operative report')).toContain(
      'And what is the second missing document?',
    );
    call.hears('the plan of care');
    expect(call.value('missingDocs.2')).toBe('plan of care');
  });

  it('goes on to the third', () => {
    const call = pended();
    call.hears('we need three things. we need the operative report');
    expect(call.hears('the plan of care')).toContain('And what is the third missing document?');
  });

  it('is asked for twice at most, where nobody understands the answer', () => {
    const call = inquiring({ script: priorAuth });
    call.hears('it is pended');
    call.hears('there are two missing documents, we need the operative report');
    expect(call.hears('whatever they usually want')).toContain('You said that there are two.');
    expect(call.hears('whatever they usually want')).not.toContain('missing document');
  });

  it.each([
    "That's the only one.",
    'No, just the one.',
    "I don't have that.",
    'There is no second one.',
    "They're both the same.",
    'I misspoke, sorry.',
  ])('is done where there is no more: "%s"', (text) => {
    const call = denied();
    call.hears('There are two reasons. The reason is no authorization on file.');
    expect(call.hears(text)).toContain('What is the denial code?');
    expect(call.answer('denials.2.reason')?.value).toBeNull();
  });
});

describe('an entry by its number', () => {
  it.each([
    'On the first line it says no authorization on file. Then on the second line, the modifier does not match the procedure.',
    'First line, no authorization on file. Second line, the modifier does not match the procedure.',
    'Line one is denied because no authorization on file, and line two because the modifier does not match the procedure.',
  ])('holds what is told of it: "%s"', (text) => {
    const call = denied();
    call.hears(text);
    expect(call.value('denials.1.reason')).toMatch(/no authorization on file/i);
    expect(call.value('denials.2.reason')).toMatch(/modifier does not match the procedure/);
    expect([call.value('denials.1.line'), call.value('denials.2.line')]).toEqual([1, 2]);
  });

  it.each(['The first line of treatment was not tried.', 'It was received on the second.'])(
    'is none in "%s"',
    (text) => {
      const call = denied();
      call.hears(text);
      expect(call.answer('denials.1.line')).toBeUndefined();
    },
  );

  it('is no reason where nothing is said of it', () => {
    const call = denied();
    call.hears('First line, C O fifty.');
    expect(call.answer('denials.1.reason')).toBeUndefined();
    expect(call.value('denials.1.code')).toBe('CO-50');
  });
});

describe('nothing is announced', () => {
  it.each([
    'The reason is no authorization on file, and I have another claim with two reasons.',
    'The reason is no authorization on file for two units.',
    'If there were two reasons I would see them. The reason is no authorization on file.',
    'The reason is that the two dates do not match.',
  ])('by "%s"', (text) => {
    expect(denied().hears(text)).not.toContain('second');
  });

  it('where both were told', () => {
    const call = pended();
    expect(call.hears('we need two things, the operative report and the plan of care')).not.toContain(
      'second',
    );
  });

  it('by how many there are, as a text', () => {
    const call = pended();
    call.hears("there's a couple of things missing");
    expect(call.answer('missingDocs.1')).toBeUndefined();
    const other = denied();
    other.hears('there are two reasons on here');
    expect(other.answer('denials.1.reason')).toBeUndefined();
  });
});
