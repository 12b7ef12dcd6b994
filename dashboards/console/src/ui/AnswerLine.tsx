import type { Answer } from '../api/useAnswer';
import { useWords } from '../i18n/language';
import { Button } from './Button';
import styles from './page.module.css';

/** Says below a list how its loading stands: loading, failed, or that there is nothing; and looks again. */
export function AnswerLine({ answer, empty }: { answer: Pick<Answer<unknown>, 'phase' | 'reload'>; empty: string | null }) {
  const { ui } = useWords();
  return (
    <div className={styles.after} role="status">
      {answer.phase === 'loading' && ui.app.loading}
      {answer.phase === 'failed' && ui.history.loadFailed}
      {answer.phase === 'ready' && empty}
      {answer.phase !== 'loading' && <Button size="small" onClick={answer.reload}>{ui.app.refresh}</Button>}
    </div>
  );
}
