import { seeValues } from './standin-numbers.ts';
import type { SeenValue } from './standin-numbers.ts';
import { wordsOf } from './standin-prompt.ts';
import type { Prompt, PromptField } from './standin-prompt.ts';

/** What the pretend model believes that a turn says of one field. */
export interface Belief {
  field: string;
  value: string;
  quote: string;
}

const kindsOf: Readonly<Record<string, readonly SeenValue['kind'][]>> = {
  money: ['money'],
  date: ['date'],
  identifier: ['identifier'],
  code: ['code', 'identifier'],
  integer: ['count'],
  percent: ['count'],
  duration: ['count'],
  deadline: ['count', 'date'],
};

/** Other words for what a choice's name says. */
const roughly: Readonly<Record<string, readonly string[]>> = {
  denied: ['turned down', 'kicked out', 'declined'],
  paid: ['paid out', 'payment went out', 'issued'],
  in_process: ['in process', 'processing', 'pending', 'working on it', 'under review'],
  not_on_file: ['not on file', 'no claim', 'nothing on file', 'cannot find'],
  active: ['in force', 'effective', 'coverage is good'],
  terminated: ['termed', 'lapsed', 'ended'],
  approved: ['authorized', 'certified'],
  check: ['paper check'],
  eft: ['electronic', 'direct deposit', 'e f t'],
};

/** Words too common to tell a field by. */
const dull = new Set([
  'number',
  'date',
  'amount',
  'of',
  'the',
  'is',
  'or',
  'and',
  'for',
  'a',
  'to',
  'code',
  'name',
]);

/** Everything that the turn seems to say about fields that are offered. */
export function beliefsOf(prompt: Prompt): Belief[] {
  const wanted = prompt.fields.filter(({ name }) => prompt.open.length === 0 || prompt.open.includes(name));
  const numbers = seeValues(prompt.turn).flatMap((seen) => {
    const field = fieldFor(prompt, wanted, seen);
    return field === undefined
      ? []
      : [{ field: field.name, value: seen.value, quote: quoteOf(prompt.turn, seen) }];
  });
  return [
    ...numbers,
    ...wanted.flatMap((field) => choiceOf(prompt, field) ?? wordingOf(prompt, field) ?? []),
  ];
}

function quoteOf(turn: string, { start, end }: { start: number; end: number }): string {
  return turn.slice(start, end);
}

/** The field whose words stand nearest before the value, else one that was asked for. */
function fieldFor(prompt: Prompt, fields: readonly PromptField[], seen: SeenValue): PromptField | undefined {
  const fitting = fields.filter(({ kind }) => (kindsOf[kind] ?? []).includes(seen.kind));
  const before = prompt.turn.slice(Math.max(0, seen.start - 60), seen.start).toLowerCase();
  const near = fitting
    .map((field) => ({ field, at: Math.max(-1, ...cuesOf(field).map((cue) => before.lastIndexOf(cue))) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => b.at - a.at)[0];
  return near?.field ?? fitting.find(({ name }) => prompt.asked.includes(name));
}

function cuesOf({ name, label }: PromptField): string[] {
  return `${wordsOf(name)} ${label}`
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length > 2 && !dull.has(word));
}

function choiceOf(prompt: Prompt, field: PromptField): Belief | undefined {
  const turn = prompt.turn.toLowerCase();
  for (const choice of field.choices) {
    for (const words of [choice.replaceAll('_', ' '), ...(roughly[choice] ?? [])]) {
      const start = turn.search(new RegExp(`\\b${words}\\b`));
      if (start < 0 || /\b(?:not|never|isn't|wasn't|would|if)\b[^.]{0,25}$/.test(turn.slice(0, start)))
        continue;
      return {
        field: field.name,
        value: choice,
        quote: quoteOf(prompt.turn, { start, end: start + words.length }),
      };
    }
  }
  return undefined;
}

/** Names and texts: what follows the obvious words, or all of a short answer to the question. */
function wordingOf(prompt: Prompt, field: PromptField): Belief | undefined {
  if (field.kind === 'name') {
    const told =
      /\b(?:my name is|this is|it's|it is|that's|you can use)\s+([A-Za-z]{3,}(?:\s[A-Z][a-z]+)?)/.exec(
        prompt.turn,
      )?.[1];
    const asked = prompt.asked.includes(field.name)
      ? /[A-Z][a-z]+ [A-Z][a-z]+/.exec(prompt.turn)?.[0]
      : undefined;
    const name = field.name === 'repName' ? told : asked;
    return name === undefined ? undefined : { field: field.name, value: name, quote: name };
  }
  if (field.kind !== 'text') return undefined;
  const reason = /\b(?:because|due to|reason is|need|waiting for|missing)\s+([^.?!]{6,80})/i.exec(
    prompt.turn,
  )?.[1];
  if (reason !== undefined) return { field: field.name, value: reason, quote: reason };
  const whole = prompt.turn.trim();
  const answers = prompt.asked.includes(field.name) && whole.split(/\s+/).length > 2 && !whole.endsWith('?');
  return answers ? { field: field.name, value: whole, quote: whole } : undefined;
}

/** Why a question gets no answer, in rough words. */
export function missingOf(turn: string): { why: 'unknown' | 'declined'; quote: string } | undefined {
  const unknown =
    /\b(?:(?:don't|do not|doesn't|can't|cannot) (?:have|see|know|find|tell)|no idea|not (?:sure|listed|showing|available)|isn't (?:listed|showing))\b/i.exec(
      turn,
    );
  const declined =
    /\b(?:not allowed|can't (?:give|release|share|disclose)|unable to (?:give|release|share|provide)|against (?:our )?policy)\b/i.exec(
      turn,
    );
  if (declined !== null) return { why: 'declined', quote: declined[0] };
  return unknown === null ? undefined : { why: 'unknown', quote: unknown[0] };
}

/** What a turn does, by words in it; the key is looked for among the intents that are offered. */
const acts: readonly (readonly [intent: RegExp, words: RegExp])[] = [
  [/robot/, /\b(?:robot|bot|machine|computer|real person|human|recording|automated)\b/i],
  [/refus/, /\b(?:don't|do not|won't|can't) (?:talk|speak|deal|work) (?:to|with)\b/i],
  [/transfer/, /\b(?:transfer|connect|put you through|send you (?:over|to))\b/i],
  [/wait/, /\b(?:moment|second|hold on|hang on|bear with|loading|looking|pulling|checking|let me)\b/i],
  [/repeat/, /\b(?:repeat|again|didn't (?:catch|hear)|pardon|what was that|say that)\b/i],
  [/cannot|help/, /\b(?:can't|cannot|unable to) (?:help|assist|access|look)\b/i],
  [
    /purpose|who/,
    /\b(?:regarding|calling about|calling from|who is this|reason for your call|what company)\b/i,
  ],
  [
    /ready/,
    /\b(?:go ahead|ready|shoot|fire away|got it (?:up|open)|have it (?:up|open)|what do you need)\b/i,
  ],
  [/small/, /\b(?:weather|weekend|how are you|how's your day|busy|holiday|monday|friday)\b/i],
];

/** The first of the offered intents that the words suggest, with the words. */
export function actOf(
  turn: string,
  offered: readonly string[],
): { intent: string; quote: string } | undefined {
  for (const [name, words] of acts) {
    const intent = offered.find((one) => name.test(one));
    const quote = words.exec(turn)?.[0];
    if (intent !== undefined && quote !== undefined) return { intent, quote };
  }
  return undefined;
}

/** An identifier that the turn seems to ask for, of those that are offered. */
export function identifierOf(
  turn: string,
  offered: readonly string[],
): { identifier: string; quote: string } | undefined {
  if (!/\?|\b(?:what|need|have|give|read|verify|confirm|may i|can i|looking for|whose)\b/i.test(turn))
    return undefined;
  const others: Readonly<Record<string, RegExp>> = {
    memberId: /\b(?:subscriber|policy|member|card)(?: (?:number|id|i d))?\b/i,
    patientDateOfBirth: /\b(?:birthday|born|date of birth|d ?o ?b)\b/i,
    patientName: /\bwho(?:'s| is) the (?:patient|member)\b|\bpatient(?:'s)? name\b/i,
    dateOfService: /\b(?:seen|visit|service date|date of service)\b/i,
    billedAmount: /\b(?:billed?|charged?|charges)\b/i,
    taxId: /\b(?:tin|tax)\b/i,
    npi: /\b(?:npi|n p i|provider (?:id|number))\b/i,
  };
  for (const identifier of offered) {
    const words = others[identifier] ?? new RegExp(`\\b${wordsOf(identifier).replace(/ id\b/, '')}\\b`, 'i');
    const quote = words.exec(turn)?.[0];
    if (quote !== undefined) return { identifier, quote };
  }
  return undefined;
}
