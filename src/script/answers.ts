import type { Condition } from '../kernel/call-type.ts';
import type { Answer, AnswerStatus, Evidence, FieldValue } from '../kernel/outcome.ts';
import type { HeardTurn } from '../kernel/speech.ts';
import type { CallScript, ScriptField } from './call-script.ts';
import type { Finding } from './ground.ts';
import type { Progress, ScriptState, TaskState } from './state.ts';

export function progressOf(task: TaskState, field: string): Progress {
  return (task.progress[field] ??= { asks: 0, readBacks: 0 });
}

export function holds(task: TaskState, condition: Condition | undefined): boolean {
  if (condition === undefined) return true;
  const answer = task.answers[condition.field];
  return typeof answer?.value === 'string' && condition.in.includes(answer.value);
}

/** Whether the branch that the call is on wants this field. */
export function isWanted(task: TaskState, field: ScriptField): boolean {
  return holds(task, field.when);
}

/** Nothing more is to be asked: there is a value, or the other side has none. */
export function isSettled(task: TaskState, field: string): boolean {
  const status = task.answers[field]?.status;
  return status !== undefined && status !== 'not_asked';
}

/** Takes a grounded value in: a new one replaces an old one and is no longer confirmed. Returns whether it is new. */
export function accept(
  task: TaskState,
  finding: Finding,
  turn: HeardTurn,
  context: { questionTurn: string | null; confidence: number; sameAs?: FieldValue | undefined },
): boolean {
  const before = task.answers[finding.field];
  const evidence = evidenceOf(finding, turn, context.questionTurn);
  const doubtful = finding.hedged || evidence.confidence < context.confidence;
  if (before !== undefined && sameValue(before.value, finding.value)) {
    if (before.status === 'doubtful' && !doubtful)
      task.answers[finding.field] = { ...before, status: 'answered', evidence };
    return false;
  }
  task.answers[finding.field] = {
    value: finding.value,
    status: doubtful ? 'doubtful' : 'answered',
    evidence,
    confirmed: false,
  };
  return true;
}

export function sameValue(a: FieldValue | null | undefined, b: FieldValue | null | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

export function settle(
  task: TaskState,
  field: string,
  status: AnswerStatus,
  evidence: Evidence | null,
): void {
  if (task.answers[field]?.value != null) return;
  task.answers[field] = { value: null, status, evidence, confirmed: false };
}

/** Where in the recording the quote was said, and how well it was heard. */
export function evidenceOf(
  { start, quote }: { start: number; quote: string },
  turn: HeardTurn,
  questionTurn: string | null,
): Evidence {
  const count = (text: string) => text.split(/\s+/).filter((word) => word !== '').length;
  const from = count(turn.text.slice(0, start));
  const words = turn.words.slice(from, from + Math.max(1, count(quote)));
  const heard =
    words.length === 0
      ? turn.confidence
      : words.reduce((sum, word) => sum + word.confidence, 0) / words.length;
  return {
    turn: turn.id,
    questionTurn,
    speaker: 'representative',
    quote,
    offsetMs: Math.round(words[0]?.startMs ?? turn.startMs),
    confidence: heard,
  };
}

/** All fields of all tasks: what was never heard is `not_asked`, what the branch has no use for `not_applicable`. */
export function answersOf(script: CallScript, task: TaskState): Record<string, Answer> {
  const nothing = { value: null, evidence: null, confirmed: false } as const;
  return Object.fromEntries(
    script.fields.map((field) => {
      const known = task.answers[field.name];
      if (known !== undefined && mayLeave(task, field.name, known)) return [field.name, known];
      const decided = field.when === undefined || task.answers[field.when.field]?.value != null;
      const status = decided && !isWanted(task, field) ? 'not_applicable' : 'not_asked';
      return [field.name, { ...nothing, status }];
    }),
  );
}

/** Answers so far, by task and field; for the timeline. */
export function answers(state: ScriptState): Record<string, Record<string, Answer>> {
  return Object.fromEntries(
    state.tasks.map((task) => [
      task.task.id,
      Object.fromEntries(
        Object.entries(task.answers).filter(([name, answer]) => mayLeave(task, name, answer)),
      ),
    ]),
  );
}

/** A value that only the model gave to its field leaves once it was confirmed, or said plainly. */
function mayLeave(task: TaskState, field: string, { status, confirmed }: Answer): boolean {
  return confirmed || status !== 'doubtful' || task.progress[field]?.attributed !== true;
}
