import { useConsole } from '../app/context';
import { useStore } from '../app/store';
import { useWords } from '../i18n/language';
import styles from './FaultBanner.module.css';

/** Says on every console that the hotline itself is not well, until it is. */
export function FaultBanner() {
  const { ui, domain } = useWords();
  const { faults } = useConsole();
  const reigning = useStore(faults);
  if (reigning.length === 0) return null;
  return (
    <div className={styles.banner} role="alert">
      {reigning.map(({ fault }) => (
        <p key={fault}><strong>{domain.fault[fault] ?? fault}</strong> {ui.fault[fault] ?? ''}</p>
      ))}
    </div>
  );
}
