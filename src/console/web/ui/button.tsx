import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { Spinner } from './spinner.tsx';
import styles from './button.module.css';

type Look = 'primary' | 'plain' | 'quiet' | 'danger';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: Look;
  size?: 'normal' | 'small';
  /** Something is under way: the button stays where it is and takes no further press. */
  busy?: boolean;
  icon?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({
  look = 'plain',
  size = 'normal',
  busy = false,
  icon,
  children,
  className,
  disabled,
  type = 'button',
  ...rest
}: ButtonProps) {
  const names = [styles.button, styles[look], styles[size], className].filter(Boolean).join(' ');
  return (
    <button
      type={type}
      className={names}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      {...rest}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  );
}

/** A button that shows only an icon; its label is its name and its tip. */
export function IconButton({ label, icon, ...rest }: { label: string; icon: ReactNode } & ButtonProps) {
  return (
    <Button
      look="quiet"
      aria-label={label}
      title={label}
      icon={icon}
      {...rest}
      className={[styles.square, rest.className].filter(Boolean).join(' ')}
    />
  );
}
