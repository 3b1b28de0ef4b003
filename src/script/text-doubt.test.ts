import { describe, expect, it } from 'vitest';
import { doubtOf } from './text-doubt.ts';

const reason = { label: 'denial reason', thing: false, trim: [] };
const document = { label: 'missing document', thing: true, trim: ['still'] };
const plan = { label: 'plan name', thing: false, trim: ['called'] };

describe('what nobody would write down as a text', () => {
  it.each([
    'on the remit',
    'in our system',
    'over here',
    'right there on the letter',
    'on my screen here',
    'from the E O B',
    'on file',
    'up there',
    'is on it',
    'that one',
    'because it was',
    'the denial',
    'denial reason',
    'the one',
    'Same reason as last time',
    'see the E O B',
    "reason's right there on your E O B",
    'or invalid charge',
    'rest is right',
    'everything else looks good',
    'the same place you send claims',
    'given verbally to Doctor Kim on Monday',
    'explained in the letter',
    "There's two things going on",
    'so I have a couple of reasons listed here',
  ])('refuses "%s" as a reason', (text) => {
    expect(doubtOf(text, reason)).toBe('no_text');
  });

  it.each(['documents', 'the missing document', 'in the system', 'that', 'one of them'])(
    'refuses "%s" as a document',
    (text) => {
      expect(doubtOf(text, document)).toBe('no_text');
    },
  );

  it.each([
    "dupe, but yours, the sixteenth, that one's paid",
    'the screen says no referral',
    'coverage ended august thirty first twenty twenty six',
    'there is a balance of forty dollars',
    'timely filing, let me double check that',
    'no auth I think it was',
    'medical director that it did not meet criteria',
    'it the service is included in another one',
    'the plan of',
  ])('doubts "%s"', (text) => {
    expect(doubtOf(text, reason)).toBe('unsure');
  });

  it.each([
    'no authorization on file',
    'services not rendered at an approved location',
    'the member was not eligible when seen',
    'I C D ten code is invalid',
    'missing modifier',
    'past the one eighty day limit',
    'invalid code on the claim',
  ])('takes "%s" as it stands', (text) => {
    expect(doubtOf(text, reason)).toBeUndefined();
  });

  it.each(['office notes from March third', 'the letter of medical necessity', 'EOB', 'you', 'M R I report'])(
    'takes the document "%s"',
    (text) => {
      expect(doubtOf(text, document)).toBeUndefined();
    },
  );

  it('doubts a document that another sentence tells', () => {
    expect(doubtOf('renewed one', document)).toBe('unsure');
  });

  it.each([
    ['Group plan through the school district', 'unsure'],
    ['Northern Lights product, the bronze one', 'unsure'],
    ['Harbor Plus of Ohio', undefined],
    ['Choice Two Fifty', undefined],
    ['meadow select', undefined],
  ])('of the name "%s" says %s', (text, doubt) => {
    expect(doubtOf(text, plan)).toBe(doubt);
  });
});
