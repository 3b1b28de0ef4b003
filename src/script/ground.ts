import type { CallScript, ScriptField } from './call-script.ts';
import { valuesFor } from './finding.ts';
import type { ValueInText } from './finding.ts';
import { enumIn, nameIn, textIn } from './lexicon.ts';
import { clausesOf, hear, places, says } from './words.ts';
import type { Span } from './words.ts';

/** A value that a field may take: the words really say it, and they say it of this field. */
export interface Finding extends ValueInText {
  field: string;
  /** How the field was recognised: by its own words in the clause, or because it had just been asked for. */
  by: 'cue' | 'question';
}

export interface GroundContext {
  script: CallScript;
  today: string;
  /** Fields of the question just asked, or of the read-back just made. */
  asked: readonly string[];
  /** Fields that may be filled at all now. */
  open: (field: ScriptField) => boolean;
}

/** Everything that a turn says about our fields. Spans count in the turn's text. */
export function groundTurn(text: string, context: GroundContext): Finding[] {
  return clausesOf(text).flatMap((clause) => {
    return groundClause(beforeQuestion(clause.text, context.script), context).map((finding) => ({
      ...finding,
      start: finding.start + clause.start,
      end: finding.end + clause.start,
    }));
  });
}

/** A clause up to where it turns into a question to us: behind that nothing is stated. */
function beforeQuestion(clause: string, { reflexes }: CallScript): string {
  const question = places(hear(clause), reflexes.request)[0];
  return question === undefined ? clause : clause.slice(0, question.start);
}

function groundClause(clause: string, context: GroundContext): Finding[] {
  const { script } = context;
  const fields = script.fields.filter(context.open);
  const hypothetical = places(hear(clause), script.reflexes.hypothetical);
  const findings: Finding[] = [];
  for (const type of new Set(fields.map((field) => field.type))) {
    const ofType = fields.filter((field) => field.type === type);
    findings.push(...groundType(clause, ofType, context));
  }
  return findings.filter(({ start }) => !hypothetical.some((word) => word.end <= start));
}

function groundType(clause: string, fields: readonly ScriptField[], context: GroundContext): Finding[] {
  const { script, asked } = context;
  const first = fields[0];
  if (first === undefined) return [];
  switch (first.type) {
    case 'enum':
      return fields.flatMap((field) => {
        const found = enumIn(script, field, clause);
        if (found === undefined) return [];
        const by = asked.includes(field.name) ? 'question' : 'cue';
        return [{ ...found, field: field.name, by } as const];
      });
    case 'name':
      return fields.flatMap((field) => {
        const found = nameIn(field, clause, asked.includes(field.name));
        return found === undefined ? [] : [{ ...found, field: field.name, by: 'cue' } as const];
      });
    case 'text':
      return fields.flatMap((field) => groundText(clause, field, context));
    case 'yes_no':
      return [];
    case 'money':
    case 'date':
    case 'identifier':
    case 'code':
    case 'integer':
    case 'duration':
    case 'deadline':
      return groundValues(clause, fields, context);
  }
}

function groundText(clause: string, field: ScriptField, context: GroundContext): Finding[] {
  const { script, asked } = context;
  const heard = hear(clause);
  const isAsked = asked.includes(field.name);
  const others = script.fields
    .filter(({ name, type }) => name !== field.name && type !== 'enum')
    .flatMap(({ cues }) =>
      places(
        heard,
        cues.map((cue) => `(?:(?:and )?(?:with )?the )?(?:${cue})`),
      ),
    )
    .sort((a, b) => a.start - b.start);
  const hasOwnCue = says(heard, field.cues);
  // An answer that speaks of another field, or says nothing, is no text for this one.
  if (!hasOwnCue && (others.length > 0 || says(heard, script.reflexes.dontKnow))) return [];
  if (!hasOwnCue && (says(heard, script.reflexes.wait) || says(heard, script.reflexes.backchannel)))
    return [];
  const found = textIn(field, clause, isAsked, others);
  return found === undefined ? [] : [{ ...found, field: field.name, by: hasOwnCue ? 'cue' : 'question' }];
}

/** Binds each value to the nearest field words before it, else behind it, else to the question just asked. */
function groundValues(clause: string, fields: readonly ScriptField[], context: GroundContext): Finding[] {
  const { script, asked, today } = context;
  const heard = hear(clause);
  const type = fields[0]?.type ?? 'text';
  const cues = [
    ...script.fields
      .filter((field) => field.type === type)
      .flatMap((field) => places(heard, field.cues).map((span) => ({ ...span, field: field.name }))),
    ...places(heard, script.distractors[type] ?? []).map((span) => ({ ...span, field: '' })),
  ];
  const findings: Finding[] = [];
  const taken: Span[] = [];
  const all = fields
    .flatMap((field) => valuesFor(field, clause, today).map((value) => ({ value, field })))
    .sort((a, b) => a.value.start - b.value.start || b.value.end - a.value.end);
  const spans = all.map(({ value }) => value);
  for (const { value, field } of all) {
    if (taken.some((span) => value.start < span.end && span.start < value.end)) continue;
    const before = Math.max(0, ...spans.filter(({ end }) => end <= value.start).map(({ end }) => end));
    const after = Math.min(
      clause.length,
      ...spans.filter(({ start }) => start >= value.end).map((s) => s.start),
    );
    const cue = nearestBefore(cues, before, value.start) ?? nearestBehind(cues, value.end, after);
    if (
      cue === undefined
        ? !asked.includes(field.name) || severalAsked(fields, asked)
        : cue.field !== field.name
    )
      continue;
    taken.push(value);
    findings.push({ ...value, field: field.name, by: cue === undefined ? 'question' : 'cue' });
  }
  return findings;
}

interface Cue extends Span {
  field: string;
}

/** The words nearest before the value count; of words that end together, the longer ones. */
function nearestBefore(cues: readonly Cue[], from: number, to: number): Cue | undefined {
  return cues
    .filter(({ start, end }) => start >= from && end <= to)
    .sort((a, b) => b.end - a.end || a.start - b.start)[0];
}

/** "One fifty was the allowed amount": only close behind. */
const behindReach = 30;

function nearestBehind(cues: readonly Cue[], from: number, to: number): Cue | undefined {
  return cues
    .filter(({ start, end }) => start >= from && end <= to && start - from <= behindReach)
    .sort((a, b) => a.start - b.start || b.end - a.end)[0];
}

/** Two fields of one type were asked for together: a bare value could be either. */
function severalAsked(fields: readonly ScriptField[], asked: readonly string[]): boolean {
  return fields.filter(({ name }) => asked.includes(name)).length > 1;
}
