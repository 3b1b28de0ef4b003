import type { Wanted } from '../kernel/call-type.ts';
import { judgeWanted, type Verdict } from '../kernel/wanted.ts';
import type { TaskState } from './state.ts';

/** Whether a condition holds for a task as it stands; see {@link judgeWanted}. */
export function judge(task: TaskState, wanted: Wanted | undefined, strict = true): Verdict {
  return judgeWanted({ answers: task.answers, inputs: task.task.inputs }, wanted, strict);
}
