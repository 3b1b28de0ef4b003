import { amountsOf, datesOf, findCost, isNear, symbolsOf, wordsOf } from './hearing.ts';
import { labelOf } from './knowledge/index.ts';
import type { Task } from './scenario-fields.ts';

export type Match = 'right' | 'unclear' | 'absent';

/** What a task says of the caller and the patient, by the name that a representative asks it by; undefined: nothing to compare. */
export function identifierValue(name: string, task: Task): string | undefined {
  const { inputs, practice } = task;
  const joined = (...names: string[]) => {
    const parts = names.flatMap((part) => (inputs[part] === undefined ? [] : [String(inputs[part])]));
    return parts.length === 0 ? undefined : parts.join(' ');
  };
  switch (name) {
    case 'callerName':
      return undefined;
    case 'practiceName':
      return practice.name;
    case 'practiceAddress':
      return practice.address;
    case 'callbackNumber':
      return practice.phone.slice(2);
    case 'patientName':
      return joined('patientFirstName', 'patientLastName');
    case 'providerName':
      return joined('providerFirstName', 'providerLastName');
    case 'npi':
      return joined('npi') ?? practice.npi;
    case 'taxId':
      return joined('taxId') ?? practice.taxId;
    default:
      return joined(name);
  }
}

/** Inputs that a caller may well not have: it says so, and that will do. */
const mayBeMissing =
  /\b(dont|do not|not|no) (have|know|sure|(claim|auth\w*|application|case) )|not available|(have|has) no\b/u;

/** Whether the caller's words hold this identifier, allowing for what a telephone does to speech. */
export function matchIdentifier(name: string, text: string, task: Task): Match {
  const words = wordsOf(text);
  if (name === 'callerName') return words.length >= 1 ? 'right' : 'absent';
  const value = identifierValue(name, task);
  if (value === undefined) return mayBeMissing.test(words.join(' ')) ? 'right' : 'absent';
  if (name === 'billedAmount') return matchAmount(Number(value), words);
  if (/^\d{4}-\d\d-\d\d$/u.test(value)) return matchDate(value, words);
  return /\d/u.test(value) && name !== 'practiceAddress'
    ? matchSymbols(value, words)
    : matchWords(value, words);
}

/** Half a symbol of tolerance for short identifiers, up to two for long ones: a person hears better than a recogniser. */
function matchSymbols(value: string, words: readonly string[]): Match {
  const wanted = value.toLowerCase().replace(/[^a-z0-9]/gu, '');
  const heard = symbolsOf(words);
  const tolerance = wanted.length <= 5 ? 0.5 : wanted.length <= 8 ? 1 : 2;
  const cost = findCost(wanted, heard);
  if (cost <= tolerance) return 'right';
  return heard.length >= 4 && cost <= wanted.length * 0.6 ? 'unclear' : 'absent';
}

/** Every word of a name said closely enough, or spelled. */
function matchWords(value: string, words: readonly string[]): Match {
  const parts = wordsOf(value).filter((part) => part.length > 2 || !/^(of|the|and)$/u.test(part));
  const heard = symbolsOf(words);
  const found = parts.filter(
    (part) =>
      words.some((word) => isNear(word, part, part.length > 5 ? 2 : part.length > 2 ? 1 : 0)) ||
      (heard.length >= part.length && findCost(part, heard) <= 1),
  );
  if (parts.length === 0) return 'absent';
  if (found.length === parts.length) return 'right';
  // A recogniser that does not know a name writes something else: one part of it in a longer name is enough.
  return found.length > 0 && found.length * 2 >= parts.length ? 'unclear' : 'absent';
}

function matchDate(iso: string, words: readonly string[]): Match {
  const [year, month, day] = iso.split('-').map(Number);
  const dates = datesOf(words);
  const right = dates.some(
    (said) => said.month === month && said.day === day && nearYear(said.year ?? year, year),
  );
  if (right) return 'right';
  return dates.some((said) => said.month === month || said.day === day) ? 'unclear' : 'absent';
}

/** One digit of a year may be misheard: the day and the claim on the screen settle which one is meant. */
function nearYear(said: number | undefined, wanted: number | undefined): boolean {
  return isNear(String(said), String(wanted), 1);
}

function matchAmount(cents: number, words: readonly string[]): Match {
  const amounts = amountsOf(words);
  if (amounts.includes(cents)) return 'right';
  return amounts.length > 0 && /\b(dollars?|cents?|amount|billed|charge)\b/u.test(words.join(' '))
    ? 'unclear'
    : 'absent';
}

const labels: Readonly<Record<string, string>> = {
  callerName: 'your name',
  practiceName: 'the name of the practice',
  practiceAddress: 'the address of the practice',
  npi: 'the N P I',
  taxId: 'the tax I D',
  callbackNumber: 'a call back number',
  memberId: 'the member I D',
  patientName: "the patient's name",
  patientDateOfBirth: 'the date of birth',
  dateOfService: 'the date of service',
  billedAmount: 'the billed amount',
  claimNumber: 'the claim number',
  procedureCode: 'the procedure code',
  authNumber: 'the authorization number',
  submittedDate: 'the date it was submitted',
  providerName: "the provider's name",
  applicationId: 'the application I D',
  ssn: "the patient's social security number",
  diagnosis: 'the diagnosis',
};

const otherLabels: Readonly<Record<string, readonly string[]>> = {
  patientName: ['the name and birth', 'the name and date of birth', 'their name and'],
  memberId: ['member number', "member's number", 'subscriber I D', 'subscriber number', 'patient I D'],
  patientDateOfBirth: ['birthday', 'birth date', 'birthdate', 'D O B'],
  dateOfService: ['D O S'],
};

/** How a representative names an identifier when it asks for it. */
export function identifierLabel(name: string): string {
  return labels[name] ?? `the ${labelOf(name)}`;
}

/** The identifiers that a sentence asks for by their usual names: "Claims, Ann here, what's the member I D?" */
export function identifiersAskedIn(text: string): string[] {
  const plain = text.toLowerCase().replaceAll("'s i d", ' i d');
  const asks =
    /\b(?:what'?s|what is|(?:can|may|could) i (?:please )?(?:have|get)|i(?:'ll| will)? need|do you have|tell me|let me (?:have|get|grab)|can you (?:please )?(?:verify|confirm|give)|(?:go ahead|start|begin) with|give me)\b/u.test(
      plain,
    );
  // "Claims, Ann. Member number?"
  const asked = asks ? plain : (/[^.?!]*\?\s*$/u.exec(plain)?.[0] ?? '');
  const who =
    /\bwhose (?:authorization|claim|benefits|case|request|account)\b|\b(?:which|who(?:'s| is) (?:the|our|your)|tell me the) (?:member|patient|subscriber)\b(?!'s| i d| number)/u.test(
      asked,
    );
  // "The name and birthday" are the patient's.
  const own = asked.replace(/\b(?:the|their|his|her|patient's|member's) name\b/gu, 'the patient');
  return Object.entries(labels)
    .filter(
      ([name, label]) =>
        (who && name === 'patientName') ||
        [label.replace(/^(?:the|your|a) /u, ''), ...(otherLabels[name] ?? [])].some((one) =>
          (name === 'callerName' ? own : asked).includes(one.toLowerCase()),
        ),
    )
    .map(([name]) => name);
}

/** What is asked for where a scenario does not say. */
export function usualVerification(callType: string): { ask: string[]; any: boolean }[] {
  const provider = { ask: ['npi', 'taxId'], any: true };
  const patient = [
    { ask: ['memberId'], any: false },
    { ask: ['patientName', 'patientDateOfBirth'], any: false },
  ];
  switch (callType) {
    case 'claim_status':
      return [provider, ...patient, { ask: ['dateOfService'], any: false }];
    case 'eligibility':
      return [provider, ...patient];
    case 'prior_auth':
      return [provider, ...patient, { ask: ['procedureCode'], any: false }];
    case 'credentialing_status':
      return [
        { ask: ['npi'], any: false },
        { ask: ['providerName'], any: false },
      ];
    default:
      return [provider];
  }
}
