import { useConsole } from '../app/context';
import { useStore } from '../app/store';
import { stopwatch } from '../clock/format';
import { useNow } from '../clock/useNow';
import { useWords } from '../i18n/language';
import { Button } from '../ui/Button';
import styles from './LinkBanner.module.css';

/** Says, as loudly as it can, that what is shown is old. A first attempt of two seconds is nothing to shout about. */
export function LinkBanner() {
  const { ui } = useWords();
  const { link } = useConsole();
  const state = useStore(link.state);
  const now = useNow();
  if (state.phase === 'live') return null;
  if (state.phase === 'connecting' && state.attempt < 2) return null;
  return (
    <div className={styles.banner} data-phase={state.phase} role="alert">
      <strong>{ui.link.lost}</strong>
      <span className={`digits ${styles.time}`} aria-hidden="true">{ui.link.lostFor(stopwatch(now - state.since, ui.app.daySign))}</span>
      <p>{ui.link.advice}</p>
      <span className={styles.attempt}>{ui.link.attempt(state.attempt)}</span>
      <Button onClick={() => link.hurry()}>{ui.link.retry}</Button>
    </div>
  );
}
