import type { InputValue } from '../kernel/call-task.ts';
import { findSpoken } from '../spoken/index.ts';
import type { ScriptField } from './call-script.ts';
import type { GroundContext } from './ground.ts';
import { hear, says } from './words.ts';

/** Whether what a clause says is said of the input that a field is about: of that procedure code, not of the other. */
export function isAbout(field: ScriptField, clause: string, context: GroundContext): boolean {
  if (field.about === undefined) return true;
  const { script, asked, inputs = {} } = context;
  const own = inputs[field.about];
  if (own === undefined) return false;
  const said = valuesIn(clause);
  if (said.length > 0) return said.includes(bare(own));
  if (says(hear(clause), script.grounding.each)) return true;
  const alike = script.fields.filter(
    ({ about, type, name }) =>
      about !== undefined && type === field.type && inputs[about] !== undefined && name !== field.name,
  );
  return asked.includes(field.name) || alike.length === 0;
}

/** Codes that a clause names, without their punctuation. */
function valuesIn(clause: string): string[] {
  return findSpoken('code', clause).map(({ value }) => bare(value));
}

function bare(value: InputValue | string): string {
  return String(value)
    .replace(/[^A-Za-z0-9]/g, '')
    .toUpperCase();
}
