import type { InputValue } from '../../kernel/call-task.ts';
import type { InputContract } from '../../kernel/call-type.ts';
import { maskText } from '../../kernel/review.ts';
import type { KnownOfPeople } from '../../spoken/telling.ts';
import { maskWords } from './mask-text.ts';

type Inputs = Readonly<Record<string, InputValue>>;

/** What the inputs of tasks tell of people. */
export function peopleIn(
  tasks: readonly { inputs: Inputs; contract: readonly InputContract[] }[],
): KnownOfPeople {
  const known = { names: [] as string[], identifiers: [] as string[], birthDates: [] as string[] };
  for (const { inputs, contract } of tasks)
    for (const input of contract) {
      const value = inputs[input.name];
      if (typeof value !== 'string') continue;
      if (input.kind === 'name') known.names.push(value);
      if (input.kind === 'identifier') known.identifiers.push(value);
      if (isBirthDate(input)) known.birthDates.push(value);
    }
  return known;
}

/** Inputs with those masked that tell who the patient is; what is no input of the call type is masked as well. */
export function maskInputs(inputs: Inputs, contract: readonly InputContract[], known: KnownOfPeople): Inputs {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => {
      const input = contract.find((one) => one.name === name);
      return [name, input === undefined ? maskText : maskInput(input, value, known)];
    }),
  );
}

function maskInput(input: InputContract, value: InputValue, known: KnownOfPeople): InputValue {
  switch (input.kind) {
    case 'identifier':
    case 'name':
      return maskText;
    case 'date':
      return isBirthDate(input) ? maskText : value;
    case 'text':
      return isOfPatient(input) ? maskText : maskWords(String(value), known);
    // What the practice goes by, and what it charges.
    case 'money':
    case 'npi':
    case 'tax_id':
      return value;
    case 'telephone':
      return isOfPatient(input) ? maskText : value;
  }
}

function isBirthDate({ name, kind }: InputContract): boolean {
  return kind === 'date' && /birth|dob/i.test(name);
}

function isOfPatient({ name }: InputContract): boolean {
  return /patient|member|subscriber|address/i.test(name);
}
