import { useState } from 'react';
import { useWords } from '../i18n/language';
import { Button } from '../ui/Button';
import { RejectedInputs } from '../inputs/RejectedInputs';
import { IncidentTable } from './IncidentTable';
import styles from './HistoryPage.module.css';

type Tab = 'incidents' | 'inputs';

/** What was: every incident of the centre, and the input that nobody could read. */
export function HistoryPage() {
  const { ui } = useWords();
  const [tab, setTab] = useState<Tab>('incidents');
  return (
    <>
      <h1>{ui.history.title}</h1>
      <div className={styles.tabs} role="tablist">
        {(['incidents', 'inputs'] as const).map((name) => (
          <Button key={name} role="tab" id={`tab-${name}`} aria-selected={tab === name} aria-controls="tab-panel" onClick={() => setTab(name)}>{ui.history[name]}</Button>
        ))}
      </div>
      <div id="tab-panel" role="tabpanel" aria-labelledby={`tab-${tab}`}>{tab === 'incidents' ? <IncidentTable /> : <RejectedInputs />}</div>
    </>
  );
}
