import { expect, it } from 'vitest';
import { localDate, practiceTimeZone } from './local-date.ts';

it('is still today in the evening, when it is tomorrow in UTC', () => {
  expect(localDate(Date.parse('2026-03-04T01:30:00Z'), practiceTimeZone)).toBe('2026-03-03');
  expect(localDate(Date.parse('2026-03-04T01:30:00Z'), 'UTC')).toBe('2026-03-04');
});
