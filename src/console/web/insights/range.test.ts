import { describe, expect, it } from 'vitest';
import { askedIn, daysOf, spanOf, todayIn } from './range.ts';

describe('what insights are asked for', () => {
  it('is the last thirty days by day where the address says nothing', () => {
    expect(askedIn(new URLSearchParams(), '2026-03-31')).toMatchObject({
      from: '2026-03-02',
      to: '2026-03-31',
      by: 'day',
      payorId: null,
    });
  });

  it('is what the address says, as far as it can be read', () => {
    const params = new URLSearchParams('from=2026-01-01&to=soon&by=payor&state=CO');
    expect(askedIn(params, '2026-03-31')).toMatchObject({
      from: '2026-01-01',
      to: '2026-03-31',
      by: 'payor',
      state: 'CO',
    });
    expect(askedIn(new URLSearchParams('by=moon'), '2026-03-31').by).toBe('day');
  });

  it('counts both ends of a span', () => {
    expect(daysOf(spanOf('2026-03-01', 7))).toBe(7);
    expect(spanOf('2026-03-01', 2)).toEqual({ from: '2026-02-28', to: '2026-03-01' });
  });

  it("takes the day of the organization's zone", () => {
    const evening = Date.parse('2026-03-05T03:00:00Z');
    expect(todayIn('America/Denver', evening)).toBe('2026-03-04');
    expect(todayIn('UTC', evening)).toBe('2026-03-05');
  });
});
