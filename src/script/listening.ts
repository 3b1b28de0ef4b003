import type { Listening } from '../kernel/speech.ts';
import type { CallScript } from './call-script.ts';
import { askedFields } from './facts.ts';
import { slotOf } from './finding.ts';
import type { ScriptState } from './state.ts';

/** What turn-taking should be prepared for. */
export function listening(script: CallScript, state: ScriptState): Listening {
  switch (state.phase) {
    case 'dialing':
    case 'menu':
      return { to: 'menu' };
    case 'hold':
      return { to: 'hold' };
    case 'conversation':
    case 'ended':
      return { to: 'person', slot: slot(script, state) };
  }
}

function slot(script: CallScript, { talk }: ScriptState): Listening['slot'] {
  if (talk.pending?.kind === 'read_back') return { kind: 'yes_no' };
  const [name] = askedFields(talk.pending);
  const field = script.fields.find((one) => one.name === name);
  return field === undefined ? undefined : { kind: slotOf(field.type), pattern: field.shape };
}

/** The phase in one word, with the stage of a conversation: "conversation.inquiry". */
export function phase({ phase: name, stage }: ScriptState): string {
  return name === 'conversation' ? `conversation.${stage}` : name;
}
