import { Dialog } from '../ui/dialog.tsx';
import { setSingleKeys, shortcutGroups, useSingleKeys } from './shortcuts.ts';
import styles from './help.module.css';

const names: Readonly<Record<string, string>> = {
  ' ': 'Space',
  Enter: '↵',
  Escape: 'Esc',
  ArrowLeft: '←',
  ArrowRight: '→',
};

/** Every key that does something at this moment, and the switch that turns them off. */
export function KeyboardHelp({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const on = useSingleKeys();
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard" wide>
      <div className={styles.groups}>
        {open &&
          shortcutGroups().map(({ title, shortcuts }) => (
            <section key={title}>
              <h3>{title}</h3>
              <dl className={styles.list}>
                {shortcuts.map(({ keys, label }) => (
                  <div key={keys} className={styles.row}>
                    <dt>{label}</dt>
                    <dd>
                      {(keys === ' ' ? [keys] : keys.split(' ')).map((key, place) => (
                        <kbd key={place}>{names[key] ?? key}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
      </div>
      <label className={styles.switch}>
        <input type="checkbox" checked={on} onChange={(event) => setSingleKeys(event.target.checked)} />
        Single keys are commands
      </label>
    </Dialog>
  );
}
