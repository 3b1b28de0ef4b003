import { expect, test } from 'vitest';
import { makeDisclosureWatch } from './disclosures.ts';
import { loadScenario } from './scenario.ts';

const { task } = await loadScenario('src/sandbox/payor/testing/claim-paid.yaml');

const given = (text: string) => {
  const watch = makeDisclosureWatch([task]);
  watch.heard(text, 1000);
  return watch.disclosures.map(({ identifier }) => identifier);
};

test.each([
  ["The patient's name is Jordan Sample.", ['patientName']],
  ['Jordan, J O R D A N, Sample.', ['patientName']],
  ['The member I D is W, G, H, four, eight, two. nine, one, five.', ['memberId']],
  ['born June twelfth, nineteen eighty-four', ['patientDateOfBirth']],
  ['It is one hundred eighty-five dollars.', ['billedAmount']],
  ['This is Jordan, calling about a simple claim.', []],
  ['Maple Street Family Medicine, three zero three, five five five, zero one one seven', []],
  ['The member I D is W, G, H, four, eight, seven. nine, one, two.', []],
])('"%s" gives %j', (text, identifiers) => {
  expect(given(text)).toEqual(identifiers);
});

test('what was asked for before is no offence, whoever asked', () => {
  const watch = makeDisclosureWatch([task]);
  watch.asked(['memberId']);
  for (const digit of '944482915') watch.key(digit, 2000);
  expect(watch.disclosures).toEqual([
    { identifier: 'memberId', asked: true, atMs: 2000, by: 'keys', task: 0 },
  ]);
});
