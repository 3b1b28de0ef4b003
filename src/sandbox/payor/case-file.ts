import { joined } from './acts.ts';
import { asksForForm } from './forms.ts';
import { makeConfirming } from './confirming.ts';
import type { Confirmation } from './confirming.ts';
import { makeFieldsAsked } from './fields-asked.ts';
import { wordsOf } from './hearing.ts';
import { makeStrangers } from './strangers.ts';
import { knowledgeFor, stemOf } from './knowledge/index.ts';
import { phrases, variants } from './phrases.ts';
import type { Understanding } from './questions.ts';
import { pick } from './random.ts';
import type { Random } from './random.ts';
import type { Case } from './scenario.ts';
import type { FieldValue } from './scenario-fields.ts';
import type { Representative, Telling } from './scenario-person.ts';
import { makeTeller } from './telling.ts';
import * as wording from './wording.ts';

/** What the representative has on its screen for one task, and what of it was told. */
export interface CaseFile {
  readonly thing: string;
  /** Facts told so far. */
  readonly told: number;
  /** The fields that a turn asks for, as concrete names, in order. */
  asked(text: string, meaning: Understanding): string[];
  /** Sentences for these fields. `again`: to be repeated. `clearly`: unasked, so that each names what it tells. */
  tell(fields: readonly string[], how?: { again?: boolean; clearly?: boolean }): string;
  tellLast(): string;
  /** The answer to a read-back: yes, or the right values. */
  confirm(text: string, meaning: Understanding): Confirmation;
  /** The answer to "are you sure?". */
  assure(): string;
  /** A correction that is due by now ("Actually, I see here …"). */
  changes(): string;
  /** Told unasked as soon as the record is found. */
  volunteered(): readonly string[];
  hasTold(field: string): boolean;
}

export function makeCaseFile(options: {
  matter: Case;
  person: Representative;
  random: Random;
  callType: string;
}): CaseFile {
  const { matter, person, random } = options;
  const { manner } = person;
  const facts: Record<string, FieldValue> = {
    repName: person.name,
    ...matter.truth.fields,
    ...person.facts,
    ...matter.facts,
  };
  const knowledge = knowledgeFor(options.callType, facts);
  const teller = makeTeller({ knowledge, facts, task: matter.task, manner, random });
  const telling = tellingOf(person);
  const varied = manner.wording === 'varied';
  const choose = (sentences: readonly [string, ...string[]]) =>
    varied ? pick(random, sentences) : sentences[0];
  const told = new Set<string>();
  const fieldsAsked = makeFieldsAsked({ knowledge, facts, inputs: matter.task.inputs, told });
  const corrected = new Set<string>();
  const changed = new Map<string, number>();
  const mumbled = new Map<string, number>();
  let lastFields: string[] = [];
  /** Told before in own words, and now asked for in a form that the question names. */
  let plainly: ReadonlySet<string> = new Set();

  const withheld = (field: string) => telling[field]?.withheld ?? telling[stemOf(field)]?.withheld;
  const knows = (field: string) => facts[field] !== undefined && withheld(field) === undefined;

  const refusal = (field: string): string => {
    const how = withheld(field);
    switch (how) {
      case undefined:
      case 'unavailable':
        return field === 'callReference' ? phrases.noReference : choose(variants.unavailable);
      case 'declines':
        return choose(variants.declines);
      case 'portal':
        return choose(variants.portal);
      default:
        return how;
    }
  };

  const inWords = (field: string, value: FieldValue, how: Telling, again: boolean): string => {
    const chunked = manner.identifierGapMs > 0 && ['identifier', 'telephone'].includes(kindOf(field));
    const plain = (said: FieldValue) => {
      const words = teller.words(field, said, how.spelled === true);
      return chunked ? words.replace(/, /gu, ` {pause ${manner.identifierGapMs}} `) : words;
    };
    if (how.first === undefined || again || corrected.has(field)) return plain(value);
    corrected.add(field);
    return `${plain(how.first)}, no, sorry, ${plain(value)}`;
  };

  const kindOf = (field: string) => knowledge.fields[stemOf(field)]?.kind ?? 'words';

  /** `again`: it was told before. `clearly`: nobody asked for just this, so the sentence has to name it. */
  const sentence = (field: string, again: boolean, clearly: boolean): string => {
    const value = facts[field];
    if (value === undefined || !knows(field)) return refusal(field);
    const how = telling[field] ?? {};
    const mumbles = mumbled.get(field) ?? 0;
    if (mumbles < (how.mumble ?? 0)) {
      mumbled.set(field, mumbles + 1);
      return choose(variants.mumbles);
    }
    told.add(field);
    if (how.later !== undefined && !changed.has(field)) changed.set(field, told.size + (how.laterAfter ?? 2));
    const text = hedged(answered(field, value, how, again, clearly), how, again);
    return again ? text : joined([how.before ?? '', text, how.after ?? '']);
  };

  const answered = (
    field: string,
    value: FieldValue,
    how: Telling,
    again: boolean,
    clearly: boolean,
  ): string => {
    if (how.say !== undefined && !plainly.has(field))
      return how.say.replace('{value}', inWords(field, value, how, again));
    if (kindOf(field) !== 'choice')
      return teller.sentence(field, value, { spoken: inWords(field, value, how, again), clearly });
    const right = teller.sentence(field, value, { clearly });
    if (how.first === undefined || again || corrected.has(field)) return right;
    corrected.add(field);
    return `${teller.sentence(field, how.first, { clearly }).replace(/\.$/u, '')}, no, sorry. ${right}`;
  };

  const hedged = (text: string, how: Telling, again: boolean): string => {
    const sure = how.hedge === undefined || how.hedge === false || (again && how.neverSure !== true);
    if (sure) return text;
    return `${typeof how.hedge === 'string' ? how.hedge : choose(variants.hedges)} ${wording.lowered(text)}`;
  };

  const plainlyTold = (field: string) =>
    knows(field) && telling[field] === undefined && manner.identifierGapMs === 0;

  const tell = (fields: readonly string[], { again = false, clearly = false } = {}): string => {
    lastFields = [...fields];
    const sentences: string[] = [];
    let left = [...fields];
    const breath = again ? undefined : teller.breath(left.filter(plainlyTold));
    if (breath) {
      sentences.push(breath.text);
      for (const field of breath.fields) told.add(field);
      left = left.filter((field) => !breath.fields.includes(field));
    }
    for (const field of left) {
      if (saidWithin(field, fields, sentences)) told.add(field);
      else {
        const others = left.filter((other) => stemOf(other) === stemOf(field) && knows(other));
        if (others.length > 1 && others[0] === field)
          sentences.push(`There are ${wording.cardinal(others.length)}.`);
        const anew = again || plainly.has(field);
        sentences.push(sentence(field, anew, anew || clearly || left.length > 1));
      }
    }
    return joined(sentences);
  };

  /** "Fifteen business days" holds the kind of the days as well: it needs no sentence of its own. */
  const saidWithin = (field: string, fields: readonly string[], sentences: readonly string[]): boolean => {
    const within = knowledge.fields[stemOf(field)]?.within?.replace('#', numberOf(field));
    const value = facts[field];
    return (
      within !== undefined &&
      fields.includes(within) &&
      value !== undefined &&
      knows(field) &&
      wordsOf(sentences.join(' ')).includes(String(value))
    );
  };

  /** What is told in its stead where a field is not known and nobody forbids to tell it. */
  const knownOr = (field: string): string => {
    const instead = knowledge.fields[stemOf(field)]?.instead;
    return facts[field] === undefined &&
      withheld(field) === undefined &&
      instead !== undefined &&
      knows(instead)
      ? instead
      : field;
  };

  const confirm = makeConfirming({
    ...{ facts, telling, teller, told, fieldsAsked, kindOf, knows, refusal },
    strangersIn: makeStrangers(facts, matter.task.inputs),
    tellAgain: (fields) => tell(fields, { again: true }),
    lastFields: () => lastFields,
  });

  return {
    thing: knowledge.thing,
    get told() {
      return told.size;
    },
    asked(text, meaning) {
      const asks = fieldsAsked.asksOf(text);
      const fields = asks.flatMap((ask) => fieldsAsked.concrete(ask, text, meaning).map(knownOr));
      const groups = person.together.filter((group) => fields.some((field) => group.includes(field)));
      const more = groups.flat().filter((field) => !told.has(field) && facts[field] !== undefined);
      const all = [...new Set([...fields, ...more])];
      plainly = new Set(
        all.filter((field) => told.has(field) && asksForForm(text, knowledge.fields[stemOf(field)]?.choices)),
      );
      return manner.oneAtATime ? all.slice(0, 1) : all;
    },
    tell,
    tellLast: () => (lastFields.length === 0 ? '' : tell(lastFields, { again: true })),
    confirm,
    assure() {
      const unsure = lastFields.some((field) => telling[field]?.neverSure === true);
      return unsure
        ? phrases.unsure
        : joined([phrases.sure, lastFields.length > 0 ? tell(lastFields, { again: true }) : '']);
    },
    changes() {
      const due = [...changed].filter(
        ([field, at]) => told.size >= at && facts[field] !== telling[field]?.later,
      );
      return joined(
        due.map(([field]) => {
          const later = telling[field]?.later;
          if (later === undefined) return '';
          facts[field] = later;
          return `Actually, I see something else here. ${teller.sentence(field, later, { clearly: true })}`;
        }),
      );
    },
    volunteered() {
      const { nothing } = knowledge;
      // Nobody who sees no record says that they have it.
      if (nothing && facts[nothing.field] === nothing.value) return [nothing.field];
      return person.volunteers.filter((field) => facts[field] !== undefined);
    },
    hasTold: (field) => told.has(field),
  };
}

function numberOf(field: string): string {
  return /\.(\d+)/u.exec(field)?.[1] ?? '1';
}

function tellingOf(person: Representative): Record<string, Telling> {
  const all: Record<string, Telling> = { ...person.telling };
  for (const { field, first } of person.corrections) all[field] = { ...all[field], first };
  return all;
}
