import { useWords } from '../i18n/language';
import { useConsole } from './context';
import { useStore } from './store';
import styles from './Shell.module.css';

/** How the console stands with the server, and who else sits at one. */
export function SignedOn() {
  const { ui } = useWords();
  const { session, link } = useConsole();
  const { phase } = useStore(link.state);
  const others = session.signedOn ?? [];
  const state = phase === 'live' ? ui.link.live : phase === 'lost' ? ui.link.lost : ui.link.connecting;
  return (
    <span className={`${styles.people} ${styles.optional}`} title={others.map((p) => p.name).join(', ')}>
      <span className={styles.dot} data-phase={phase} role="img" aria-label={state} />
      {session.operator.name}
      {others.length > 1 && <span>· {ui.app.signedOn(others.length)}</span>}
    </span>
  );
}
