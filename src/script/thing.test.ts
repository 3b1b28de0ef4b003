import { describe, expect, it } from 'vitest';
import { thingIn } from './thing.ts';

describe('a thing by its name', () => {
  it.each([
    ['We wrote to the billing office about it', 'the billing office'],
    ['they mailed it out to the treating provider on October ninth', 'the treating provider'],
    ['She faxed a letter over to the member, but he never answered', 'the member'],
    ['They went by the InterQual guideline', 'the InterQual guideline'],
    ['We used our own medical policy, by the way', 'our own medical policy, by the way'],
    ["They're still waiting on the itemized bill", 'the itemized bill'],
    ['We need the operative report, and they haven’t sent it', 'the operative report'],
    ['You can mail it to the appeals unit', 'the appeals unit'],
    ["There's a Milliman guideline", 'a Milliman guideline'],
    ['the member, at home', 'the member, at home'],
    ['you as a virtual credit card, by fax', 'you'],
    ['your bank september eighth twenty twenty six', 'your bank'],
    ['your office in May', 'your office'],
    ['the subscriber when the claim came in', 'the subscriber'],
    ['P O Box 4410, Tulsa, Oklahoma 74101', 'P O Box 4410, Tulsa, Oklahoma 74101'],
    [
      'the office notes from May fifth twenty twenty six',
      'the office notes from May fifth twenty twenty six',
    ],
    ['records showing she was in therapy', 'records showing she was in therapy'],
    ['after visit summary', 'after visit summary'],
    ['to your office', 'your office'],
    ['just the W nine', 'the W nine'],
    ['records from you by', 'records'],
  ])('of "%s" is "%s"', (said, thing) => {
    expect(thingIn(said, false)?.text).toBe(thing);
  });

  it.each([
    "There's no guideline on it, it's a benefit thing",
    'there is nothing on file',
    'We never sent anything',
    "They didn't use any",
    'Their office got it september eighth',
    'You would have to ask the provider line',
    'One went to the wrong address and came back',
    'I see that here',
    "We sent it to whoever's listed",
    'We sent it to them',
    'to call us about his other coverage',
  ])('is none in "%s"', (said) => {
    expect(thingIn(said, false)).toBeUndefined();
  });

  it('may be described with a verb behind the words that ask for it', () => {
    expect(thingIn('the form he was given', true)?.text).toBe('the form he was given');
  });
});
