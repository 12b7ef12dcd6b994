import { useId, type ReactNode } from 'react';
import styles from './Panel.module.css';

/** A titled card of the incident page. */
export function Panel(props: { title: string; aside?: ReactNode; className?: string | undefined; children: ReactNode }) {
  const { title, aside, className, children } = props;
  const heading = useId();
  return (
    <section className={[styles.panel, className].filter(Boolean).join(' ')} aria-labelledby={heading}>
      <div className={styles.head}>
        <h2 id={heading}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
