import type { ProposalTool } from '../kernel/proposal.ts';
import type { CallScript, ScriptField } from './call-script.ts';
import { intentNames, noAnswerReasons } from './model-part.ts';

/** The stable part of a call type's prompt: byte for byte the same for all its turns, so that it can be cached. */
export interface Prompt {
  instructions: string;
  tools: readonly ProposalTool[];
  /** Changes with any byte of the above. */
  version: string;
}

const prompts = new WeakMap<CallScript, Prompt>();

export function promptOf(script: CallScript): Prompt {
  let prompt = prompts.get(script);
  if (prompt === undefined) {
    const instructions = instructionsOf(script);
    const tools = toolsOf(script);
    prompt = { instructions, tools, version: fingerprint(JSON.stringify([instructions, tools])) };
    prompts.set(script, prompt);
  }
  return prompt;
}

function instructionsOf(script: CallScript): string {
  return [
    script.instructions.trim(),
    `Fields:\n${offeredFields(script).map(describeField).join('\n')}`,
    `Identifiers that the representative may ask us for:\n${script.identifiers
      .map(({ name, say }) => `- ${name}: ${inWords(name, say)}`)
      .join('\n')}`,
    `Intents:\n${intentNames
      .map((name) => `- ${name}: ${script.model.intents[name]?.means ?? name.replaceAll('_', ' ')}`)
      .join('\n')}`,
  ].join('\n\n');
}

/** "The member I D is" → "the member I D"; of what has no label the name must do. */
function inWords(name: string, say: string): string {
  const label = say.replace(/ is$/, '');
  return label === '' ? name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`) : label.toLowerCase();
}

/** Of a list's parts the first entry stands for all. */
function offeredFields({ fields }: CallScript): ScriptField[] {
  return fields.filter(
    ({ entry, aside, suggests }) => (entry?.slot ?? 1) === 1 && !aside && suggests === undefined,
  );
}

function describeField({ name, type, label, values }: ScriptField): string {
  const choices = values.map(({ value, say }) => `${value} (${say})`).join(', ');
  return `- ${name} (${type}): ${label}${choices === '' ? '' : `; one of: ${choices}`}`;
}

function toolsOf(script: CallScript): ProposalTool[] {
  const field = { type: 'string', enum: offeredFields(script).map(({ name }) => name) };
  const quote = { type: 'string', description: 'Words of this turn, verbatim and without gaps.' };
  return [
    {
      name: 'record_answer',
      description: 'The representative states the value of a field as a fact in this turn.',
      parameters: strict({
        field,
        value: {
          type: 'string',
          description:
            'What the quote says: dollars as 123.45, dates as YYYY-MM-DD, identifiers as digits and letters, choices by name.',
        },
        quote: {
          ...quote,
          description: `${quote.description} The whole value and the words that name its field.`,
        },
      }),
    },
    {
      name: 'note_no_answer',
      description: 'The representative says that a field just asked for cannot be told.',
      parameters: strict({ field, reason: { type: 'string', enum: [...noAnswerReasons] }, quote }),
    },
    {
      name: 'note_intent',
      description: 'What the turn does where it states no value.',
      parameters: strict({
        intent: { type: 'string', enum: [...intentNames] },
        identifier: {
          type: 'string',
          enum: [...script.identifiers.map(({ name }) => name), 'none'],
          description: 'Which identifier is asked for; none with every other intent.',
        },
        quote,
      }),
    },
  ];
}

function strict(properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

/** 64 bits of FNV-1a, twice 32 with different offsets: tells versions apart, guards nothing. */
function fingerprint(text: string): string {
  const half = (offset: number) => {
    let hash = offset;
    for (let index = 0; index < text.length; index++)
      hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
    return hash.toString(16).padStart(8, '0');
  };
  return half(0x811c9dc5) + half(0x9747b28c);
}
