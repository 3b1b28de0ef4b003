import type { ScenarioInput } from '../../sandbox/payor/scenario.ts';
import type { Draw } from './draw.ts';
import type { Case } from './facts.ts';
import { aboutOf } from './facts.ts';

export type Person = NonNullable<ScenarioInput['representative']>;
export type Moment = NonNullable<Person['moments']>[number];
export type Telling = NonNullable<Person['telling']>[string];
export type Line = NonNullable<ScenarioInput['line']>;
export type Step = NonNullable<Line['steps']>[number];
export type FurtherTask = NonNullable<ScenarioInput['tasks']>[number];
export type Truth = ScenarioInput['truth'];
export type Fields = Readonly<Record<string, string | number>>;

/** A scenario in the making: what is true is drawn, and what happens in the call is laid over it step by step. */
export interface Draft {
  about: Case;
  payor: ScenarioInput['payor'];
  task: ScenarioInput['task'];
  line: Line;
  /** Who answers first and passes the call on, in order. */
  before: readonly Person[];
  /** Who serves the call; undefined where nobody does. */
  person: Person | undefined;
  /** To whom the one who serves it passes it on. */
  after: readonly Person[];
  further: readonly FurtherTask[];
  faults: NonNullable<ScenarioInput['faults']>;
  commands: NonNullable<ScenarioInput['commands']>;
  truth: Truth;
  absent: readonly string[];
  never: NonNullable<ScenarioInput['never']>;
  /** What was laid over the plain call, by name. */
  kinds: readonly string[];
}

/** Lays one thing over a draft, with what becomes of the truth; undefined where it does not fit this call. */
export type Twist = (draw: Draw, draft: Draft) => Draft | undefined;

/** Changes the one who serves the call. */
export function withPerson(draft: Draft, change: (person: Person) => Person): Draft {
  return draft.person === undefined ? draft : { ...draft, person: change(draft.person) };
}

/** Undefined where something happens at that moment already: two at once would be no call that anybody had. */
export function withMoment(draft: Draft, moment: Moment): Draft | undefined {
  const taken = (draft.person?.moments ?? []).some(({ when }) => same(when, moment.when));
  if (draft.person === undefined || taken) return undefined;
  return withPerson(draft, (person) => ({ ...person, moments: [...(person.moments ?? []), moment] }));
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Undefined where that field is told in some way of its own already. */
export function withTelling(draft: Draft, field: string, how: Telling): Draft | undefined {
  if (draft.person?.telling?.[field] !== undefined || draft.person === undefined) return undefined;
  return withPerson(draft, (person) => ({ ...person, telling: { ...person.telling, [field]: how } }));
}

/** The fields that a plain call asks for, in the order of the case. */
export function askedFields({ about }: Draft): string[] {
  return Object.keys(about.fields).filter((field) => !about.unasked.includes(field));
}

/** Those of them that are still to be asked when the record is found: nobody tells them unasked. */
export function leftToAsk(draft: Draft): string[] {
  const told = draft.person?.volunteers ?? [];
  return askedFields(draft).filter((field) => !told.includes(field));
}

/** A point in the middle of the inquiry that is surely reached; undefined where the call is too short for one. */
export function midway(draw: Draw, draft: Draft): { answers: number } | undefined {
  const told = draft.person?.volunteers?.length ?? 0;
  const left = leftToAsk(draft).length;
  return left < 3 ? undefined : { answers: told + draw.int(1, Math.min(4, left - 2)) };
}

/** Whether there is a record to talk about at all. */
export function isFound({ about }: Draft): boolean {
  const status = aboutOf(about);
  return status !== 'not_on_file' && status !== 'not_found';
}

/** Whether the one who serves the call says its name when it picks up. */
export function isNamed({ person }: Draft): boolean {
  return person?.greeting?.includes('{name}') ?? false;
}
