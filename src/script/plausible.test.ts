import { describe, expect, it } from 'vitest';
import { addedUp, contradicted, isOutside, isUnlikely } from './plausible.ts';
import { claimStatus, inquiring, scriptOf } from './testing/conversation.ts';
import type { CallScript } from './call-script.ts';
import type { TaskState } from './state.ts';

const fieldOf = ({ fields }: CallScript, name: string) => {
  const field = fields.find((one) => one.name === name);
  if (field === undefined) throw new Error(`There is no field ${name}.`);
  return field;
};

function taskWith(values: Readonly<Record<string, number | string>>): TaskState {
  const [task] = inquiring().state.tasks;
  if (task === undefined) throw new Error('There is no task.');
  const answers = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      { value, status: 'answered' as const, evidence: null, confirmed: false },
    ]),
  );
  return { ...task, answers };
}

const eligibility = scriptOf('eligibility');
const today = '2026-11-16';

describe('what can hardly be', () => {
  it('is a deadline of years ago, and not one of last month', () => {
    expect(isUnlikely(fieldOf(claimStatus, 'appealDeadline'), '2020-05-01', today)).toBe(true);
    expect(isUnlikely(fieldOf(claimStatus, 'appealDeadline'), '2026-10-01', today)).toBe(false);
  });
  it('is a deductible of a few dollars, and not one of nothing', () => {
    const total = fieldOf(eligibility, 'deductible.individual.total');
    expect(isUnlikely(total, 600, today)).toBe(true);
    expect(isUnlikely(total, 0, today)).toBe(false);
    expect(isUnlikely(total, 150_000, today)).toBe(false);
  });
  it('is a wait of two thousand days', () => {
    expect(isOutside(fieldOf(claimStatus, 'expectedDays'), 2026)).toBe(true);
    expect(isOutside(fieldOf(claimStatus, 'expectedDays'), 45)).toBe(false);
  });
});

describe('values that cannot be right together', () => {
  it('are named, all of them', () => {
    const task = taskWith({ 'deductible.individual.total': 100_000, 'deductible.individual.met': 250_000 });
    expect([...contradicted(eligibility, task, today)].sort()).toEqual([
      'deductible.individual.met',
      'deductible.individual.total',
    ]);
  });
  it('are none where the sums are right or a part is missing', () => {
    expect(
      contradicted(
        eligibility,
        taskWith({
          'deductible.individual.total': 100_000,
          'deductible.individual.met': 25_000,
          'deductible.individual.remaining': 75_000,
        }),
        today,
      ).size,
    ).toBe(0);
    expect(contradicted(claimStatus, taskWith({ paid: 5_000 }), today).size).toBe(0);
  });
  it('are dates in the wrong order, and one that is still to come', () => {
    const late = taskWith({ receivedDate: '2026-05-01', processedDate: '2026-04-01' });
    expect([...contradicted(claimStatus, late, today)].sort()).toEqual(['processedDate', 'receivedDate']);
    expect(contradicted(claimStatus, taskWith({ receivedDate: '2027-01-01' }), today).size).toBe(1);
  });
});

describe('amounts that prove each other', () => {
  const family = { 'deductible.family.total': 600_000, 'deductible.family.met': 250_000 };
  it('are three that were all heard and add up', () => {
    const task = taskWith({ ...family, 'deductible.family.remaining': 350_000 });
    expect([...addedUp(eligibility, task)].sort()).toEqual([
      'deductible.family.met',
      'deductible.family.remaining',
      'deductible.family.total',
    ]);
  });
  it('are none where one is missing or off', () => {
    expect(addedUp(eligibility, taskWith(family)).size).toBe(0);
    expect(addedUp(eligibility, taskWith({ ...family, 'deductible.family.remaining': 300_000 })).size).toBe(
      0,
    );
  });
});
