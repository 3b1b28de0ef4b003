import type { FactName, Facts } from './facts.ts';
import { kindOf } from './facts.ts';
import { amountsOf, datesOf, findCost, symbolsOf, wordsOf } from './hearing.ts';
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
      return `the claim number is ${spoken}`;
    case 'receivedDate':
      return `the claim was received on ${spoken}`;
    case 'processedDate':
      return `it was processed on ${spoken}`;
    case 'allowed':
      return `the allowed amount is ${spoken}`;
    case 'paid':
      return `the paid amount is ${spoken}`;
    case 'patientResponsibility':
      return `the patient responsibility is ${spoken}`;
    case 'paymentMethod':
      return methodSentence(String(facts.paymentMethod));
    case 'paymentNumber':
      return `the ${facts.paymentMethod === 'check' ? 'check' : 'trace'} number is ${spoken}`;
    case 'paymentDate':
      return `the payment date is ${spoken}`;
    case 'denialReason':
      return `the denial reason is ${spoken}`;
    case 'denialCode':
      return `the denial code is ${spoken}`;
    case 'appealDeadline':
      return `the appeal deadline is ${spoken}`;
    case 'expectedDays':
      return `it should take ${spoken} ${facts.dayType ?? ''} days`;
    case 'dayType':
      return `${spoken} days`;
    case 'infoRequested':
      return `we need ${spoken}`;
    case 'callReference':
      return `the call reference number is ${spoken}`;
    case 'repName':
      return `my name is ${spoken}`;
  }
}

function statusSentence(status: string): string {
  switch (status) {
    case 'paid':
      return 'the claim was paid';
    case 'denied':
      return 'the claim was denied';
    case 'in_process':
      return 'the claim is still in process';
    case 'pended_info':
      return 'the claim is pending for more information';
    case 'approved_to_pay':
      return 'the claim is approved to pay';
    case 'not_on_file':
      return 'i do not have that claim on file';
    case 'forwarded':
      return 'the claim was forwarded to another plan';
    case 'zero_paid':
      return 'the claim was paid at zero it all went to the deductible';
    default:
      return 'the claim was rejected';
  }
}

function methodSentence(method: string): string {
  switch (method) {
    case 'check':
      return 'it was paid by check';
    case 'eft':
      return 'it was paid by e f t';
    default:
      return 'it was paid by virtual card';
  }
}

/** Said of a fact that the representative does not have. */
export function withoutAnswer(fact: FactName): string {
  return fact === 'callReference'
    ? 'i do not have a reference number you can use my name and the date'
    : 'i do not have that information';
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
