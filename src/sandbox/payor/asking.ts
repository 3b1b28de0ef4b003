import { wordsOf } from './hearing.ts';
import type { CallKnowledge, FieldKnowledge } from './knowledge/types.ts';

/** A question for a field, by its stem ("denials.#.code"), with the words that asked it. */
export interface Ask {
  stem: string;
  clause: string;
  startsAt: number;
  endsAt: number;
}

interface CompiledField {
  stem: string;
  field: FieldKnowledge;
  cue: RegExp | undefined;
  unless: RegExp | undefined;
}

type Scope = 'individual' | 'family';

/** Understands what fields a caller asks for. It remembers the topic, so that "and how much is left?" has one. */
export interface Asking {
  /** In the order in which they are asked, none twice. */
  asksOf(text: string): Ask[];
}

const questionWord =
  'what|whats|how|when|where|who|whos|which|is|are|was|were|does|do|has|have|did|can|could|may|whether|if|also|for|then|i';

/** Pieces of a turn that ask for one thing each, in plain words. */
export function clausesOf(text: string): string[] {
  return text
    .split(/[.?!;,:]+(?=\s|$)/u)
    .map((piece) => wordsOf(piece).join(' '))
    .flatMap((piece) => piece.split(new RegExp(`\\band (?=(?:${questionWord})\\b)`, 'u')))
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
}

const scopes: Readonly<Record<Scope, RegExp>> = {
  individual: /\b(individual|single|per person|persons?|self only|members own)\b/u,
  family: /\b(family|household)\b/u,
};

export function makeAsking(knowledge: CallKnowledge): Asking {
  const compile = (pattern: string) => new RegExp(`\\b(?:${pattern})\\b`, 'u');
  const fields = Object.entries(knowledge.fields).map(([stem, field]): CompiledField => ({
    stem,
    field,
    cue: field.cue === undefined ? undefined : compile(field.cue),
    unless: field.unless === undefined ? undefined : compile(field.unless),
  }));
  const topics = Object.entries(knowledge.topics).map(([name, topic]) => ({
    name,
    cue: compile(topic.cue),
    means: topic.means,
  }));
  let carriedTopics: string[] = [];
  let carriedScopes: Scope[] = [];

  const match = ({ stem, cue, unless }: CompiledField, clause: string): Ask[] => {
    const found = unless?.test(clause) ? undefined : cue?.exec(clause);
    return found ? [{ stem, clause, startsAt: found.index, endsAt: found.index + found[0].length }] : [];
  };

  const topicsIn = (clause: string) => topics.filter(({ cue }) => cue.test(clause)).map(({ name }) => name);

  const scopesIn = (clause: string): Scope[] => {
    const named = (['individual', 'family'] as const).filter((scope) => scopes[scope].test(clause));
    return named.length > 0 ? named : carriedScopes.length > 0 ? carriedScopes : ['individual'];
  };

  /** What is asked of a topic: the aspects that are named, or what the topic means by itself. */
  const aspects = (topic: string, clause: string, named: boolean): Ask[] => {
    const wanted = scopesIn(clause);
    const own = fields.filter(({ field }) => field.topic === topic);
    const found = own
      .filter(({ field }) => field.scope === undefined || wanted.includes(field.scope))
      .flatMap((field) => match(field, clause));
    if (found.length > 0 || !named) return found;
    const at = topics.find(({ name }) => name === topic)?.cue.exec(clause)?.index ?? 0;
    const means = topics.find(({ name }) => name === topic)?.means ?? [];
    return means.flatMap((stem) =>
      wanted.map((scope) => ({
        stem: stem.replace('.individual.', `.${scope}.`),
        clause,
        startsAt: at,
        endsAt: at + 1,
      })),
    );
  };

  const inClause = (clause: string, following: string | undefined): Ask[] => {
    const direct = fields
      .filter(({ field }) => field.topic === undefined)
      .flatMap((field) => match(field, clause));
    const own = topicsIn(clause);
    if (own.length > 0) {
      carriedTopics = own;
      const named = (['individual', 'family'] as const).filter((scope) => scopes[scope].test(clause));
      carriedScopes = named;
    }
    const borrowed =
      own.length > 0 || direct.length > 0
        ? []
        : carriedTopics.length > 0
          ? carriedTopics
          : topicsIn(following ?? '');
    return [
      ...direct,
      ...own.flatMap((topic) => aspects(topic, clause, true)),
      ...borrowed.flatMap((topic) => aspects(topic, clause, false)),
    ].sort((a, b) => a.startsAt - b.startsAt);
  };

  return {
    asksOf(text) {
      const clauses = clausesOf(text);
      const asks = clauses.flatMap((clause, index) => {
        const found = inClause(clause, clauses[index + 1]);
        const beaten = new Set(found.flatMap(({ stem }) => knowledge.fields[stem]?.beats ?? []));
        return found.filter(({ stem }) => !beaten.has(stem));
      });
      return asks.filter((ask, index) => asks.findIndex(({ stem }) => stem === ask.stem) === index);
    },
  };
}
