import { makeAsking } from './asking.ts';
import type { Ask } from './asking.ts';
import { symbolsOf, wordsOf } from './hearing.ts';
import { stemOf } from './knowledge/index.ts';
import type { CallKnowledge } from './knowledge/types.ts';
import type { Understanding } from './questions.ts';
import type { Case } from './scenario.ts';
import type { FieldValue } from './scenario-fields.ts';

/** What a turn's words ask of, and the fields that they mean. */
export interface FieldsAsked {
  /** Where a turn speaks of which field. */
  asksOf: (text: string) => Ask[];
  /** The concrete names behind a question: the numbered ones that there are, or the one that it is about. */
  concrete: (ask: Ask, text: string, meaning: Understanding) => string[];
}

export function makeFieldsAsked(options: {
  knowledge: CallKnowledge;
  facts: Readonly<Record<string, FieldValue>>;
  inputs: Case['task']['inputs'];
  told: ReadonlySet<string>;
}): FieldsAsked {
  const { knowledge, facts, inputs, told } = options;
  const asking = makeAsking(knowledge);

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

  const concrete = ({ stem, clause }: Ask, text: string, meaning: Understanding): string[] => {
    if (!stem.includes('#')) return [stem];
    const own = Object.keys(facts)
      .filter((name) => stemOf(name) === stem)
      .sort();
    const about = knowledge.fields[stem]?.about;
    if (about !== undefined) {
      const said = symbolsOf(wordsOf(text));
      const named = ['1', '2', '3'].filter((number) => {
        const value = inputs[number === '1' ? about : `${about}${number}`];
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

  return { asksOf: (text) => meant(asking.asksOf(text)), concrete };
}
