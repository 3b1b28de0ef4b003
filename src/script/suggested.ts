import type { Answer } from '../kernel/outcome.ts';
import type { ScriptField } from './call-script.ts';
import type { TaskState } from './state.ts';
import { hear, says } from './words.ts';

/**
 * A value that nobody said, for a field that is declared to hold just that: what the words of another part of the entry
 * stand for ("no prior auth": 197). Its evidence are those words. Undefined where the part that is said aloud has a value.
 */
export function suggestionFor({ answers }: TaskState, { entry, suggests }: ScriptField): Answer | undefined {
  if (suggests === undefined || entry === undefined) return undefined;
  const part = (name: string) => answers[`${entry.list}.${String(entry.slot)}.${name}`];
  const source = part(suggests.from);
  if (typeof source?.value !== 'string' || part(suggests.unless)?.value != null) return undefined;
  const heard = hear(source.value);
  const found = suggests.values.find(({ patterns }) => says(heard, patterns));
  return found === undefined ? undefined : { ...source, value: found.value, confirmed: false };
}
