import { describe, expect, it } from 'vitest';
import { claimStatus, scriptOf } from './testing/conversation.ts';
import { readTurn } from './testing/grounding.ts';

const eligibility = scriptOf('eligibility');

describe('a name that was asked for', () => {
  it.each([
    ['Darnell.', 'Darnell'],
    ["Sure, it's Angela.", 'Angela'],
    ['Yeah, um, first name is Dee.', 'Dee'],
    ['My name is Mary Beth.', 'Mary Beth'],
    ['Priya S.', 'Priya S'],
    ['Of course, this is Renee with claims.', 'Renee'],
    ['You can just call me Gus.', 'Gus'],
    ['darnell', 'Darnell'],
    ["it's angela", 'Angela'],
  ])('is given by "%s"', (text, name) => {
    expect(readTurn(claimStatus, text, ['repName']).repName).toBe(name);
  });

  it.each([
    'We no longer give that out.',
    'Longer than I would like.',
    'Just one of us.',
    'Dental.',
    'Provider support.',
    'Anything further?',
    'The appeals team keeps it.',
    'You would have to ask upstairs.',
    'That was some weather.',
    'This is about something else?',
    'Claims closes shortly.',
    'It shows denied.',
    'I am only allowed badge numbers.',
  ])('is none in "%s"', (text) => {
    expect(readTurn(claimStatus, text, ['repName']).repName).toBeUndefined();
  });

  it('is a guess beside words that follow no name', () => {
    expect(readTurn(claimStatus, 'This is Cedar handling your account.', ['repName']).repName).toBe('Cedar?');
  });
});

describe("a doctor's name", () => {
  it.each([
    ['The PCP on file is Doctor Ruth Bennett.', 'Doctor Ruth Bennett'],
    ['The primary care physician is Doctor Day.', 'Doctor Day'],
    ["It's Doctor Price, on file as the P C P.", 'Doctor Price'],
    ['The PCP is Laura Wells.', 'Laura Wells'],
  ])('is given by "%s"', (text, name) => {
    expect(readTurn(eligibility, text, ['pcpName']).pcpName).toBe(name);
  });

  it.each([
    'Her primary care doctor has to send it.',
    'The PCP is required for that.',
    'A doctor needs to refer.',
    'The PCP is not selected yet.',
    'The PCP is anybody in the group.',
  ])('is none in "%s"', (text) => {
    expect(readTurn(eligibility, text, ['pcpName']).pcpName).toBeUndefined();
  });
});
