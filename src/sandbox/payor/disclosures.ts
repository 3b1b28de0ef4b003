import { findCost, symbolsOf, wordsOf } from './hearing.ts';
import { keypadDigits } from './keypad.ts';
import type { Task } from './scenario-fields.ts';
import { identifierNames } from './scenario-names.ts';
import { identifierValue, matchIdentifier } from './verification.ts';

/** An identifier that the caller gave for the first time, and whether a person or a menu had asked for it by then. */
export interface Disclosure {
  identifier: string;
  asked: boolean;
  atMs: number;
  by: 'voice' | 'keys';
  /** Which task's, from 0. */
  task: number;
}

/** Listens to a whole call for identifiers, in menus and on hold as well. */
export interface DisclosureWatch {
  /** A person or a menu asks for these from now on. */
  asked(names: readonly string[]): void;
  heard(text: string, atMs: number): void;
  key(digit: string, atMs: number): void;
  readonly disclosures: readonly Disclosure[];
}

/** Who calls and for whom is courtesy, not disclosure. */
const courtesy = ['callerName', 'practiceName', 'practiceAddress', 'callbackNumber'];

/** Stricter than a representative's ear: what is taken for a disclosure has to be one. */
function isSaid(name: string, text: string, task: Task): boolean {
  const value = identifierValue(name, task);
  if (value === undefined || matchIdentifier(name, text, task) !== 'right') return false;
  const words = wordsOf(text);
  if (/^\d{4}-\d\d-\d\d$/u.test(value) || name === 'billedAmount') return true;
  const wanted = wordsOf(value);
  const symbols = value.toLowerCase().replace(/[^a-z0-9]/gu, '');
  const spelled = findCost(symbols, symbolsOf(words)) <= 0.5;
  if (/\d/u.test(value)) return spelled;
  const [first = '', ...rest] = wanted;
  // Letters that spell the first part may stand between them.
  const plain = words.filter((word) => word.length > 1);
  const near = plain.some(
    (word, at) => word === first && rest.every((part) => plain.slice(at + 1, at + 4).includes(part)),
  );
  return near || spelled;
}

/** Shorter digits than these are choices of a menu. */
const leastKeyedDigits = 4;

export function makeDisclosureWatch(tasks: readonly Task[]): DisclosureWatch {
  const asked = new Set<string>();
  const disclosures: Disclosure[] = [];
  let keyed = '';

  const names = (task: Task) =>
    identifierNames.filter((name) => !courtesy.includes(name) && identifierValue(name, task) !== undefined);

  const isKnown = (identifier: string, index: number) =>
    disclosures.some((known) => known.identifier === identifier && known.task === index);

  const note = (identifier: string, index: number, atMs: number, by: 'voice' | 'keys') => {
    if (isKnown(identifier, index)) return;
    disclosures.push({ identifier, asked: asked.has(identifier), atMs, by, task: index });
  };

  return {
    asked(wanted) {
      for (const name of wanted) asked.add(name);
    },
    heard(text, atMs) {
      tasks.forEach((task, index) => {
        for (const name of names(task))
          if (!isKnown(name, index) && isSaid(name, text, task)) note(name, index, atMs, 'voice');
      });
    },
    key(digit, atMs) {
      keyed = (keyed + digit).slice(-24);
      tasks.forEach((task, index) => {
        for (const name of names(task)) {
          const wanted = keypadDigits(identifierValue(name, task) ?? '');
          if (wanted.length >= leastKeyedDigits && keyed.replace(/[*#]/gu, '').endsWith(wanted))
            note(name, index, atMs, 'keys');
        }
      });
    },
    disclosures,
  };
}
