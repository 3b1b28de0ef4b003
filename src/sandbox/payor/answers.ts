import type { FactName, Facts } from './facts.ts';
import { kindOf } from './facts.ts';
import { amountsOf, datesOf, findCost, symbolsOf, wordsOf } from './hearing.ts';
import { phrases } from './phrases.ts';
import type { Representative } from './scenario.ts';
import * as wording from './wording.ts';

type Manner = Representative['manner'];

/** A fact's value as words. */
export function valueWords(fact: FactName, value: string | number, manner: Manner): string {
  switch (kindOf(fact)) {
    case 'money':
      return wording.money(Number(value), manner.money);
    case 'date':
      return wording.date(String(value), manner.dates);
    case 'identifier':
      return wording.identifier(String(value), manner.letters);
    case 'number':
      return wording.cardinal(Number(value));
    case 'words':
      return fact === 'denialCode' ? wording.denialCode(String(value)) : String(value).toLowerCase();
  }
}

/** The sentence that answers a question for one fact; `spoken` is the value in words. */
export function sentenceFor(fact: FactName, spoken: string, facts: Facts): string {
  switch (fact) {
    case 'status':
      return statusSentence(String(facts.status));
    case 'claimNumber':
      return `The claim number is ${spoken}`;
    case 'receivedDate':
      return `The claim was received on ${spoken}`;
    case 'processedDate':
      return `It was processed on ${spoken}`;
    case 'allowed':
      return `The allowed amount is ${spoken}`;
    case 'paid':
      return `The paid amount is ${spoken}`;
    case 'patientResponsibility':
      return `The patient responsibility is ${spoken}`;
    case 'paymentMethod':
      return methodSentence(String(facts.paymentMethod));
    case 'paymentNumber':
      return `The ${facts.paymentMethod === 'check' ? 'check' : 'trace'} number is ${spoken}`;
    case 'paymentDate':
      return `The payment date is ${spoken}`;
    case 'denialReason':
      return `The denial reason is ${spoken}`;
    case 'denialCode':
      return `The denial code is ${spoken}`;
    case 'appealDeadline':
      return `The appeal deadline is ${spoken}`;
    case 'expectedDays':
      return `It should take ${spoken} ${facts.dayType ?? ''} days`;
    case 'dayType':
      return `${spoken} days`;
    case 'infoRequested':
      return `We need ${spoken}`;
    case 'callReference':
      return `The call reference number is ${spoken}`;
    case 'repName':
      return `My name is ${spoken}`;
  }
}

function statusSentence(status: string): string {
  switch (status) {
    case 'paid':
      return 'The claim was paid';
    case 'denied':
      return 'The claim was denied';
    case 'in_process':
      return 'The claim is still in process';
    case 'pended_info':
      return 'The claim is pending for more information';
    case 'approved_to_pay':
      return 'The claim is approved to pay';
    case 'not_on_file':
      return 'I do not have that claim on file';
    case 'forwarded':
      return 'The claim was forwarded to another plan';
    case 'zero_paid':
      return 'The claim was paid at zero. It all went to the deductible';
    default:
      return 'The claim was rejected';
  }
}

function methodSentence(method: string): string {
  switch (method) {
    case 'check':
      return 'It was paid by check';
    case 'eft':
      return 'It was paid by E F T';
    default:
      return 'It was paid by virtual card';
  }
}

/** Said of a fact that the representative does not have. */
export function withoutAnswer(fact: FactName): string {
  return fact === 'callReference' ? phrases.noReference : phrases.notAvailable;
}

/** Whether the caller's words hold this value. Digits are compared exactly: a read-back must be right. */
export function holdsValue(fact: FactName, value: string | number, text: string): boolean {
  const words = wordsOf(text);
  switch (kindOf(fact)) {
    case 'money':
      return amountsOf(words).includes(Number(value));
    case 'date': {
      const [, month, day] = String(value).split('-').map(Number);
      return datesOf(words).some((said) => said.month === month && said.day === day);
    }
    case 'identifier': {
      const wanted = String(value)
        .toLowerCase()
        .replace(/[^a-z0-9]/gu, '');
      return digitsExact(wanted, symbolsOf(words));
    }
    case 'number':
      return words.join(' ').includes(wording.cardinal(Number(value)));
    case 'words':
      return holdsWords(fact, String(value), words);
  }
}

/** Letters may sound alike; every digit must be there in its place. */
function digitsExact(wanted: string, heard: string): boolean {
  const digits = (text: string) => text.replace(/\D/gu, '');
  return digits(heard).includes(digits(wanted)) && findCost(wanted, heard) <= 1;
}

function holdsWords(fact: FactName, value: string, words: readonly string[]): boolean {
  if (fact === 'denialCode') {
    const digits = value.replace(/\D/gu, '');
    return symbolsOf(words.filter((word) => word !== 'hundred')).includes(digits);
  }
  if (fact === 'paymentMethod') {
    const said = words.join(' ');
    return value === 'check' ? /\bcheck\b/u.test(said) : /\b(e f t|eft|electronic)\b/u.test(said);
  }
  const wanted = wordsOf(value.replace(/_/gu, ' '));
  return wanted.every((word) => words.includes(word));
}
