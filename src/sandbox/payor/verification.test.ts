import { expect, test } from 'vitest';
import { loadScenario } from './scenario.ts';
import { identifiersAskedIn, matchIdentifier } from './verification.ts';

const { task } = await loadScenario('src/sandbox/payor/testing/claim-paid.yaml');

test.each([
  ['npi', 'the n p i is one two three four five six seven eight nine three', 'right'],
  ['npi', 'one two three five five eight seven eight nine three', 'right'],
  ['npi', 'one two three four', 'unclear'],
  ['npi', 'thank you', 'absent'],
  ['npi', 'nine nine nine nine five six seven eight nine three', 'unclear'],
  ['taxId', 'eight four two one five six seven three zero', 'right'],
  ['memberId', 'w as in whiskey d as in golf h as in hotel four eight two nine one five', 'right'],
  ['memberId', 'whiskey golf hotel four eight two nine one', 'right'],
  ['patientName', 'the patient is jordan sample', 'right'],
  ['patientName', 'jordan s a m p l e', 'right'],
  ['patientName', 'jordan', 'unclear'],
  ['patientDateOfBirth', 'born june twelfth nineteen eighty four', 'right'],
  ['patientDateOfBirth', 'june twentieth nineteen eighty four', 'unclear'],
  ['dateOfService', 'march fifth twenty twenty eight', 'right'],
  ['dateOfService', 'march fifth', 'right'],
  ['billedAmount', 'the billed amount is one hundred eighty five dollars', 'right'],
  ['billedAmount', 'one hundred fifty five dollars', 'unclear'],
  ['callbackNumber', 'three zero three five five five zero one one seven', 'right'],
  ['claimNumber', 'i do not have a claim number', 'right'],
] as const)('%s in "%s" is %s', (name, text, match) => {
  expect(matchIdentifier(name, text, task)).toBe(match);
});

test.each([
  ["Claims department, Ann here, what's the member I D?", ['memberId']],
  ['My name is Ann. May I have your name and the N P I?', ['callerName', 'npi']],
  ['This is Ann, do you have the authorization number?', ['authNumber']],
  ['Intake, Ann. Go ahead with the member number.', ['memberId']],
  ["Ann here, can I start with the member's I D?", ['memberId']],
  ['Claims, Ann. Member number?', ['memberId']],
  ['Have the member number ready. How can I help you?', []],
  ['You have Ann. Which member are you calling about?', ['patientName']],
  ['Ann here. Tell me the patient you are calling about.', ['patientName']],
  ['Ann here. Can you verify the name and birthday for me?', ['patientName', 'patientDateOfBirth']],
  ["Let me have your name, then the patient's I D.", ['callerName', 'memberId']],
  ['Ann here. Whose authorization are we looking at?', ['patientName']],
  ["Claims, Ann, may I have the member's number?", ['memberId']],
  ['Provider services, this is Ann.', []],
])('a greeting asks for what it names: %s', (text, names) => {
  expect(identifiersAskedIn(text)).toEqual(names);
});
