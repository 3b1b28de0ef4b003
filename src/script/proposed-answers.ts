import type { AnswerStatus } from '../kernel/outcome.ts';
import type { HeardTurn } from '../kernel/speech.ts';
import { holdsValueWord } from '../spoken/index.ts';
import { isSettled, lackOf, sameValue } from './answers.ts';
import { bare } from './bare.ts';
import { representativeField } from './call-script.ts';
import type { ScriptField } from './call-script.ts';
import { dismissalIn } from './dismissal.ts';
import { askedFields, findingsIn, findingsOf, isBeforeQuestion } from './facts.ts';
import { valuesFor } from './finding.ts';
import type { Finding } from './found.ts';
import { nameIn } from './names.ts';
import { firstEntryOf } from './entry-keys.ts';
import { bearsOut, isQuestion, placesOf, sentencesAround } from './proposed-words.ts';
import { taskOf } from './scene.ts';
import type { Scene } from './scene.ts';
import { identifierNotFound } from './talk/not-found.ts';
import { isTaskKnown } from './tasks.ts';
import { hear, overlaps, says } from './words.ts';
import type { Span } from './words.ts';

/** What a proposal amounts to: something that may be taken in, or why not, in words for the model. */
export type Weighed<T> = { accepted: T } | { refused: string };

/** A finding as grounding has it. `attributed`: which field it belongs to is the model's word alone. */
export interface ProposedFinding {
  finding: Finding;
  attributed: boolean;
}

/** Values that show by themselves what kind they are, without words that name their field: a bare number does not. */
const selfEvident: ReadonlySet<ScriptField['type']> = new Set([
  'money',
  'date',
  'identifier',
  'code',
  'duration',
  'deadline',
]);

/**
 * An answer is accepted as grounding finds it in the quoted words, over the whole turn, so that denials and another
 * field's words outside the quote count. A value that no words give to a field, and whose field only the model names, is
 * taken as a doubt: it is read back, and never leaves unless it was confirmed.
 */
export function weighAnswer(
  scene: Scene,
  turn: HeardTurn,
  given: Readonly<Record<string, unknown>>,
): Weighed<ProposedFinding[]> {
  const task = taskOf(scene);
  const field = scene.script.fields.find(({ name }) => name === given.field);
  if (task === undefined || field === undefined) return { refused: 'There is no such field.' };
  // Which entry a value belongs to is seen only where all of the turn is read.
  if (field.entry !== undefined) return { refused: 'That list is read as a whole.' };
  const spans = placesOf(turn, given.quote);
  if (spans.length === 0) return { refused: 'The quote does not stand in the turn word by word.' };
  // While it is open which of our tasks they speak of, only their name can be theirs.
  if (!isTaskKnown(scene) && field.name !== representativeField)
    return { refused: 'Nothing can be recorded yet.' };
  // A quote may leave out what takes its value back: where it holds one, all that the turn says of the field counts.
  const said = findingsOf(scene, turn).filter((finding) => finding.field === field.name);
  const fails = said.some(({ value }) => lackOf(field, value) !== undefined);
  const heard = hear(turn.text);
  if (fails && (identifierNotFound(scene, heard) !== undefined || dismissalIn(scene, heard) !== undefined))
    return { refused: 'They speak of what they cannot find or see, and not of the status.' };
  const grounded = said.some((finding) => isQuoted(finding, spans)) ? said : [];
  const agreed = (finding: Finding): Finding =>
    agrees(scene, field, given.value, finding) ? finding : { ...finding, hedged: true };
  if (grounded.length > 0)
    return { accepted: grounded.map((finding) => ({ finding: agreed(finding), attributed: false })) };
  const finding = attributedFinding(scene, turn, field, spans);
  if (finding === undefined)
    return {
      refused: `The quoted words do not state ${field.name} as a fact, or not so that it can be told.`,
    };
  if (!agrees(scene, field, given.value, finding))
    return { refused: `The quoted words say another value than the one given for ${field.name}.` };
  return { accepted: [{ finding: { ...finding, hedged: true }, attributed: true }] };
}

function isQuoted(finding: Span, spans: readonly Span[]): boolean {
  return spans.some(({ start, end }) => start <= finding.start && finding.end <= end);
}

/** The one value of its kind that stands in the quote and that nothing in the turn gives to anything else. */
function attributedFinding(
  scene: Scene,
  turn: HeardTurn,
  field: ScriptField,
  spans: readonly Span[],
): Finding | undefined {
  const { script, state } = scene;
  const task = taskOf(scene);
  if (task === undefined || state.model.refuted) return undefined;
  if (field.readBack === 'never' || field.entry !== undefined || isSettled(task, field.name))
    return undefined;
  // The yes to a read-back must not be mixed up with one more value to be read back.
  if (state.talk.pending?.kind === 'read_back') return undefined;
  const heard = hear(turn.text);
  const { dontKnow, declines, heardBack, hypothetical } = script.reflexes;
  if (isQuestion(script, turn.text) || says(heard, dontKnow, declines, heardBack, hypothetical))
    return undefined;
  const finding =
    field.type === 'name' ? nameFinding(scene, turn, field, spans) : valueFinding(scene, turn, field, spans);
  if (finding === undefined || isOurs(scene, finding)) return undefined;
  const sentence = sentencesAround(turn.text, finding);
  if (says(hear(sentence), script.model.otherThings)) return undefined;
  return bearsOut(script, sentence, [escaped(hear(finding.quote).plain)]) ? finding : undefined;
}

/** The one value of the field's kind in the turn, where it shows its kind by itself and nothing else claims it. */
function valueFinding(
  scene: Scene,
  turn: HeardTurn,
  field: ScriptField,
  spans: readonly Span[],
): Finding | undefined {
  if (!selfEvident.has(field.type)) return undefined;
  const [finding, ...more] = findingsIn(scene, turn.text, [field.name]).filter(
    (one) => one.field === field.name && isQuoted(one, spans),
  );
  if (finding === undefined || more.length > 0) return undefined;
  const values = valuesFor(field, turn.text, scene.state.today);
  if (values.length !== 1 || !sameValue(values[0]?.value, finding.value)) return undefined;
  // "Today", "next week": too often said of nothing in particular.
  if (!holdsValueWord(finding.quote)) return undefined;
  return field.type === 'money' && !currency.test(finding.quote) ? undefined : finding;
}

/** A name, where it was asked for and the quote is that name and nothing else. */
function nameFinding(
  scene: Scene,
  turn: HeardTurn,
  field: ScriptField,
  [span]: readonly Span[],
): Finding | undefined {
  if (span === undefined || !askedFields(scene.state.talk.pending).includes(field.name)) return undefined;
  const quote = turn.text.slice(span.start, span.end);
  const found = nameIn({ ...field, cues: [] }, quote, true);
  if (found?.quote !== quote) return undefined;
  // "This" of "This is Victor" is not what he calls himself.
  const isTaken = findingsIn(scene, turn.text).some((one) => one.field === field.name || overlaps(one, span));
  return isTaken ? undefined : { ...found, ...span, field: field.name, by: 'question' };
}

/** "Four" may be anything; four dollars are money. */
const currency = /[$¢]|\d\.\d\d\b|\b(?:dollars?|cents?|bucks?)\b/i;

function escaped(plain: string): string {
  return plain.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Our own identifiers said back to us are nobody's answer. */
function isOurs(scene: Scene, { value }: Finding): boolean {
  const given: Readonly<Record<string, unknown>> = {
    ...taskOf(scene)?.task.inputs,
    ...scene.state.practice,
  };
  const ours = Object.values(given).map(bare);
  const said = bare(value);
  return ours.some((own) => own.length > 0 && (own === said || (said.length >= 4 && own.includes(said))));
}

/** Whether the value that the model gives is the one that was read; one that cannot be read at all does not count. */
function agrees(scene: Scene, field: ScriptField, given: unknown, { value, quote }: Finding): boolean {
  if (typeof given !== 'string' || bare(given) === '') return true;
  if (bare(given) === bare(value) || hear(given).plain === hear(quote).plain) return true;
  const read = [given, `$${given}`].flatMap((text) => valuesFor(field, text, scene.state.today));
  const inWords = field.type === 'enum' || field.type === 'name';
  return read.length === 0 ? !inWords : read.some((one) => sameValue(one.value, value));
}

/** A question that stays without an answer. */
interface Unanswered {
  field: string;
  status: AnswerStatus;
  quote: string;
  start: number;
}

/** Only of a question just asked, and only where the quoted words say so by our own lights. */
export function weighNoAnswer(
  scene: Scene,
  turn: HeardTurn,
  given: Readonly<Record<string, unknown>>,
): Weighed<Unanswered> {
  const { script, state } = scene;
  const { pending } = state.talk;
  const { reason } = given;
  const field =
    pending?.kind === 'fields' && !isBeforeQuestion(scene, turn)
      ? askedFields(pending).find((name) => firstEntryOf(script, name) === given.field)
      : undefined;
  if (field === undefined)
    return { refused: 'Only a field that was just asked for can be without an answer.' };
  if (reason !== 'not_known' && reason !== 'declined') return { refused: 'There is no such reason.' };
  const [span] = placesOf(turn, given.quote);
  if (span === undefined) return { refused: 'The quote does not stand in the turn word by word.' };
  const quote = turn.text.slice(span.start, span.end);
  const { dontKnow, declines, wait } = script.reflexes;
  const words = [...(reason === 'declined' ? declines : dontKnow), ...(script.model.noAnswer[reason] ?? [])];
  const heard = hear(quote);
  const speaksOfOther = script.fields.some(
    ({ name, cues }) => !askedFields(pending).includes(name) && says(heard, cues),
  );
  if (!says(heard, words) || speaksOfOther)
    return { refused: `The quoted words do not say that ${field} cannot be told.` };
  const elsewhere = hear(turn.text);
  // "I don't see it yet, one moment": not the last word.
  if (says(elsewhere, wait) || isQuestion(script, turn.text) || says(elsewhere, script.reflexes.hypothetical))
    return { refused: 'The representative has not finished with the question.' };
  if (findingsIn(scene, turn.text).some((finding) => finding.field === given.field))
    return { refused: 'The turn states a value of that field.' };
  const status = reason === 'declined' ? 'rep_declined' : 'not_available';
  return { accepted: { field, status, quote, start: span.start } };
}
