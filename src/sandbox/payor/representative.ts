import { holdsValue, sentenceFor, valueWords, withoutAnswer } from './answers.ts';
import type { FactName, Facts } from './facts.ts';
import { kindOf } from './facts.ts';
import { symbolsOf, wordsOf } from './hearing.ts';
import { phrases } from './phrases.ts';
import { understand } from './questions.ts';
import type { Understanding } from './questions.ts';
import type { Representative, Scenario } from './scenario.ts';
import { makeVerifier } from './verifier.ts';
import type { Disclosure } from './verifier.ts';
import * as wording from './wording.ts';

/** One thing that a representative does in its turn. */
export type Act = { type: 'say'; text: string } | { type: 'think'; ms: number } | { type: 'hangup' };

type RepresentativeStage = 'opening' | 'verification' | 'answers' | 'goodbye';

/** A representative's mind: words in, acts out. It keeps what was said; it knows no time and no sound. */
export interface RepresentativeMind {
  greet(): Act[];
  /** A whole turn of the caller. */
  hear(text: string): Act[];
  /** The caller made sounds that held no words. */
  unclear(): Act[];
  /** Nothing was heard for `silenceMs`. */
  silence(): Act[];
  readonly stage: RepresentativeStage;
  /** How many facts were answered or volunteered so far. */
  readonly answers: number;
  readonly disclosures: readonly Disclosure[];
}

const say = (text: string): Act => ({ type: 'say', text });
const join = (sentences: readonly string[]) => sentences.filter(Boolean).join(' ');

export function makeRepresentative(scenario: Scenario, person: Representative): RepresentativeMind {
  const { manner } = person;
  const facts: Facts = { repName: person.name, ...scenario.truth.fields, ...person.facts };
  const verifier = makeVerifier(person, scenario.task);
  const corrected = new Set<FactName>();
  const said = new Set<FactName>();
  let lastFields: FactName[] = [];
  let lastWords = '';
  let stage: RepresentativeStage = 'opening';
  let silences = 0;
  let askedElse = false;

  const reply = (text: string): Act[] => {
    lastWords = text;
    return [say(text)];
  };

  const spoken = (fact: FactName, again: boolean): string => {
    const value = facts[fact];
    if (value === undefined) return '';
    const right = valueWords(fact, value, manner);
    const slip = person.corrections.find((correction) => correction.field === fact);
    if (!slip || again || corrected.has(fact)) return right;
    corrected.add(fact);
    return `${valueWords(fact, slip.first, manner)}, no, sorry, ${right}`;
  };

  const tell = (fields: readonly FactName[], again = false): string => {
    lastFields = [...fields];
    return join(
      fields.map((fact) => {
        if (facts[fact] === undefined) return withoutAnswer(fact);
        said.add(fact);
        return `${sentenceFor(fact, spoken(fact, again), facts)}.`;
      }),
    );
  };

  /** Adds what is told in the same breath. */
  const withGroups = (asks: readonly FactName[]): FactName[] => {
    const groups = person.together.filter((group) => asks.some((fact) => group.includes(fact)));
    const more = groups.flat().filter((fact) => !said.has(fact) && facts[fact] !== undefined);
    return [...new Set([...asks, ...more])];
  };

  const goodbye = (): Act[] => {
    stage = 'goodbye';
    return [
      ...reply(`Thank you for calling ${scenario.payor.name}. Have a great day. Goodbye.`),
      { type: 'hangup' },
    ];
  };

  const find = (): Act[] => {
    stage = 'answers';
    const looking: Act[] = [say(phrases.oneMoment), { type: 'think', ms: manner.thinkMs }];
    if (person.refuses !== undefined) return [...looking, ...reply(person.refuses)];
    // Nobody who sees no claim says that they have it.
    const volunteers = facts.status === 'not_on_file' ? (['status'] as const) : person.volunteers;
    if (volunteers.length > 0) return [...looking, ...reply(`Okay. ${tell(volunteers)}`)];
    return [...looking, ...reply(phrases.found)];
  };

  const verify = (text: string): Act[] => {
    const result = verifier.hear(text);
    switch (result.type) {
      case 'complete':
        return find();
      case 'ask':
        return reply(result.text);
      case 'wait':
        return [];
      case 'give-up':
        stage = 'goodbye';
        return [...reply(phrases.cannotVerify), { type: 'hangup' }];
    }
  };

  /** Yes to what is right; the right value for what is not. */
  const confirm = (text: string, asks: readonly FactName[]): Act[] => {
    const named = asks.filter((fact) => said.has(fact));
    const candidates = named.length > 0 ? named : lastFields;
    const wrong = candidates.filter((fact) => {
      const value = facts[fact];
      return value !== undefined && !holdsValue(fact, value, text) && saysSomethingFor(fact, text);
    });
    if (wrong.length === 0) return reply(phrases.right);
    return reply(`No, ${tell(wrong, true)}`);
  };

  const answer = (text: string, meaning: Understanding): Act[] => {
    if (meaning.readBack && said.size > 0 && !isOpenQuestion(text)) return confirm(text, meaning.asks);
    if (meaning.spell) return reply(`${person.name}, ${wording.spelled(person.name)}.`);
    if (meaning.repeat)
      return meaning.asks.length > 0
        ? reply(tell(meaning.asks, true))
        : reply(lastFields.length > 0 ? tell(lastFields, true) : lastWords);
    if (meaning.asks.length > 0) {
      if (person.refuses !== undefined) return reply(person.refuses);
      return reply(tell(withGroups(unfold(meaning.asks, facts))));
    }
    if (meaning.goodbye || meaning.done) return goodbye();
    if (meaning.wait) return [];
    if (meaning.thanks) {
      if (askedElse) return goodbye();
      askedElse = true;
      return reply(phrases.anythingElse);
    }
    if (askedElse && /^no\b/u.test(wordsOf(text).join(' '))) return goodbye();
    if (wordsOf(text).length <= 2) return [];
    return reply(phrases.whichQuestion);
  };

  return {
    greet: () =>
      reply(person.greeting.replace('{payor}', scenario.payor.name).replace('{name}', person.name)),
    hear(text) {
      silences = 0;
      const meaning = understand(text);
      if (meaning.automated) return reply(`Yes. ${lastWords}`);
      switch (stage) {
        case 'opening':
          stage = 'verification';
          return verify(text);
        case 'verification':
          if (meaning.repeat && symbolsOf(wordsOf(text)).length < 3) return reply(verifier.request());
          return verify(text);
        case 'answers':
          return answer(text, meaning);
        case 'goodbye':
          return [];
      }
    },
    unclear() {
      silences = 0;
      if (stage === 'goodbye') return [];
      return stage === 'verification'
        ? reply(`${phrases.missed} ${verifier.request()}`)
        : [say(phrases.sayAgain)];
    },
    silence() {
      silences += 1;
      if (silences === 1) return [say(phrases.areYouThere)];
      stage = 'goodbye';
      return [say(phrases.nothingHeard), { type: 'hangup' }];
    },
    get stage() {
      return stage;
    },
    get answers() {
      return said.size;
    },
    disclosures: verifier.disclosures,
  };
}

/** "Was that a check or an E F T, is that right" reads back; "what is the right number" asks. */
function isOpenQuestion(text: string): boolean {
  return /^((and|okay|thank you|thanks|great|please)\s+)*(what|when|how|may|can|could|who)\b/u.test(
    wordsOf(text).join(' '),
  );
}

/** Whether the turn held anything that could have been a value of this kind; a bare "is that right" holds nothing. */
function saysSomethingFor(fact: FactName, text: string): boolean {
  const words = wordsOf(text);
  switch (kindOf(fact)) {
    case 'money':
    case 'date':
    case 'identifier':
    case 'number':
      return /\d/u.test(symbolsOf(words));
    case 'words':
      return fact === 'denialCode' && /\d/u.test(symbolsOf(words));
  }
}

/** Days are told once, with their kind, when both are asked; what a status makes senseless is left out. */
function unfold(asks: readonly FactName[], facts: Facts): FactName[] {
  if (facts.expectedDays !== undefined && asks.includes('expectedDays'))
    return asks.filter((fact) => fact !== 'dayType');
  return [...asks];
}
