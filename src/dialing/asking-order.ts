import type { CallTask } from '../kernel/call-task.ts';

/**
 * The order in which the tasks of one call are asked: the first stays first, and each is followed by the one that has
 * most inputs in common with it, so that a representative looks up as little as possible anew. Ties keep their order.
 */
export function inAskingOrder<Task extends Pick<CallTask, 'inputs'>>(tasks: readonly Task[]): Task[] {
  const left = [...tasks];
  const ordered = left.splice(0, 1);
  for (;;) {
    const previous = ordered.at(-1);
    const [next] = left.toSorted((a, b) => inCommon(previous, b) - inCommon(previous, a));
    if (next === undefined) return ordered;
    left.splice(left.indexOf(next), 1);
    ordered.push(next);
  }
}

function inCommon(one: Pick<CallTask, 'inputs'> | undefined, other: Pick<CallTask, 'inputs'>): number {
  return Object.entries(other.inputs).filter(([name, value]) => one?.inputs[name] === value).length;
}
