import { describe, expect, it } from 'vitest';
import { dial, scriptOf } from './testing/conversation.ts';
import { doneAbout } from './testing/menu-lines.ts';

describe('a menu in words that nobody listed', () => {
  it.each([
    // How a key is named.
    ['One is for eligibility. Two is for claims. Three is for everything else.', '2'],
    ['Three gets you benefits. Four gets you an operator. Two gets you claims.', '2'],
    ["Dial one and you'll get benefits. Dial two and you'll get claims.", '2'],
    ['For benefits, that is four. For claims, that is three.', '3'],
    ['Use the one button for benefits and the two button for claims.', '2'],
    ['Press one, or say, eligibility. Press two, or say, claims.', '2'],
    ['Everything else, two. Claims, one.', '1'],
    ['Claims, one. Everything else, two.', '1'],
    // What a choice is not for.
    ['Is it claims you want? Dial seven. Anything but claims? Dial eight.', '7'],
    ["If you're calling about anything other than a claim, press one. Otherwise, press two.", '2'],
    ['Unless you are calling about a claim, press five. If you are, press six.', '6'],
    ['If you are not a provider, press one. Otherwise, press two.', '2'],
    ['If you have not received a payment on a claim, press three. For benefits, press four.', '3'],
    // The same business in other words.
    [
      'To find out whether somebody has coverage, hit four. To see what happened with a bill you sent us, hit six. To get a procedure okayed ahead of time, hit seven.',
      '6',
    ],
    ['Reimbursement, hit one. Coverage, hit two. Pharmacy, hit three.', '1'],
    // Who calls.
    ['Covered by us? That is one. Treating somebody who is covered by us? That is two.', '2'],
    ['Do you have our insurance? Press one. Do you treat people who have our insurance? Press two.', '2'],
    // What is left where everything else is for others.
    ['For a new appointment with our nurses, press one. Pharmacy, press two. Sales, press three.', '1'],
  ])('"%s" is answered with %s', (line, answer) => {
    expect(doneAbout([line])).toEqual([answer]);
  });

  it.each([
    ['Got it, claims. Do you want to check one, or to send one in?', 'check one'],
    [
      'Are you looking for the status of one you already sent, or are you asking how to send one in?',
      'status of one you already sent',
    ],
    ['Is that a new claim or an existing one?', 'existing one'],
    ['Sure. Would that be a medical claim or a dental claim?', 'medical claim'],
    ["You're calling about a claim. If I got it, just say, that's right. If not, say, no.", 'thats right'],
    ['I think you want dental. Is that right?', 'no'],
    ['Briefly describe what you need. You could say, I want to check on a claim.', 'check on a claim'],
    ['Is it about a premium or an I D card?', 'claim status'],
  ])('"%s" is answered by voice with "%s"', (line, answer) => {
    expect(doneAbout([line])).toEqual([`"${answer}"`]);
  });

  it('tells what a call of another type is about from what it is not', () => {
    const auth = scriptOf('prior-auth');
    const menu =
      'To ask for a new approval, press one. To find out where an approval stands, press two. For claims, press three.';
    expect(doneAbout([menu], { script: auth })).toEqual(['2']);
  });

  it('never answers yes or no to who asks whether we are a machine', () => {
    const call = dial();
    expect(call.hears('Are you a real person?')).toContain('automated assistant');
  });
});

describe('an entry in words that nobody listed', () => {
  it.each([
    ['Now just the final four of your federal tax number, four digits.', '6789'],
    ['Your ten digit N P I, please.', '1234567893'],
    ['Enter the birth date, two digits for the month, two for the day, and two for the year.', '030480'],
    ['Enter the date of birth, two digit month, two digit day, four digit year.', '03041980'],
    ['Enter the date the patient was seen. Six digits: month, day, and the last two of the year.', '011526'],
    [
      'Enter the day the patient was seen, with two digits for the month, two for the day, and four for the year, then pound.',
      '01152026#',
    ],
    ['Type in the subscriber number, leaving off any letters, then hit the hash key.', '123456#'],
  ])('"%s" is keyed as %s', (line, keys) => {
    expect(doneAbout([line])).toEqual([keys]);
  });

  it('goes on to the next value without a verb', () => {
    expect(
      doneAbout([
        'Please enter your N P I.',
        "And the patient's birthday.",
        'Last one: the date of service.',
      ]),
    ).toEqual(['1234567893', '03041980', '01152026']);
  });

  it('keys nothing where a value is only spoken of', () => {
    expect(
      doneAbout(['Your N P I is required for every call.', 'The member I D you have may be old.']),
    ).toEqual([]);
  });
});
