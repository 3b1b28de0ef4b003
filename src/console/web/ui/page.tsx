import type { ReactNode } from 'react';
import styles from './page.module.css';

interface PageProps {
  title: string;
  /** A line under the title. */
  about?: ReactNode;
  /** Buttons at the right of the title. */
  actions?: ReactNode;
  /** The content takes the height that is left and scrolls by itself. */
  fills?: boolean;
  children: ReactNode;
}

/** A page's head and content. The heading takes the focus when the page opens. */
export function Page({ title, about, actions, fills = false, children }: PageProps) {
  return (
    <div className={`${styles.page ?? ''} ${fills ? (styles.fills ?? '') : ''}`}>
      <header className={styles.head}>
        <div className={styles.titles}>
          <h1 tabIndex={-1}>{title}</h1>
          {about !== undefined && <p className={styles.about}>{about}</p>}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** A part of a page with a heading of its own, on a surface. */
export function Panel({
  title,
  actions,
  children,
}: {
  title?: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={styles.panel} {...(title !== undefined && { 'aria-label': title })}>
      {(title !== undefined || actions !== undefined) && (
        <header className={styles.panelHead}>
          {title !== undefined && <h2>{title}</h2>}
          {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        </header>
      )}
      {children}
    </section>
  );
}
