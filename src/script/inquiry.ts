import type { FieldValue } from '../kernel/outcome.ts';
import type { SayClause } from '../kernel/speech.ts';
import { say } from '../spoken/index.ts';
import type { SpokenValues } from '../spoken/index.ts';
import { holds, isChoice, isRefuted, isSettled, isWanted, progressOf } from './answers.ts';
import type { ScriptField, ScriptQuestion } from './call-script.ts';
import { nextAnnounced } from './announced.ts';
import { startClosing } from './closing.ts';
import { isSamePart } from './entry-keys.ts';
import { inWords } from './identifiers.ts';
import { inputsIn, inQuestion } from './question-words.ts';
import { wordingsOf } from './question-wording.ts';
import { addedUp, contradicted } from './plausible.ts';
import { phrase, speak, taskOf } from './scene.ts';
import type { Scene } from './scene.ts';
import type { TaskState } from './state.ts';
import { finishTask } from './tasks.ts';

/** Fields that fit into one read-back without wearing anybody out. */
const itemsPerSummary = 3;

/** The next thing to say of an inquiry: a read-back that is due, a question, the summary, or the goodbye. */
export function carryOn(scene: Scene, opening: readonly SayClause[] = []): void {
  const { state } = scene;
  const task = taskOf(scene);
  if (task === undefined) return startClosing(scene, opening);
  state.stage = 'inquiry';
  state.talk.waiting = false;
  const wanted = nextWanted(scene, task);
  if (wanted !== undefined) return askOpenly(scene, task, wanted, opening);
  const due = dueReadBacks(scene, task);
  if (due.length > 0) return readBack(scene, due.slice(0, 1), opening);
  const announced = nextAnnounced(scene, task);
  if (announced !== undefined) return askEntry(scene, task, announced, opening);
  const question = nextQuestion(scene, task, false);
  if (question !== undefined) return ask(scene, task, question, opening);
  const summary = closingReadBacks(scene, task);
  const most = state.talk.singly ? 1 : itemsPerSummary;
  if (summary.length > 0) return readBack(scene, summary.slice(0, most), opening);
  const late = nextQuestion(scene, task, true);
  if (late !== undefined) return ask(scene, task, late, opening);
  finishTask(scene, task, opening);
}

/** What a person who watches wants asked, once each; whatever has no question of its own is passed over. */
function nextWanted({ state, script }: Scene, task: TaskState): string | undefined {
  const wanted = state.operator.asks.find(({ taskId }) => taskId === task.task.id);
  if (wanted === undefined) return undefined;
  state.operator.asks = state.operator.asks.filter((one) => one !== wanted);
  if (!script.questions.some(({ fields, when }) => fields.includes(wanted.field) && holds(task, when)))
    return undefined;
  progressOf(task, wanted.field).asks = 0;
  return wanted.field;
}

function openFields(scene: Scene, task: TaskState, question: ScriptQuestion): string[] {
  if (!holds(task, question.when)) return [];
  return question.fields.filter((name) => {
    const field = scene.script.fields.find((one) => one.name === name);
    return (
      field !== undefined &&
      isWanted(task, field) &&
      !isSettled(task, name) &&
      progressOf(task, name).asks < asksOf(scene, task, field)
    );
  });
}

/** What is only nice to know is asked once, and once more where the answer was not understood. */
function asksOf({ script }: Scene, task: TaskState, { name, requirement }: ScriptField): number {
  if (requirement !== 'optional') return script.limits.asks;
  const { unclear, parted } = progressOf(task, name);
  return unclear === true || parted === true ? 2 : 1;
}

function nextQuestion(scene: Scene, task: TaskState, late: boolean): ScriptQuestion | undefined {
  return scene.script.questions.find(
    (question) => question.late === late && openFields(scene, task, question).length > 0,
  );
}

function ask(scene: Scene, task: TaskState, question: ScriptQuestion, opening: readonly SayClause[]): void {
  const fields = nextOf(openFields(scene, task, question), task, question);
  const wordings = nextWordings(scene, task, question, fields);
  for (const name of fields) if (!mayFollow(scene, name, fields)) progressOf(task, name).asks += 1;
  const clauses = [...new Set(wordings)].flatMap((text) => inQuestion(scene, text));
  const sayId = speak(scene, [...opening, ...clauses], { discloses: inputsIn(scene, wordings) });
  scene.state.talk.pending = { kind: 'fields', fields, sayId, sinceMs: scene.atMs };
}

function nextWordings(
  { script }: Scene,
  task: TaskState,
  question: ScriptQuestion,
  fields: readonly string[],
): string[] {
  const progress = fields.map((name) => progressOf(task, name));
  const { wordings, formed } = wordingsOf(script, question, fields, {
    before: Math.max(...progress.map(({ asks }) => asks)),
    unclear: progress.some((one) => one.unclear === true),
    formed: progress.some((one) => one.formed === true),
  });
  for (const one of progress) one.formed = formed;
  return wordings;
}

/** The second half of a question is easily passed over: what is asked only once is then still asked alone. */
function mayFollow({ script }: Scene, name: string, fields: readonly string[]): boolean {
  const isOptional = script.fields.some((field) => field.name === name && field.requirement === 'optional');
  return isOptional && fields.length > 1 && fields[0] !== name;
}

/** A question for several things that brought none of them is asked one by one. */
function nextOf(open: string[], task: TaskState, { alone }: ScriptQuestion): string[] {
  const [first] = open;
  const again = first !== undefined && progressOf(task, first).asks > 0 && alone[first] !== undefined;
  return again ? [first] : open;
}

/** Asks for one field openly, outside its turn in the script. */
export function askOpenly(scene: Scene, task: TaskState, name: string, opening: readonly SayClause[]): void {
  const question = scene.script.questions.find(
    ({ fields, when }) => fields.includes(name) && holds(task, when),
  );
  const field = scene.script.fields.find((one) => one.name === name);
  const isSpent = field !== undefined && progressOf(task, name).asks >= asksOf(scene, task, field);
  if (question === undefined || isSpent) return carryOn(scene, opening);
  const wordings = nextWordings(scene, task, question, [name]);
  progressOf(task, name).asks += 1;
  const clauses = wordings.flatMap((text) => inQuestion(scene, text));
  const sayId = speak(scene, [...opening, ...clauses], { discloses: inputsIn(scene, wordings) });
  scene.state.talk.pending = { kind: 'fields', fields: [name], sayId, sinceMs: scene.atMs };
}

const ordinals = ['first', 'second', 'third', 'fourth'];

/** "There are two reasons", and one was told: the other one is asked for. */
function askEntry(
  scene: Scene,
  task: TaskState,
  { entry, first }: { entry: ScriptField; first: ScriptField },
  opening: readonly SayClause[],
): void {
  const { nextEntry, nextEntryAgain } = scene.script.wording;
  const progress = progressOf(task, entry.name);
  const text = (progress.asks === 0 ? nextEntry : nextEntryAgain)
    .replaceAll('{count}', say('cardinal', String(task.progress[first.name]?.announced ?? 2)).join(' '))
    .replaceAll('{ordinal}', ordinals[(entry.entry?.slot ?? 1) - 1] ?? 'next')
    .replaceAll('{field}', first.label);
  progress.asks += 1;
  const sayId = speak(scene, [...opening, phrase(scene, text)]);
  scene.state.talk.pending = { kind: 'fields', fields: [entry.name], sayId, sinceMs: scene.atMs };
}

function canReadBack(scene: Scene, task: TaskState, { name, readBack: policy }: ScriptField): boolean {
  const answer = task.answers[name];
  return (
    policy !== 'never' &&
    answer?.value != null &&
    !answer.confirmed &&
    !isGivenUp(task, name) &&
    progressOf(task, name).readBacks < scene.script.limits.readBacks
  );
}

/** They said no to it, and have not told it anew. */
function isGivenUp(task: TaskState, name: string): boolean {
  return progressOf(task, name).retold !== true && isRefuted(task, name, task.answers[name]?.value);
}

function dueReadBacks(scene: Scene, task: TaskState): ScriptField[] {
  return scene.script.fields.filter(
    (field) =>
      canReadBack(scene, task, field) &&
      (field.readBack === 'always' ||
        progressOf(task, field.name).attributed !== undefined ||
        (isSoon(field) && task.answers[field.name]?.status === 'doubtful')),
  );
}

/** Where it is in doubt it is read back at once: what hangs on a choice is asked for by it. */
function isSoon(field: ScriptField): boolean {
  return field.readBack === 'doubtful' || (field.readBack === 'closing' && isChoice(field));
}

/** What the closing summary is about, with all that cannot be right together: amounts first, then the rest. */
function closingReadBacks(scene: Scene, task: TaskState): ScriptField[] {
  const amiss = contradicted(scene.script, task, scene.state.today);
  const proven = addedUp(scene.script, task);
  const isDue = ({ name, readBack: policy, requirement }: ScriptField) =>
    amiss.has(name) || (policy === 'closing' && !(requirement === 'optional' && proven.has(name)));
  const fields = scene.script.fields.filter((field) => isDue(field) && canReadBack(scene, task, field));
  const amounts = fields.filter(({ type }) => type === 'money');
  return amounts.length > 0 ? amounts : fields;
}

function readBack(scene: Scene, fields: readonly ScriptField[], opening: readonly SayClause[]): void {
  const task = taskOf(scene);
  if (task === undefined) return;
  const { wording } = scene.script;
  const clauses = fields.flatMap((field, index) => {
    progressOf(task, field.name).readBacks += 1;
    const value = task.answers[field.name]?.value ?? '';
    const joint = index > 0 && index === fields.length - 1 ? 'and ' : '';
    const label = joint + ofEntry(scene, field, fields) + labelOf(task, field);
    return [phrase(scene, fields.length > 1 ? label : capital(label)), ...valueClauses(field, value)];
  });
  const start = fields.length > 1 ? [phrase(scene, wording.toConfirm)] : [];
  const sayId = speak(scene, [...opening, ...start, ...clauses, phrase(scene, wording.isThatCorrect)]);
  scene.state.talk.pending = {
    kind: 'read_back',
    items: fields.map(({ name }) => name),
    sayId,
    sinceMs: scene.atMs,
  };
}

function labelOf(task: TaskState, { label, readAs, readAsWhen }: ScriptField): string {
  return readAsWhen.find(({ when }) => holds(task, when))?.say ?? readAs ?? `the ${label} is`;
}

/** Of which entry of a list a value is, where its words do not tell: "for the second one, the number used is". */
function ofEntry(
  { script }: Scene,
  { entry, readAs }: ScriptField,
  together: readonly ScriptField[],
): string {
  if (entry === undefined || readAs === undefined) return '';
  const isAlone = together.filter((one) => isSamePart(one.entry, entry)).length === 1;
  if (entry.slot === 1 && isAlone) return '';
  return `${script.wording.ofEntry.replace('{ordinal}', ordinals[entry.slot - 1] ?? 'next')} `;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** A value of ours in words. All values of a claim are protected: none is cached as a phrase. */
function valueClauses(field: ScriptField, value: FieldValue): SayClause[] {
  const text = typeof value === 'object' ? '' : String(value);
  const whole = (words: readonly string[]): SayClause[] => [
    { text: `${words.join(', ')}.`, sensitive: true },
  ];
  switch (field.type) {
    case 'money':
      return whole(say('money', Number(value)));
    case 'date':
      return whole(say('date', text));
    case 'identifier':
      return say('identifier', text).map((group) => inWords(group));
    case 'code':
      return whole(say('code', text));
    case 'integer':
      return whole(say('cardinal', text));
    case 'duration':
      return whole(say('duration', value as SpokenValues['duration']));
    case 'deadline':
      return whole(
        typeof value === 'object' ? say('duration', value as SpokenValues['duration']) : say('date', text),
      );
    case 'yes_no':
    case 'enum':
      return whole([field.values.find((one) => one.value === value)?.say ?? text]);
    case 'name':
    case 'text':
      return whole([text]);
    case 'percent':
      return whole(say('percent', text));
    case 'telephone':
      return say('telephone', text).map((group) => inWords(group));
  }
}
