import type { RejectedInput } from '../api/contract';
import { usePages } from '../history/usePages';
import styles from '../history/HistoryPage.module.css';
import { useTimes, useWords } from '../i18n/language';
import { Button } from '../ui/Button';
import { Chip } from '../ui/Chip';

const path = () => '/api/rejected-inputs';

/** Input that could not be read: it may have been a call for help, so it is shown as it came. */
export function RejectedInputs() {
  const { ui, domain } = useWords();
  const times = useTimes();
  const { items, phase, reload } = usePages<RejectedInput>(path, Infinity);
  const problem = (name: string) => (domain.inputProblem as Record<string, string>)[name] ?? name;
  return (
    <>
      <p className={styles.hint}>{ui.history.inputsHint}</p>
      {items.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{ui.history.opened}</th>
              <th scope="col">{ui.history.device}</th>
              <th scope="col">{ui.history.topic}</th>
              <th scope="col">{ui.history.reason}</th>
              <th scope="col">{ui.history.payload}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((input) => (
              <tr key={input.position}>
                <td className="digits">{times.dateTime(input.at)}</td>
                <td>{input.device ?? ui.app.unknown}</td>
                <td>{input.topic}</td>
                <td><Chip look="warn">{problem(input.problem)}</Chip><small>{input.reason}</small></td>
                <td><pre className={styles.payload} tabIndex={0}>{input.payload}</pre></td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className={styles.after} role="status">
        {phase === 'loading' && ui.app.loading}
        {phase === 'failed' && ui.history.loadFailed}
        {phase === 'ready' && items.length === 0 && ui.history.noInputs}
        {phase !== 'loading' && <Button size="small" onClick={reload}>{ui.app.refresh}</Button>}
      </div>
    </>
  );
}
