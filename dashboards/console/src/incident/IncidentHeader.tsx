import type { IncidentState, IncidentView } from '../api/contract';
import { pathTo } from '../app/router';
import { useNow } from '../clock/useNow';
import { useTimes, useWords } from '../i18n/language';
import { waitTone } from '../queue/order';
import { AskingAgain, Chip, Marks } from '../ui/Chip';
import { Countdown, Elapsed } from '../ui/Clocks';
import { KindIcon } from '../ui/KindIcon';
import { Link } from '../ui/Link';
import { isActive, since } from './state';
import { weighed } from './weighed';
import styles from './IncidentHeader.module.css';

const TRACK: readonly IncidentState[] = ['open', 'claimed', 'dispatched', 'onScene', 'resolved', 'closed'];

/** The clock that never goes out of sight, what it is, where, and how far the rescue has come. */
export function IncidentHeader({ incident }: { incident: IncidentView }) {
  const { ui, domain } = useWords();
  const times = useTimes();
  const tone = waitTone(incident, useNow());
  return (
    <header className={styles.header} data-priority={incident.priority}>
      <div className={`${styles.clock} ${styles[tone] ?? ''}`}>
        <Elapsed from={since(incident)} to={incident.closedAt} />
        <small>{ui.incident.opened} {times.dateTime(incident.openedAt)}</small>
      </div>
      <div className={styles.kind}>
        <KindIcon kind={incident.kind} size={44} />
        <div>
          <h1>{incident.kinds.length > 1 ? incident.kinds.map((k) => domain.kind[k]).join(' + ') : domain.kind[incident.kind]}</h1>
          <span>{domain.priority[incident.priority]} · {weighed(incident, domain)}</span>
        </div>
      </div>
      <div className={styles.where}>
        <strong>{incident.household.name}</strong>
        <span>{incident.household.area} · {incident.household.address}</span>
      </div>
      <div className={styles.due}>
        {incident.nextDeadline && (
          <>
            <Countdown dueAt={incident.nextDeadline.dueAt} className={styles.count} lateClassName={styles.overdue} />
            {ui.incident.next}: {domain.deadline[incident.nextDeadline.kind]}
          </>
        )}
      </div>
      <div className={styles.below}>
        <Link to={pathTo.queue} className={styles.back}>← {ui.app.queue}</Link>
        <StateTrack state={incident.state} />
        {isActive(incident) && <AskingAgain incident={incident} />}
        <Marks marks={incident.marks} />
        <span className={styles.grow} />
        <Chip look={incident.owner ? 'plain' : 'warn'}>{incident.owner ? `${ui.queue.owner}: ${incident.owner.name}` : ui.queue.unclaimed}</Chip>
      </div>
    </header>
  );
}

function StateTrack({ state }: { state: IncidentState }) {
  const { domain } = useWords();
  const here = TRACK.indexOf(state);
  return (
    <ol className={styles.track}>
      {TRACK.map((step, index) => (
        <li key={step} className={index < here ? styles.past : index === here ? styles.here : undefined} aria-current={index === here ? 'step' : undefined}>
          <span>{domain.state[step]}</span>
        </li>
      ))}
    </ol>
  );
}
