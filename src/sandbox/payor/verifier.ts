import { wordsOf } from './hearing.ts';
import type { Task } from './scenario-fields.ts';
import type { Representative } from './scenario-person.ts';
import { phrases } from './phrases.ts';
import * as wording from './wording.ts';
import { identifierLabel, identifierValue, matchIdentifier, usualVerification } from './verification.ts';

type Ruling =
  /** `task` is the one that the identifiers belong to, from 0. */
  | { type: 'complete'; task: number }
  | { type: 'ask'; text: string }
  /** Read back, and to be confirmed or corrected. */
  | { type: 'check'; text: string; identifier: string; right: boolean }
  | { type: 'wait' }
  | { type: 'give-up' };

interface Step {
  ask: readonly string[];
  any: boolean;
  say?: string | undefined;
}

/** Asks for identifiers step by step, and judges what is given. Which task they belong to shows in them. */
export interface Verifier {
  hear(text: string): Ruling;
  /** The request that is open. */
  request(): string;
  /** Takes back what was given for this one, so that it is asked for again. */
  takeBack(identifier: string): Ruling;
  /** Goes on after a read-back was confirmed. */
  proceed(): Ruling;
}

/** Who was not understood so often says what it wants in the plainest words; so does who is asked which one it is. */
const plainAfter = 2;
const asksWhich = /\b(not sure what you|which of (these|those|them)|what do you need)\b/u;

/** Who calls does not change from one task of a call to the next. */
const sameForAll = ['callerName', 'practiceName', 'practiceAddress', 'callbackNumber', 'npi', 'taxId'];

export function makeVerifier(options: {
  person: Representative;
  tasks: readonly Task[];
  /** Tasks that are dealt with. */
  done: ReadonlySet<number>;
  /** The provider is known from the task before. */
  again: boolean;
  onAsked: (names: readonly string[]) => void;
}): Verifier {
  const { person, tasks, done, again } = options;
  const steps = stepsOf(person, tasks[0]?.callType ?? '').flatMap((step): Step[] => {
    const ask = again ? step.ask.filter((name) => !sameForAll.includes(name)) : step.ask;
    return ask.length === 0 ? [] : [{ ...step, ask }];
  });
  const open = tasks.flatMap((task, index) => (done.has(index) ? [] : [{ task, index }]));
  const given = new Map(open.map(({ index }) => [index, new Set<string>()]));
  const asked = new Set<string>();
  const checked = new Set<string>();
  let rejected = false;
  let at = -1;
  let misses = 0;

  const missingFor = (step: Step, index: number): string[] => {
    const rest = step.ask.filter((name) => !given.get(index)?.has(name));
    return step.any && rest.length < step.ask.length ? [] : rest;
  };
  /** What the nearest task still misses; several tasks may fit at first. */
  const missing = (step: Step): string[] =>
    likely()
      .map(({ index }) => missingFor(step, index))
      .sort((a, b) => a.length - b.length)[0] ?? [];

  /** The tasks that fit everything so far best. */
  const likely = () => {
    const score = (index: number) => given.get(index)?.size ?? 0;
    const best = Math.max(...open.map(({ index }) => score(index)));
    return open.filter(({ index }) => score(index) === best);
  };

  const record = (text: string) => {
    for (const { task, index } of open)
      for (const name of new Set(steps.flatMap(({ ask }) => ask))) {
        if (name === 'callerName' || (name === 'practiceName' && !asked.has(name))) continue;
        if (!asked.has(name) && identifierValue(name, task) === undefined) continue;
        if (matchIdentifier(name, text, task) === 'right') given.get(index)?.add(name);
      }
  };

  const ask = (step: Step, names: readonly string[]): Ruling => {
    for (const name of names) asked.add(name);
    options.onAsked(names);
    return { type: 'ask', text: misses < plainAfter ? requestFor(step, names) : plainRequest(step, names) };
  };

  const check = (): Ruling | undefined => {
    const { rejects } = person;
    const has = (name: string) => likely().some(({ index }) => given.get(index)?.has(name));
    if (rejects && !rejected && has(rejects.identifier)) {
      rejected = true;
      for (const names of given.values()) names.delete(rejects.instead);
      asked.add(rejects.instead);
      options.onAsked([rejects.instead]);
      steps.splice(at + 1, 0, { ask: [rejects.instead], any: false });
      at += 1;
      const text =
        rejects.say ??
        `I'm not finding anything for ${identifierLabel(rejects.identifier)}. Do you have ${identifierLabel(rejects.instead)}?`;
      return { type: 'ask', text };
    }
    const readBack = person.readsBack.find(({ identifier }) => !checked.has(identifier) && has(identifier));
    if (!readBack) return undefined;
    checked.add(readBack.identifier);
    const task = likely()[0]?.task;
    const value = task && identifierValue(readBack.identifier, task);
    const right = readBack.as === undefined;
    const text = `So ${identifierLabel(readBack.identifier)} is ${spokenValue(readBack.as ?? value ?? '')}. Is that right?`;
    return { type: 'check', text, identifier: readBack.identifier, right };
  };

  const advance = (): Ruling => {
    misses = 0;
    const pause = check();
    if (pause) return pause;
    for (; at < steps.length; at += 1) {
      const step = steps[at];
      if (!step) continue;
      const names = missing(step);
      if (names.length > 0) return ask(step, names);
    }
    return { type: 'complete', task: likely()[0]?.index ?? 0 };
  };

  const judge = (step: Step, text: string): Ruling => {
    for (const { task, index } of open)
      for (const name of step.ask)
        if (asked.has(name) && matchIdentifier(name, text, task) === 'right') given.get(index)?.add(name);
    const rest = missing(step);
    if (rest.length === 0) return advance();
    const words = wordsOf(text);
    const said = words.join(' ');
    if (/\b(one moment|one second|hold on|let me (?!say|repeat|spell))\b/u.test(said))
      return { type: 'wait' };
    if (words.length <= 2 && /^(sure|yes|okay|of course|certainly|hello)/u.test(said))
      return { type: 'wait' };
    misses = asksWhich.test(said) ? Math.max(misses + 1, plainAfter) : misses + 1;
    if (misses >= person.manner.attempts) return { type: 'give-up' };
    // Something like it was said: a repetition is asked for. Otherwise the request is simply made again.
    const unclear = rest.some((name) =>
      open.some(({ task }) => matchIdentifier(name, text, task) === 'unclear'),
    );
    if (!unclear) return ask(step, rest);
    return { type: 'ask', text: `${phrases.missed} Can you repeat ${list(rest, step.any)} please?` };
  };

  return {
    hear(text) {
      record(text);
      const step = at < 0 ? undefined : steps[at];
      if (step) return judge(step, text);
      at = 0;
      return advance();
    },
    request() {
      const step = steps[Math.max(at, 0)];
      return step ? requestFor(step, missing(step)) : '';
    },
    takeBack(identifier) {
      for (const names of given.values()) names.delete(identifier);
      const index = steps.findIndex(({ ask: names }) => names.includes(identifier));
      at = Math.max(index, 0);
      misses += 1;
      return misses >= person.manner.attempts
        ? { type: 'give-up' }
        : {
            type: 'ask',
            text: `I'm not finding anything. Can you repeat ${identifierLabel(identifier)} please?`,
          };
    },
    proceed: advance,
  };
}

function stepsOf(person: Representative, callType: string): Step[] {
  const asked = person.verification ?? usualVerification(callType);
  return asked.map((step) => (typeof step === 'string' ? { ask: [step], any: false } : step));
}

function requestFor(step: Step, names: readonly string[]): string {
  if (step.say !== undefined && names.length === step.ask.length) return step.say;
  return plainRequest(step, names);
}

function plainRequest(step: Step, names: readonly string[]): string {
  return `Can I have ${list(names, step.any)} please?`;
}

function list(names: readonly string[], any: boolean): string {
  return names.map(identifierLabel).join(any ? ' or ' : ' and ');
}

/** An identifier as it is said aloud. */
function spokenValue(value: string): string {
  if (/^\d{4}-\d\d-\d\d$/u.test(value)) return wording.date(value, 'year');
  return /\d/u.test(value) && !/\s/u.test(value) ? wording.identifier(value, 'plain') : value;
}
