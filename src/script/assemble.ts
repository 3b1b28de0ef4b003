import { z } from 'zod';
import type { CallScript } from './call-script.ts';
import { parseCallScript } from './call-script.ts';
import { withTerms } from './terms.ts';

/** A parsed YAML file: an object of parts by name. */
type ScriptPart = Readonly<Record<string, unknown>>;

/** Pieces that patterns are made of, by name; a call type's own may be made of the shared ones. */
const termsSchema = z.record(z.string(), z.string()).default({});

/** Lists of things with a `name`, of which a call type's own replaces the shared one. */
const named: ReadonlySet<string> = new Set(['fields', 'identifiers', 'goals']);

/**
 * Makes the script of one call type of its own file and what all of them share. A call type's own comes first and wins:
 * its words and limits replace shared ones, its lists go before them. Throws with every mistake in the result.
 */
export function assembleScript(own: unknown, shared: readonly unknown[]): CallScript {
  if (!isPart(own)) throw new Error('This is not a call script: it holds no parts by name.');
  const merged = shared.filter(isPart).reduce<ScriptPart>((script, part) => merge(script, part), own);
  const { terms, ...script } = merged;
  return parseCallScript(withSubject(withTerms(script, termsSchema.parse(terms))));
}

function merge(own: ScriptPart, shared: ScriptPart): ScriptPart {
  const entries = Object.entries(shared).map(([name, part]) => [name, joined(name, own[name], part)]);
  return { ...own, ...(Object.fromEntries(entries) as ScriptPart) };
}

function joined(name: string, own: unknown, shared: unknown): unknown {
  if (own === undefined) return shared;
  if (Array.isArray(own) && Array.isArray(shared)) {
    if (!named.has(name)) return [...(own as unknown[]), ...(shared as unknown[])];
    const taken = new Set((own as unknown[]).map(nameOf));
    return [...(own as unknown[]), ...(shared as unknown[]).filter((item) => !taken.has(nameOf(item)))];
  }
  return isPart(own) && isPart(shared) ? merge(own, shared) : own;
}

function nameOf(item: unknown): unknown {
  return isPart(item) ? item.name : undefined;
}

function isPart(value: unknown): value is ScriptPart {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** "{subject}" in what is said and told to the model is what this kind of call is about. */
function withSubject(part: ScriptPart): ScriptPart {
  const { subject, wording, instructions } = part;
  if (typeof subject !== 'string') return part;
  const filled = (text: unknown) => (typeof text === 'string' ? text.replaceAll('{subject}', subject) : text);
  return {
    ...part,
    instructions: filled(instructions),
    wording: isPart(wording)
      ? Object.fromEntries(Object.entries(wording).map(([name, text]) => [name, filled(text)]))
      : wording,
  };
}
