import type { IncidentView } from '../api/contract';
import { pathTo } from '../app/router';
import { useConsole } from '../app/context';
import { isPending } from '../commands/commands';
import { useStore } from '../app/store';
import { useNow } from '../clock/useNow';
import { useWords } from '../i18n/language';
import { isUnclaimed, since } from '../incident/state';
import { Button } from '../ui/Button';
import { AskingAgain, Chip, Marks } from '../ui/Chip';
import { Countdown, Elapsed } from '../ui/Clocks';
import { KindIcon } from '../ui/KindIcon';
import { Link } from '../ui/Link';
import { ResidentLine } from '../ui/ResidentLine';
import { waitTone } from './order';
import { weighed } from '../incident/weighed';
import { rowId } from './rowId';
import styles from './rows.module.css';

/** One danger to life, as large as it deserves. */
export function LifeRow({ incident, selected, onClaim }: { incident: IncidentView; selected: boolean; onClaim(): void }) {
  const { ui, domain } = useWords();
  const { selection } = useConsole();
  const tone = waitTone(incident, useNow());
  const isLoud = incident.marks.some((m) => m === 'decisionForced' || m === 'escalationExhausted' || m === 'nobodyToNotify');
  const classes = [styles.row, selected && styles.selected, isLoud && styles.loud].filter(Boolean).join(' ');
  return (
    <article className={classes} data-priority={incident.priority} data-tone={tone}>
      <span className={styles.bar} />
      <div className={`${styles.clock} ${styles[tone] ?? ''}`}>
        <Elapsed from={since(incident)} />
        <small>{ui.queue.signals(incident.signalCount)}</small>
      </div>
      <div className={styles.kind}>
        <KindIcon kind={incident.kind} size={34} />
        <strong>{domain.kind[incident.kind]}</strong>
        <span className={styles.priority} title={weighed(incident, domain)}>{domain.priority[incident.priority]}</span>
      </div>
      <div className={styles.who}>
        <Link id={rowId(incident.id)} to={pathTo.incident(incident.id)} onFocus={() => selection.set(incident.id)} className={styles.line}>
          {incident.household.name}
        </Link>
        <ResidentLine household={incident.household} className={styles.line} />
        <span className={`${styles.small} ${styles.line}`}>{incident.household.area} · {incident.priorityReasons.map((r) => domain.reason[r]).join(', ')}</span>
        {(incident.marks.length > 0 || incident.askingAgain) && <span className={styles.marks}><AskingAgain incident={incident} /><Marks marks={incident.marks} /></span>}
      </div>
      <StateCell incident={incident} onClaim={onClaim} />
      <div className={styles.due}>
        {incident.nextDeadline && (
          <>
            <Countdown dueAt={incident.nextDeadline.dueAt} className={styles.count} lateClassName={styles.overdue} />
            {domain.deadline[incident.nextDeadline.kind]}
          </>
        )}
      </div>
    </article>
  );
}

function StateCell({ incident, onClaim }: { incident: IncidentView; onClaim(): void }) {
  const { ui, domain } = useWords();
  const { commands } = useConsole();
  const book = useStore(commands.book);
  if (isUnclaimed(incident)) {
    return (
      <div className={styles.state}>
        <Button look={incident.lane === 'life' ? 'primary' : 'plain'} pending={isPending(book, incident.id, 'claim')} onClick={onClaim}>{ui.guide.claimButton}</Button>
        <span className={`${styles.small} ${styles.line} ${styles.owner}`}>
          {incident.acknowledgedBy ? ui.queue.acknowledged(incident.acknowledgedBy.name) : ui.queue.step(Math.max(1, incident.step + 1), incident.stepCount)}
        </span>
      </div>
    );
  }
  return (
    <div className={styles.state}>
      <Chip look={incident.state === 'resolved' ? 'good' : 'accent'}>{domain.state[incident.state]}</Chip>
      <span className={`${styles.small} ${styles.line} ${styles.owner}`}>{incident.owner?.name}</span>
    </div>
  );
}
