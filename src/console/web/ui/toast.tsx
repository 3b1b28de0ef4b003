import { Toast as Base } from 'radix-ui';
import { useSyncExternalStore } from 'react';
import { IconButton } from './button.tsx';
import { CloseIcon } from './icons.tsx';
import styles from './toast.module.css';

interface ToastMessage {
  id: number;
  text: string;
  tone: 'plain' | 'bad';
  action?: { label: string; run: () => void } | undefined;
}

let shown: readonly ToastMessage[] = [];
let last = 0;
const listeners = new Set<() => void>();

function set(now: readonly ToastMessage[]): void {
  shown = now;
  for (const listener of listeners) listener();
}

/** Tells the person in passing that something was done, or with tone `bad` that it was not. */
export function toast(text: string, options: Partial<Pick<ToastMessage, 'tone' | 'action'>> = {}): void {
  last += 1;
  set([...shown.slice(-3), { id: last, text, tone: options.tone ?? 'plain', action: options.action }]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Where the messages show, read out as they come. */
export function Toasts() {
  const messages = useSyncExternalStore(subscribe, () => shown);
  return (
    <Base.Provider swipeDirection="right" duration={6000} label="Message">
      {messages.map(({ id, text, tone, action }) => (
        <Base.Root
          key={id}
          className={`${styles.toast ?? ''} ${tone === 'bad' ? (styles.bad ?? '') : ''}`}
          type={tone === 'bad' ? 'foreground' : 'background'}
          onOpenChange={(open) => {
            if (!open) set(shown.filter((message) => message.id !== id));
          }}
        >
          <Base.Description className={styles.text}>{text}</Base.Description>
          {action !== undefined && (
            <Base.Action asChild altText={action.label}>
              <button className={styles.action} onClick={action.run}>
                {action.label}
              </button>
            </Base.Action>
          )}
          <Base.Close asChild>
            <IconButton label="Dismiss" size="small" icon={<CloseIcon />} />
          </Base.Close>
        </Base.Root>
      ))}
      <Base.Viewport className={styles.place} />
    </Base.Provider>
  );
}
