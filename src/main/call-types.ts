import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { ScriptBinding } from '../calls/binding.ts';
import type { CallTypeCatalogue } from '../kernel/call-task.ts';
import type { ScriptState } from '../script/index.ts';
import { answers, deadline, initialState, listening, parseCallScript, phase, step } from '../script/index.ts';

const promptsDirectory = fileURLToPath(new URL('../../prompts', import.meta.url));

/** Every call type of the prompts folder: its contract for the other rooms, its machine for calls. */
export interface CallTypes {
  catalogue: CallTypeCatalogue;
  /** Throws for a call type without a file. */
  bindingOf: (callType: string) => ScriptBinding<ScriptState>;
}

/** Reads the prompts folder. Throws where a file is not a call type. */
export async function loadCallTypes(): Promise<CallTypes> {
  const bindings = new Map<string, ScriptBinding<ScriptState>>();
  const catalogue = new Map<string, ReturnType<typeof parseCallScript>>();
  for (const file of (await readdir(promptsDirectory)).filter((name) => name.endsWith('.yaml')).sort()) {
    const source = await readFile(`${promptsDirectory}/${file}`, 'utf8');
    const script = parseCallScript(parse(source));
    catalogue.set(script.callType, script);
    bindings.set(script.callType, {
      version: createHash('sha256').update(source).digest('hex').slice(0, 16),
      initial: () => initialState(script),
      step: (state, event) => step(script, state, event),
      deadline,
      listening: (state) => listening(script, state),
      phase,
      answers,
    });
  }
  return {
    catalogue,
    bindingOf(callType) {
      const binding = bindings.get(callType);
      if (binding === undefined) throw new Error('There is no script for this call type.');
      return binding;
    },
  };
}
