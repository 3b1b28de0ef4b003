import type { CheckRule } from '../kernel/call-type.ts';
import type { FieldValue } from '../kernel/outcome.ts';
import type { CallScript, ScriptField } from './call-script.ts';
import { judge } from './conditions.ts';
import type { TaskState } from './state.ts';

/** Whole years that a date may lie away from today, by the way that its field points, before it is doubted. */
const years = { past: { before: 80, after: 1 }, future: { before: 2, after: 12 } } as const;

/** A value that a careful listener would doubt, well heard or not: eight dollars for a deductible, a deadline of 2020. */
export function isUnlikely(field: ScriptField, value: FieldValue, today: string): boolean {
  if (typeof value === 'number') return value !== 0 && isOutside(field, value);
  if (typeof value !== 'string' || (field.type !== 'date' && field.type !== 'deadline')) return false;
  const away = Number(value.slice(0, 4)) - Number(today.slice(0, 4));
  const { before, after } = years[field.direction];
  return away < -before || away > after;
}

/** Whether a number lies beyond what its field can be. */
export function isOutside({ range }: Pick<ScriptField, 'range'>, value: number): boolean {
  return range !== undefined && (value < (range.least ?? value) || value > (range.most ?? value));
}

/** Fields whose values cannot all be right: the deductible that was met is more than all of it. */
export function contradicted(script: CallScript, task: TaskState, today: string): ReadonlySet<string> {
  // What was said on a branch that turned out to be another one contradicts nothing.
  const isOff = (name: string) =>
    judge(task, script.fields.find((field) => field.name === name)?.when, false) === 'fails';
  const value = (name: string) => (isOff(name) ? undefined : task.answers[name]?.value);
  return new Set(script.checks.flatMap((rule) => brokenBy(rule, value, today)));
}

/** Amounts that were each heard and make their total: nobody mishears three of them so that they still add up. */
export function addedUp({ checks }: CallScript, { answers }: TaskState): ReadonlySet<string> {
  return new Set(
    checks.flatMap((rule) => {
      if (rule.kind !== 'sums_to') return [];
      const names = [...rule.parts, rule.total];
      const isSure = names.every((name) => answers[name]?.status === 'answered');
      return isSure && addsUp(rule, (name) => answers[name]?.value) === true ? names : [];
    }),
  );
}

/** Whether the parts make the total; undefined where one of them is not known. */
function addsUp(
  { parts, total }: Extract<CheckRule, { kind: 'sums_to' }>,
  value: (field: string) => FieldValue | null | undefined,
): boolean | undefined {
  const known = parts.map(value).filter((part) => typeof part === 'number');
  const whole = value(total);
  if (known.length < parts.length || typeof whole !== 'number') return undefined;
  return known.reduce((sum, part) => sum + part, 0) === whole;
}

function brokenBy(
  rule: CheckRule,
  value: (field: string) => FieldValue | null | undefined,
  today: string,
): readonly string[] {
  switch (rule.kind) {
    case 'at_most': {
      const [left, right] = [value(rule.left), value(rule.right)];
      const breaks = typeof left === 'number' && typeof right === 'number' && left > right;
      return breaks ? [rule.left, rule.right] : [];
    }
    case 'sums_to':
      return addsUp(rule, value) === false ? [...rule.parts, rule.total] : [];
    case 'not_after': {
      const [left, right] = [value(rule.left), value(rule.right)];
      const breaks = typeof left === 'string' && typeof right === 'string' && left > right;
      return breaks ? [rule.left, rule.right] : [];
    }
    case 'not_future': {
      const date = value(rule.field);
      return typeof date === 'string' && date > today ? [rule.field] : [];
    }
    case 'requires':
    case 'not_past':
    case 'within_days':
      return [];
  }
}
