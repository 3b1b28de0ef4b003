import type { ReactNode } from 'react';
import styles from './card.module.css';

/** The one thing on a page before the frame. */
export function Card({ title, about, children }: { title: string; about?: ReactNode; children: ReactNode }) {
  return (
    <main className={styles.page}>
      <section className={styles.card} aria-label={title}>
        <img src={`${import.meta.env.BASE_URL}assets/holdfast.svg`} alt="Holdfast" width="36" height="36" />
        <h1>{title}</h1>
        {about !== undefined && <p className="muted">{about}</p>}
        {children}
      </section>
    </main>
  );
}

/** Fields one under the other, with the button that sends them last. */
export const formClass = styles.form;
