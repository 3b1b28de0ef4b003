import { wordsOf } from './hearing.ts';
import type { IdentifierName, Representative, Scenario } from './scenario.ts';
import { identifierNames } from './scenario.ts';
import { phrases } from './phrases.ts';
import { identifierLabel, matchIdentifier } from './verification.ts';

/** An identifier that the caller gave, and whether it had been asked for by then. */
export interface Disclosure {
  identifier: IdentifierName;
  asked: boolean;
}

type Verdict = { type: 'complete' } | { type: 'ask'; text: string } | { type: 'wait' } | { type: 'give-up' };

interface Step {
  ask: IdentifierName[];
  any: boolean;
  say?: string | undefined;
}

/** Asks for identifiers step by step, judges what is given, and keeps a record of what was disclosed. */
export interface Verifier {
  hear(text: string): Verdict;
  /** The request that is open. */
  request(): string;
  readonly disclosures: readonly Disclosure[];
}

export function makeVerifier(person: Representative, task: Scenario['task']): Verifier {
  const steps: Step[] = person.verification.map((step) =>
    typeof step === 'string' ? { ask: [step], any: false } : step,
  );
  const given = new Set<IdentifierName>();
  const asked = new Set<IdentifierName>();
  const disclosures: Disclosure[] = [];
  let at = -1;
  let misses = 0;

  const missing = (step: Step): IdentifierName[] => {
    const rest = step.ask.filter((name) => !given.has(name));
    return step.any && rest.length < step.ask.length ? [] : rest;
  };

  const record = (text: string) => {
    for (const identifier of identifierNames) {
      // A caller's own name and its practice's name are courtesy, not disclosure.
      if (identifier === 'callerName' || identifier === 'practiceName') continue;
      if (task.inputs.claimNumber === undefined && identifier === 'claimNumber') continue;
      if (matchIdentifier(identifier, text, task) !== 'right') continue;
      given.add(identifier);
      if (!disclosures.some((disclosure) => disclosure.identifier === identifier))
        disclosures.push({ identifier, asked: asked.has(identifier) });
    }
  };

  const ask = (step: Step, names: readonly IdentifierName[]): Verdict => {
    for (const name of names) asked.add(name);
    return { type: 'ask', text: requestFor(step, names) };
  };

  const advance = (): Verdict => {
    misses = 0;
    at += 1;
    for (; at < steps.length; at += 1) {
      const step = steps[at];
      if (!step) break;
      const names = missing(step);
      if (names.length > 0) return ask(step, names);
    }
    return { type: 'complete' };
  };

  const judge = (step: Step, text: string): Verdict => {
    for (const name of step.ask)
      if (asked.has(name) && matchIdentifier(name, text, task) === 'right') given.add(name);
    const rest = missing(step);
    if (rest.length === 0) return advance();
    const words = wordsOf(text);
    const said = words.join(' ');
    if (/\b(one moment|one second|hold on|let me)\b/u.test(said)) return { type: 'wait' };
    if (words.length <= 2 && /^(sure|yes|okay|of course|certainly|hello)/u.test(said))
      return { type: 'wait' };
    misses += 1;
    if (misses >= person.manner.attempts) return { type: 'give-up' };
    // Something like it was said: a repetition is asked for. Otherwise the request is simply made again.
    if (!rest.some((name) => matchIdentifier(name, text, task) === 'unclear')) return ask(step, rest);
    return {
      type: 'ask',
      text: `${phrases.missed} Can you repeat ${list(rest, step.any)} please?`,
    };
  };

  return {
    hear(text) {
      record(text);
      const step = at < 0 ? undefined : steps[at];
      return step ? judge(step, text) : advance();
    },
    request() {
      const step = steps[Math.max(at, 0)];
      return step ? requestFor(step, missing(step)) : '';
    },
    disclosures,
  };
}

function requestFor(step: Step, names: readonly IdentifierName[]): string {
  if (step.say !== undefined && names.length === step.ask.length) return step.say;
  return `Can I have ${list(names, step.any)} please?`;
}

function list(names: readonly IdentifierName[], any: boolean): string {
  return names.map(identifierLabel).join(any ? ' or ' : ' and ');
}
