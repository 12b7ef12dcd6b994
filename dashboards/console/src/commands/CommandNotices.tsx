import { useConsole } from '../app/context';
import { pathTo } from '../app/router';
import { useStore } from '../app/store';
import { useWords } from '../i18n/language';
import { Button } from '../ui/Button';
import { Link } from '../ui/Link';
import { problemSentence } from './problemSentence';
import styles from './CommandNotices.module.css';

/** Every refused command stays here, on every page, until the operator puts it away; every unanswered one until it is answered. */
export function CommandNotices() {
  const words = useWords();
  const { commands } = useConsole();
  const { refused, pending } = useStore(commands.book);
  const { ui } = words;
  return (
    <div className={styles.list}>
      <div role="status">
        {pending.filter((command) => command.unanswered > 0).map(({ requestId, subject, name }) => (
          <p key={requestId} className={styles.waiting}>
            <strong>{ui.command.name[name]}</strong> <Subject incident={subject} /> {ui.command.waiting}
          </p>
        ))}
      </div>
      <div role="alert">
        {refused.map(({ requestId, subject, name, problem }) => (
          <div key={requestId} className={styles.notice}>
            <strong>{ui.command.refused}: {ui.command.name[name]}</strong>
            <p><Subject incident={subject} /> {problemSentence(problem, words)}</p>
            <Button size="small" onClick={() => commands.dismiss(requestId)}>{ui.app.dismiss}</Button>
          </div>
        ))}
      </div>
    </div>
  );
}

/** The household of an incident that is on the queue. */
function Subject({ incident }: { incident: string }) {
  const { link } = useConsole();
  const known = useStore(link.feed).incidents.get(incident);
  return known ? <><Link to={pathTo.incident(incident)}>{known.household.name}</Link>: </> : null;
}
