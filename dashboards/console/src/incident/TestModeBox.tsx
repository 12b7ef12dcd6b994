import { useEffect, useState } from 'react';
import type { HouseholdSummary, TestMode } from '../api/contract';
import { useChange } from '../api/useChange';
import { useConsole } from '../app/context';
import { useNow } from '../clock/useNow';
import { useTimes, useWords } from '../i18n/language';
import { Button } from '../ui/Button';
import { Chip } from '../ui/Chip';
import styles from './panels.module.css';

/** Puts the home into test mode, for the technician at its door, and says so for as long as it lasts. */
export function TestModeBox({ household }: { household: HouseholdSummary }) {
  const { ui } = useWords();
  const times = useTimes();
  const { api } = useConsole();
  const now = useNow();
  const [answered, setAnswered] = useState<{ until: string | null } | null>(null);
  const { pending, trouble, run } = useChange();
  // What the file says later counts: somebody else may have ended or started it.
  useEffect(() => setAnswered(null), [household.testUntil]);
  const until = answered === null ? household.testUntil : answered.until;
  const isOn = until !== null && Date.parse(until) > now;

  const change = (method: 'POST' | 'DELETE') => run(async () => {
    const mode = await api.send<TestMode | undefined>(method, `/api/households/${encodeURIComponent(household.id)}/test-mode`);
    setAnswered({ until: mode?.until ?? null });
  });

  return (
    <div className={styles.entry}>
      {isOn && <Chip look="good">{ui.incident.testMode(times.time(until))}</Chip>}
      <Button size="small" pending={pending} onClick={() => void change(isOn ? 'DELETE' : 'POST')}>{isOn ? ui.incident.endTest : ui.incident.startTest}</Button>
      {trouble && <p role="alert" className={styles.low}>{trouble}</p>}
    </div>
  );
}
