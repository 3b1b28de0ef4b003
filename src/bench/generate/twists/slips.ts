import type { Draw } from '../draw.ts';
import { daysAfter } from '../values.ts';

type Value = string | number;

export function isDate(value: Value | undefined): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/u.test(value);
}

export function isNumber(value: Value | undefined): value is string {
  return typeof value === 'string' && /^\d{7,}$/u.test(value);
}

/** Choices that are mistaken for one another by people who read fast. */
const nearby: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  status: {
    paid: ['denied', 'in_process'],
    denied: ['paid'],
    in_process: ['paid', 'denied'],
    approved: ['denied'],
  },
  networkStatus: { in: ['out'], out: ['in'] },
  planType: { HMO: ['PPO'], PPO: ['HMO', 'EPO'], EPO: ['PPO'], POS: ['PPO'] },
  paymentMethod: { check: ['eft'], eft: ['check'] },
  cashed: { yes: ['no'], no: ['yes'] },
  'cob.order': { primary: ['secondary'], secondary: ['primary'] },
};

/** What might be said instead of a value by mistake; undefined where nothing comes to mind. */
export function slipOf(draw: Draw, field: string, value: Value | undefined): Value | undefined {
  if (value === undefined) return undefined;
  const others = nearby[field]?.[String(value)];
  if (others !== undefined) return draw.pick(others);
  if (field === 'coinsurancePct') return value === 20 ? 30 : 20;
  if (field === 'expectedDays' || field === 'lines.1.approved') return Number(value) + draw.pick([5, 10]);
  if (typeof value === 'number' && value > 1000) return value + draw.int(1, 9) * 1000;
  if (isDate(value)) return daysAfter(value, draw.int(1, 6));
  return isNumber(value) ? swapped(value) : undefined;
}

/** Two digits near the end change places. */
export function swapped(digits: string): string | undefined {
  const at = digits.length - 3;
  const other = `${digits.slice(0, at)}${digits[at + 1] ?? ''}${digits[at] ?? ''}${digits.slice(at + 2)}`;
  return other === digits ? undefined : other;
}
