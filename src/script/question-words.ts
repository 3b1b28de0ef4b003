import type { SayClause } from '../kernel/speech.ts';
import { say } from '../spoken/index.ts';
import { inWords } from './identifiers.ts';
import { phrase, taskOf } from './scene.ts';
import type { Scene } from './scene.ts';

const input = /\{input\.([A-Za-z0-9]+)\}/;
/** The question ends with it. */
const asksInput = new RegExp(`${input.source}\\?`);
const procedureCode = /^[A-Z]?\d{4}[0-9A-Z]$/i;

/** A question, with inputs of the task in their places ("{input.procedureCode}"): what holds one is never cached. */
export function inQuestion(scene: Scene, text: string): SayClause[] {
  const clauses = text.split(input).flatMap((piece, index): SayClause[] => {
    if (index % 2 === 1) return inputInWords(scene, piece);
    const words = piece.replace(/^\?/, '').trim();
    return /[A-Za-z]/.test(words) ? [phrase(scene, words)] : [];
  });
  const asked = asksInput.test(text) ? clauses.findLast(({ sensitive }) => sensitive) : undefined;
  if (asked !== undefined) asked.text = asked.text.replace(/\.$/, '?');
  return clauses;
}

/** Names of the inputs that a question tells. */
export function inputsIn(scene: Scene, texts: readonly string[]): string[] {
  const inputs = taskOf(scene)?.task.inputs ?? {};
  const names = texts.flatMap((text) =>
    [...text.matchAll(new RegExp(input, 'g'))].map((match) => match[1] ?? ''),
  );
  return [...new Set(names)].filter((name) => inputs[name] !== undefined);
}

function inputInWords(scene: Scene, name: string): SayClause[] {
  const task = taskOf(scene);
  const value = task?.task.inputs[name];
  if (value === undefined) return [];
  const kind = scene.script.inputs.find((one) => one.name === name)?.kind;
  const text = String(value);
  switch (kind) {
    case 'money':
      return [{ text: `${say('money', Number(value)).join(', ')}.`, sensitive: true }];
    case 'date':
      return [{ text: `${say('date', text).join(', ')}.`, sensitive: true }];
    case 'identifier':
    case 'npi':
    case 'tax_id':
      return say('identifier', text.toUpperCase()).map((group) => inWords(group));
    case 'telephone':
      return say('telephone', text).map((group) => inWords(group));
    case 'name':
    case 'text':
    case undefined:
      if (procedureCode.test(text)) return say('code', text.toUpperCase()).map((group) => inWords(group));
      return [{ text: `${text}.`, sensitive: true }];
  }
}
