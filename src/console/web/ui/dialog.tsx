import { Dialog as Base } from 'radix-ui';
import type { ReactNode } from 'react';
import { IconButton } from './button.tsx';
import { CloseIcon } from './icons.tsx';
import styles from './dialog.module.css';

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  wide?: boolean;
  children?: ReactNode;
  /** Buttons, the one that goes on last. */
  actions?: ReactNode;
}

/** A question or a form over the page. Focus stays in it and goes back to where it was. */
export function Dialog({ open, onOpenChange, title, description, wide, children, actions }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Overlay className={styles.scrim} />
        <Base.Content
          className={`${styles.dialog ?? ''} ${wide === true ? (styles.wide ?? '') : ''}`}
          {...(description === undefined && { 'aria-describedby': undefined })}
        >
          <header className={styles.head}>
            <Base.Title className={styles.title}>{title}</Base.Title>
            <Base.Close asChild>
              <IconButton label="Close" size="small" icon={<CloseIcon />} />
            </Base.Close>
          </header>
          {description !== undefined && (
            <Base.Description className={styles.description}>{description}</Base.Description>
          )}
          <div className={styles.body}>{children}</div>
          {actions !== undefined && <footer className={styles.actions}>{actions}</footer>}
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  );
}
