import type { Wanted } from '../kernel/call-type.ts';
import type { Answer, AnswerStatus, Evidence, FailureReason, FieldValue } from '../kernel/outcome.ts';
import type { HeardTurn, Word } from '../kernel/speech.ts';
import { bare } from './bare.ts';
import type { CallScript, ScriptField } from './call-script.ts';
import { judge } from './conditions.ts';
import type { Finding } from './found.ts';
import { contradicted } from './plausible.ts';
import { suggestionFor } from './suggested.ts';
import type { Progress, ScriptState, TaskState } from './state.ts';

export function progressOf(task: TaskState, field: string): Progress {
  return (task.progress[field] ??= { asks: 0, readBacks: 0 });
}

export function holds(task: TaskState, condition: Wanted | undefined): boolean {
  return judge(task, condition) === 'holds';
}

/** The choice that a call is made for, on which the other fields hang. */
export function isStatus({ type, requirement }: ScriptField): boolean {
  return type === 'enum' && requirement === 'required';
}

/** Why there is nothing to be had, where a value says so itself: not on file, not found. */
export function lackOf(
  { values }: ScriptField,
  value: FieldValue | null | undefined,
): FailureReason | undefined {
  return values.find((one) => one.value === value)?.failure;
}

export function isNotFound({ fields }: CallScript, name: string, value: FieldValue | null): boolean {
  return fields.some((field) => field.name === name && lackOf(field, value) !== undefined);
}

/** Whether a field holds one of several values. */
export function isChoice({ type }: ScriptField): boolean {
  return type === 'enum' || type === 'yes_no';
}

/** The field whose value a choice is the kind of: the number of visits or days, where it says which of them. */
export function numberOf({ type, when }: ScriptField): string | undefined {
  const isKind = type === 'enum' && when !== undefined && 'answered' in when && when.answered;
  return isKind ? when.field : undefined;
}

/** Words that count only where they were asked for, or were confirmed: any words can be a text. */
export function isLooseText({ type, readBack }: ScriptField): boolean {
  return type === 'text' && readBack === 'doubtful';
}

/** Whether the branch that the call is on wants this field. */
export function isWanted(task: TaskState, field: ScriptField): boolean {
  return holds(task, field.when);
}

/**
 * Whether the call is on another branch than the field's: its condition fails, or hangs on an answer that is on another
 * branch itself (whether a check was cashed, of a claim that was not paid).
 */
export function isOffBranch(script: CallScript, task: TaskState, field: ScriptField): boolean {
  const verdict = judge(task, field.when, false);
  if (verdict === 'fails' && isVolunteered(task, field)) return false;
  if (verdict !== 'open') return verdict === 'fails';
  const missing = decidersIn(field.when).filter((name) => task.answers[name]?.value == null);
  const deciders = script.fields.filter(({ name }) => missing.includes(name));
  return deciders.length > 0 && deciders.every((one) => isOffBranch(script, task, one));
}

/** The call is on a branch that does not ask for the field and keeps it where it is told. */
export function isVolunteered(task: TaskState, { volunteered }: ScriptField): boolean {
  return volunteered !== undefined && judge(task, volunteered, false) === 'holds';
}

/** Answers whose values decide about a condition; those that need only be there are not among them. */
function decidersIn(wanted: Wanted | undefined): string[] {
  if (wanted === undefined || 'input' in wanted) return [];
  if ('all' in wanted) return wanted.all.flatMap(decidersIn);
  if ('any' in wanted) return wanted.any.flatMap(decidersIn);
  return 'answered' in wanted ? [] : [wanted.field];
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
  context: {
    questionTurn: string | null;
    confidence: number;
    wordConfidence: number;
    repairs?: boolean;
    /** The same may be said in other words. */
    inWords?: boolean;
    /** The field was just asked for, or read back. */
    isAsked?: boolean;
    /** The value says more of the one that is known: approved in part. */
    refines?: boolean;
    /** The field holds one of several values. */
    isChoice?: boolean;
  },
): boolean {
  const before = task.answers[finding.field];
  const evidence = evidenceOf(finding, turn, context.questionTurn);
  const doubtful =
    finding.hedged ||
    evidence.confidence < context.confidence ||
    // Words without a confidence of their own (0) are not judged.
    quotedWords(finding, turn).some(
      ({ confidence }) => confidence > 0 && confidence < context.wordConfidence,
    );
  if (before !== undefined && sameValue(before.value, finding.value)) {
    if (before.status === 'doubtful' && !doubtful && !isRefuted(task, finding.field, finding.value))
      task.answers[finding.field] = { ...before, status: 'answered', evidence };
    return false;
  }
  const differs = before?.value != null && before.status === 'answered' && !finding.corrected;
  const isAside = differs && context.isChoice === true && context.isAsked === false;
  // Two values for one thing, and nobody says that the first was wrong.
  const contradicts =
    differs && context.inWords !== true && context.refines !== true && context.repairs !== true;
  // What was confirmed, or chosen in an answer, is not talked away by what nobody asked for: it is read back once more.
  if (
    (isAside && context.refines !== true) ||
    (contradicts && before.confirmed && context.isAsked === false)
  ) {
    task.answers[finding.field] = { ...before, status: 'doubtful', confirmed: false };
    return false;
  }
  task.answers[finding.field] = {
    value: finding.value,
    status: doubtful || contradicts || isAside ? 'doubtful' : 'answered',
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
  const known = task.answers[field]?.value;
  if (known != null && !isRefuted(task, field, known)) return;
  task.answers[field] = { value: null, status, evidence, confirmed: false };
}

/** They said no to this value when it was read back. */
export function isRefuted(
  { progress }: TaskState,
  field: string,
  value: FieldValue | null | undefined,
): boolean {
  return progress[field]?.denied?.some((one) => sameValue(one, value)) === true;
}

/** Where in the recording the quote was said, and how well it was heard. */
export function evidenceOf(
  { start, quote }: { start: number; quote: string },
  turn: HeardTurn,
  questionTurn: string | null,
): Evidence {
  const words = quotedWords({ start, quote }, turn);
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

function quotedWords({ start, quote }: { start: number; quote: string }, turn: HeardTurn): readonly Word[] {
  const count = (text: string) => text.split(/\s+/).filter((word) => word !== '').length;
  const from = count(turn.text.slice(0, start));
  return turn.words.slice(from, from + Math.max(1, count(quote)));
}

/** All fields of all tasks: what was never heard is `not_asked`, what the branch has no use for `not_applicable`. */
export function answersOf(script: CallScript, task: TaskState, today: string): Record<string, Answer> {
  const amiss = contradicted(script, task, today);
  const nothing = { value: null, evidence: null, confirmed: false } as const;
  return Object.fromEntries(
    script.fields.map((field) => {
      const known = task.answers[field.name] ?? suggestionFor(task, field);
      const isElsewhere = isOffBranch(script, task, field) || isOfNothing(task, field);
      // What was said on a branch that turned out to be another one is no answer.
      if (known !== undefined && !isElsewhere && mayLeave(task, field.name, known))
        return [
          field.name,
          isUnconfirmed(script, task, field, known, amiss) ? { ...known, status: 'doubtful' } : known,
        ];
      const isOff = isElsewhere || judge(task, field.when) === 'fails';
      return [field.name, { ...nothing, status: isOff ? 'not_applicable' : 'not_asked' }];
    }),
  );
}

/** "Those are visits", of no number: a choice that says of which kind another value is says nothing without it. */
function isOfNothing(task: TaskState, field: ScriptField): boolean {
  const number = numberOf(field);
  return number !== undefined && task.answers[number]?.value == null;
}

/**
 * What is always read back to a person, or contradicts other values, and got no yes: nobody knows how well it was heard.
 * So is what was read back as often as may be, whatever it is.
 */
function isUnconfirmed(
  { limits }: CallScript,
  task: TaskState,
  field: ScriptField,
  answer: Answer,
  amiss: ReadonlySet<string>,
): boolean {
  const { value, confirmed, status, evidence } = answer;
  if (value == null || confirmed || status !== 'answered') return false;
  if (amiss.has(field.name)) return true;
  const given = field.sameAs === undefined ? undefined : task.task.inputs[field.sameAs];
  if (given !== undefined && bare(given) === bare(value)) return false;
  if ((task.progress[field.name]?.readBacks ?? 0) >= limits.readBacks) return true;
  return field.readBack === 'always' && evidence?.speaker !== 'menu';
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

/**
 * A value that only the model or a likeness gave to its field leaves once it was confirmed, or said plainly. One that
 * was read back and denied twice does not, whatever the words are that it was read from.
 */
function mayLeave(task: TaskState, field: string, { value, status, confirmed }: Answer): boolean {
  if (confirmed || status !== 'doubtful') return true;
  const { attributed, denied = [] } = task.progress[field] ?? {};
  return attributed === undefined && denied.filter((one) => sameValue(one, value)).length < 2;
}
