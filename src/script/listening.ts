import type { Listening, SlotKind } from '../kernel/speech.ts';
import type { CallScript, ScriptField } from './call-script.ts';
import { askedFields } from './facts.ts';
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
    case 'transfer':
    case 'taken_over':
    case 'ended':
      return { to: 'person', slot: slot(script, state) };
  }
}

function slot(script: CallScript, { talk, tasks, current }: ScriptState): Listening['slot'] {
  if (talk.pending?.kind === 'read_back') return { kind: 'yes_no' };
  const asked = askedFields(talk.pending).flatMap(
    (name) => script.fields.find((one) => one.name === name) ?? [],
  );
  const [field] = asked;
  if (field === undefined) return undefined;
  const kind = slotOf(field.type);
  const count = asked.filter(({ type }) => slotOf(type) === kind).length;
  const same = field.sameAs === undefined ? undefined : tasks[current]?.task.inputs[field.sameAs];
  return {
    kind,
    pattern: field.shape,
    // A number that the task itself supplied tells how long theirs will be.
    ...(typeof same === 'string' ? { length: same.replace(/[^A-Za-z0-9]/g, '').length } : {}),
    ...(count > 1 ? { count } : {}),
  };
}

/** What it should be patient about while this type of value is expected. */
function slotOf(type: ScriptField['type']): SlotKind {
  switch (type) {
    case 'money':
    case 'date':
    case 'identifier':
    case 'code':
    case 'duration':
    case 'telephone':
    case 'percent':
    case 'yes_no':
    case 'text':
      return type;
    case 'integer':
      return 'cardinal';
    case 'deadline':
      return 'duration';
    case 'enum':
    case 'name':
      return 'text';
  }
}

/** The phase in one word, with the stage of a conversation: "conversation.inquiry". */
export function phase({ phase: name, stage }: ScriptState): string {
  return name === 'conversation' ? `conversation.${stage}` : name;
}
