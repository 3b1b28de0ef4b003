import type { Conversation } from './conversation.ts';
import { dial, scriptOf } from './conversation.ts';

const scripts = {
  claim: scriptOf('claim-status'),
  benefits: scriptOf('eligibility'),
  auth: scriptOf('prior-auth'),
} as const;

export type Call = keyof typeof scripts;

/** A call as the rows of fixtures/entrances suppose it: what it knows stands in their README. */
export function callAbout(call: Call): Conversation {
  const script = scripts[call];
  const inputs = {
    memberId: 'KRT204816',
    patientFirstName: 'Taylor',
    patientLastName: 'Brooks',
    patientDateOfBirth: '1959-04-08',
    npi: '1739502643',
    taxId: '650284719',
    ...(call === 'claim' ? { dateOfService: '2026-03-12', billedAmount: 42000 } : {}),
    ...(call === 'auth' ? { dateOfService: '2026-07-12', procedureCode: '97110' } : {}),
  };
  return dial({ script, tasks: [{ id: 'task_1', callType: script.callType, externalId: 'ext-1', inputs }] });
}

/** What is done about a turn: "key 2", "says claim status", "waits". */
export function doneAbout(call: Conversation, turn: string): string {
  const before = call.keys.length;
  const said = call.hears(turn);
  const keys = call.keys.slice(before).map((one) => `key ${one}`);
  return [...keys, ...(said === '' ? [] : [`says ${said}`])].join(', ') || 'waits';
}

/** A call that has answered a menu and waits in a queue that plays music, or nothing. */
export function waiting(sound: 'music' | 'silence'): Conversation {
  const call = callAbout('claim');
  call.hears('For claims press one, for benefits press two, for authorizations press three.');
  call.hears('Please hold for the next available representative.');
  call.feed({ type: 'sound_changed', atMs: call.nowMs + 100, sound });
  call.waits(60_000);
  call.keys.length = 0;
  return call;
}
