import { describe, expect, it } from 'vitest';
import { connected, failureOf } from '../testing/conversation.ts';

describe('somebody who finds nothing', () => {
  it('gets the other identifiers, then lets go of the provider', () => {
    const call = connected();
    call.hears('can i have the n p i');
    expect(call.hears("there's nothing on file for that n p i do you have a different tax i d")).toMatch(
      /^The tax I D is/,
    );
    call.hears("i'm not finding anything for that tax i d either");
    expect(failureOf(call)).toEqual({ reason: 'provider_not_found', fault: 'supplied', input: 'taxId' });
  });

  it('is offered the tax ID unasked: it is no secret of the patient', () => {
    const call = connected();
    call.hears('can i have the n p i');
    expect(call.hears('that n p i is not coming up')).toBe(
      'I can also give you another number. The tax I D is one, two, three. four, five, six. seven, eight, nine.',
    );
  });

  it('hears the member ID once more and a way to look, then lets go of the member', () => {
    const call = connected();
    call.hears('can i have the member i d');
    expect(call.hears("i'm not finding a member with that i d number")).toMatch(
      /^Let me say it again\. The member I D is/,
    );
    expect(call.hears("still can't find that member")).toBe(
      'Could you please look by the name and date of birth?',
    );
    call.hears("no i don't see that member anywhere");
    expect(failureOf(call)).toEqual({ reason: 'member_not_found', fault: 'supplied', input: 'memberId' });
  });

  it('hears once more what does not match, then the input is named as incorrect', () => {
    const call = connected();
    call.hears('what is the date of birth');
    expect(call.hears("that date of birth doesn't match")).toMatch(
      /^Let me say it again\. The date of birth is/,
    );
    expect(call.hears("it still doesn't match the date of birth i have")).toContain('Goodbye.');
    expect(failureOf(call)).toEqual({
      reason: 'input_incorrect',
      fault: 'supplied',
      input: 'patientDateOfBirth',
    });
    const name = connected();
    name.hears("what's the patient's name");
    name.hears('the name does not match');
    name.hears("no the last name doesn't match either");
    expect(['patientLastName']).toContain(failureOf(name)?.input);
  });

  it.each([
    "hm, i'm not seeing him. let me try the tax i d.",
    "i don't find her. let's try it by tax i d.",
    "that's not pulling anything up. let me search by the group's tax i d.",
    "i'm not finding anything. how about the tax i d?",
    "i'm not seeing him under that n p i. i can look with the tax i d instead.",
  ])('gets what it wants to look by instead: "%s"', (line) => {
    const call = connected();
    call.hears('can i have the n p i');
    expect(call.hears(line)).toMatch(/The tax I D is [a-z, .]*$/);
  });

  it('gets the other number where the one that it names does not do', () => {
    const call = connected();
    call.hears('can i have the tax i d');
    expect(call.hears("i'm not seeing that tax i d.")).toMatch(/The N P I is [a-z, .]*$/);
  });

  it('is believed that there is no claim', () => {
    const call = connected();
    call.hears('i do not see a claim on file for that date of service');
    expect(call.value('status')).toBe('not_on_file');
  });
});
