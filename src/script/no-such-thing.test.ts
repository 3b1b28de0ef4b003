import { describe, expect, it } from 'vitest';
import { inquiring, scriptOf } from './testing/conversation.ts';
import { hear } from './words.ts';
import { absentOf } from './no-such-thing.ts';

const scripts = {
  claim: scriptOf('claim-status'),
  auth: scriptOf('prior-auth'),
  plan: scriptOf('eligibility'),
};

describe('that there is no such thing', () => {
  it.each<[keyof typeof scripts, string, string]>([
    ['claim', 'paymentMethod', "There's no check, there wasn't any payment."],
    ['claim', 'paymentNumber', "There's no check, there wasn't any payment."],
    ['claim', 'paymentDate', "There's no check, there wasn't any payment."],
    ['claim', 'paymentDate', 'no check went out on this one'],
    ['claim', 'paymentMethod', 'We never made a payment.'],
    ['claim', 'paymentNumber', 'Well, no payment was made.'],
    ['claim', 'paymentNumber', "There isn't one."],
    ['claim', 'paymentDate', 'Nothing was paid, like I said.'],
    ['claim', 'appealFax', "There's no fax for that department."],
    ['claim', 'appealDeadline', 'there is no such thing on this plan'],
    ['claim', 'infoRequested', 'Nothing was requested.'],
    ['claim', 'mailedTo', "There was no address, it wasn't mailed."],
    ['auth', 'missingDocs.1', 'Nothing is missing, we have all the clinicals.'],
    ['auth', 'missingDocs.1', "Nothing's outstanding."],
    ['auth', 'missingDocs.1', "There aren't any missing documents."],
    ['auth', 'missingDocs.1', "We've got everything we need."],
    ['plan', 'outOfPocketMax.individual.total', 'None.'],
    ['plan', 'outOfPocketMax.individual.total', 'There is none, no out of pocket max.'],
    ['plan', 'networkStatus', "There isn't a network with this plan, he can go anyplace."],
    ['plan', 'networkStatus', 'No network on this one.'],
  ])('%s: asked for %s, "%s"', (script, field, said) => {
    expect(absentOf(scripts[script], hear(said), [field])).toEqual([field]);
  });

  it.each<[keyof typeof scripts, string, string]>([
    ['claim', 'paymentDate', "There's no problem with the payment."],
    ['claim', 'paymentDate', 'No worries.'],
    ['claim', 'paymentDate', "There's no supervisor here right now."],
    ['claim', 'paymentMethod', "There's no check on this one."],
    ['claim', 'paymentNumber', "There's no rush, let me look."],
    ['claim', 'status', "There isn't one."],
    ['claim', 'appealDeadline', "There's no fax number."],
    ['claim', 'paymentDate', "There's no deductible on it."],
    ['auth', 'missingDocs.1', "We've got everything but the therapy notes."],
    ['auth', 'missingDocs.1', 'There is no rush on it.'],
    ['plan', 'referralRequired', "There isn't one."],
    ['plan', 'networkStatus', 'There is no copay.'],
    ['claim', 'callReference', 'My contact number for today is six five five, zero three eight.'],
  ])('%s: asked for %s, not "%s"', (script, field, said) => {
    expect(absentOf(scripts[script], hear(said), [field])).toEqual([]);
  });

  it('settles only what was asked, and that once', () => {
    const call = inquiring();
    call.hears('it was received on january twentieth twenty twenty six and it was paid');
    call.hears('processed february second twenty twenty six');
    call.hears('allowed was one hundred dollars and paid was one hundred dollars');
    expect(call.hears('the patient responsibility is zero')).toContain('check or E F T');
    const next = call.hears("there's no check, there wasn't any payment");
    expect(call.answer('paymentMethod')?.status).toBe('not_available');
    expect(call.answer('paymentDate')?.status ?? 'not_asked').toBe('not_asked');
    expect(next).not.toMatch(/method/);
  });

  it.each([
    "Nah, we don't give reference numbers out.",
    "We don't do reference numbers here.",
    "We don't give those.",
    "We don't give those out.",
    "We don't have those anymore.",
    "There's no reference for this call.",
    'Just my name and the date.',
    "Just use my name and today's date.",
    "It's just my name and today's date.",
    "We don't provide reference numbers.",
    "We can't give reference numbers.",
    "I'm not able to give you one.",
    'We stopped doing those.',
    'We quit giving reference numbers last year.',
    "Our system doesn't generate one.",
    "There isn't one.",
    "You won't get one of those from us.",
    'My name is all we give.',
    'We no longer issue them.',
    'No reference, sorry.',
    "There's none.",
    'We never give one out.',
    'Not for these calls.',
    "I can't give you one for this.",
    "Those aren't something we do.",
    "Today's date and my first name is your reference.",
    "Reference numbers aren't something we hand out.",
  ])('a call without a reference number: "%s"', (said) => {
    const call = inquiring();
    expect(call.hears('we have no claim on file for that')).toMatch(/reference/);
    call.hears(said);
    expect(call.answer('callReference')?.status).toBe('not_available');
  });
});
