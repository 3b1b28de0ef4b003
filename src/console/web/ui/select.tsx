import { useId } from 'react';
import { Select as Base } from 'radix-ui';
import { ChevronIcon } from './icons.tsx';
import styles from './select.module.css';

interface SelectProps<Value extends string> {
  label: string;
  /** The label is there for readers of screens only. */
  labelHidden?: boolean;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
  disabled?: boolean;
  size?: 'normal' | 'small';
}

/** One of a list. Radix takes no empty value for an option; this one does. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, labelHidden = false, value, options, onChange, disabled = false, size = 'normal' } = props;
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={labelHidden ? 'visually-hidden' : styles.label}>
        {label}
      </label>
      <Base.Root
        value={inner(value)}
        onValueChange={(chosen) => onChange(outer(chosen) as Value)}
        disabled={disabled}
      >
        <Base.Trigger
          id={id}
          aria-label={label}
          className={`${styles.trigger ?? ''} ${size === 'small' ? (styles.small ?? '') : ''}`}
        >
          <span className="truncate">
            <Base.Value />
          </span>
          <Base.Icon className={styles.icon}>
            <ChevronIcon />
          </Base.Icon>
        </Base.Trigger>
        <Base.Portal>
          <Base.Content className={styles.content} position="popper" sideOffset={4} collisionPadding={8}>
            <Base.Viewport className={styles.list}>
              {options.map((option) => (
                <Base.Item key={option.value} value={inner(option.value)} className={styles.item}>
                  <Base.ItemIndicator className={styles.mark}>✓</Base.ItemIndicator>
                  <Base.ItemText>{option.label}</Base.ItemText>
                </Base.Item>
              ))}
            </Base.Viewport>
          </Base.Content>
        </Base.Portal>
      </Base.Root>
    </div>
  );
}

const inner = (value: string) => `=${value}`;
const outer = (value: string) => value.slice(1);
