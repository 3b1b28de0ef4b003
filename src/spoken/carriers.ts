import { isThatOne } from './amount.ts';
import type { Utterance } from './marks.ts';

/** Words that may stand around a value that is the whole of a turn. */
const CARRIERS = new Set(
  (
    "a an the that that's thats that'll it'll there'll that'd they're you're i'll i'd is it it's its was were be been by on of at in to for from with and as so then i'm we we're " +
    "you can could your my our his her their he she they this there there's here here's what i have i've got see show shows showing " +
    'has had will would gets going amount amounts total totals totaling value number numbers date dates code codes claim check ' +
    "reference authorization auth member id identification ssn social security ein policy group account confirmation tracking case patient's patient " +
    'provider insurance phone fax telephone tax npi dob birth service received processed paid pay pays payment issued billed ' +
    'charged charge charges allowed denied owed owes due remaining met deductible copay coinsurance balance responsibility cost ' +
    'price fee covered covers coverage effective terminated termed ends ended starts started starting ending mailed sent ' +
    "cleared cashed posted plan year time zone only just also still exactly even one's comes came come out up down now dated " +
    "through until again repeat correct first last name spelled spell spelling capital is's called call back which letters " +
    "eastern central pacific mountain standard daylight est cst pst mst within takes take allow allows another additional callback rate direct line best reach multiplier factor count procedure diagnosis modifier remark reason place carc rarc cpt hcpcs icd line item about like gonna be's under over but between - ( )"
  ).split(' '),
);

export function isCarrier(utterance: Utterance, at: number): boolean {
  const token = utterance.tokens[at];
  return token !== undefined && (CARRIERS.has(token.word) || isThatOne(utterance.tokens, at));
}

/** Words between what was wrong and what is right ("sorry, the amount is"). */
export const MOST_BETWEEN_REPAIRED = 6;

export function onlyCarriers(utterance: Utterance, from: number, to: number): boolean {
  if (to - from > MOST_BETWEEN_REPAIRED) return false;
  for (let at = from; at < to; at++) if (!isCarrier(utterance, at)) return false;
  return true;
}
