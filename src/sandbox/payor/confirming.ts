import type { Ask } from './asking.ts';
import type { FieldsAsked } from './fields-asked.ts';
import { amountsOf, wordsOf } from './hearing.ts';
import { stemOf } from './knowledge/index.ts';
import { phrases } from './phrases.ts';
import type { Understanding } from './questions.ts';
import type { FieldValue } from './scenario-fields.ts';
import type { Telling } from './scenario-person.ts';
import type { Teller } from './telling.ts';
import { lowered } from './wording.ts';

/** The answer to a read-back. `empty`: the turn held nothing that could have been a value. */
export interface Confirmation {
  text: string;
  fields: readonly string[];
  right: boolean;
  empty: boolean;
  /** The turn says which fields it is about. */
  named: boolean;
  /** Fields that the turn names and whose values in it were not made out. */
  unheard: readonly string[];
}

/** Answers read-backs: holds what was read against what stands on the screen, told or not. */
export function makeConfirming(options: {
  facts: Readonly<Record<string, FieldValue>>;
  telling: Readonly<Record<string, Telling>>;
  teller: Teller;
  told: ReadonlySet<string>;
  fieldsAsked: FieldsAsked;
  strangersIn: (text: string) => boolean;
  kindOf: (field: string) => string;
  knows: (field: string) => boolean;
  refusal: (field: string) => string;
  tellAgain: (fields: readonly string[]) => string;
  /** What was told last. */
  lastFields: () => readonly string[];
}): (text: string, meaning: Understanding) => Confirmation {
  const { facts, telling, teller, told, strangersIn, kindOf, knows, refusal, tellAgain, lastFields } =
    options;
  const { asksOf, concrete } = options.fieldsAsked;

  /** The field that was told last, where the caller takes its value for that of others which were never told. */
  const mistakenFor = (spokenOf: readonly string[], text: string): string | undefined => {
    if (spokenOf.length === 0 || spokenOf.some((field) => told.has(field))) return undefined;
    return lastFields().find((field) => {
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
      const behind = saidBehind(plain, teller.label(field));
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
    const said = saidBehind(wordsOf(text).join(' '), teller.label(field))?.split(/ (?:and )?the /u)[0];
    return value !== undefined && said !== undefined && !teller.holds(field, value, said);
  };

  return function confirm(text, meaning) {
    const asks = asksOf(text);
    const spokenOf = asks.flatMap((ask) => concrete(ask, text, meaning));
    // What they have before them they hold against it, told or not.
    const named = spokenOf.filter((field) => told.has(field) || knows(field));
    const mistaken = mistakenFor(spokenOf, text);
    if (mistaken !== undefined) return denial(`No, that is the ${teller.label(mistaken)}.`, spokenOf);
    const candidates = named.length > 0 ? named : lastFields();
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
      const piece = own === undefined ? undefined : kindOf(field) === 'choice' ? own.clause : pieces.get(own);
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
            value(field) !== undefined && !settled(field) && teller.saysSomething(field, value(field), text),
        );
    const held = candidates.filter(holds);
    const strange = wrong.length === 0 && strangersIn(text) ? [...told].filter(isMisread(text)) : [];
    const misread = strange.length > 0 ? strange : misnamedIn(text);
    if (misread.length > 0) return denial(`No, ${lowered(tellAgain(misread))}`, misread);
    if (wrong.length === 0 && strangersIn(text)) return denial(phrases.sayAgain, held);
    // Of what is read to them they deny what their screen does not have; nothing is what it may not have.
    const unknown = spokenOf.filter((field) => {
      if (named.includes(field)) return false;
      if (kindOf(field) !== 'money') return saidBehind(plainText, ` ${teller.label(field)}`) !== undefined;
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
    return denial(`No, ${lowered(tellAgain(wrong))}`, wrong, named.length > 0);
  };
}

/** What is read of something: "the paid amount is …", "the number of days to expect is …". */
function saidBehind(plain: string, label: string): string | undefined {
  const at = plain.indexOf(label);
  if (at < 0) return undefined;
  return /^(?: (?!is )[a-z]+){0,3} is (.*)$/u.exec(plain.slice(at + label.length))?.[1];
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
