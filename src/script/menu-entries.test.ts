import { describe, expect, it } from 'vitest';
import { scriptOf } from './testing/conversation.ts';
import { doneAbout } from './testing/menu-lines.ts';

/** A kind of call, the lines that it hears, and what it does about them: keys, and words in quotes. */
type Lines = readonly [file: string, lines: readonly string[], answers: readonly string[]];

function done(file: string, ...lines: string[]): string[] {
  return doneAbout(lines, { script: scriptOf(file) });
}

describe('a line that listens', () => {
  it.each([
    ['claim-status', "In a few words, tell me why you're calling.", '"claim status"'],
    [
      'eligibility',
      'Hi, I am the virtual assistant. In a few words, tell me why you are calling today. You can say things like, check benefits, or, I have a question about a claim.',
      '"check benefits"',
    ],
    ['credentialing', 'Okay, tell me in a sentence what you need help with.', '"credentialing"'],
    [
      'claim-status',
      'Sorry, I did not get that. You can say claims, benefits, prior authorization, or more choices.',
      '"claims"',
    ],
    [
      'eligibility',
      'What can I help you find? For example you can say eligibility or claim status.',
      '"eligibility"',
    ],
    ['claim-status', 'Are you a provider? Please say yes or no.', '"yes"'],
    ['claim-status', 'So, what are you calling about today?', '"claim status"'],
    [
      'eligibility',
      "Please tell me what you're calling about. You can say things like claim status, patient eligibility, or prior authorization.",
      '"patient eligibility"',
    ],
    [
      'prior-auth',
      "You can say, claims, eligibility, authorizations, or, it's something else.",
      '"authorizations"',
    ],
    ['claim-status', 'Which would you like, benefits, claims, or authorizations?', '"claims"'],
    ['claim-status', 'Are you calling about an existing claim?', '"yes"'],
    ['eligibility', 'Are you calling about a claim? Say yes or no.', '"no"'],
    ['claim-status', 'Say a medical claim, a dental claim, or a pharmacy claim.', '"a medical claim"'],
    ['claim-status', 'To keep going in English, just say English.', '"english"'],
    [
      'eligibility',
      'Please say your reason for calling, for example, benefits, claims, or appeals.',
      '"benefits"',
    ],
    [
      'eligibility',
      'Please say the reason for your call, such as benefits, claims, or appeals.',
      '"benefits"',
    ],
    [
      'claim-status',
      'Say why you are calling. For example, claims, eligibility, or something else.',
      '"claims"',
    ],
    [
      'credentialing',
      'Briefly say your reason for calling, like claims, or credentialing.',
      '"credentialing"',
    ],
    ['claim-status', 'Say the purpose of your call, for example, eligibility or claims.', '"claims"'],
    ['claim-status', 'Please say your reason for calling.', '"claim status"'],
    ['claim-status', 'Say what you need, claims, benefits, or referrals.', '"claims"'],
    ['claim-status', 'Say who you are: patient, provider or broker.', '"provider"'],
  ])('%s: "%s" is answered with %s', (file, line, answer) => {
    expect(done(file, line)).toEqual([answer]);
  });

  it.each<Lines>([
    [
      'claim-status',
      [
        "In a few words, tell me why you're calling.",
        'It sounds like you are calling about claim status, is that right?',
      ],
      ['"claim status"', '"yes"'],
    ],
    [
      'claim-status',
      ["In a few words, tell me why you're calling.", 'Okay, benefits. Is that right?'],
      ['"claim status"', '"no"'],
    ],
    [
      'claim-status',
      ['What are you calling about?', 'You want claims. Did I get that right?'],
      ['"claim status"', '"yes"'],
    ],
    [
      'claim-status',
      ['What are you calling about?', 'I think you want pharmacy. Is that correct?'],
      ['"claim status"', '"no"'],
    ],
    [
      'prior-auth',
      [
        'In a few words, how can I help?',
        'Okay, you need an authorization. Is that correct?',
        'Is it for a new authorization, or to check the status of one?',
      ],
      ['"authorization status"', '"yes"', '"check the status of one"'],
    ],
  ])('%s: %j is answered with %j', (file, lines, answers) => {
    expect(done(file, ...lines)).toEqual(answers);
  });
});

describe('a value, in the form that is asked for', () => {
  it.each([
    ['claim-status', 'Please enter your ten digit N P I followed by the pound sign.', '1234567893#'],
    ['claim-status', 'Please enter the last four digits of the tax I D.', '6789'],
    [
      'claim-status',
      'Using your telephone keypad, enter the last five digits of your tax identification number.',
      '56789',
    ],
    [
      'claim-status',
      "Now enter the patient's date of birth as a two digit month, two digit day and four digit year.",
      '03041980',
    ],
    [
      'claim-status',
      'Enter the date of birth, for example for July fourth nineteen seventy six enter zero seven zero four one nine seven six.',
      '03041980',
    ],
    [
      'claim-status',
      'Enter the first date of service. Use two digits for the month, two digits for the day, and two digits for the year.',
      '011526',
    ],
    [
      'claim-status',
      'Please enter the member I D, including any letters. For letters use the matching key, for example seven for P, Q, R and S, and nine for W, X, Y and Z. Then press pound.',
      '999123456#',
    ],
    ['claim-status', 'Enter the numeric part of the member I D, skipping any letters.', '123456'],
    ['claim-status', "Say or enter the member's I D number.", '999123456'],
    ['claim-status', 'Please say or enter your nine digit tax I D.', '123456789'],
    [
      'claim-status',
      'Please enter the billed amount in dollars and cents, followed by pound. Use the star key for the decimal point.',
      '250*00#',
    ],
    ['claim-status', "Enter the first three letters of the patient's last name using your keypad.", '944'],
    [
      'claim-status',
      "Enter the patient's date of birth, month day and year, followed by pound. If you do not have it, press star.",
      '03041980#',
    ],
    [
      'claim-status',
      'If you have the claim number press one. If you do not have the claim number press two.',
      '2',
    ],
    ['claim-status', 'Please enter the claim number, or press pound if you do not have it.', '#'],
    ['claim-status', "Enter or say the provider's tax I D now.", '123456789'],
    ['claim-status', 'Enter the last four digits of the N P I, then pound.', '7893#'],
    ['claim-status', 'Please enter the year the patient was born, four digits.', '1980'],
    ['claim-status', "Enter the patient's birth date as eight digits, month, day, year.", '03041980'],
    [
      'claim-status',
      'Please enter date of birth using two digits for the month, two for the day and two for the year.',
      '030480',
    ],
    ['claim-status', 'Enter the date of service in month month, day day, year year format.', '011526'],
    ['claim-status', 'Enter the date of service, year first, then month, then day.', '20260115'],
    ['claim-status', 'Now enter the nine numbers of the member I D without the letters in front.', '123456'],
    [
      'claim-status',
      "On your key pad, spell the first three letters of the member's last name, where 7 is P Q R S and 9 is W X Y Z.",
      '944',
    ],
    [
      'claim-status',
      'Please key the first four letters of the last name followed by the first letter of the first name.',
      '94483',
    ],
    ['claim-status', 'If you have the P TAN press one. If you do not have a P TAN press two.', '2'],
    ['claim-status', 'Enter the claim number. If you do not know the claim number, press zero.', '0'],
  ])('%s: "%s" is answered with %s', (file, line, answer) => {
    expect(done(file, line)).toEqual([answer]);
  });

  it.each<Lines>([
    [
      'claim-status',
      [
        'Please enter your N P I.',
        'You entered one two three four five six seven eight nine three. If that is correct, press one. If not, press two.',
      ],
      ['1234567893', '1'],
    ],
    [
      'claim-status',
      [
        'Please enter your N P I.',
        'You entered one two three four five six seven eight nine three. Is that right?',
      ],
      ['1234567893', '"yes"'],
    ],
    [
      'claim-status',
      [
        'Enter your N P I.',
        'I have one two three, four five six, seven eight nine three. If correct press one, to change it press two.',
      ],
      ['1234567893', '1'],
    ],
    [
      'claim-status',
      ['Enter your N P I.', 'That number is not valid. Enter your N P I.'],
      ['1234567893', '1234567893#'],
    ],
    [
      'claim-status',
      [
        'Enter the date of birth.',
        'You entered March fourth nineteen eighty. Press one if right, two if wrong.',
      ],
      ['03041980', '1'],
    ],
    [
      'claim-status',
      [
        'Enter the date of birth.',
        'You entered March fourteenth nineteen eighty. Press one if right, two if wrong.',
      ],
      ['03041980', '2'],
    ],
  ])('%s: %j is answered with %j', (file, lines, answers) => {
    expect(done(file, ...lines)).toEqual(answers);
  });
});

describe('whose number it is', () => {
  it.each([
    ["Enter the patient's eight digit identification number.", '999123456'],
    ["Please enter the member's eleven digit identification number, followed by pound.", '999123456#'],
    ["Enter the patient's nine digit I D.", '999123456'],
    ['Enter the ten digit identification number as shown on the I D card.', '999123456'],
    ["Enter the member's alphanumeric identification number.", '999123456'],
    // not the patient's
    ['Enter your nine digit tax identification number.', '123456789'],
    ['Enter your ten digit national provider identification number.', '1234567893'],
    ['Enter your provider identification number.', '1234567893'],
    ['Enter your employer identification number.', '123456789'],
  ])('"%s" is answered with %s', (line, keys) => {
    expect(done('eligibility', 'For providers, press one.', line)).toEqual(['1', keys]);
  });
});

describe('letters of what is keyed in', () => {
  it.each([
    ['Enter the member I D, numbers only.', '123456'],
    ['Enter just the numbers of the member I D.', '123456'],
    ['Enter the member I D with no letters.', '123456'],
    ['Do not enter letters, only the digits of the member I D.', '123456'],
    ['Enter the member I D, numbers only is not enough, for letters use the matching key.', '999123456'],
    ["Type the member I D. Don't skip the letters, press the key each one is on.", '999123456'],
    ['Enter the member I D, not just the digits, letters too.', '999123456'],
  ])('"%s" is answered with %s', (line, keys) => {
    expect(done('claim-status', line)).toEqual([keys]);
  });

  it('are given or left out where the number was not found so, then the way around is taken', () => {
    const asks = 'Enter the member I D, then pound. If you do not have it, press star.';
    const again = `That number was not found. ${asks}`;
    expect(done('claim-status', asks, again, again)).toEqual(['999123456#', '123456#', '*']);
  });

  it('are keyed in once more where they were not heard', () => {
    const asks = 'Enter the member I D, then pound.';
    expect(done('claim-status', asks, `I did not receive an entry. ${asks}`)).toEqual([
      '999123456#',
      '999123456#',
    ]);
  });
});
