import { amountsOf, datesOf, findCost, isNear, symbolsOf, wordsOf } from './hearing.ts';
import { stemOf } from './knowledge/index.ts';
import type { CallKnowledge, FieldKnowledge } from './knowledge/types.ts';
import { pick } from './random.ts';
import type { Random } from './random.ts';
import type { Facts, FieldValue, Task } from './scenario-fields.ts';
import type { Representative } from './scenario-person.ts';
import * as wording from './wording.ts';

/** Puts facts into sentences, and hears them in read-backs. Field names are concrete ("denials.1.code"). */
export interface Teller {
  /** The value in words, as it stands in a sentence; of a choice its whole sentence. */
  words(field: string, value: FieldValue, spelled?: boolean): string;
  /** One sentence for one field. `spoken` replaces the value's words; `clearly` is the plain sentence, which names what it is about. */
  sentence(
    field: string,
    value: FieldValue,
    how?: { spoken?: string | undefined; clearly?: boolean },
  ): string;
  /** A sentence that tells several of these at once, with the fields it tells; undefined where none fits. */
  breath(fields: readonly string[]): { text: string; fields: readonly string[] } | undefined;
  label(field: string): string;
  /** Whether the caller's words hold this value. Digits must be right; letters may sound alike. */
  holds(field: string, value: FieldValue, text: string): boolean;
  /** Whether the caller's words hold anything that could be a value of this field. */
  saysSomething(field: string, value: FieldValue | undefined, text: string): boolean;
}

export function makeTeller(options: {
  knowledge: CallKnowledge;
  facts: Facts;
  task: Task;
  manner: Representative['manner'];
  random: Random;
}): Teller {
  const { knowledge, facts, task, manner, random } = options;
  const varied = manner.wording === 'varied';

  const known = (field: string): FieldKnowledge =>
    knowledge.fields[stemOf(field)] ?? { kind: 'words', label: field };

  const choose = (sentences: readonly [string, ...string[]]): string =>
    varied ? pick(random, sentences) : sentences[0];

  const words = (field: string, value: FieldValue, spelled = false): string => {
    const { kind } = known(field);
    switch (kind) {
      case 'money':
        return wording.money(Number(value), manner.money);
      case 'date':
        return isIso(value) ? wording.date(String(value), manner.dates) : String(value);
      case 'identifier':
        return wording.identifier(String(value), spelled ? 'nato' : manner.letters);
      case 'telephone':
        return wording.telephone(String(value));
      case 'number':
      case 'percent':
        return wording.cardinal(Number(value));
      case 'code':
        return wording.code(String(value));
      case 'choice':
        return choiceSentence(field, String(value));
      case 'words':
        return spelled ? `${String(value)}, ${wording.spelled(String(value))}` : String(value);
      case 'name':
        return spelled ? `${String(value)}, ${wording.spelled(String(value))}` : String(value);
    }
  };

  const choiceSentence = (field: string, value: string): string => {
    const { choices, label } = known(field);
    const choice = choices?.[value];
    return choice
      ? fill(choose(usable(choice.say, field)), field)
      : `The ${label} is ${value.replace(/_/gu, ' ')}.`;
  };

  const about = (field: string): string => {
    const { about: input } = known(field);
    if (input === undefined) return '';
    const number = /\.(\d+)/u.exec(field)?.[1] ?? '1';
    const value = task.inputs[number === '1' ? input : `${input}${number}`];
    return value === undefined ? 'that code' : `code ${wording.code(String(value))}`;
  };

  /** What stands for a name in braces; undefined where it is not known. */
  const resolve = (name: string, field: string, spoken?: string): string | undefined => {
    const value = facts[field];
    if (name === 'value') return spoken ?? (value === undefined ? undefined : words(field, value));
    if (name === 'rest') return wording.cardinal(100 - Number(value));
    if (name === 'about') return about(field);
    const derived = knowledge.words?.[name];
    if (derived) return derived.say[String(facts[derived.by])] ?? derived.otherwise;
    const other = name.replace('#', /\.(\d+)/u.exec(field)?.[1] ?? '1');
    const otherValue = facts[other];
    if (otherValue === undefined) return undefined;
    return known(other).kind === 'choice' && other !== field
      ? String(otherValue).replace(/_/gu, ' ')
      : words(other, otherValue);
  };

  const fill = (sentence: string, field: string, spoken?: string): string =>
    capital(sentence.replace(/\{([^}]+)\}/gu, (_, name: string) => resolve(name, field, spoken) ?? ''));

  /** The sentences whose every name is known; the last one where none is. */
  const usable = (sentences: readonly string[], field: string): readonly [string, ...string[]] => {
    const fitting = sentences.filter((sentence) =>
      Array.from(sentence.matchAll(/\{([^}]+)\}/gu)).every(
        ([, name = '']) => name === 'value' || resolve(name, field) !== undefined,
      ),
    );
    const [first, ...rest] = fitting;
    return first === undefined ? [sentences.at(-1) ?? ''] : [first, ...rest];
  };

  return {
    words,
    sentence(field, value, { spoken, clearly = false } = {}) {
      const { kind, label, say } = known(field);
      if (kind === 'choice')
        return spoken === undefined ? choiceSentence(field, String(value)) : capital(`${spoken}.`);
      const own = say ?? [`The ${label} is {value}.`];
      const fitting = usable(own, field);
      return fill(clearly ? fitting[0] : choose(fitting), field, spoken ?? words(field, value));
    },
    breath(fields) {
      if (!varied || random() < 0.4) return undefined;
      const fitting = knowledge.breaths.find((breath) =>
        breath.fields.every((field) => fields.includes(field)),
      );
      if (!fitting) return undefined;
      return {
        text: fill(choose(usable(fitting.say, fitting.fields[0] ?? '')), fitting.fields[0] ?? ''),
        fields: fitting.fields,
      };
    },
    label: (field) => known(field).label,
    holds: (field, value, text) => holds(known(field), value, text),
    saysSomething: (field, value, text) => saysSomething(known(field), value, text),
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function isIso(value: FieldValue): boolean {
  return /^\d{4}-\d\d-\d\d$/u.test(String(value));
}

function holds(field: FieldKnowledge, value: FieldValue, text: string): boolean {
  const words = wordsOf(text);
  switch (field.kind) {
    case 'money':
      return amountsOf(words).includes(Number(value));
    case 'date': {
      if (!isIso(value)) return holdsEvery(String(value), words);
      const [year, month, day] = String(value).split('-').map(Number);
      return (
        datesOf(words).some(
          (said) => said.month === month && said.day === day && (said.year ?? year) === year,
        ) || text.includes(String(value))
      );
    }
    case 'identifier':
    case 'telephone':
    case 'code':
      return holdsSymbols(String(value), words);
    case 'number':
      return numbersIn(words).includes(Number(value));
    case 'percent':
      return numbersIn(words).some((said) => sharesOf(words, Number(value)).includes(said));
    case 'choice': {
      const heard = field.choices?.[String(value)]?.heard;
      return heard === undefined ? holdsEvery(String(value), words) : heardAs(heard, words);
    }
    case 'words':
      return wordsOf(String(value)).every((word) => articles.has(word) || hasWord(words, word));
    case 'name':
      return holdsEvery(String(value), words);
  }
}

/** The patient's share, or the plan's where the words are about that; either where they leave it open. */
function sharesOf(words: readonly string[], value: number): readonly number[] {
  const isPatients = words.some((word) => /^(?:patient|member|they|share|owe|coinsurance)/u.test(word));
  const isPlans = words.some((word) => /^(?:cover|plan|pay)/u.test(word));
  if (isPatients === isPlans) return [value, 100 - value];
  return [isPatients ? value : 100 - value];
}

function saysSomething(field: FieldKnowledge, value: FieldValue | undefined, text: string): boolean {
  const words = wordsOf(text);
  switch (field.kind) {
    case 'money':
    case 'identifier':
    case 'telephone':
    case 'code':
    case 'number':
    case 'percent':
      return /\d/u.test(symbolsOf(words));
    case 'date':
      return datesOf(words).length > 0;
    case 'choice':
      return Object.values(field.choices ?? {}).some(({ heard }) => heardAs(heard, words));
    case 'words':
      return wordsOf(String(value ?? '')).some((word) => word.length > 3 && words.includes(word));
    case 'name':
      return /\byour (full )?name is [a-z]/u.test(words.join(' '));
  }
}

/** Whether the words say a choice that is recognised by this pattern. */
export function heardAs(pattern: string, words: readonly string[]): boolean {
  return new RegExp(`(?:${pattern})`, 'u').test(words.join(' '));
}

const articles: ReadonlySet<string> = new Set(['a', 'an', 'the']);

/** Long words may be heard with a letter wrong. */
function hasWord(words: readonly string[], word: string): boolean {
  return words.some((heard) => heard === word || (word.length > 4 && isNear(heard, word, 1)));
}

function holdsEvery(value: string, words: readonly string[]): boolean {
  const wanted = wordsOf(value.replace(/_/gu, ' '));
  return wanted.every((word) => words.includes(word));
}

function numbersIn(words: readonly string[]): number[] {
  return amountsOf(words).flatMap((amount) => [amount / 100, amount]);
}

/** A letter may sound like another; none may be missing, and every digit must be there in its place. */
function holdsSymbols(value: string, words: readonly string[]): boolean {
  const wanted = value.toLowerCase().replace(/[^a-z0-9]/gu, '');
  const digits = (text: string) => text.replace(/\D/gu, '');
  // "P as in Papa" is nothing but P.
  const spelled = [...words.join(' ').matchAll(/ as in ([a-z])/gu)].map((match) => match[1] ?? '');
  if (!spelled.every((letter) => wanted.includes(letter))) return false;
  return [words, words.filter((word) => word !== 'hundred')].some((said) => {
    const heard = symbolsOf(said);
    return runsOf(said).some((run) => digits(run) === digits(wanted)) && findCost(wanted, heard) < 1;
  });
}

/** Figures and letters in a row, with no other words between them. */
function runsOf(words: readonly string[]): string[] {
  const runs: string[][] = [[]];
  words.forEach((word, index) => {
    const isSymbol =
      symbolsOf([word]) !== '' ||
      /^(?:as|like|in|double|triple|hundred|dash|hyphen|point)$/u.test(word) ||
      /^(?:in|like)$/u.test(words[index - 1] ?? '');
    if (isSymbol) runs.at(-1)?.push(word);
    else runs.push([]);
  });
  return runs.map((run) => symbolsOf(run)).filter((run) => run !== '');
}
