import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { ScriptBinding } from '../calls/binding.ts';
import type { CallTypeCatalogue } from '../kernel/call-task.ts';
import type { CallTypeDescription } from '../kernel/call-type.ts';
import { outcomeSchema } from '../outcomes/outcome-schema.ts';
import type { CallScript } from '../script/call-script.ts';
import type { ScriptState } from '../script/index.ts';
import {
  answers,
  assembleScript,
  deadline,
  initialState,
  isEager,
  listening,
  phase,
  step,
} from '../script/index.ts';
import { inputsSchema } from '../tasks/inputs-schema.ts';

const promptsDirectory = fileURLToPath(new URL('../../prompts', import.meta.url));

/** Every call type of the prompts folder: its contract for the other rooms, its machine for calls. */
export interface CallTypes {
  catalogue: ReadonlyMap<string, CallScript>;
  /** Throws for a call type without a file. */
  bindingOf: (callType: string) => ScriptBinding<ScriptState>;
}

/**
 * Reads the prompts folder: a file a call type, `shared/` for what they have in common. Throws where something is not
 * a call type.
 */
export async function loadCallTypes(): Promise<CallTypes> {
  const bindings = new Map<string, ScriptBinding<ScriptState>>();
  const catalogue = new Map<string, CallScript>();
  const shared = await sourcesIn(`${promptsDirectory}/shared`);
  for (const source of await sourcesIn(promptsDirectory)) {
    const script = assembleScript(
      parse(source),
      shared.map((text): unknown => parse(text)),
    );
    catalogue.set(script.callType, script);
    bindings.set(script.callType, {
      version: createHash('sha256')
        .update([source, ...shared].join('\n'))
        .digest('hex')
        .slice(0, 16),
      initial: () => initialState(script),
      step: (state, event) => step(script, state, event),
      deadline,
      listening: (state) => listening(script, state),
      phase,
      answers,
      eager: (state, turn) => isEager(script, state, turn),
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

/** Texts of a folder's YAML files, by name. */
async function sourcesIn(folder: string): Promise<string[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  return Promise.all(files.map((file) => readFile(`${folder}/${file}`, 'utf8')));
}

/** What the API tells of each call type: the schemas follow from its file. */
export function describeCallTypes(catalogue: CallTypeCatalogue): CallTypeDescription[] {
  return [...catalogue.values()].map((contract) => ({
    callType: contract.callType,
    title: contract.title,
    inputs: inputsSchema(contract),
    outcome: outcomeSchema(contract),
  }));
}
