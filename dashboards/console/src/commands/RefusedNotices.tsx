import { useConsole } from '../app/context';
import { pathTo } from '../app/router';
import { useStore } from '../app/store';
import { useWords } from '../i18n/language';
import { Button } from '../ui/Button';
import { Link } from '../ui/Link';
import { problemSentence } from './problemSentence';
import styles from './RefusedNotices.module.css';

/** Every refused command stays here, on every page, until the operator puts it away. */
export function RefusedNotices() {
  const words = useWords();
  const { commands, link } = useConsole();
  const { refused } = useStore(commands.book);
  const { incidents } = useStore(link.feed);
  if (refused.length === 0) return <div role="alert" />;
  return (
    <div className={styles.list} role="alert">
      {refused.map(({ requestId, subject, name, problem }) => (
        <div key={requestId} className={styles.notice}>
          <strong>{words.ui.command.refused}: {words.ui.command.name[name]}</strong>
          <p>
            {incidents.has(subject) && <><Link to={pathTo.incident(subject)}>{incidents.get(subject)!.household.name}</Link>: </>}
            {problemSentence(problem, words)}
          </p>
          <Button size="small" onClick={() => commands.dismiss(requestId)}>{words.ui.app.dismiss}</Button>
        </div>
      ))}
    </div>
  );
}
