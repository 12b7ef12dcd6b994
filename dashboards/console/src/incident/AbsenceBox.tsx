import { useState } from 'react';
import type { AbsenceView } from '../api/contract';
import { useChange } from '../api/useChange';
import { useConsole } from '../app/context';
import { useWords } from '../i18n/language';
import { Button } from '../ui/Button';
import { Chip } from '../ui/Chip';
import { Moment } from '../ui/Clocks';
import styles from './panels.module.css';

/** Who is away, why and until when. Where somebody seems to be home all the same, the operator asks, and ends it. */
export function AbsenceBox({ absence }: { absence: AbsenceView }) {
  const { ui, domain } = useWords();
  const { api } = useConsole();
  const [ended, setEnded] = useState(false);
  const { pending, trouble, run } = useChange();
  const end = async () => setEnded(await run(() => api.send('POST', `/api/absences/${encodeURIComponent(absence.id)}/end`, {})));

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
