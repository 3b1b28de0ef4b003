import { amountsOf, datesOf, findCost, symbolsOf, wordDistance, wordsOf } from './hearing.ts';
import type { IdentifierName, Scenario } from './scenario.ts';

export type Match = 'right' | 'unclear' | 'absent';

/** What a task says of the caller and the patient, by the name a representative asks it by; undefined: nothing to compare. */
function valueOf(name: IdentifierName, task: Scenario['task']): string | undefined {
  const { inputs, practice } = task;
  switch (name) {
    case 'callerName':
      return undefined;
    case 'practiceName':
      return practice.name;
    case 'npi':
      return inputs.npi;
    case 'taxId':
      return inputs.taxId;
    case 'callbackNumber':
      return practice.phone.slice(2);
    case 'memberId':
      return inputs.memberId;
    case 'patientName':
      return `${inputs.patientFirstName} ${inputs.patientLastName}`;
    case 'patientDateOfBirth':
      return inputs.patientDateOfBirth;
    case 'dateOfService':
      return inputs.dateOfService;
    case 'billedAmount':
      return String(inputs.billedAmount);
    case 'claimNumber':
      return inputs.claimNumber;
  }
}

/** Whether the caller's words hold this identifier, allowing for what a telephone does to speech. */
export function matchIdentifier(name: IdentifierName, text: string, task: Scenario['task']): Match {
  const words = wordsOf(text);
  const value = valueOf(name, task);
  switch (name) {
    case 'callerName':
      return words.length > 0 ? 'right' : 'absent';
    case 'practiceName':
    case 'patientName':
      return matchWords(value ?? '', words);
    case 'patientDateOfBirth':
    case 'dateOfService':
      return matchDate(value ?? '', words);
    case 'billedAmount':
      return matchAmount(Number(value), words);
    case 'claimNumber':
      if (value === undefined)
        return /\b(dont|do not|no) (have|claim)\b/u.test(words.join(' ')) ? 'right' : 'absent';
      return matchSymbols(value, words);
    case 'npi':
    case 'taxId':
    case 'callbackNumber':
    case 'memberId':
      return matchSymbols(value ?? '', words);
  }
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
      words.some((word) => wordDistance(word, part) <= (part.length > 5 ? 2 : 1)) ||
      (heard.length >= part.length && findCost(part, heard) <= 1),
  );
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
  return wordDistance(String(said), String(wanted)) <= 1;
}

function matchAmount(cents: number, words: readonly string[]): Match {
  const amounts = amountsOf(words);
  if (amounts.includes(cents)) return 'right';
  return amounts.length > 0 && /\b(dollars?|cents?|amount|billed|charge)\b/u.test(words.join(' '))
    ? 'unclear'
    : 'absent';
}

/** How a representative names an identifier when it asks for it. */
export function identifierLabel(name: IdentifierName): string {
  switch (name) {
    case 'callerName':
      return 'your name';
    case 'practiceName':
      return 'the name of the practice';
    case 'npi':
      return 'the N P I';
    case 'taxId':
      return 'the tax I D';
    case 'callbackNumber':
      return 'a call back number';
    case 'memberId':
      return 'the member I D';
    case 'patientName':
      return "the patient's name";
    case 'patientDateOfBirth':
      return 'the date of birth';
    case 'dateOfService':
      return 'the date of service';
    case 'billedAmount':
      return 'the billed amount';
    case 'claimNumber':
      return 'the claim number';
  }
}
