import { readFileSync } from 'node:fs';
import type { SayClause } from '../../kernel/speech.ts';
import type { ScriptIdentifier } from '../call-script.ts';
import type { ScriptTask } from '../event.ts';
import { claimStatus, connected, dial, exampleTask, inquiring, patient, scriptOf } from './conversation.ts';
import type { Conversation, ConversationOptions } from './conversation.ts';

/** A turn of a representative, and what it is to be given. */
export interface Want {
  call: string;
  /** Where the call is, and behind a colon what was asked for just before. */
  state: string;
  form: string;
  gives: string;
  said: string;
}

/** The rows of a table of `fixtures/wants`. */
export function wantsIn(file: string): Want[] {
  const [, ...rows] = readFileSync(`fixtures/wants/${file}`, 'utf8').trim().split('\n');
  return rows.map((row) => {
    const [call = '', state = '', form = '', gives = '', said = ''] = row.split('\t');
    return { call, state, form, gives, said };
  });
}

const calls: Readonly<Record<string, ConversationOptions>> = {
  claim: {},
  benefits: callOf('eligibility', { procedureCode: '97110' }),
  auth: callOf('prior-auth', {
    procedureCode: '97110',
    dateOfService: '2026-06-20',
    authNumber: 'PA4471902',
    submittedDate: '2026-05-11',
  }),
};

function callOf(file: string, inputs: ScriptTask['inputs']): ConversationOptions {
  const callType = file.replace('-', '_');
  return {
    script: scriptOf(file),
    tasks: [{ ...exampleTask, callType, inputs: { ...patient, ...inputs } }],
  };
}

const requests: Readonly<Record<string, string>> = {
  memberId: 'can i have the member i d please',
  npi: 'can i have your n p i please',
  patientName: "can i have the patient's name please",
  patientDateOfBirth: 'and the date of birth please',
};

function reach(state: string, options: ConversationOptions): Conversation {
  const [stage = '', asked = 'memberId'] = state.split(':');
  if (stage === 'first') return dial(options);
  if (stage === 'inquiry') return inquiring(options);
  const call = connected(options);
  if (stage === 'verification') call.hears(requests[asked] ?? '');
  return call;
}

/** What a turn is given in the call that it is said in: identifiers by name, and the words. */
export function play({ call: type, state, said }: Want): { given: string[]; says: string } {
  const options = calls[type] ?? {};
  const call = reach(state, options);
  const before = call.effects.length;
  const says = call.hears(said);
  const clauses = call.effects.slice(before).flatMap((one) => (one.type === 'say' ? one.clauses : []));
  const names = (options.script ?? claimStatus).identifiers.filter((one) => isSaid(one, clauses));
  // A value without its label: the end of a number, or letters alone.
  const bare = names.length === 0 && clauses.some(({ parts }) => parts !== undefined);
  return { given: bare ? ['part'] : names.map(({ name }) => name), says };
}

const unknown = "I'm sorry, I don't have that.";

function isSaid({ say, answer, missing }: ScriptIdentifier, clauses: readonly SayClause[]): boolean {
  const missed = missing === unknown ? undefined : missing;
  const words = [say, answer?.split('{')[0] ?? '', missed ?? ''].filter((one) => one !== '');
  return clauses.some(({ text }) =>
    words.some((one) => text === one || (answer !== undefined && text.startsWith(one))),
  );
}

/**
 * Whether what was given is what the turn wants: names in a row, each of them or, behind `?`, where it helps; `/` parts
 * either from or, `+` joins; `~` a word that is said and `!` one that is not.
 */
export function fits({ gives }: Want, { given, says }: { given: readonly string[]; says: string }): boolean {
  const tokens = gives.split(' ').filter((token) => token !== '-');
  const said = (token: string) => new RegExp(token.slice(1).replaceAll('_', ' '), 'i').test(says);
  if (
    tokens.some((token) => (token.startsWith('~') && !said(token)) || (token.startsWith('!') && said(token)))
  )
    return false;
  const names = tokens.filter((token) => /^\w/.test(token));
  const optional = names.filter((token) => token.endsWith('?')).map((token) => token.slice(0, -1));
  const needed = names
    .filter((token) => !token.endsWith('?'))
    .map((token) => token.split('/').map((one) => one.split('+')));
  const ways = needed.reduce<string[][]>(
    (sofar, choices) => sofar.flatMap((way) => choices.map((choice) => [...way, ...choice])),
    [[]],
  );
  return ways.some(
    (way) =>
      way.every((name) => given.includes(name)) &&
      given.every((name) => way.includes(name) || optional.includes(name)),
  );
}
