import { describe, expect, it } from 'vitest';
import type { LoggedEvent } from '../kernel/call-store.ts';
import { makeNode } from './testing/node.ts';
import { toyScript } from './testing/toy-script.ts';
import { makeCallViewer } from './viewer.ts';

const anybody = { organizationId: 'org_1', practiceIds: null };
const never = () => Promise.reject(new Error('nobody asked for sound'));

/** A call that has been heard once, and a viewer that counts how often its machine is stepped. */
async function viewed() {
  const node = makeNode();
  const { call, ear } = await node.answered();
  await node.hear(ear, 'open then say good morning');
  let log: readonly LoggedEvent[] = [...node.database.call(call.id).log];
  let steps = 0;
  let seen = true;
  const viewer = makeCallViewer({
    sees: () => Promise.resolve(seen),
    log: { append: never, read: () => Promise.resolve(log) },
    recordings: { append: never, segments: never, nextSequence: never },
    waveforms: { waveform: never },
    bindingOf: () => ({
      ...toyScript,
      step(state, event) {
        steps++;
        return toyScript.step(state, event);
      },
    }),
  });
  return {
    ask: (after = -1) => viewer.timeline(anybody, call.id, after),
    steps: () => steps,
    hide: () => void (seen = false),
    grow: async () => {
      await node.hear(ear, 'the status is paid');
      log = [...node.database.call(call.id).log];
    },
  };
}

describe('a timeline that is asked for again', () => {
  it('is not replayed as long as its log has not grown', async () => {
    const call = await viewed();
    const first = await call.ask();
    const steps = call.steps();
    expect(await call.ask()).toEqual(first);
    expect(call.steps()).toBe(steps);
    expect((await call.ask(first?.[0]?.sequence))?.length).toBeLessThan(first?.length ?? 0);
  });

  it('tells what has been added to the log since', async () => {
    const call = await viewed();
    const first = await call.ask();
    await call.grow();
    expect((await call.ask())?.map(({ kind }) => kind)).toEqual([
      ...(first ?? []).map(({ kind }) => kind),
      'heard',
      'answer',
    ]);
  });

  it('is shown to nobody who does not see the call', async () => {
    const call = await viewed();
    await call.ask();
    call.hide();
    expect(await call.ask()).toBeUndefined();
  });
});
