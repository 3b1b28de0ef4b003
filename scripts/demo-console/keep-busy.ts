import type { Scenario } from '../stage/scenario.ts';
import type { Stage } from '../stage/stage.ts';
import { pause } from '../stage/processes.ts';

const lookEveryMs = 3_000;
/** Between two calls to the same line. */
const restMs = 20_000;
const dayMs = 24 * 60 * 60_000;

type Api = ReturnType<Stage['api']>;

/** Queues a task for a line, and another one whenever it has ended, until the floor closes. */
export async function keepBusy(
  api: Api,
  { task }: Scenario,
  runId: string,
  signal: AbortSignal,
): Promise<void> {
  const isOpen = () => !signal.aborted;
  for (let round = 1; isOpen(); round += 1) {
    const externalId = `${task.externalId}-${runId}-${String(round)}`;
    const { id } = await api.queueTask({ maxAttempts: 1, ...task, externalId });
    while (isOpen() && !(await hasEnded(api, id))) await pause(lookEveryMs);
    await pause(restMs);
  }
}

/** Some more that wait, so that the floor can tell why. */
export async function queueForLater(api: Api, scenarios: readonly Scenario[], runId: string): Promise<void> {
  for (const { task } of scenarios)
    await api.queueTask({
      ...task,
      externalId: `${task.externalId}-${runId}-later`,
      notBefore: new Date(Date.now() + dayMs).toISOString(),
    });
}

async function hasEnded(api: Api, id: string): Promise<boolean> {
  const { state } = await api.task(id);
  return state !== 'queued' && state !== 'calling';
}
