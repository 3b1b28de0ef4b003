import type { CallTypeCatalogue } from '../kernel/call-task.ts';
import type { FieldProblem } from '../kernel/errors.ts';
import { ProblemError } from '../kernel/errors.ts';
import type { ImportWish } from '../kernel/task-work.ts';

/** How a cell becomes a value. */
type Form = 'as_is' | 'number' | 'dollars' | 'mdy';

interface Column {
  path: readonly string[];
  form: Form;
}

/** Members of a request that a column or a default may give, beside the inputs of the call types. */
const members: Readonly<Record<string, Form>> = {
  callType: 'as_is',
  externalId: 'as_is',
  practiceId: 'as_is',
  webhookUrl: 'as_is',
  notBefore: 'as_is',
  dueBy: 'as_is',
  priority: 'number',
  maxAttempts: 'number',
  'payor.name': 'as_is',
  'payor.payorId': 'as_is',
  'payor.phoneNumber': 'as_is',
  'practice.name': 'as_is',
  'practice.npi': 'as_is',
  'practice.taxId': 'as_is',
  'practice.phone': 'as_is',
  'practice.state': 'as_is',
  'practice.address': 'as_is',
};

/** What all rows of a file may share. Inputs are of a patient, and defaults stand in an address. */
const sharable = new Set([
  'callType',
  'payor',
  'practice',
  'practiceId',
  'priority',
  'notBefore',
  'dueBy',
  'maxAttempts',
  'webhookUrl',
]);

export interface RowReader {
  /** The request that a row makes; undefined for a row of another length than the header. */
  requestOf(fields: readonly string[]): unknown;
  /** What is wrong with a request, told by the columns of the file and the way their cells are written. */
  inTermsOfFile(problem: ProblemError): ProblemError;
}

/**
 * Reads the header of a file. A column is what the mapping says, or the member of a request that it is named after:
 * `externalId`, `payor.name`, `inputs.memberId`, or just `memberId`. `:dollars` after an input of money takes amounts
 * such as 1,250.00, `:mdy` after a date takes 3/14/2026. Throws with every problem of the header at once.
 */
export function readHeader(
  header: readonly string[],
  wish: Pick<ImportWish, 'mapping' | 'defaults'>,
  callTypes: CallTypeCatalogue,
): RowReader {
  const known = targetsOf(callTypes);
  const names = header.map((name) => name.trim());
  const problems = [...problemsOfMapping(names, wish.mapping), ...problemsOfDefaults(wish.defaults)];
  const columns = names.map((name, index): Column | undefined => {
    const target = Object.hasOwn(wish.mapping, name) ? wish.mapping[name] : name;
    if (target === null || target === undefined) return undefined;
    const column = columnOf(target, known);
    if (column === undefined)
      problems.push({
        pointer: `/columns/${index + 1}`,
        // A file without a header has a patient in its first line: only what the mapping names is repeated.
        detail: Object.hasOwn(wish.mapping, name)
          ? `is mapped by ${JSON.stringify(name)} to what it cannot give: ${whyNot(target, known)}`
          : 'is no member of a request; name it in the mapping, with the member that it gives or with null to leave it out',
      });
    return column;
  });
  const paths = columns.flatMap((column) => (column === undefined ? [] : [column.path.join('.')]));
  for (const [index, column] of columns.entries()) {
    if (column !== undefined && paths.indexOf(column.path.join('.')) < positionOf(columns, index))
      problems.push({
        pointer: `/columns/${index + 1}`,
        detail: 'gives the same member as an earlier column',
      });
  }
  if (!paths.includes('externalId'))
    problems.push({ pointer: '/columns', detail: 'must give externalId, by which a row is known again' });
  if (problems.length > 0)
    throw new ProblemError('invalid_request', 400, 'The columns of the file are not understood.', problems);
  return {
    requestOf: (fields) =>
      fields.length === columns.length ? requestOf(fields, columns, wish.defaults) : undefined,
    inTermsOfFile: ({ code, status, message, problems: found }) =>
      new ProblemError(
        code,
        status,
        message,
        found.map((problem) => {
          const index = columns.findIndex((column) => `/${column?.path.join('/')}` === problem.pointer);
          const column = columns[index];
          if (column === undefined) return problem;
          return { ...problem, column: names[index], detail: detailIn(column.form, problem.detail) };
        }),
      ),
  };
}

/** What a cell must be, as it is written in the file. */
function detailIn(form: Form, detail: string): string {
  if (!detail.startsWith('must be ')) return detail;
  switch (form) {
    case 'dollars':
      return 'must be an amount such as 80.00';
    case 'mdy':
      return 'must be a date such as 03/31/2026 (month/day/year)';
    case 'as_is':
    case 'number':
      return detail;
  }
}

/** Why a target of the mapping is none. */
function whyNot(target: string, known: ReadonlyMap<string, Form>): string {
  const [name = '', form, ...more] = target.split(':').map((part) => part.trim());
  if (known.has(name)) {
    if (more.length > 0 || (form !== 'dollars' && form !== 'mdy'))
      return 'after the colon there may be dollars or mdy';
    return form === 'dollars'
      ? 'dollars is for inputs of money only'
      : 'mdy is for inputs that are dates only';
  }
  const near = nearTo(name, [...known.keys()]);
  return `there is no such member of a request${near.length === 0 ? '' : `; near it are ${near.join(', ')}`}`;
}

/** At least half of the pairs of letters in common. */
const nearness = 0.5;

function nearTo(name: string, known: readonly string[]): string[] {
  const pairsOf = (text: string) => {
    const letters = text.toLowerCase().replace(/[^a-z0-9]/g, '');
    return new Set(
      Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2)),
    );
  };
  const wanted = pairsOf(name);
  const scored = known
    .filter((one) => !one.startsWith('inputs.'))
    .map((one) => {
      const pairs = pairsOf(one);
      const shared = [...pairs].filter((pair) => wanted.has(pair)).length;
      return { one, score: (2 * shared) / Math.max(1, pairs.size + wanted.size) };
    });
  return scored
    .filter(({ score }) => score >= nearness)
    .sort((a, b) => b.score - a.score)
    .slice(0, 3)
    .map(({ one }) => one);
}

/** Where a column stands among those that give something. */
function positionOf(columns: readonly (Column | undefined)[], index: number): number {
  return columns.slice(0, index).filter((column) => column !== undefined).length;
}

function targetsOf(callTypes: CallTypeCatalogue): ReadonlyMap<string, Form> {
  const targets = new Map(Object.entries(members));
  for (const { inputs } of callTypes.values())
    for (const { name, kind } of inputs) {
      const form = kind === 'money' ? 'number' : 'as_is';
      targets.set(`inputs.${name}`, form);
      if (!targets.has(name)) targets.set(name, form);
    }
  return targets;
}

function columnOf(target: string, known: ReadonlyMap<string, Form>): Column | undefined {
  const [name = '', form, ...more] = target.split(':').map((part) => part.trim());
  const own = known.get(name);
  if (own === undefined || more.length > 0) return undefined;
  const path =
    Object.hasOwn(members, name) || name.startsWith('inputs.') ? name.split('.') : ['inputs', name];
  switch (form) {
    case undefined:
      return { path, form: own };
    case 'dollars':
      return own === 'number' && path[0] === 'inputs' ? { path, form } : undefined;
    case 'mdy':
      return own === 'as_is' && path[0] === 'inputs' ? { path, form } : undefined;
    default:
      return undefined;
  }
}

function problemsOfMapping(header: readonly string[], mapping: ImportWish['mapping']): FieldProblem[] {
  return Object.keys(mapping)
    .filter((name) => !header.includes(name))
    .map((name) => ({
      pointer: '/query/mapping',
      detail: `names a column that the file does not have: ${JSON.stringify(name)}`,
    }));
}

function problemsOfDefaults(defaults: ImportWish['defaults']): FieldProblem[] {
  return Object.keys(defaults).some((name) => !sharable.has(name))
    ? [
        {
          pointer: '/query/defaults',
          detail: `may hold only: ${[...sharable].join(', ')}; everything else differs by row`,
        },
      ]
    : [];
}

/** A row's own payor or practice takes the place of the shared one. */
function requestOf(
  fields: readonly string[],
  columns: readonly (Column | undefined)[],
  defaults: ImportWish['defaults'],
): Record<string, unknown> {
  const own: Record<string, unknown> = {};
  for (const [index, column] of columns.entries()) {
    const cell = fields[index]?.trim() ?? '';
    if (column === undefined || cell === '') continue;
    const value = valueOf(cell, column.form);
    const [member = '', part] = column.path;
    if (part === undefined) own[member] = value;
    else own[member] = { ...(own[member] as object | undefined), [part]: value };
  }
  const request = { ...defaults, ...own, inputs: own.inputs ?? {} };
  if ('practiceId' in own && !('practice' in own)) Reflect.deleteProperty(request, 'practice');
  if ('practice' in own && !('practiceId' in own)) Reflect.deleteProperty(request, 'practiceId');
  return request;
}

/** What cannot be converted stays as it is: the request's own check then says what is wrong with it. */
function valueOf(cell: string, form: Form): string | number {
  switch (form) {
    case 'as_is':
      return cell;
    case 'number':
      return /^-?\d{1,15}$/.test(cell) ? Number(cell) : cell;
    case 'dollars': {
      const parts = /^\$?(\d{1,3}(?:,\d{3})*|\d{1,12})(?:\.(\d{2}))?$/.exec(cell);
      return parts === null ? cell : Number(`${(parts[1] ?? '').replaceAll(',', '')}${parts[2] ?? '00'}`);
    }
    case 'mdy': {
      const parts = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(cell);
      const [, month = '', day = '', year = ''] = parts ?? [];
      return parts === null ? cell : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    }
  }
}
