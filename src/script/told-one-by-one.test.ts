import { describe, expect, it } from 'vitest';
import { inquiring } from './testing/conversation.ts';
import type { Conversation } from './testing/conversation.ts';

/** Asked for the reason of a denial. */
function askedWhy(): Conversation {
  const call = inquiring();
  call.hears('it was received on january twentieth twenty twenty six');
  call.hears('it is denied');
  expect(call.hears('processed february second twenty twenty six')).toBe('What is the denial reason?');
  return call;
}

describe('reasons that are told one by one', () => {
  it.each<[string, string | undefined, string | undefined]>([
    [
      'There are two. One of them says missing modifier. And the other one says not a covered benefit.',
      'missing modifier',
      'not a covered benefit',
    ],
    [
      "There are two. The first one says no authorization. And the other one's untimely filing.",
      'no authorization',
      'untimely filing',
    ],
    [
      "One of them is missing modifier, and the other one's not a covered benefit.",
      'missing modifier',
      'not a covered benefit',
    ],
    [
      'One reads missing modifier and the other reads untimely filing.',
      'missing modifier',
      'untimely filing',
    ],
    ["One's no authorization. The other's for untimely filing.", 'no authorization', 'untimely filing'],
    ['Line one is bundled. Line two is missing modifier.', 'bundled', 'missing modifier'],
    ['Missing modifier. The other one was paid.', 'Missing modifier', undefined],
    ['There are two. One of them says missing modifier. The other one paid.', 'missing modifier', undefined],
    ['One of the claims says missing modifier. The other one says untimely filing.', undefined, undefined],
    ['One of the service lines was not covered.', 'One of the service lines was not covered', undefined],
  ])('"%s"', (said, first, second) => {
    const call = askedWhy();
    call.hears(said);
    expect(call.value('denials.1.reason')).toBe(first);
    expect(call.value('denials.2.reason')).toBe(second);
  });

  it('hears "the other one" where the second was asked for', () => {
    const call = askedWhy();
    const next = call.hears('There are two. The first one says no authorization.');
    expect(next).toMatch(/second denial reason/);
    call.hears('the other one says not a covered benefit');
    expect(call.value('denials.2.reason')).toBe('not a covered benefit');
  });
});
