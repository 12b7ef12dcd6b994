import type { IncidentView } from '../api/contract';
import { useConsole } from '../app/context';
import { pathTo } from '../app/router';
import { useWords } from '../i18n/language';
import { Elapsed } from '../ui/Clocks';
import { KindIcon } from '../ui/KindIcon';
import { Link } from '../ui/Link';
import { Marks } from '../ui/Chip';
import { rowId } from './rowId';
import styles from './rows.module.css';

/** Trouble with equipment: small, quiet, beside the dangers. */
export function TechnicalRow({ incident, selected }: { incident: IncidentView; selected: boolean }) {
  const { domain } = useWords();
  const { selection } = useConsole();
  return (
    <article className={`${styles.row} ${styles.technical} ${selected ? styles.selected : ''}`} data-priority={incident.priority}>
      <span className={styles.bar} />
      <KindIcon kind={incident.kind} size={24} />
      <div className={styles.who}>
        <Link id={rowId(incident.id)} to={pathTo.incident(incident.id)} onFocus={() => selection.set(incident.id)} className={styles.line}>
          {incident.household.name}
        </Link>
        <span className={`${styles.small} ${styles.line}`}>{domain.kind[incident.kind]} · {incident.household.area}</span>
        {incident.marks.length > 0 && <span className={styles.marks}><Marks marks={incident.marks} /></span>}
      </div>
      <div className={`${styles.clock} ${styles.answered}`}>
        <Elapsed from={incident.openedAt} />
        <small>{incident.owner ? incident.owner.name : domain.state[incident.state]}</small>
      </div>
    </article>
  );
}
