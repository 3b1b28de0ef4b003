import { describe, expect, it } from 'vitest';
import type { ScriptTask } from './event.ts';
import { connected, exampleTask, inquiring, scriptOf } from './testing/conversation.ts';

const samePatient: ScriptTask = {
  ...exampleTask,
  id: 'task_2',
  inputs: { ...exampleTask.inputs, dateOfService: '2026-02-20', billedAmount: 9900 },
};
const otherPatient: ScriptTask = {
  ...exampleTask,
  id: 'task_3',
  inputs: {
    ...exampleTask.inputs,
    memberId: 'QRS987654',
    patientFirstName: 'Robin',
    dateOfService: '2026-03-01',
  },
};

/** The first claim is answered, and the next one offered. */
function offering(tasks: ScriptTask[]) {
  const call = inquiring({ tasks });
  call.hears('i do not have that claim on file');
  const offered = call.hears('there is no reference number');
  return { call, offered };
}

describe('several tasks of one call', () => {
  it('offers the next one to the same person, those of the same patient first', () => {
    const { call, offered } = offering([exampleTask, otherPatient, samePatient]);
    expect(offered).toBe('I have one more for the same patient, please.');
    expect(call.state.current).toBe(2);
    expect(offering([exampleTask, otherPatient]).offered).toBe('I have one more claim, please.');
  });

  it('tells which one it is when asked to go ahead, and nothing that was verified before', () => {
    const { call } = offering([exampleTask, samePatient]);
    const said = call.hears('sure go ahead');
    expect(said).toContain('February twentieth');
    expect(said).not.toMatch(/N P I|tax I D|member I D|Whitlow/);
    expect(offering([exampleTask, otherPatient]).call.hears('and the second one')).toContain(
      'The member I D is',
    );
  });

  it('says whether it is the same patient', () => {
    expect(offering([exampleTask, samePatient]).call.hears('is it the same patient')).toMatch(/^Yes/);
    expect(offering([exampleTask, otherPatient]).call.hears('is this the same member')).toMatch(/^No/);
  });

  it('keeps the answers of each apart', () => {
    const { call } = offering([exampleTask, samePatient]);
    call.hears('what is the date of service');
    call.hears('it is still in process');
    expect(call.state.tasks[1]?.answers.status?.value).toBe('in_process');
    expect(call.state.tasks[0]?.answers.status?.value).toBe('not_on_file');
  });

  it('takes no answer for the next one before the other side can know which one it is', () => {
    const { call } = offering([exampleTask, samePatient]);
    expect(call.hears('the claim was denied')).toContain('May I give you the next one first?');
    expect(call.state.tasks[1]?.answers.status).toBeUndefined();
  });

  it('tells which one it is where they go on telling all the same', () => {
    const { call } = offering([exampleTask, samePatient]);
    call.hears('the claim was denied');
    expect(call.hears('like i said the claim was denied')).toContain('February twentieth');
  });

  it('knows a provider by the name where no patient is asked about', () => {
    const provider = { npi: '1234567893', taxId: '123456789' };
    const applied = (id: string, providerFirstName: string, applicationId?: string): ScriptTask => ({
      id,
      externalId: id,
      callType: 'credentialing_status',
      inputs: {
        ...provider,
        providerFirstName,
        providerLastName: 'Shaw',
        ...(applicationId === undefined ? {} : { applicationId }),
      },
    });
    const call = connected({
      script: scriptOf('credentialing'),
      tasks: [
        applied('task_1', 'Casey', '55245'),
        applied('task_2', 'Tracy', '26874'),
        applied('task_3', 'Quinn'),
      ],
    });
    call.hears("can i have the provider's name please");
    call.hears('thank you one moment please');
    call.hears('there is no application for that provider');
    call.hears('we do not have reference numbers');
    call.hears("sure can i have the provider's name please");
    call.hears('the application was approved');
    expect(call.state.tasks[1]?.answers.status?.value).toBe('approved');
    call.hears('it was received on march third');
    call.hears('yes that is right');
    call.hears('it is effective june first');
    call.hears('yes that is right');
    expect(call.state.current).toBe(2);
    expect(call.hears('sure go ahead')).toContain("The provider's name is");
  });

  it('asks for the name and the reference once for all of them', () => {
    const { call } = offering([exampleTask, samePatient]);
    expect(call.state.tasks[1]?.answers.repName?.value).toBe('Angela');
    expect(call.state.tasks[1]?.answers.callReference?.status).toBe('not_available');
  });

  it('asks for the reference again where one was given, and takes "the same one" for it', () => {
    const call = inquiring({ tasks: [exampleTask, samePatient] });
    call.hears('i do not have that claim on file');
    call.hears('the reference number is four four seven one two');
    call.hears('yes that is right');
    expect(call.state.tasks[1]?.answers.callReference).toBeUndefined();
    call.hears('what is the date of service');
    expect(call.hears('i do not have that claim on file')).toContain('reference');
    call.hears("it's the same one i gave you");
    expect(call.state.tasks[1]?.answers.callReference?.value).toBe('44712');
  });

  it('finishes the one at hand where only one is done a call, and leaves the others for later', () => {
    const call = inquiring({ tasks: [exampleTask, samePatient] });
    expect(call.hears('i can only do one claim per call')).toBe(
      'That is fine. When was the claim received, and what is its status?',
    );
    call.hears('i do not have that claim on file');
    expect(call.hears('there is no reference number')).toContain('Goodbye');
    call.waits(5_000);
    expect(call.results?.[1]).toMatchObject({ deferred: true, failure: null });
    expect(call.results?.[0]?.deferred).toBeUndefined();
  });

  it('leaves the one just offered where the limit is reached', () => {
    const { call } = offering([exampleTask, samePatient]);
    expect(call.hears("that's your third you'll have to call back for more")).toMatch(
      /That is fine.*Goodbye/,
    );
    call.waits(5_000);
    expect(call.results?.map(({ deferred }) => deferred)).toEqual([undefined, true]);
  });

  it('does as many as are allowed', () => {
    const call = inquiring({ tasks: [exampleTask, samePatient, otherPatient] });
    call.hears('just so you know we can only do two claims per call');
    expect(call.state.tasks.map(({ deferred }) => deferred)).toEqual([false, false, true]);
  });

  it.each([
    'the individual out of pocket maximum is four thousand dollars',
    'the visit limit is five per year',
    'the maximum is one fifty',
    'they only allow two visits a month',
    'their limit of three units applies here',
  ])('takes no limit of the plan for one of the call: "%s"', (text) => {
    const call = inquiring({ tasks: [exampleTask, samePatient] });
    expect(call.hears(text)).not.toContain('That is fine.');
    expect(call.state.tasks[1]?.deferred).toBe(false);
  });

  it.each([
    'our limit is one claim per call',
    'the maximum of one per call applies',
    'there is a call limit of one',
    'we have a limit of one member at a time',
  ])('knows a limit of the call: "%s"', (text) => {
    const call = inquiring({ tasks: [exampleTask, samePatient] });
    expect(call.hears(text)).toContain('That is fine.');
  });

  it('leaves what the call did not come to where the line drops', () => {
    const { call } = offering([exampleTask, samePatient, otherPatient]);
    call.feed({ type: 'call_ended', atMs: call.nowMs, how: 'failed' });
    expect(call.results?.map(({ deferred }) => deferred)).toEqual([undefined, undefined, true]);
    expect(call.results?.[1]?.failure?.reason).toBe('line_dropped');
  });
});
