import { useId, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './parts.module.css';

export interface Option {
  value: string;
  label: string;
  /** Below the label. */
  hint?: string | undefined;
}

interface GroupProps {
  legend: string;
  hint?: ReactNode;
  name: string;
  options: readonly Option[];
  /** In as many columns as fit. */
  columns?: boolean;
}

/** One of a few, each with what it means. */
export function Radios(props: GroupProps & { value: string; onChange: (value: string) => void }) {
  const { value, onChange, ...group } = props;
  return (
    <Group {...group}>
      {(option) => (
        <input
          type="radio"
          name={group.name}
          value={option.value}
          checked={option.value === value}
          onChange={() => onChange(option.value)}
        />
      )}
    </Group>
  );
}

/** Any of a list; a form takes what is checked by the group's name. */
export function Checks(props: GroupProps & { checked?: readonly string[] }) {
  const { checked = [], ...group } = props;
  return (
    <Group {...group}>
      {(option) => (
        <input
          type="checkbox"
          name={group.name}
          value={option.value}
          defaultChecked={checked.includes(option.value)}
        />
      )}
    </Group>
  );
}

function Group({
  legend,
  hint,
  options,
  columns = false,
  children,
}: GroupProps & { children: (option: Option) => ReactNode }) {
  const id = useId();
  return (
    <fieldset className={styles.group} {...(hint !== undefined && { 'aria-describedby': id })}>
      <legend className={styles.legend}>{legend}</legend>
      {hint !== undefined && (
        <p id={id} className={styles.hint}>
          {hint}
        </p>
      )}
      <div className={classNames(styles.options, columns && styles.columns)}>
        {options.map((option) => (
          <label key={option.value} className={styles.option}>
            {children(option)}
            <span className={styles.optionText}>
              <span>{option.label}</span>
              {option.hint !== undefined && <span className={styles.hint}>{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** One thing that is so or not. */
export function Check({
  label,
  hint,
  ...input
}: {
  label: string;
  hint?: string;
  name?: string;
  defaultChecked?: boolean;
  checked?: boolean;
  disabled?: boolean;
  onChange?: (event: React.ChangeEvent<HTMLInputElement>) => void;
}) {
  return (
    <label className={styles.option}>
      <input type="checkbox" {...input} />
      <span className={styles.optionText}>
        <span>{label}</span>
        {hint !== undefined && <span className={styles.hint}>{hint}</span>}
      </span>
    </label>
  );
}
