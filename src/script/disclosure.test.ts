import { expect, it } from 'vitest';
import { dial } from './testing/conversation.ts';

const greeting = 'thank you for calling example health my name is angela how can i help you';
const disclosure = 'You are speaking with {agent}, a computer that calls for {practice}.';
const filled = 'You are speaking with Holly, a computer that calls for Cedar Grove Family Medicine.';

it('is the first sentence in the words that payor or state want', () => {
  const said = dial({ disclosure }).hears(greeting);
  expect(said).toMatch(new RegExp(`^${filled}`));
  expect(said).not.toContain('automated assistant');
});

it('says of a recorded call that it is recorded, also where these words do not', () => {
  expect(dial({ disclosure, recorded: true }).hears(greeting)).toContain(`${filled} This call is recorded.`);
  const own = 'This is a machine for {practice} on a recorded line.';
  expect(dial({ disclosure: own, recorded: true }).hears(greeting)).not.toContain('This call is recorded');
});

it("is in the script's own words where nobody wants others", () => {
  expect(dial().hears(greeting)).toContain('an automated assistant calling on behalf of');
});
