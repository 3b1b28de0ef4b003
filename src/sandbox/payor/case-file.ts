import { joined } from './acts.ts';
import { asksForForm } from './forms.ts';
import { makeAsking } from './asking.ts';
import type { Ask } from './asking.ts';
import { amountsOf, symbolsOf, wordsOf } from './hearing.ts';
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

/** The answer to a read-back. `empty`: the turn held nothing that could have been a value. */
interface Confirmation {
  text: string;
  fields: readonly string[];
  right: boolean;
  empty: boolean;
  /** The turn says which fields it is about. */
  named: boolean;
  /** Fields that the turn names and whose values in it were not made out. */
  unheard: readonly string[];
}

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
  const asking = makeAsking(knowledge);
  const teller = makeTeller({ knowledge, facts, task: matter.task, manner, random });
  const strangersIn = makeStrangers(facts, matter.task.inputs);
  const telling = tellingOf(person);
  const varied = manner.wording === 'varied';
  const choose = (sentences: readonly [string, ...string[]]) =>
    varied ? pick(random, sentences) : sentences[0];
  const told = new Set<string>();
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
    return `${typeof how.hedge === 'string' ? how.hedge : choose(variants.hedges)} ${lowered(text)}`;
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

  /** The concrete names behind a question: the numbered ones that there are, or the one that it is about. */
  const concrete = ({ stem, clause }: Ask, text: string, meaning: Understanding): string[] => {
    if (!stem.includes('#')) return [stem];
    const own = Object.keys(facts)
      .filter((name) => stemOf(name) === stem)
      .sort();
    const about = knowledge.fields[stem]?.about;
    if (about !== undefined) {
      const said = symbolsOf(wordsOf(text));
      const named = ['1', '2', '3'].filter((number) => {
        const value = matter.task.inputs[number === '1' ? about : `${about}${number}`];
        return value !== undefined && said.includes(String(value).toLowerCase());
      });
      if (named.length > 0) return named.map((number) => stem.replace('#', number));
    }
    const numbered =
      /\b(?:line|number|code|reason) (one|two|three|[123])\b/u.exec(clause)?.[1] ??
      // Of a list, and no day of a month: "processed on September third …, and the denial reason is …".
      /\b(second|third) (?:[a-z]+ )?(?:reason|code|item|document|line|one|denial|remark)s?\b/u.exec(
        clause,
      )?.[1];
    if (numbered !== undefined) {
      const number = { one: '1', two: '2', three: '3', second: '2', third: '3' }[numbered] ?? numbered;
      return [stem.replace('#', number)];
    }
    if (own.length === 0) return [stem.replace('#', '1')];
    if (!meaning.others) return own;
    return own.filter((name) => !told.has(name));
  };

  /** The field that was told last, where the caller takes its value for that of others which were never told. */
  const mistakenFor = (spokenOf: readonly string[], text: string): string | undefined => {
    if (spokenOf.length === 0 || spokenOf.some((field) => told.has(field))) return undefined;
    return lastFields.find((field) => {
      const value = facts[field];
      const exact = ['identifier', 'telephone', 'money', 'date'].includes(kindOf(field));
      return exact && value !== undefined && teller.holds(field, value, text);
    });
  };

  /** Names and reasons of which another one is read: no amount gives that away. */
  const misnamedIn = (text: string) => {
    const words = [...told].filter((field) => kindOf(field) === 'words');
    const plain = wordsOf(text).join(' ');
    return words.filter((field) => {
      const [, behind] = plain.split(`${teller.label(field)} is `);
      const alike = words.flatMap((other) => (stemOf(other) === stemOf(field) ? (facts[other] ?? []) : []));
      return behind !== undefined && !alike.some((value) => teller.holds(field, value, behind));
    });
  };

  /** A yes to what it is sure of; of the rest it says that it is not. */
  const affirmed = (fields: readonly string[]): string => {
    const unsure = fields.filter((field) => telling[field]?.neverSure === true);
    if (unsure.length === 0) return phrases.right;
    if (unsure.length === fields.length) return phrases.asFarAsISee;
    return `The rest is right, but I can't say for certain about the ${unsure.map((field) => teller.label(field)).join(' and the ')}.`;
  };

  /** Whether "the paid amount is …" is followed by something else than what stands on the screen. */
  const isMisread = (text: string) => (field: string) => {
    const value = facts[field];
    const [, behind] = wordsOf(text)
      .join(' ')
      .split(`${teller.label(field)} is `);
    const said = behind?.split(/ (?:and )?the /u)[0];
    return value !== undefined && said !== undefined && !teller.holds(field, value, said);
  };

  /** Of two fields that the same words ask for, the one that is known is meant. */
  const meant = (asks: readonly Ask[]): Ask[] =>
    asks.filter((ask) => {
      const overlapping = asks.filter(
        (other) =>
          other !== ask &&
          other.clause === ask.clause &&
          other.startsAt < ask.endsAt &&
          ask.startsAt < other.endsAt,
      );
      const isKnown = ({ stem }: Ask) => Object.keys(facts).some((name) => stemOf(name) === stem);
      return isKnown(ask) || !overlapping.some(isKnown);
    });

  return {
    thing: knowledge.thing,
    get told() {
      return told.size;
    },
    asked(text, meaning) {
      const asks = meant(asking.asksOf(text));
      const fields = asks.flatMap((ask) => concrete(ask, text, meaning).map(knownOr));
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
    confirm(text, meaning) {
      const asks = meant(asking.asksOf(text));
      const spokenOf = asks.flatMap((ask) => concrete(ask, text, meaning));
      // What they have before them they hold against it, told or not.
      const named = spokenOf.filter((field) => told.has(field) || knows(field));
      const mistaken = mistakenFor(spokenOf, text);
      if (mistaken !== undefined) return denial(`No, that is the ${teller.label(mistaken)}.`, spokenOf);
      const candidates = named.length > 0 ? named : lastFields;
      const plainText = ` ${wordsOf(text).join(' ')}`;
      const value = (field: string) => facts[field];
      // Words of what is not known may be words of another value: "missing taxonomy code" is a reason.
      const pieces = piecesOf(
        text,
        asks.filter((ask) => concrete(ask, text, meaning).some((field) => facts[field] !== undefined)),
      );
      /** What is said of a field alone, where it holds anything: another field's value does not make it right. */
      const saidOf = (field: string): string => {
        const own = asks.find((ask) => concrete(ask, text, meaning).includes(field));
        // "Was not cashed": what decides a choice may stand before its name.
        const piece =
          own === undefined ? undefined : kindOf(field) === 'choice' ? own.clause : pieces.get(own);
        return piece !== undefined && teller.saysSomething(field, value(field), piece) ? piece : text;
      };
      const holds = (field: string) => {
        const own = value(field);
        return own !== undefined && teller.holds(field, own, saidOf(field));
      };
      const someHeld = named.length === 0 && candidates.some(holds);
      // Nobody says yes to what their screen does not have.
      if (meaning.readBack && spokenOf.length > 0 && named.length === 0 && !someHeld)
        return denial(`No, ${lowered(refusal(spokenOf[0] ?? ''))}`, spokenOf);
      // Of several of a kind the caller reads back one at a time.
      const settled = (field: string) =>
        candidates.some((other) => stemOf(other) === stemOf(field) && holds(other));
      const wrong = someHeld
        ? []
        : candidates.filter(
            (field) =>
              value(field) !== undefined &&
              !settled(field) &&
              teller.saysSomething(field, value(field), text),
          );
      const held = candidates.filter(holds);
      const strange = wrong.length === 0 && strangersIn(text) ? [...told].filter(isMisread(text)) : [];
      const misread = strange.length > 0 ? strange : misnamedIn(text);
      if (misread.length > 0) return denial(`No, ${lowered(tell(misread, { again: true }))}`, misread);
      if (wrong.length === 0 && strangersIn(text)) return denial(phrases.sayAgain, held);
      // Of what is read to them they deny what their screen does not have; nothing is what it may not have.
      const unknown = spokenOf.filter((field) => {
        if (named.includes(field)) return false;
        const [, behind] = plainText.split(` ${teller.label(field)} is `);
        if (kindOf(field) !== 'money') return behind !== undefined;
        const clause = asks.find((ask) => concrete(ask, text, meaning).includes(field))?.clause ?? '';
        return amountsOf(wordsOf(clause)).some((cents) => cents > 0);
      });
      if (meaning.readBack && wrong.length === 0 && unknown.length > 0)
        return denial(
          `No, I do not have a ${unknown.map((field) => teller.label(field)).join(' or a ')} here. The rest is right.`,
          unknown,
        );
      const unheard = named.filter((field) => value(field) !== undefined && !settled(field));
      if (wrong.length === 0)
        return {
          text: affirmed(held),
          fields: held,
          right: true,
          empty: held.length === 0,
          named: named.length > 0,
          unheard,
        };
      return denial(`No, ${lowered(tell(wrong, { again: true }))}`, wrong, named.length > 0);
    },
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

/** A read-back that is put right, or was not understood. `named`: it says which fields it is about. */
function denial(text: string, fields: readonly string[], named = true): Confirmation {
  return { text, fields, right: false, empty: false, named, unheard: [] };
}

/** The words from each field's own to the next one's. */
function piecesOf(text: string, asks: readonly Ask[]): Map<Ask, string> {
  const plain = wordsOf(text).join(' ');
  const placed = asks
    .map((ask) => ({ ask, at: plain.indexOf(ask.clause) + ask.startsAt }))
    .sort((a, b) => a.at - b.at);
  return new Map(
    placed.map(({ ask, at }) => {
      const next = placed.find((other) => other.at > at);
      return [ask, plain.slice(at, next?.at)];
    }),
  );
}

function numberOf(field: string): string {
  return /\.(\d+)/u.exec(field)?.[1] ?? '1';
}

function tellingOf(person: Representative): Record<string, Telling> {
  const all: Record<string, Telling> = { ...person.telling };
  for (const { field, first } of person.corrections) all[field] = { ...all[field], first };
  return all;
}

/** For a sentence that follows other words: "I think it's …"; names and letters said one by one stay. */
function lowered(text: string): string {
  return /^[A-Z] |^I\b/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}
