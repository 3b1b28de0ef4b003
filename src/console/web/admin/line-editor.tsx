import type { Holiday } from '../../../kernel/holidays.ts';
import { IconButton } from '../ui/button.tsx';
import { Check } from '../ui/choices.tsx';
import { Field } from '../ui/field.tsx';
import { inWords } from '../ui/format.ts';
import { CloseIcon } from '../ui/icons.tsx';
import { weekdays } from './hours.ts';
import type { LineDraft } from './payor-draft.ts';
import styles from './admin.module.css';

const holidays: readonly Holiday[] = [
  'federal',
  'new_years_day',
  'martin_luther_king_day',
  'presidents_day',
  'memorial_day',
  'juneteenth',
  'independence_day',
  'labor_day',
  'columbus_day',
  'veterans_day',
  'thanksgiving',
  'christmas_day',
  'good_friday',
  'day_after_thanksgiving',
  'christmas_eve',
  'new_years_eve',
];

interface LineEditorProps {
  line: LineDraft;
  number: number;
  onChange: (line: LineDraft) => void;
  /** Absent for the only one. */
  onRemove: (() => void) | undefined;
}

/** One telephone line of a payor: what it is for, where, and when it is open. */
export function LineEditor({ line, number, onChange, onRemove }: LineEditorProps) {
  const text = (
    name: 'purpose' | 'label' | 'phoneNumber' | 'timeZone' | 'closedOn' | 'maxConcurrentCalls',
  ) => ({
    value: line[name],
    onChange: ({ target }: { target: { value: string } }) => onChange({ ...line, [name]: target.value }),
  });
  return (
    <section className={styles.line} aria-label={`Line ${number}`}>
      <div className={styles.lineHead}>
        <h3>Line {number}</h3>
        {onRemove !== undefined && (
          <IconButton size="small" label={`Remove line ${number}`} icon={<CloseIcon />} onClick={onRemove} />
        )}
      </div>
      <div className={styles.two}>
        <Field label="Number" type="tel" required placeholder="+13035550142" {...text('phoneNumber')} />
        <Field label="What people call it" maxLength={120} {...text('label')} />
        <Field
          label="Purpose"
          required
          pattern="[a-z][a-z0-9_]*"
          title="Lower case with underscores"
          hint="A call type, claims, benefits, or provider for everything"
          {...text('purpose')}
        />
        <Field label="Time zone" required {...text('timeZone')} />
        <Field
          label="Calls at once"
          type="number"
          min={1}
          max={1000}
          hint="Left empty: no limit"
          {...text('maxConcurrentCalls')}
        />
        <Field
          label="Closed on"
          placeholder="2026-12-24, 2026-12-31"
          hint="Single days"
          {...text('closedOn')}
        />
      </div>
      <Check
        label="Its hours are known"
        hint="Where they are not it may be called at any time."
        checked={line.knowsHours}
        onChange={({ target }) => onChange({ ...line, knowsHours: target.checked })}
      />
      {line.knowsHours && (
        <div className={styles.hours}>
          {weekdays.map((day) => (
            <Field
              key={day}
              label={inWords(day)}
              placeholder="closed"
              value={line.hours[day] ?? ''}
              onChange={({ target }) => onChange({ ...line, hours: { ...line.hours, [day]: target.value } })}
            />
          ))}
        </div>
      )}
      <details>
        <summary>
          Holidays: {line.holidays.length === 0 ? 'none' : line.holidays.map(inWords).join(', ')}
        </summary>
        <div className={styles.hours}>
          {holidays.map((holiday) => (
            <Check
              key={holiday}
              label={inWords(holiday)}
              checked={line.holidays.includes(holiday)}
              onChange={({ target }) =>
                onChange({
                  ...line,
                  holidays: target.checked
                    ? [...line.holidays, holiday]
                    : line.holidays.filter((one) => one !== holiday),
                })
              }
            />
          ))}
        </div>
      </details>
    </section>
  );
}
