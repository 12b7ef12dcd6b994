import { useState } from 'react';
import type { AbsenceView } from '../api/contract';
import { ProblemError, UnansweredError } from '../api/http';
import { useConsole } from '../app/context';
import { problemSentence } from '../commands/problemSentence';
import { useWords } from '../i18n/language';
import { Button } from '../ui/Button';
import { Chip } from '../ui/Chip';
import { Moment } from '../ui/Clocks';
import styles from './panels.module.css';

/** Who is away, why and until when. Where somebody seems to be home all the same, the operator asks, and ends it. */
export function AbsenceBox({ absence }: { absence: AbsenceView }) {
  const words = useWords();
  const { ui, domain } = words;
  const { api } = useConsole();
  const [ended, setEnded] = useState(false);
  const [pending, setPending] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  async function end() {
    setPending(true);
    setTrouble(null);
    try {
      await api.send('POST', `/api/absences/${encodeURIComponent(absence.id)}/end`, {});
      setEnded(true);
    } catch (error) {
      if (error instanceof ProblemError) setTrouble(problemSentence(error.problem, words));
      else if (error instanceof UnansweredError) setTrouble(ui.signIn.unanswered);
      else throw error;
    } finally {
      setPending(false);
    }
  }

  if (ended) return <p className="muted" role="status">{ui.incident.absenceEnded}</p>;
  return (
    <div className={styles.absence}>
      <p>
        <Chip look="warn">{ui.incident.away}</Chip> {[absence.resident, domain.absenceReason[absence.reason]].filter(Boolean).join(' · ')}
        {' '}<Moment at={absence.from} /> – <Moment at={absence.to} />
      </p>
      {absence.note !== null && <p className="muted">{absence.note}</p>}
      {absence.somebodyHomeAt !== null && <p role="alert" className={styles.low}>{ui.incident.somebodyHome} <Moment at={absence.somebodyHomeAt} /></p>}
      <Button size="small" pending={pending} onClick={() => void end()}>{ui.incident.endAbsence}</Button>
      {trouble && <p role="alert" className={styles.low}>{trouble}</p>}
    </div>
  );
}
