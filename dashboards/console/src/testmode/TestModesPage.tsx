import { useEffect, useState } from 'react';
import type { TestMode } from '../api/contract';
import { useAnswer } from '../api/useAnswer';
import { useChange } from '../api/useChange';
import { useConsole } from '../app/context';
import { useNow } from '../clock/useNow';
import styles from '../history/HistoryPage.module.css';
import { useWords } from '../i18n/language';
import { AnswerLine } from '../ui/AnswerLine';
import { Button } from '../ui/Button';
import { Countdown, Moment } from '../ui/Clocks';
import page from '../ui/page.module.css';

/** The homes whose alarms are tests now, who said so and for how long; each can be ended. */
export function TestModesPage() {
  const { ui } = useWords();
  const { api, link } = useConsole();
  const now = useNow();
  const answer = useAnswer<TestMode[]>('/api/test-modes');
  const { reload } = answer;
  useEffect(() => link.onEntry(({ event }) => {
    if (event.type === 'directoryChanged') reload();
  }), [link, reload]);
  const [asked, setAsked] = useState<string | null>(null);
  const [ended, setEnded] = useState<string | null>(null);
  const { pending, trouble, run } = useChange();
  const modes = (answer.value ?? []).filter((mode) => Date.parse(mode.until) > now);

  async function end(mode: TestMode) {
    setAsked(mode.household);
    setEnded(null);
    if (!(await run(() => api.send('DELETE', `/api/households/${encodeURIComponent(mode.household)}/test-mode`)))) return;
    setEnded(nameOf(mode));
    reload();
  }

  return (
    <>
      <h1>{ui.testModes.title}</h1>
      <p className={page.hint}>{ui.testModes.hint}</p>
      {modes.length > 0 && (
        <table className={`${styles.table} ${page.acts}`}>
          <thead>
            <tr>
              <th scope="col">{ui.testModes.household}</th>
              <th scope="col">{ui.testModes.until}</th>
              <th scope="col">{ui.testModes.left}</th>
              <th scope="col">{ui.testModes.by}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {modes.map((mode) => (
              <tr key={mode.household}>
                <th scope="row" className={page.home}>{nameOf(mode)}</th>
                <td><Moment at={mode.until} /></td>
                <td><Countdown dueAt={mode.until} /></td>
                <td>{mode.by.name}</td>
                <td className={page.act}><Button size="small" pending={pending && asked === mode.household} onClick={() => void end(mode)} aria-label={`${ui.testModes.end}: ${nameOf(mode)}`}>{ui.testModes.end}</Button></td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {ended !== null && <p role="status" className={page.said}>{ui.testModes.ended(ended)}</p>}
      {trouble !== null && <p role="alert" className={page.trouble}>{trouble}</p>}
      <AnswerLine answer={answer} empty={modes.length === 0 ? ui.testModes.none : null} />
    </>
  );
}

const nameOf = (mode: TestMode) => mode.householdName ?? mode.household;
