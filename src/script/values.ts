import { isRepair } from '../spoken/index.ts';
import type { ScriptField } from './call-script.ts';
import { mayBeCents } from './finding.ts';
import type { Finding, GroundContext, ValueInText } from './found.ts';
import { accountOf } from './value-accounted.ts';
import {
  isConsequence,
  isDoubted,
  isLeftOpen,
  isNegated,
  isNoLimit,
  isNotUntil,
  isOfHimself,
  isOfOnePart,
  isOfPartUnsaid,
  isQualified,
  isTorn,
  isUnasked,
  isUnknown,
} from './value-doubts.ts';
import { fieldFor, forEach, orderOf } from './value-fields.ts';
import type { Choice } from './value-fields.ts';
import { keep } from './value-memory.ts';
import type { TurnValues, ValueMemory } from './value-memory.ts';
import type { ValueType } from './value-marks.ts';
import { place } from './value-places.ts';
import type { Placed } from './value-placed.ts';
import { clustersIn } from './value-readings.ts';
import { hear } from './words.ts';
import type { Heard } from './words.ts';

/** Binds each value of a type in a clause to the field that its surroundings, the turn or our question name. */
export function groundValues(
  said: string,
  fields: readonly ScriptField[],
  context: GroundContext,
  turn: TurnValues,
): Finding[] {
  const type = fields[0]?.type;
  if (type === undefined) return [];
  const clause = type === 'money' ? withoutMultiples(said) : said;
  const memory: ValueMemory = { ...turn, facets: (turn.facets[type] ??= {}) };
  const clusters = clustersIn(clause, fields, context);
  const all = repairing(place(clause, hear(clause), clusters, type, context), clause, type, turn);
  if (all.length === 0) return [];
  const heard = hear(clause);
  const findings: Finding[] = [];
  const isAccountedFor = accountOf(heard, all, context);
  const inOrder = orderOf(all, fields, context, memory);
  for (const [index, placed] of all.entries()) {
    const one =
      inOrder?.[index] ??
      fieldFor(
        placed,
        fields,
        context,
        memory,
        all.filter((other) => other !== placed),
      ) ??
      listedBeside(placed, clause, findings.at(-1), fields);
    const choices = one === undefined ? forEach(placed, heard, fields, context, memory) : [one];
    for (const choice of choices) {
      const { field, by, untold } = choice;
      const { value } = placed.cluster.readings.find((reading) => reading.field === field) ?? {};
      if (value === undefined) continue;
      const isDenied = isNegated(heard, placed, value, context.script);
      if (isDenied && !(by === 'cue' && isNotUntil(clause, placed.cluster, field))) continue;
      // "She'd owe forty at her primary" is no percentage, but to whoever asked for one.
      if (type === 'percent' && by === 'cue' && isUnasked(value, field, context)) continue;
      // "November twenty-third. … It was due the eighteenth": half a date takes the place of no whole one.
      if (value.monthless === true && memory.taken.has(field.name) && !placed.repairs) continue;
      if (isNoLimit(field, value)) continue;
      // "Five don't see that": who has no answer has none, whatever "I" was heard as.
      if (by === 'question' && isUnknown(heard, value, field, context.script)) continue;
      const isOfOthers =
        mayBeOfOthers(heard, all, index, field, context) || (needsWords(field) && !isAccountedFor(index));
      if (placed.subject !== undefined && !placed.aside) {
        if (isOfOthers) memory.unsure.add(type);
        else memory.unsure.delete(type);
      }
      // What is left open between two readings, which the sum may settle.
      const open = placed.unsure || memory.unsure.has(type) || mayBeOtherFigures(value, field);
      const doubted =
        (isOfOthers && !placed.unsure) ||
        isOfPartUnsaid(placed, field, memory.taken, context.script) ||
        isDoubtful(heard, all, { ...choice, value }, context);
      const corrected = value.corrected || placed.repairs;
      const whole = placed.subject?.whole?.meaning;
      const names = whole !== undefined && whole === field.partOf ? [field.name, whole] : [field.name];
      const said = { ...value, by, untold, hedged: open || doubted, open: open && !doubted, corrected };
      findings.push(...names.map((name) => ({ ...said, field: name })));
      memory.last[type] = field.name;
      memory.taken.add(field.name);
    }
    keep(placed, fields, context.script, memory);
  }
  return findings;
}

/** "M54.50 and M17.11": one more of the list to which the code before it belongs. */
function listedBeside(
  { cluster, subject }: Placed,
  clause: string,
  before: Finding | undefined,
  fields: readonly ScriptField[],
): Choice | undefined {
  const field = fields.find(({ name }) => name === before?.field);
  if (before === undefined || field?.type !== 'code' || field.entry === undefined) return undefined;
  if (subject !== undefined || !cluster.readings.some((reading) => reading.field === field)) return undefined;
  const isJoined = /^\s*(?:,\s*)?(?:(?:and|plus|also)\s+)*$/i.test(clause.slice(before.end, cluster.start));
  return isJoined ? { field, by: before.by } : undefined;
}

/** "Patient owes forty. No wait. Twenty.": what a value stands for that was taken back before, and whether this one is. */
function repairing(all: Placed[], clause: string, type: ValueType, turn: TurnValues): Placed[] {
  const [first, ...rest] = all;
  const wasTakenBack = turn.repairing.has(type);
  if (isRepair(clause.slice(all.at(-1)?.cluster.end ?? 0))) turn.repairing.add(type);
  else if (first !== undefined) turn.repairing.delete(type);
  if (first === undefined || first.subject !== undefined || !wasTakenBack) return all;
  return [{ ...first, repairs: true }, ...rest];
}

/**
 * "Family is double that, six thousand": what is said of an amount just before it is told. The text keeps its length. The
 * multiple alone tells no amount: nobody said it.
 */
function withoutMultiples(text: string): string {
  return text.replace(
    /\b(?:double|twice|two times|triple|three times|half)(?: (?:that|it|this|the (?:individual|single|amount)|as much|the amount))*(?:[\s,;:–—-]+(?:so|at|or|which is|which would be|making it|that['’]?s|that would be|it['’]?s))*[\s,;:–—-]+(?=(?:\$|\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?![a-z])))/gi,
    (words) => ' '.repeat(words.length),
  );
}

/** The words around a value leave open whether it is of this field or of something else. */
function mayBeOfOthers(
  heard: Heard,
  all: readonly Placed[],
  index: number,
  field: ScriptField,
  context: GroundContext,
): boolean {
  const placed = all[index];
  if (placed === undefined) return true;
  const before = heard.text.slice(all[index - 1]?.cluster.end ?? 0, placed.cluster.start);
  return (
    placed.unsure ||
    isOfOnePart(placed, field, context.script) ||
    isOfHimself(before, placed, field, context) ||
    isConsequence(before, field, context) ||
    isQualified(heard.text.slice(placed.cluster.end))
  );
}

/** Numbers have no shape of their own, and what is always read back needs no doubt besides. */
function needsWords({ type, readBack, key, evident }: ScriptField): boolean {
  if (key || evident || readBack === 'always') return false;
  return type !== 'identifier' && type !== 'telephone' && type !== 'code';
}

/**
 * "Twenty-two fifty of that has been met" may be two thousand and some: of what is counted in thousands, cents are called
 * cents. And "five thousand, two fifty met", "two thousand and five hundred met" may be two amounts.
 */
function mayBeOfHundreds({ value, quote }: ValueInText): boolean {
  if (typeof value !== 'number') return false;
  if (/thousand and [a-z]+ hundred/i.test(quote)) return true;
  if (/dollar|cent|buck|\$|\./i.test(quote)) return false;
  return value % 100 !== 0 || /(?:hundred|thousand),\s/i.test(quote);
}

function mayBeOtherFigures(value: ValueInText, field: ScriptField): boolean {
  if (field.type !== 'money') return false;
  return (
    (field.readBack !== 'closing' && mayBeCents(value)) ||
    (field.facets.aspect !== undefined && mayBeOfHundreds(value))
  );
}

/** The value itself was a guess, or may have been another number. */
function isDoubtful(
  heard: Heard,
  all: readonly Placed[],
  { field, guess, value }: Choice & { value: ValueInText },
  { script }: GroundContext,
): boolean {
  const clusters = all.map(({ cluster }) => cluster);
  return (
    value.hedged ||
    guess === true ||
    isTorn(heard.text, value) ||
    isLeftOpen(heard.text, value) ||
    isDoubted(heard, clusters, value, field, script)
  );
}
