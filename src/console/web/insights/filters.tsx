import { useCallTypes } from '../api/call-types.ts';
import { useOptions } from '../api/pages.ts';
import { useMay } from '../app/session.tsx';
import { Field } from '../ui/field.tsx';
import { Filters } from '../ui/facts.tsx';
import { inWords } from '../ui/format.ts';
import { Select } from '../ui/select.tsx';
import { daysOf, spanOf, spans, type InsightsAsked } from './range.ts';

interface FiltersProps {
  asked: InsightsAsked;
  today: string;
  onChange: (changes: Partial<InsightsAsked>) => void;
}

interface Named {
  id: string;
  name: string;
}

/** Which tasks and calls are counted. */
export function InsightFilters({ asked, today, onChange }: FiltersProps) {
  const may = useMay();
  const payors = useOptions<Named>('/v1/payors', may('payors:read'));
  const practices = useOptions<Named & { state: string | null }>('/v1/practices', may('practices:read'));
  const callTypes = useCallTypes();
  const states = [...new Set((practices.data ?? []).flatMap(({ state }) => state ?? []))].sort();
  const span = asked.to === today ? spans.find((days) => days === daysOf(asked)) : undefined;
  return (
    <Filters>
      <Select
        label="Time"
        value={span === undefined ? '' : String(span)}
        options={[
          ...spans.map((days) => ({ value: String(days), label: `Last ${days} days` })),
          ...(span === undefined ? [{ value: '', label: 'Chosen days' }] : []),
        ]}
        onChange={(days) => {
          if (days !== '') onChange(spanOf(today, Number(days)));
        }}
      />
      <Field
        label="From"
        type="date"
        value={asked.from}
        max={asked.to}
        onChange={({ target }) => {
          if (target.value !== '') onChange({ from: target.value });
        }}
      />
      <Field
        label="To"
        type="date"
        value={asked.to}
        min={asked.from}
        max={today}
        onChange={({ target }) => {
          if (target.value !== '') onChange({ to: target.value });
        }}
      />
      <Select
        label="Payor"
        value={asked.payorId ?? ''}
        options={optionsOf(
          'All payors',
          payors.data?.map(({ id, name }) => [id, name]),
          asked.payorId,
        )}
        onChange={(id) => onChange({ payorId: id })}
      />
      <Select
        label="Practice"
        value={asked.practiceId ?? ''}
        options={optionsOf(
          'All practices',
          practices.data?.map(({ id, name }) => [id, name]),
          asked.practiceId,
        )}
        onChange={(id) => onChange({ practiceId: id })}
      />
      <Select
        label="State"
        value={asked.state ?? ''}
        options={optionsOf(
          'All states',
          states.map((state) => [state, state]),
          asked.state,
        )}
        onChange={(state) => onChange({ state })}
      />
      <Select
        label="Call type"
        value={asked.callType ?? ''}
        options={optionsOf(
          'All call types',
          callTypes.data?.map(({ callType, title }) => [callType, title]),
          asked.callType,
        )}
        onChange={(callType) => onChange({ callType })}
      />
    </Filters>
  );
}

/** Everything, then each; and what is chosen although it is not among them. */
function optionsOf(
  all: string,
  options: readonly (readonly [value: string, label: string])[] = [],
  chosen: string | null,
) {
  const isMissing = chosen !== null && !options.some(([value]) => value === chosen);
  return [
    { value: '', label: all },
    ...options.map(([value, label]) => ({ value, label })),
    ...(isMissing ? [{ value: chosen, label: inWords(chosen) }] : []),
  ];
}
