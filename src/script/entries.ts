import type { HeardTurn } from '../kernel/speech.ts';
import { sameValue } from './answers.ts';
import type { CallScript, ScriptField } from './call-script.ts';
import type { Finding } from './found.ts';
import { isSamePart, keysOf, partOf } from './entry-keys.ts';
import type { TaskState } from './state.ts';
import { clausesOf, hear, says } from './words.ts';

/** What tells where in a list a value goes. */
export interface EntryContext {
  script: CallScript;
  task: TaskState;
  turn: HeardTurn;
  /** Fields just asked for or read back. */
  asked: readonly string[];
  /** The turn takes something back. */
  repairs: boolean;
  /** The turn says no to what was read back. */
  denies: boolean;
}

/**
 * Gives values of a list's parts their entries. A value that an entry has is that entry's; one that replaces another
 * stays where that was; any other goes to the first entry without one, parts of one entry together. What no entry
 * has room for is dropped.
 */
export function placeEntries(findings: readonly Finding[], context: EntryContext): Finding[] {
  const { script, task } = context;
  const keys = keysOf(findings, context.turn.text, script);
  const placed: Finding[] = [];
  /** Values as they will be once this turn is taken in. */
  const values: Record<string, unknown> = Object.fromEntries(
    Object.entries(task.answers).map(([name, { value }]) => [name, value]),
  );
  /** The entry that was spoken of last, by list. */
  const current = new Map<string, number>();
  for (const finding of [...findings].sort((a, b) => a.start - b.start)) {
    const part = partOf(finding.field, script);
    const entry = part?.entry;
    if (part === undefined || entry === undefined) {
      placed.push(finding);
      continue;
    }
    const key = keys.get(finding);
    const slot =
      key === undefined
        ? slotFor(part, finding, findings, values, current.get(entry.list), context)
        : slotOfKey(entry.list, key, values, script);
    if (slot === undefined) continue;
    current.set(entry.list, slot);
    const name = nameOf(entry, slot);
    values[name] = finding.value;
    placed.push({ ...finding, field: name });
  }
  return placed;
}

/** The entry that has this key, else the first one without a key. */
function slotOfKey(
  list: string,
  key: Finding,
  values: Readonly<Record<string, unknown>>,
  { fields }: CallScript,
): number | undefined {
  const slots = fields.filter((field) => field.key && field.entry?.list === list);
  const named = slots.find(({ name }) => sameFact(values[name], key.value));
  return (named ?? slots.find(({ name }) => values[name] == null))?.entry?.slot;
}

function slotFor(
  part: ScriptField,
  finding: Finding,
  findings: readonly Finding[],
  values: Readonly<Record<string, unknown>>,
  current: number | undefined,
  context: EntryContext,
): number | undefined {
  const { script, task, asked } = context;
  const { entry } = part;
  if (entry === undefined) return undefined;
  const slots = script.fields
    .filter((one) => isSamePart(one.entry, entry))
    .map((one) => one.entry?.slot ?? 1);
  const at = (slot: number) => values[nameOf(entry, slot)];
  // "It's in units": of the entry that is spoken of or asked about, though another one has the same.
  const own = current ?? slots.find((slot) => asked.includes(nameOf(entry, slot)));
  if (isOfOther(part.type) && own !== undefined && at(own) == null) return own;
  const same = slots.find((slot) => sameFact(at(slot), finding.value));
  if (same !== undefined) return same;
  // What this turn itself has filled was not asked for as a value that is there.
  const isThere = (slot: number) => task.answers[nameOf(entry, slot)]?.value != null;
  const readBack = slots.find((slot) => asked.includes(nameOf(entry, slot)) && isThere(slot));
  const adds = addsOne(script, context.turn.text, finding, part);
  const goesOn = current !== undefined && current !== readBack && at(current) == null;
  if (!adds && readBack !== undefined && !goesOn) return readBack;
  const filled = slots.filter((slot) => at(slot) != null);
  const last = filled.at(-1);
  if (last !== undefined && (finding.corrected || (context.repairs && !adds))) return last;
  // "And the second one?": what they say then is that one's.
  const wanted = slots.find((slot) => slot > 1 && asked.includes(nameOf(entry, slot)) && at(slot) == null);
  if (wanted !== undefined && current === undefined) return wanted;
  if (current !== undefined && at(current) == null) return current;
  const free = slots.find((slot) => at(slot) == null && slot >= (current ?? 0));
  if (free === undefined || filled.length === 0) return free;
  // A count or a kind alone begins no entry: it says otherwise of the one that is there.
  if (isOfOther(part.type) && !adds && !opens(script, findings, entry.list)) return last;
  if (isOfOther(part.type) && context.denies && !opens(script, findings, entry.list)) return undefined;
  // Words alone are said in many ways: another text is another entry only where somebody says that it is one more, or
  // calls it by the field's name once again.
  if (part.type === 'text' && !adds && (current === undefined || finding.by === 'question')) return undefined;
  return free;
}

/** Types that say something of an entry and do not tell which. */
function isOfOther(type: ScriptField['type']): boolean {
  return type === 'integer' || type === 'enum';
}

/** The turn names an entry of the list by what tells it from the others. */
function opens(script: CallScript, findings: readonly Finding[], list: string): boolean {
  return findings.some((finding) => {
    const part = partOf(finding.field, script);
    return part?.entry?.list === list && !isOfOther(part.type);
  });
}

function addsOne(
  { grounding }: CallScript,
  text: string,
  { start }: Finding,
  { type }: ScriptField,
): boolean {
  const clause = clausesOf(text).findLast((one) => one.start <= start);
  const words = isOfOther(type) ? grounding.addition : [...grounding.addition, ...grounding.joining];
  return clause !== undefined && says(hear(text.slice(clause.start, start)), words);
}

function nameOf({ list, part }: { list: string; part: string }, slot: number): string {
  return [list, String(slot), part].filter((piece) => piece !== '').join('.');
}

function sameFact(a: unknown, b: Finding['value']): boolean {
  if (typeof a === 'string' && typeof b === 'string') return plain(a) === plain(b);
  return a != null && sameValue(a as Finding['value'], b);
}

function plain(text: string): string {
  return hear(text).plain;
}
