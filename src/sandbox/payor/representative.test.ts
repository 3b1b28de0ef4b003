import { expect, test } from 'vitest';
import type { Act } from './acts.ts';
import { emptyVerdict } from './call-flow.ts';
import { makeDisclosureWatch } from './disclosures.ts';
import { seededRandom } from './random.ts';
import { makeRepresentative } from './representative.ts';
import { loadScenario } from './scenario.ts';
import type { Scenario } from './scenario.ts';
import type { Representative } from './scenario-person.ts';

const words = (acts: readonly Act[]) =>
  acts.map((act) => (act.type === 'say' ? act.text : `[${act.type}]`)).join(' ');

/** `claim-plain` is the paid claim, told by somebody who only answers what is asked. */
async function meet(file: string, verified = true, changes: Partial<Representative> = {}) {
  const scenario = await loadScenario(
    ['claim-paid', 'claim-plain'].includes(file)
      ? 'src/sandbox/payor/testing/claim-paid.yaml'
      : `fixtures/scenarios/${file}.yaml`,
  );
  if (!scenario.representative) throw new Error('the scenario has nobody to talk to');
  const plain = file === 'claim-plain' ? { volunteers: [], together: [] } : {};
  const manner = { ...scenario.representative.manner, wording: 'plain' as const };
  const person: Representative = { ...scenario.representative, ...plain, manner, ...changes };
  const { mind, say, watch, notes } = talkTo(
    scenario,
    verified ? { ...person, verification: ['callerName'] } : person,
  );
  const opening = words(mind.greet());
  if (verified) {
    say('hello i am an automated assistant calling about a claim');
    say('holdfast');
  }
  return { mind, say, opening, watch, notes };
}

/** The mind alone, and what it and the call's watch note. */
function talkTo(scenario: Scenario, person: Representative) {
  const watch = makeDisclosureWatch([scenario.task]);
  const notes = emptyVerdict({ callSid: 'CA1', to: '', from: '' }, scenario);
  const mind = makeRepresentative({
    scenario,
    person,
    random: seededRandom(1),
    notes,
    onAsked: (names) => watch.asked(names),
  });
  let atMs = 0;
  const say = (text: string) => {
    atMs += 1000;
    watch.heard(text, atMs);
    return words(mind.hear(text, atMs));
  };
  return { mind, say, watch, notes };
}

test('what it wants in words of its own it says plainly when it was not understood twice', async () => {
  const verification = [{ ask: ['npi' as const], any: false, say: 'And for the enpeeye?' }];
  const { say } = await meet('claim-plain', false, { verification });
  expect(say('hello i have a claim')).toBe('And for the enpeeye?');
  expect(say('could you please say that again')).toBe('And for the enpeeye?');
  expect(say('i am not sure what you need')).toBe('Can I have the N P I please?');
});

test('it greets by name and asks for what it needs before it answers', async () => {
  const { say, opening, mind } = await meet('claim-paid', false);
  expect(opening).toContain('My name is Kevin');
  expect(say('hello what is the status of a claim')).toBe('Can I have the N P I or the tax I D please?');
  expect(mind.stage).toBe('verification');
});

test('an identifier with a sound-alike or a lost symbol passes; one that is mostly wrong is asked for again', async () => {
  const { say } = await meet('claim-paid', false);
  say('hello');
  expect(say('one two three four five six seven nine three')).toContain('member I D');
  expect(say('w g h four nine nine')).toContain('Can you repeat the member I D please?');
  expect(say('w g h four eight two nine one five')).toContain("the patient's name and the date of birth");
  expect(say('jordan sample')).toBe('Can I have the date of birth please?');
});

test('what is given before it was asked for is noted, and not asked for again', async () => {
  const { say, watch } = await meet('claim-paid', false);
  expect(say('hello the date of service is march fifth twenty twenty six')).toContain('N P I');
  expect(watch.disclosures).toMatchObject([{ identifier: 'dateOfService', asked: false }]);
});

test('after some wrong answers it gives up and hangs up', async () => {
  const { say } = await meet('claim-paid', false);
  say('hello');
  say('seven');
  say('seven');
  say('seven');
  expect(say('seven')).toContain('[hangup]');
});

test.each([
  ['What is the status of the claim?', 'The claim was paid.'],
  ['When was the claim received?', 'The claim was received on march ninth twenty twenty six.'],
  ['and when was it processed', 'It was processed on march twentieth twenty twenty six.'],
  ['what was the allowed amount', 'The allowed amount is one hundred forty two dollars and fifty cents.'],
  ['how much was paid', 'The paid amount is one hundred twenty dollars.'],
  ['what was the paid amount', 'The paid amount is one hundred twenty dollars.'],
  ['what is the patient responsibility', 'The patient responsibility is twenty two dollars and fifty cents.'],
  ['was it paid by check or e f t', 'It was paid by check.'],
  ['what is the check number', 'The check number is zero zero four, four seven one nine.'],
  ['what is the payment date', 'The payment date is march twenty fourth twenty twenty six.'],
  ['on what date was the check issued', 'The payment date is march twenty fourth twenty twenty six.'],
  [
    'may i have the claim number',
    'The claim number is two zero two, six zero three, one two zero, four seven.',
  ],
  [
    'could i have a reference number for this call',
    'The call reference number is seven seven three, zero four one eight.',
  ],
  ['may i have your name please', 'My name is Kevin.'],
  ['can you spell your name', 'Kevin, K E V I N.'],
  ['what is the denial code', 'I do not have that information.'],
])('"%s" is answered "%s"', async (question, answer) => {
  const { say } = await meet('claim-plain');
  expect(say(question).toLowerCase()).toBe(answer.toLowerCase());
});

test('two questions in a turn are answered in their order', async () => {
  const { say } = await meet('claim-plain');
  expect(say('what was the paid amount and the allowed amount')).toMatch(
    /^The paid amount.*The allowed amount/u,
  );
});

test('what belongs together is told in one breath, once', async () => {
  const { say } = await meet('claim-paid');
  expect(say('what was the allowed amount')).toMatch(/allowed amount.*paid amount.*patient responsibility/u);
  expect(say('what was the allowed amount')).toMatch(/^The allowed amount is [^.]*\.$/u);
});

test('days are told with their kind, and the kind alone when only that is asked', async () => {
  const { say } = await meet('claim-in-process');
  expect(say('how long will it take')).toBe('It should take fifteen business days.');
  expect(say('is that business or calendar days')).toBe('Business days.');
});

test('a denial is told with reason, code and deadline', async () => {
  const { say } = await meet('claim-denied-code');
  expect(say('why was the claim denied')).toBe('The denial reason is no prior authorization.');
  expect(say('what is the denial code')).toBe('The denial code is C O one ninety seven.');
  expect(say('what is the deadline to appeal')).toContain('october twenty seventh');
});

test('a number is said wrong once, put right at once, and right from then on', async () => {
  const { say } = await meet('claim-corrected-number');
  expect(say('what is the check number')).toContain(
    'four four one seven, no, sorry, zero zero six, four four seven one',
  );
  expect(say('could you repeat that please')).toBe('The check number is zero zero six, four four seven one.');
});

test('a right read-back gets a yes, a wrong one the right value', async () => {
  const { say } = await meet('claim-plain');
  say('what is the check number');
  expect(say('i have zero zero four four seven one nine is that right')).toBe('Yes, that is right.');
  expect(say('i have zero zero four four one seven nine is that right')).toBe(
    'No, the check number is zero zero four, four seven one nine.',
  );
  say('what was the allowed amount and the paid amount');
  expect(
    say(
      'allowed one hundred forty two dollars and fifteen cents paid one hundred twenty dollars is that correct',
    ),
  ).toContain('No, the allowed amount is');
});

test('a value that is merely said is confirmed; a question about it is answered', async () => {
  const { say } = await meet('claim-plain');
  say('what is the check number');
  expect(say('okay the check number is zero zero four four seven one nine')).toBe('Yes, that is right.');
  say('was it paid by check or e f t');
  expect(say('Has the check been cashed?')).toBe('I do not have that information.');
  expect(say('has the check been cashed')).toBe('I do not have that information.');
  expect(say('the check number is zero zero four four one seven nine')).toContain('four seven one nine');
});

test('own words are put plainly for whoever names the form of the answer, and kept for whoever merely asks again', async () => {
  const { say } = await meet('claim-plain', true, {
    telling: {
      status: { say: 'We took good care of that one.' },
      paymentDate: { say: 'Some two weeks before Labor Day.' },
    },
  });
  const asked = 'What is the status: was the claim paid or denied, or is it still in process?';
  expect(say(asked)).toBe('We took good care of that one.');
  expect(say('what is the status')).toBe('We took good care of that one.');
  expect(say(asked)).toMatch(/paid/u);
  expect(say('what is the payment date')).toContain('Labor Day');
  expect(say('what is the payment date')).toContain('Labor Day');
  expect(say('what is the payment date? just the month day and year please')).toMatch(
    /^The payment date is /u,
  );
});

test('of several values that are read to it those that its screen does not have are denied', async () => {
  const { say } = await meet('claim-plain');
  say('what was the allowed amount');
  expect(
    say(
      'the allowed amount is one hundred forty two dollars and fifty cents and the denial reason is a duplicate is that correct',
    ),
  ).toBe('No, I do not have a denial reason here. The rest is right.');
});

test('a read-back that names another claim is one, and what turns to another claim behind it is none', async () => {
  const { say } = await meet('claim-plain');
  say('what was the allowed amount');
  const readBack = 'the allowed amount is one hundred forty two dollars and fifty cents';
  expect(say(`${readBack} for another claim. Is that correct?`)).toBe('Yes, that is right.');
  expect(say(`${readBack}. Is that correct? I have one more claim, please.`)).toBe(
    'Sure. What else do you need?',
  );
});

test('thanks bring "anything else", and the goodbye ends the call', async () => {
  const { say, mind } = await meet('claim-plain');
  expect(say('okay thank you very much')).toContain('anything else');
  expect(say('no thank you that is all')).toMatch(/Goodbye\. \[hangup\]$/u);
  expect(mind.stage).toBe('goodbye');
});

test('silence is asked about once and then ends the call', async () => {
  const { mind } = await meet('claim-plain');
  expect(words(mind.silence())).toBe('Hello, are you there?');
  expect(words(mind.silence())).toContain('[hangup]');
});

test('a claim that is not on file is said to be so at once', async () => {
  const scenario = await loadScenario('fixtures/scenarios/claim-not-on-file.yaml');
  if (!scenario.representative) throw new Error('the scenario has nobody to talk to');
  const manner = { ...scenario.representative.manner, wording: 'plain' as const };
  const { say } = talkTo(scenario, { ...scenario.representative, manner, verification: ['npi'] });
  say('hello');
  expect(say('one four eight two zero seven three six five one')).toContain(
    'I do not have that claim on file',
  );
});
