import type { ChatRequest } from './replies.ts';

/** One field as the prompt describes it: `- paid (money): paid amount`, choices behind "one of". */
export interface PromptField {
  name: string;
  kind: string;
  label: string;
  choices: readonly string[];
}

/** A tool as it was offered; `enums` holds the allowed values of each property that has any. */
interface PromptTool {
  name: string;
  properties: readonly string[];
  enums: Readonly<Record<string, readonly string[]>>;
}

/** What the pretend model understands of its request; there is nothing else that it knows. */
export interface Prompt {
  turn: string;
  question: string;
  asked: readonly string[];
  open: readonly string[];
  fields: readonly PromptField[];
  tools: readonly PromptTool[];
  /** It is told that its first answer would not do. */
  corrected: boolean;
}

/** Reads a request as a model would: labelled lines, a list of fields, the schemas of the tools. */
export function readPrompt(request: ChatRequest): Prompt {
  const system = request.messages.filter(({ role }) => role === 'system').map(textOf);
  const user = textOf(request.messages.findLast(({ role }) => role === 'user'));
  const tools = (request.tools ?? []).flatMap(toolOf);
  const described = fieldsIn(system.join('\n'));
  const named = tools.flatMap(({ enums }) => enums.field ?? []);
  const undescribed = [...new Set(named)].filter((name) => !described.some((field) => field.name === name));
  return {
    turn: quoted(user, /(?:representative said|turn):/i) ?? lastQuoted(user) ?? user,
    question: quoted(user, /(?:said last|question):/i) ?? '',
    asked: listed(user, /asked for:/i),
    open: listed(user, /open[^:\n]*:/i),
    fields: [
      ...described,
      ...undescribed.map((name) => ({ name, kind: 'text', label: wordsOf(name), choices: [] })),
    ],
    tools,
    corrected: /not accepted/i.test(user),
  };
}

/** The tool whose properties include all of these. */
export function toolWith(prompt: Prompt, ...properties: readonly string[]): PromptTool | undefined {
  return prompt.tools.find((tool) => properties.every((name) => tool.properties.includes(name)));
}

/** "receivedDate" → "received date", "denials.1.code" → "denials code". */
export function wordsOf(name: string): string {
  return name
    .replace(/([A-Z])/g, ' $1')
    .replace(/[.\d]+/g, ' ')
    .toLowerCase();
}

function textOf(message: ChatRequest['messages'][number] | undefined): string {
  const content = message?.content;
  if (typeof content === 'string') return content;
  return (content ?? []).map((part) => part.text ?? '').join('\n');
}

function toolOf(tool: NonNullable<ChatRequest['tools']>[number]): PromptTool[] {
  const described = tool.function;
  if (described === undefined) return [];
  const parameters: unknown = described.parameters;
  const properties = isObject(parameters) && isObject(parameters.properties) ? parameters.properties : {};
  const enums = Object.entries(properties).flatMap(([name, schema]) =>
    isObject(schema) && Array.isArray(schema.enum) ? [[name, schema.enum.map(String)] as const] : [],
  );
  return [{ name: described.name, properties: Object.keys(properties), enums: Object.fromEntries(enums) }];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldsIn(system: string): PromptField[] {
  return [...system.matchAll(/^- ([\w.]+) \((\w+)\): ([^\n]*)$/gm)].map(
    ([, name = '', kind = '', rest = '']) => {
      const [label = '', choices = ''] = rest.split(/; one of:? /);
      return {
        name,
        kind,
        label: label.trim(),
        choices: choices
          .split(',')
          .flatMap((choice) => choice.trim().split(' ')[0] ?? [])
          .filter(Boolean),
      };
    },
  );
}

function lineAfter(text: string, label: RegExp): string | undefined {
  return text.split('\n').flatMap((line) => {
    const found = label.exec(line);
    return found === null ? [] : [line.slice(found.index + found[0].length).trim()];
  })[0];
}

function quoted(text: string, label: RegExp): string | undefined {
  const rest = lineAfter(text, label);
  return rest === undefined ? undefined : unquoted(rest);
}

function lastQuoted(text: string): string | undefined {
  const found = [...text.matchAll(/"(?:[^"\\]|\\.)*"/g)].at(-1)?.[0];
  return found === undefined ? undefined : unquoted(found);
}

function unquoted(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

function listed(text: string, label: RegExp): string[] {
  return (lineAfter(text, label) ?? '')
    .split(/[\s,]+/)
    .filter((name) => /^[\w.]+$/.test(name) && name !== 'none' && name !== 'nothing');
}
