import { useQueries } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { formatMoney, inWords } from '../ui/format.ts';

/** A field of a call type's outcome, or an input of it, as far as a page needs it to name and show its value. */
export interface OutcomeField {
  name: string;
  title: string;
  isMoney: boolean;
}

interface FieldSchema {
  title?: string;
  description?: string;
}

/** As GET /v1/call-types/:callType answers, as far as it is read here. */
interface Described {
  callType: string;
  inputs: { properties: Record<string, FieldSchema> };
  outcome: { properties: { fields: { properties: Record<string, FieldSchema> } } };
}

/** What a call type asks of a task, and what its calls bring. */
export interface CallTypeFields {
  inputs: readonly OutcomeField[];
  outcome: readonly OutcomeField[];
}

export type FieldsByCallType = ReadonlyMap<string, CallTypeFields>;

const fieldsOf = (properties: Described['inputs']['properties']): OutcomeField[] =>
  Object.entries(properties).map(([name, { title, description }]) => ({
    name,
    title: inWords(title ?? name),
    isMoney: description?.startsWith('In cents') === true,
  }));

/** Fields by call type; a call type is not there before it was read. */
export function useFields(callTypes: readonly string[]): FieldsByCallType {
  const answers = useQueries({
    queries: callTypes.map((callType) => ({
      queryKey: ['call-types', callType],
      staleTime: Infinity,
      queryFn: () => api.get<Described>(`/v1/call-types/${callType}`),
    })),
  });
  const described = answers.flatMap(({ data }) => (data === undefined ? [] : [data]));
  return new Map(
    described.map(({ callType, inputs, outcome }) => [
      callType,
      { inputs: fieldsOf(inputs.properties), outcome: fieldsOf(outcome.properties.fields.properties) },
    ]),
  );
}

/** A value as people read it: money in dollars, names of choices in words. */
export function shownValue(value: unknown, field: OutcomeField | undefined): string {
  if (value === null || value === undefined) return '—';
  if (typeof value === 'number') return field?.isMoney === true ? formatMoney(value) : String(value);
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'string') return /^[a-z]+(?:_[a-z]+)*$/.test(value) ? inWords(value) : value;
  return JSON.stringify(value);
}
