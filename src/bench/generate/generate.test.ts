import { describe, expect, it } from 'vitest';
import { scenarioSchema } from '../../sandbox/payor/scenario.ts';
import { seedOf } from '../random.ts';
import { makeScenario } from './generate.ts';
import { makeDraw } from './draw.ts';
import { npi } from './values.ts';

const drawn = Array.from({ length: 1000 }, (_, index) => {
  const name = `g-${index}`;
  return makeScenario(name, seedOf(5, name));
});
const many = drawn.map(({ scenario }) => scenario);

describe('the generator', () => {
  it('makes valid scenarios of every call type', () => {
    for (const scenario of many) expect(scenarioSchema.safeParse(scenario).error).toBeUndefined();
    expect(new Set(many.map(({ task }) => task.callType)).size).toBe(4);
  });

  it('makes the same one for the same seed, and others for others', () => {
    expect(makeScenario('g-1', seedOf(5, 'g-1'))).toEqual(drawn[1]);
    const substance = many.map(({ task, truth, line, representative }) =>
      JSON.stringify([task.inputs, truth, line, representative]),
    );
    expect(new Set(substance).size).toBe(many.length);
  });

  it('lets amounts of a deductible add up and keeps dates in order', () => {
    for (const { truth } of many) {
      const fields = truth.fields ?? {};
      const total = fields['deductible.individual.total'];
      const met = fields['deductible.individual.met'];
      const remaining = fields['deductible.individual.remaining'];
      if (typeof total === 'number' && typeof met === 'number' && typeof remaining === 'number')
        expect(met + remaining).toBe(total);
      const { receivedDate, processedDate } = fields;
      if (receivedDate !== undefined && processedDate !== undefined)
        expect(receivedDate <= processedDate).toBe(true);
    }
  });

  it('makes identifiers that pass their check digit', () => {
    const digits = Array.from({ length: 50 }, (_, seed) => npi(makeDraw(seed)));
    for (const value of digits) {
      const all = Array.from(`80840${value}`, Number).reverse();
      const sum = all.reduce((whole, digit, index) => {
        const weighed = index % 2 === 1 ? digit * 2 : digit;
        return whole + (weighed > 9 ? weighed - 9 : weighed);
      }, 0);
      expect(sum % 10).toBe(0);
    }
  });
});
