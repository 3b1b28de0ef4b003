import type { FailureReason, TaskResult } from '../kernel/outcome.ts';

/** What the end that we brought about ourselves looks like; any other reason was found out before. */
const ofTheStop: ReadonlySet<FailureReason> = new Set<FailureReason>(['line_dropped', 'agent_failure']);

/**
 * Whether a task of a call that the stop button ended goes back into the queue: everything that is not finished does,
 * without an outcome and without an attempt, also where a part was answered already. The next call asks for all of it.
 */
export function goesBack(result: TaskResult): boolean {
  const { failure, required, answers } = result;
  if (failure !== null) return ofTheStop.has(failure.reason);
  if (result.deferred === true) return true;
  const isSettled = (field: string) => {
    const status = answers[field]?.status;
    return status !== undefined && status !== 'not_asked' && status !== 'doubtful';
  };
  return required.length === 0 ? !Object.keys(answers).some(isSettled) : !required.every(isSettled);
}
