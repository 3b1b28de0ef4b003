import type { InputValue } from '../kernel/call-task.ts';
import type { CheckRule, Condition } from '../kernel/call-type.ts';
import type { Answer, CheckResult, FieldValue } from '../kernel/outcome.ts';

type Answers = Readonly<Record<string, Answer>>;

/**
 * Applies the call type's cross-checks. Only answered fields take part: a rule that lacks one is left out rather than
 * passed. `today` is an ISO date where the practice is.
 */
export function applyChecks(
  rules: readonly CheckRule[],
  answers: Answers,
  today: string,
  inputs: Readonly<Record<string, InputValue>> = {},
): CheckResult[] {
  return rules.flatMap((rule) => applyCheck(rule, answers, today, inputs) ?? []);
}

function applyCheck(
  rule: CheckRule,
  answers: Answers,
  today: string,
  inputs: Readonly<Record<string, InputValue>>,
): CheckResult | undefined {
  const value = (field: string) => answeredValue(answers, field);
  const result = (passed: boolean, fields: readonly string[]): CheckResult => ({
    name: rule.name,
    passed,
    fields,
  });
  switch (rule.kind) {
    case 'at_most': {
      const [left, right] = [value(rule.left), value(rule.right)];
      if (typeof left !== 'number' || typeof right !== 'number') return undefined;
      return result(left <= right, [rule.left, rule.right]);
    }
    case 'sums_to': {
      const parts = rule.parts.map(value).filter((part) => typeof part === 'number');
      const total = value(rule.total);
      if (parts.length < rule.parts.length || typeof total !== 'number') return undefined;
      return result(parts.reduce((sum, part) => sum + part, 0) === total, [...rule.parts, rule.total]);
    }
    case 'not_after': {
      const [left, right] = [value(rule.left), value(rule.right)];
      if (typeof left !== 'string' || typeof right !== 'string') return undefined;
      return result(left <= right, [rule.left, rule.right]);
    }
    case 'not_future': {
      const date = value(rule.field);
      if (typeof date !== 'string') return undefined;
      return result(date <= today, [rule.field]);
    }
    case 'requires': {
      const found = value(rule.when.field);
      if (typeof found !== 'string' || !rule.when.in.includes(found)) return undefined;
      return result(value(rule.field) !== undefined, [rule.when.field, rule.field]);
    }
    case 'not_past': {
      const date = value(rule.field);
      if (typeof date !== 'string' || !holds(rule.when, value)) return undefined;
      return result(date >= today, [rule.field]);
    }
    case 'within_days': {
      const from = inputs[rule.input];
      if (typeof from !== 'string' || !rule.when.every((when) => holds(when, value))) return undefined;
      return result(
        dayAfter(from, rule.days) >= today,
        rule.when.map(({ field }) => field),
      );
    }
  }
}

function holds({ field, in: values }: Condition, value: (field: string) => FieldValue | undefined): boolean {
  const found = value(field);
  return typeof found === 'string' && values.includes(found);
}

/** ISO date so many days later. */
function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

function answeredValue(answers: Answers, field: string): FieldValue | undefined {
  const answer = answers[field];
  return answer?.status === 'answered' && answer.value !== null ? answer.value : undefined;
}
