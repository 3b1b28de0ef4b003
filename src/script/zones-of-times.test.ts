import { describe, expect, it } from 'vitest';
import { scriptOf } from './testing/conversation.ts';
import { expectRead, readTurn } from './testing/grounding.ts';

const claims = scriptOf('claim-status');
const auths = scriptOf('prior-auth');
const eligibility = scriptOf('eligibility');

describe('another time', () => {
  it.each([
    ['In network since july. Before that you were non participating.', 'in'],
    ["You used to be out of network, you're in network now.", 'in'],
    ['Before July you were non participating.', undefined],
  ])('network status: "%s"', (text, value) => {
    expectRead(eligibility, 'networkStatus', text, value);
  });

  it.each([
    ['It was doctor Alan Ruiz until may, now it is doctor Susan Patel.', 'Doctor Susan Patel'],
    ["It used to be Doctor Lee, now it's Doctor Susan Patel.", 'Doctor Susan Patel'],
    ['It was doctor Lee up to March and now it is doctor Susan Patel.', 'Doctor Susan Patel'],
  ])('whose patient: "%s"', (text, value) => {
    expectRead(eligibility, 'pcpName', text, value);
  });

  it.each([
    ['The first go around paid zero. Second go around paid one hundred twenty dollars.', '12000?'],
    ['The first time through paid nothing. The second time paid one hundred twelve dollars.', 11200],
    ['The initial pass paid zero, then it was reprocessed and paid eighty dollars.', 8000],
  ])('paid: "%s"', (text, value) => {
    const said = readTurn(claims, text, ['paid']);
    expect(said.paid).toEqual(value);
    expect(said.status).not.toBe('zero_paid');
  });

  it('knows what a code used to be', () => {
    expectRead(
      claims,
      'denials.1.code',
      'C O one ninety seven. It used to say P R ninety six before the adjustment.',
      'CO-197',
    );
    expectRead(claims, 'denials.1.code', "It used to be CO 16, now it's CO 197.", 'CO-197');
  });

  it.each([
    ['It is approved. Before this year no authorization was required for that code.', 'approved'],
    ['They denied it. The first nurse had it approved, then the medical director overturned her.', 'denied'],
    ['It was approved, then our doctor overturned it.', undefined],
    ['It was denied and the denial was upheld.', 'denied'],
    ["The denial was overturned, it's approved.", 'approved?'],
  ])('authorization: "%s"', (text, value) => {
    expectRead(auths, 'status', text, value);
  });

  it.each([
    ['They asked for it expedited but it was downgraded to standard.', 'standard?'],
    ['You guys marked it as urgent but it was changed to routine.', 'standard?'],
    ['It is expedited.', 'expedited'],
  ])('urgency: "%s"', (text, value) => {
    expectRead(auths, 'urgency', text, value);
  });
});
