import type { Answer } from '../kernel/outcome.ts';
import type { CallScript, ScriptField } from './call-script.ts';
import type { Finding } from './found.ts';
import { clausesOf, hear, places } from './words.ts';

const all = /(?:^| )(?:all|everything|(?:whole|entire|full) (?:thing|amount|balance))(?: |$)/;
const denied = /(?:^| )(?:no|not|none|zero)(?: [a-z]+)?$/;

/**
 * "All of it is deductible, no copay", where how much it is in all was told: that much, as a guess, which is read back,
 * and nothing of what there is none of. Only of parts that were asked for, and where no amount is said.
 */
export function wholeTold(
  text: string,
  found: readonly Finding[],
  { fields }: CallScript,
  asked: readonly string[],
  answers: Readonly<Record<string, Answer>>,
): Finding[] {
  const parts = fields.filter(({ name, partOf }) => asked.includes(name) && partOf !== undefined);
  const said = found.filter(({ field }) => parts.some(({ name }) => name === field));
  if (parts.length === 0 || said.some(({ value }) => value !== 0)) return [];
  const told = clausesOf(text).flatMap((clause) =>
    parts.flatMap((part) => partIn(clause, part, answers[part.partOf ?? '']?.value)),
  );
  const names = new Set(told.map(({ field }) => field));
  const wholes = told.filter(({ value }) => value !== 0);
  if (wholes.length !== 1 || names.size !== told.length) return [];
  return told.filter(({ field }) => !said.some((one) => one.field === field));
}

function partIn(
  { text, start }: { text: string; start: number },
  { name, cues }: ScriptField,
  whole: unknown,
): Finding[] {
  const heard = hear(text);
  const [named] = places(heard, cues);
  if (typeof whole !== 'number' || whole === 0 || named === undefined) return [];
  const isNone = denied.test(hear(text.slice(0, named.start)).plain);
  if (!isNone && !all.test(heard.plain)) return [];
  const place = { start, end: start + text.length, quote: text };
  return [
    { ...place, field: name, value: isNone ? 0 : whole, by: 'question', hedged: !isNone, corrected: false },
  ];
}
