import type { FieldContract } from '../../../kernel/call-type.ts';
import { Field } from '../ui/field.tsx';
import { inWords } from '../ui/format.ts';
import { Select } from '../ui/select.tsx';
import { durationUnits, type Entry } from './values.ts';
import styles from './outcome.module.css';

interface ValueInputProps {
  field: FieldContract;
  entry: Entry;
  problem: string | undefined;
  onChange: (entry: Entry) => void;
}

/** The control that a field's type asks for. */
export function ValueInput({ field, entry, problem, onChange }: ValueInputProps) {
  const text = (value: string) => onChange({ ...entry, text: value });
  const common = { label: 'Value', error: problem, value: entry.text };
  switch (field.type) {
    case 'enum':
      return (
        <Chosen
          entry={entry}
          options={(field.values ?? []).map(({ value, say }) => ({ value, label: inWords(say) }))}
          problem={problem}
          onChange={text}
        />
      );
    case 'yes_no':
      return (
        <Chosen
          entry={entry}
          options={['yes', 'no'].map((value) => ({ value, label: inWords(value) }))}
          problem={problem}
          onChange={text}
        />
      );
    case 'date':
      return <Field {...common} type="date" onChange={(event) => text(event.target.value)} />;
    case 'duration':
      return <DurationInput entry={entry} problem={problem} onChange={onChange} />;
    case 'deadline':
      return (
        <>
          <Select
            label="Given as"
            value={entry.isDate ? 'date' : 'length'}
            options={[
              { value: 'date', label: 'A date' },
              { value: 'length', label: 'A length of time' },
            ]}
            onChange={(chosen) => onChange({ ...entry, isDate: chosen === 'date', text: '' })}
          />
          {entry.isDate ? (
            <Field {...common} type="date" onChange={(event) => text(event.target.value)} />
          ) : (
            <DurationInput entry={entry} problem={problem} onChange={onChange} />
          )}
        </>
      );
    case 'money':
    case 'integer':
    case 'percent':
      return <Field {...common} inputMode="decimal" onChange={(event) => text(event.target.value)} />;
    case 'identifier':
    case 'code':
    case 'name':
    case 'text':
    case 'telephone':
      return <Field {...common} autoComplete="off" onChange={(event) => text(event.target.value)} />;
  }
}

interface ChosenProps {
  entry: Entry;
  options: readonly { value: string; label: string }[];
  problem: string | undefined;
  onChange: (value: string) => void;
}

function Chosen({ entry, options, problem, onChange }: ChosenProps) {
  const none = { value: '', label: 'Choose…' };
  return (
    <div>
      <Select
        label="Value"
        value={entry.text}
        options={options.some(({ value }) => value === entry.text) ? options : [none, ...options]}
        onChange={onChange}
      />
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

function DurationInput({ entry, problem, onChange }: Omit<ValueInputProps, 'field'>) {
  return (
    <div className={styles.duration}>
      <Field
        label="How many"
        inputMode="numeric"
        error={problem}
        value={entry.text}
        onChange={(event) => onChange({ ...entry, text: event.target.value })}
      />
      <Select
        label="Days counted"
        value={entry.dayType}
        options={[
          { value: 'any', label: 'Not said' },
          { value: 'business', label: 'Business' },
          { value: 'calendar', label: 'Calendar' },
        ]}
        onChange={(dayType) => onChange({ ...entry, dayType })}
      />
      <Select
        label="Of"
        value={entry.unit}
        options={durationUnits.map((value) => ({ value, label: inWords(value) }))}
        onChange={(unit) => onChange({ ...entry, unit })}
      />
    </div>
  );
}
