import { findSpoken } from '../spoken/index.ts';
import { isStatus } from './answers.ts';
import { bare } from './bare.ts';
import type { ScriptField } from './call-script.ts';
import { withoutFor } from './finding.ts';
import type { GroundContext } from './found.ts';
import { hear, says } from './words.ts';
import type { Span } from './words.ts';

/**
 * The part of a clause that is said of the input that a field is about: of that procedure code, not of the other.
 * Undefined where none is; the whole clause for a field that is about no input.
 */
export function partAbout(field: ScriptField, clause: string, context: GroundContext): Span | undefined {
  const whole = { start: 0, end: clause.length };
  if (field.about === undefined) return whole;
  const { script, asked, inputs = {} } = context;
  const own = inputs[field.about];
  // The decision on all of it holds of this code as well.
  const ofAll = isStatus(field) ? whole : undefined;
  if (own === undefined) return ofAll;
  const said = [
    ...findSpoken('code', withoutFor(clause)).filter(
      ({ value }) => !isStatus(field) || isProcedure.test(value),
    ),
    ...byOrder(field, clause, context),
  ];
  const mine = said.filter(({ value }) => bare(value) === bare(own));
  const [first] = mine;
  if (said.length > 0) {
    // Another code in place of ours is the decision on ours.
    if (first === undefined) return inPlace.test(clause) ? ofAll : undefined;
    if (mine.length === said.length || (isStatus(field) && !contrast.test(clause))) return whole;
    const codes = said.map(({ span }) => span);
    return partAround(clause, first.span, codes) ?? ofAll;
  }
  if (says(hear(clause), script.grounding.each)) return whole;
  const alike = script.fields.filter(
    ({ about, type, name }) =>
      about !== undefined && type === field.type && inputs[about] !== undefined && name !== field.name,
  );
  return asked.includes(field.name) || alike.length === 0 ? whole : undefined;
}

/** "The first one does, the second one doesn't": of several inputs that are asked about alike. */
function byOrder({ type }: ScriptField, clause: string, { script, inputs = {} }: GroundContext) {
  const codes = script.fields
    .filter((one) => one.type === type && !isStatus(one))
    .flatMap(({ about }) => (about === undefined ? [] : (inputs[about] ?? [])));
  if (codes.length < 2) return [];
  return [...clause.matchAll(inOrder)].flatMap(({ 0: quote, 1: order = '', index }) => {
    const code = codes[order.toLowerCase() === 'first' ? 0 : 1];
    return { value: String(code), span: { start: index, end: index + quote.length } };
  });
}

const inOrder =
  /\b(first|second)(?: (?:one|code|procedure|service))?\b(?! (?:of|level|time|visit|quarter|day))/gi;
const isProcedure = /^(?:\d{5}|[A-Z]\d{4}|\d{4}[A-Z])$/i;
const contrast = /[,;]|\b(?:but|while|whereas|however)\b/i;
const inPlace = /\b(?:instead|in place|in lieu|rather|changed|switched|substituted|modified)\b/i;

/** "97110 needs it but 97140 doesn't": the piece between joints that holds this code; else no piece. */
function partAround(clause: string, own: Span, codes: readonly Span[]): Span | undefined {
  const joints = [...clause.matchAll(/[,;]|(?<![a-z])(?:but|and|while|whereas|then)(?![a-z])/gi)]
    .map(({ index }) => index)
    .filter((at) => !codes.some(({ start, end }) => start <= at && at < end));
  const start = Math.max(0, ...joints.filter((at) => at <= own.start));
  const end = Math.min(clause.length, ...joints.filter((at) => at >= own.end));
  const shared = codes.some((code) => code.start !== own.start && code.start >= start && code.end <= end);
  return shared ? undefined : { start, end };
}
