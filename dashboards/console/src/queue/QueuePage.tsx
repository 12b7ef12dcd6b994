import { useMemo } from 'react';
import type { IncidentView } from '../api/contract';
import { useConsole } from '../app/context';
import { navigate, pathTo } from '../app/router';
import { useStore } from '../app/store';
import { useIsShown } from '../app/useIsShown';
import { useWords } from '../i18n/language';
import { isUnclaimed } from '../incident/state';
import { useKeys } from '../keyboard/useKeys';
import { laneQueue, walk, walkingOrder, type LaneQueue } from './order';
import { LifeRow } from './LifeRow';
import { rowId } from './rowId';
import { TechnicalRow } from './TechnicalRow';
import styles from './QueuePage.module.css';

/** Both lanes side by side: danger to life in large type, equipment beside it, never mixed. */
export function QueuePage() {
  const { link, selection, commands } = useConsole();
  const { incidents, position } = useStore(link.feed);
  // Until the first snapshot is there, nobody knows whether somebody is in danger, however the connection stands.
  const isUnknown = position === 0;
  const selected = useStore(selection);
  const shown = useIsShown();
  const life = useMemo(() => laneQueue(incidents.values(), 'life'), [incidents]);
  const technical = useMemo(() => laneQueue(incidents.values(), 'technical'), [incidents]);

  const move = (by: 1 | -1) => () => {
    const next = walk(walkingOrder(life, technical), selected, by);
    selection.set(next);
    if (next !== null) document.getElementById(rowId(next))?.focus();
  };
  const chosen = selected === null ? undefined : incidents.get(selected);
  const open = chosen && (() => navigate(pathTo.incident(chosen.id)));
  useKeys({
    j: move(1),
    k: move(-1),
    ArrowDown: move(1),
    ArrowUp: move(-1),
    Enter: open,
    v: open,
    d: open,
    c: chosen && isUnclaimed(chosen) ? () => void claimAndOpen(chosen) : undefined,
  });

  async function claimAndOpen(incident: IncidentView) {
    const view = await commands.act(incident.id, 'claim', {});
    if (view !== null && shown.current) navigate(pathTo.incident(incident.id));
  }

  return (
    <div className={styles.lanes}>
      <Lane queue={life} loading={isUnknown} render={(i) => <LifeRow incident={i} selected={i.id === selected} onClaim={() => void claimAndOpen(i)} />} />
      <Lane queue={technical} loading={isUnknown} render={(i) => <TechnicalRow incident={i} selected={i.id === selected} />} />
    </div>
  );
}

function Lane({ queue, loading, render }: { queue: LaneQueue; loading: boolean; render(incident: IncidentView): React.ReactNode }) {
  const { ui, domain } = useWords();
  const heading = `lane-${queue.lane}`;
  const empty = queue.lane === 'life' ? ui.queue.emptyLife : ui.queue.emptyTechnical;
  return (
    <section className={`${styles.lane} ${styles[queue.lane] ?? ''}`} aria-labelledby={heading}>
      <div className={styles.head}>
        <h1 id={heading}>{domain.lane[queue.lane]}</h1>
        <span className={styles.count}>{ui.app.openCount(queue.count)}</span>
      </div>
      {queue.count === 0 && <p className={styles.empty} role="status">{loading ? ui.app.loading : empty}</p>}
      {queue.sections.map(({ group, incidents }) => (
        <section key={group} className={`${styles.section} ${styles[group] ?? ''}`}>
          <h2>{ui.queue[group]} <span className="digits">{incidents.length}</span></h2>
          <ul className={styles.rows}>
            {incidents.map((incident) => <li key={incident.id}>{render(incident)}</li>)}
          </ul>
        </section>
      ))}
    </section>
  );
}
