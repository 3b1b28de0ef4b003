import { Popover } from 'radix-ui';
import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import styles from './picker.module.css';

export interface PickerOption {
  value: string;
  label: string;
  /** Beside the label. */
  more?: string | undefined;
}

interface PickerProps {
  /** The button that opens it. */
  trigger: ReactNode;
  label: string;
  options: readonly PickerOption[];
  /** Of the chosen one, for the mark. */
  value?: string | undefined;
  onPick: (value: string) => void;
  /** Where the options come from a search by the server; without it they are narrowed here. */
  onSearch?: ((text: string) => void) | undefined;
  busy?: boolean;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

/** A list to choose from by typing a part of a name: a combobox in a popover. */
export function Picker(props: PickerProps) {
  const { trigger, open, onOpenChange } = props;
  const [ownOpen, setOwnOpen] = useState(false);
  const isOpen = open ?? ownOpen;
  const setOpen = onOpenChange ?? setOwnOpen;
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={styles.content}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={props.label}
        >
          <PickerList
            {...props}
            onPick={(value) => {
              props.onPick(value);
              setOpen(false);
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** The same without a popover, for dialogs. */
export function PickerList({
  label,
  options,
  value,
  onPick,
  onSearch,
  busy = false,
}: Omit<PickerProps, 'trigger'>) {
  const id = useId();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const wanted = text.trim().toLowerCase();
  const shown =
    onSearch === undefined
      ? options.filter(({ label: name }) => name.toLowerCase().includes(wanted))
      : options;
  const at = Math.min(active, shown.length - 1);

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setActive(Math.max(0, Math.min(shown.length - 1, at + step)));
    }
    const chosen = shown[at];
    if (event.key === 'Enter' && chosen !== undefined) {
      event.preventDefault();
      onPick(chosen.value);
    }
  }
  return (
    <div className={styles.picker}>
      <input
        className={styles.input}
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
        aria-autocomplete="list"
        placeholder={label}
        // The list is opened to be typed into.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
          onSearch?.(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        className={styles.list}
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        aria-busy={busy || undefined}
      >
        {shown.map((option, place) => (
          // Keys arrive at the input, which names the active option.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={option.value}
            id={`${id}-${place}`}
            ref={place === at ? scrollIntoView : undefined}
            role="option"
            tabIndex={-1}
            aria-selected={option.value === value}
            className={`${styles.option ?? ''} ${place === at ? (styles.active ?? '') : ''}`}
            onClick={() => onPick(option.value)}
            onMouseMove={() => setActive(place)}
          >
            <span className="truncate">{option.label}</span>
            {option.more !== undefined && <span className="muted small">{option.more}</span>}
          </div>
        ))}
      </div>
      {shown.length === 0 && <p className={styles.none}>{busy ? 'Looking…' : 'Nothing of that name.'}</p>}
    </div>
  );
}

function scrollIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
