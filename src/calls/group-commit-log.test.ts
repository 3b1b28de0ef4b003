import { describe, expect, it } from 'vitest';
import type { LoggedEvent } from '../kernel/call-store.ts';
import { FencedError } from '../kernel/call-store.ts';
import { makeManualClock } from '../kernel/clock.ts';
import { silentLogger } from '../kernel/logger.ts';
import { makeGroupCommitLog } from './group-commit-log.ts';

function rig() {
  const clock = makeManualClock();
  const written: LoggedEvent[][] = [];
  const spooled = new Map<string, readonly LoggedEvent[]>();
  let failure: Error | undefined;
  let fencedCalls = 0;
  const log = makeGroupCommitLog({
    call: { id: 'call_1', organizationId: 'org_1', fence: 1 },
    log: {
      append: (_call, events) => {
        if (failure !== undefined) return Promise.reject(failure);
        written.push([...events]);
        return Promise.resolve();
      },
      read: () => Promise.resolve([]),
    },
    spool: {
      save: ({ id }, events) => Promise.resolve(void spooled.set(id, events)),
      load: ({ id }) => Promise.resolve(spooled.get(id) ?? []),
      drop: ({ id }) => Promise.resolve(void spooled.delete(id)),
    },
    clock,
    logger: silentLogger,
    firstSequence: 0,
    onFenced: () => fencedCalls++,
  });
  return {
    clock,
    log,
    written,
    spooled,
    fail: (error: Error | undefined) => (failure = error),
    fencedCalls: () => fencedCalls,
  };
}

describe('the call log on its way to the database', () => {
  it('writes events that come close together in one group, in order', async () => {
    const { log, clock, written } = rig();
    log.append('a');
    log.append('b');
    expect(written).toEqual([]);
    await clock.advance(50);
    expect(written).toEqual([
      [
        { sequence: 0, event: 'a' },
        { sequence: 1, event: 'b' },
      ],
    ]);
  });

  it('writes at once when somebody waits for durability', async () => {
    const { log, written } = rig();
    log.append('press');
    await log.durable();
    expect(written.flat().map((entry) => entry.event)).toEqual(['press']);
  });

  it('spools while the database is away, and loses nothing when it is back', async () => {
    const { log, clock, written, spooled, fail } = rig();
    fail(new Error('connection refused'));
    log.append('a');
    await clock.advance(50);
    log.append('b');
    expect(spooled.get('call_1')).toEqual([{ sequence: 0, event: 'a' }]);
    let durable = false;
    void log.durable().then(() => (durable = true));
    await clock.advance(600);
    expect(durable).toBe(false);
    fail(undefined);
    await clock.advance(600);
    expect(durable).toBe(true);
    expect(written.flat().map((entry) => entry.event)).toEqual(['a', 'b']);
    expect(spooled.size).toBe(0);
  });

  it('does not wait for ever when it is closed: what is left stays in the spool', async () => {
    const { log, clock, spooled, fail, written } = rig();
    fail(new Error('connection refused'));
    log.append('a');
    await clock.advance(50);
    log.append('b');
    let closed = false;
    void log.close().then(() => (closed = true));
    await clock.advance(10_000);
    expect(closed).toBe(true);
    expect(spooled.get('call_1')?.map((entry) => entry.event)).toEqual(['a', 'b']);
    fail(undefined);
    await clock.advance(10_000);
    expect(written).toEqual([]);
  });

  it('leaves nothing in the spool when another node continues the log', async () => {
    const { log, clock, spooled, fail } = rig();
    fail(new Error('connection refused'));
    log.append('a');
    await clock.advance(50);
    expect(spooled.size).toBe(1);
    fail(new FencedError('lost'));
    await clock.advance(1_000);
    expect(spooled.size).toBe(0);
  });

  it('stops writing and says so when another node owns the call', async () => {
    const { log, clock, fail, fencedCalls, written } = rig();
    fail(new FencedError('lost'));
    log.append('a');
    const waited = log.durable();
    await expect(waited).rejects.toBeInstanceOf(FencedError);
    fail(undefined);
    log.append('b');
    await clock.advance(1_000);
    expect(fencedCalls()).toBe(1);
    expect(written).toEqual([]);
  });
});
