import { dueMs } from '../../src/sandbox/payor/scenario-commands.ts';
import type { Command } from '../../src/sandbox/payor/scenario-commands.ts';
import type { CallVerdict } from '../../src/sandbox/payor/verdict.ts';
import { hintOf } from '../../src/bench/session/commands.ts';
import type { makeApiClient } from '../stage/api-client.ts';
import { pause } from '../stage/processes.ts';

/** How far the payor is, is asked so often. */
const lookEveryMs = 200;

interface Watcher {
  commands: readonly Command[];
  /** In the scenario's order. */
  taskIds: readonly string[];
  api: ReturnType<typeof makeApiClient>;
  /** What the payor's side has seen of this call; undefined before it was placed. */
  verdict: () => Promise<CallVerdict | undefined>;
  /** The call is over. */
  signal: AbortSignal;
}

/** Gives a scenario's commands over the API, each when the payor's side is as far as it wants. */
export async function giveCommands({ commands, taskIds, api, verdict, signal }: Watcher): Promise<void> {
  const left = new Set(commands);
  while (left.size > 0 && !signal.aborted) {
    const seen = await verdict();
    for (const command of left) {
      const due = seen === undefined ? undefined : dueMs(command.when, seen);
      if (due === undefined || Date.now() < (seen?.answeredAt ?? 0) + due) continue;
      left.delete(command);
      await give(command, api, taskIds);
    }
    await pause(lookEveryMs);
  }
}

async function give(command: Command, api: Watcher['api'], taskIds: readonly string[]): Promise<void> {
  if (command.do === 'cancel') return api.post(`/v1/tasks/${taskIds[command.task - 1] ?? ''}/cancel`, {});
  // All tasks of a scenario are of one call.
  const calls = await Promise.all(taskIds.map(async (id) => (await api.task(id)).calls.at(-1)?.id));
  const path = `/v1/calls/${calls.find((id) => id !== undefined) ?? ''}`;
  switch (command.do) {
    case 'end_politely':
      return api.post(`${path}/end`, { how: 'politely' });
    case 'end_now':
      return api.post(`${path}/end`, { how: 'now' });
    case 'ask':
    case 'skip':
    case 'note':
    case 'press':
      return api.post(`${path}/hints`, { hint: hintOf(command, taskIds) });
  }
}

/** The first task that no command takes back: the call is followed by it. Throws where there is none. */
export function followedTask(commands: readonly Command[], taskIds: readonly string[]): string {
  const taken = commands.flatMap((command) => (command.do === 'cancel' ? [command.task] : []));
  const id = taskIds.find((_, index) => !taken.includes(index + 1));
  if (id === undefined) throw new Error('At wire level one task of the call has to be left.');
  return id;
}
