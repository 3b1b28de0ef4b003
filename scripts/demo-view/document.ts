import type { FollowedCall } from '../stage/follow.ts';
import type { Delivery } from '../stage/webhook-receiver.ts';
import { deliveryOf, tellsOf } from '../stage/webhook-receiver.ts';

export type DemoDocument = ReturnType<typeof documentOf>;

/** What the demo saw, as the one document that `--json` prints. Times are milliseconds since the call was placed. */
export function documentOf(
  result: FollowedCall & { recording: string | null },
  others: readonly FollowedCall[],
  deliveries: readonly Delivery[],
) {
  const { call, items, recording } = result;
  const { task, outcome, webhook } = taskOf(result, deliveries);
  const endMs = items.at(-1)?.atMs ?? 0;
  const starts = items.filter((item) => item.kind === 'phase');
  const phases = starts.map((item, index) => ({
    phase: item.phase,
    startMs: item.atMs,
    endMs: starts[index + 1]?.atMs ?? endMs,
  }));
  const turns = items
    .flatMap((item) => {
      if (item.kind === 'heard')
        return [{ speaker: item.speaker, text: item.text, startMs: item.startMs, endMs: item.endMs }];
      if (item.kind === 'said')
        return [{ speaker: 'agent', text: item.text, startMs: item.startMs, endMs: item.endMs }];
      return [];
    })
    .sort((a, b) => a.startMs - b.startMs);
  const keys = items.flatMap((item) =>
    item.kind === 'keys'
      ? Array.from(item.keys)
          .filter((key) => key !== 'w')
          .map((key) => ({ key, atMs: item.atMs }))
      : [],
  );
  return {
    task,
    call: { id: call.id, durationMs: endMs, phases, turns, keys, recording },
    outcome,
    webhook,
    /** Further tasks of a scenario that has several. */
    others: others.map((other) => taskOf(other, deliveries)),
  };
}

function taskOf({ view: { outcome, ...task } }: FollowedCall, deliveries: readonly Delivery[]) {
  if (outcome === null) throw new Error('The task has no outcome yet.');
  const delivery = deliveryOf(deliveries, task.id);
  const webhook = {
    verified: delivery !== undefined,
    attempts: deliveries.filter(({ payload }) => payload === null || tellsOf(payload, task.id)).length,
    payload: delivery?.payload ?? null,
  };
  return { task, outcome, webhook };
}
