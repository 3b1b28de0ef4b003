import { describe, expect, it } from 'vitest';
import { connected, failureOf } from '../testing/conversation.ts';

describe('somebody who asks for what we do not have', () => {
  it('hears so once and politely, then shortly, and then may end it', () => {
    const call = connected();
    const [first, second] = [call.hears("what's the patient's social"), call.hears('i need the social')];
    expect(first).toBe("I'm sorry, I do not have the social security number.");
    expect(second).toBe("I'm sorry, I do not have it.");
    expect(call.hears("i can't go any further without it")).toMatch(/I understand\. Thank you\. Goodbye\./);
    expect(failureOf(call)).toEqual({
      reason: 'input_missing',
      fault: 'supplied',
      input: 'patientSocialSecurityNumber',
    });
  });

  it('may go on without it', () => {
    const call = connected();
    call.hears('what was the diagnosis');
    expect(call.hears('okay then the member i d please')).toContain('The member I D is');
  });

  it('is offered what helps in place of a claim number, and named as missing where it will not do', () => {
    const call = connected();
    expect(call.hears('what is the claim number')).toBe(
      'I do not have the claim number. I can give you the date of service and the billed amount.',
    );
    call.hears("without the claim number i can't help you");
    expect(failureOf(call)).toMatchObject({ reason: 'input_missing', input: 'claimNumber' });
  });

  it.each([
    ["what's your extension", 'I do not have an extension.'],
    ['can i get your email', "I'm sorry, I do not have an e-mail address."],
    ['and your fax number', "I'm sorry, I do not have a fax number."],
    ['what is your ptan', "I'm sorry, I do not have a P TAN."],
    ['may i have your last name', 'I am an automated assistant, so I have no last name.'],
    [
      "what's the employer identification number",
      'The tax I D is one, two, three. four, five, six. seven, eight, nine.',
    ],
    [
      'can i have your identification number',
      'The N P I is one, two, three. four, five, six. seven, eight. nine, three.',
    ],
    ['can i have the name of the practice please', 'The practice is Cedar Grove Family Medicine.'],
    ['what is the name of the doctor', 'The practice is Cedar Grove Family Medicine.'],
    ['what company are you calling from', 'The practice is Cedar Grove Family Medicine.'],
    ['what is the reason for your call', 'I am calling to check the status of a claim.'],
    [
      'what is your relationship to the patient',
      "I am an automated assistant calling for the provider's office, Cedar Grove Family Medicine.",
    ],
    ['what is the address of the practice', 'The address is 12 Example Street, Denver.'],
    ["what's the last four of the tax i d", 'The last four: six, seven, eight, nine.'],
    ["What's the tax I D? All nine, not just the last four.", /^The tax I D is one, two, three\. [a-z, .]+$/],
    [
      "I have the name from your I D, so just the patient's birthday.",
      /^The date of birth is [A-Za-z, -]+\.$/,
    ],
    [
      'Do you have the claim number? If not, the member I D works.',
      /^I do not have the claim number\. .* The member I D is/,
    ],
    ["In case we get cut off, what's a good number?", /^The call back number is [a-z, .]+$/],
    ["And don't give me the social, I can't take that. Member I D?", /^The member I D is/],
    ['spell the last name please', /^The last name is Whitlow\. W as in Whiskey/],
    [
      'your name call back number and the n p i',
      /^My name is Holly\. The call back number is .* The N P I is/,
    ],
  ])('answers "%s" with just that', (text, said) => {
    expect(connected().hears(text)).toMatch(
      typeof said === 'string' ? new RegExp(`^${said.replace(/[.?]/g, '\\$&')}$`) : said,
    );
  });

  it('names what it has where nobody knows what is meant, and then says what it lacks, rather than asking for ever', () => {
    const call = connected();
    expect(call.hears('can you give me the flux code')).toContain('say that again');
    expect(call.hears('can you give me the flux code')).toBe(
      "I'm sorry, I am not sure what you need. I have the N P I, the tax I D, the member I D, the patient's name, " +
        'the date of birth, the date of service and the billed amount. Which of these would you like?',
    );
    expect(call.state.talk.disclosed).toEqual([]);
    expect(call.hears('can you give me the flux code')).toBe("I'm sorry, I do not have that information.");
  });

  it('does not give again what they say they have', () => {
    const said = connected().hears('okay i have the n p i now can i get the tax i d');
    expect(said).toMatch(/^The tax I D is/);
  });

  it('tells two claims of a day apart', () => {
    const call = connected();
    call.hears('what is the date of service');
    expect(call.hears('i have two claims that date which amount')).toBe(
      'The billed amount is two hundred fifty dollars.',
    );
    expect(connected().hears('which date of service')).toBe(
      'The date of service is January fifteenth, twenty twenty-six.',
    );
  });

  it.each(["what's the patient's social security number", "and the member's diagnosis?"])(
    'gives nothing else of somebody whose number is withheld: %s',
    (request) => {
      expect(connected().hears(request)).not.toMatch(/member I D|date of birth is|name is/);
    },
  );

  it('gives nothing for a request whose last word was lost, and no name for "the name the practice"', () => {
    expect(connected().hears('can i have the date of please')).not.toMatch(/\d|nineteen|birth/);
    const said = connected().hears('can i have the name the practice please');
    expect(said).toContain('Cedar Grove Family Medicine');
    expect(said).not.toContain('Whitlow');
  });
});
