import { describe, expect, it } from 'vitest';
import { makeManualClock } from '../../kernel/clock.ts';
import { makeBreaker } from './breaker.ts';

function failing(times: number) {
  const clock = makeManualClock();
  const breaker = makeBreaker(clock);
  for (let call = 0; call < times; call += 1) breaker.failed();
  return { clock, breaker };
}

describe('a breaker before the model', () => {
  it('says nothing of fewer than five calls', () => {
    expect(failing(4).breaker.admits()).toBe(true);
    expect(failing(5).breaker.admits()).toBe(false);
  });

  it('lets calls through while most succeed', () => {
    const { breaker } = failing(2);
    for (let call = 0; call < 4; call += 1) breaker.succeeded();
    breaker.failed();
    expect(breaker.admits()).toBe(true);
    breaker.failed();
    expect(breaker.admits()).toBe(false);
  });

  it('forgets what is older than two minutes', async () => {
    const { clock, breaker } = failing(4);
    await clock.advance(120_000);
    breaker.failed();
    expect(breaker.admits()).toBe(true);
  });

  it('lets one question through after a rest, whose fate decides', async () => {
    const { clock, breaker } = failing(5);
    await clock.advance(30_000);
    expect([breaker.admits(), breaker.admits()]).toEqual([true, false]);
    breaker.failed();
    expect(breaker.admits()).toBe(false);
    await clock.advance(30_000);
    expect(breaker.admits()).toBe(true);
    breaker.succeeded();
    expect([breaker.admits(), breaker.admits()]).toEqual([true, true]);
  });

  it('learns nothing from a question that we gave up, and asks again', async () => {
    const { clock, breaker } = failing(5);
    await clock.advance(30_000);
    expect(breaker.admits()).toBe(true);
    breaker.gaveUp();
    expect(breaker.admits()).toBe(true);
  });
});
