import { useState } from 'react';
import type { HouseholdSummary, TestMode } from '../api/contract';
import { ProblemError, UnansweredError } from '../api/http';
import { useConsole } from '../app/context';
import { useNow } from '../clock/useNow';
import { problemSentence } from '../commands/problemSentence';
import { useTimes, useWords } from '../i18n/language';
import { Button } from '../ui/Button';
import { Chip } from '../ui/Chip';
import styles from './panels.module.css';

/** Puts the home into test mode, for the technician at its door, and says so for as long as it lasts. */
export function TestModeBox({ household }: { household: HouseholdSummary }) {
  const words = useWords();
  const { ui } = words;
  const times = useTimes();
  const { api } = useConsole();
  const now = useNow();
  const [answered, setAnswered] = useState<{ until: string | null } | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const until = answered === null ? household.testUntil : answered.until;
  const isOn = until !== null && Date.parse(until) > now;

  async function change(method: 'POST' | 'DELETE') {
    setPending(true);
    setTrouble(null);
    try {
      const mode = await api.send<TestMode | undefined>(method, `/api/households/${encodeURIComponent(household.id)}/test-mode`);
      setAnswered({ until: mode?.until ?? null });
    } catch (error) {
      if (error instanceof ProblemError) setTrouble(problemSentence(error.problem, words));
      else if (error instanceof UnansweredError) setTrouble(ui.signIn.unanswered);
      else throw error;
    } finally {
      setPending(false);
    }
  }

  return (
    <div className={styles.entry}>
      {isOn && <Chip look="good">{ui.incident.testMode(times.time(until))}</Chip>}
      <Button size="small" pending={pending} onClick={() => void change(isOn ? 'DELETE' : 'POST')}>{isOn ? ui.incident.endTest : ui.incident.startTest}</Button>
      {trouble && <p role="alert" className={styles.low}>{trouble}</p>}
    </div>
  );
}
