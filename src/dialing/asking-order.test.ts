import { expect, test } from 'vitest';
import { inAskingOrder } from './asking-order.ts';

const task = (id: string, memberId: string, dateOfService = '2026-01-01') => ({
  id,
  inputs: { npi: '1234567893', memberId, dateOfService },
});
const ordered = (...tasks: ReturnType<typeof task>[]) => inAskingOrder(tasks).map(({ id }) => id);

test('tasks of one patient follow each other', () => {
  expect(ordered(task('a', 'X'), task('b', 'Y', '2026-02-02'), task('c', 'X', '2026-02-03'))).toEqual([
    'a',
    'c',
    'b',
  ]);
});

test('where nothing is shared the order stays', () => {
  expect(ordered(task('a', 'X'), task('b', 'Y'), task('c', 'Z'))).toEqual(['a', 'b', 'c']);
  expect(inAskingOrder([])).toEqual([]);
});
