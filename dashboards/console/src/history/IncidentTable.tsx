import { useState } from 'react';
import type { IncidentList, IncidentView } from '../api/contract';
import { pathTo } from '../app/router';
import { useTimes, useWords } from '../i18n/language';
import { Button } from '../ui/Button';
import { Chip } from '../ui/Chip';
import { Elapsed } from '../ui/Clocks';
import { KindIcon } from '../ui/KindIcon';
import { Link } from '../ui/Link';
import { usePages } from './usePages';
import styles from './HistoryPage.module.css';

const PAGE = 100;
const pathAfter = (last: IncidentList[number] | null) =>
  `/api/incidents?state=all&limit=${PAGE}${last ? `&after=${encodeURIComponent(last.id)}` : ''}`;

export function IncidentTable() {
  const { ui, domain } = useWords();
  const { items, phase, more, loadMore, reload } = usePages<IncidentView>(pathAfter, PAGE);
  const [filter, setFilter] = useState('');
  const wanted = filter.trim().toLowerCase();
  const shown = items.filter((i) => wanted === '' || searchable(i, domain.kind[i.kind]).includes(wanted));
  return (
    <>
      <input className={styles.filter} type="search" aria-label={ui.history.filter} placeholder={ui.history.filter} value={filter} onChange={(event) => setFilter(event.target.value)} />
      {shown.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{ui.history.opened}</th>
              <th scope="col">{ui.history.incident}</th>
              <th scope="col">{ui.incident.household}</th>
              <th scope="col">{ui.history.state}</th>
              <th scope="col">{ui.history.answeredIn}</th>
              <th scope="col">{ui.history.lasted}</th>
              <th scope="col">{ui.history.resolution}</th>
            </tr>
          </thead>
          <tbody>{shown.map((incident) => <Row key={incident.id} incident={incident} />)}</tbody>
        </table>
      )}
      <div className={styles.after} role="status">
        {phase === 'loading' && ui.app.loading}
        {phase === 'failed' && <>{ui.history.loadFailed} <Button size="small" onClick={items.length > 0 ? loadMore : reload}>{ui.app.retry}</Button></>}
        {phase === 'ready' && shown.length === 0 && ui.history.none}
        {phase === 'ready' && more && <Button onClick={loadMore}>{ui.history.more}</Button>}
      </div>
    </>
  );
}

function searchable({ household, owner, id }: IncidentView, kind: string): string {
  return [household.name, household.address, household.area, kind, owner?.name, id, ...household.residents.map((r) => r.name)].join(' ').toLowerCase();
}

function Row({ incident }: { incident: IncidentView }) {
  const { ui, domain } = useWords();
  const times = useTimes();
  return (
    <tr>
      <td className="digits">{times.dateTime(incident.openedAt)}</td>
      <td><span className={styles.kind}><KindIcon kind={incident.kind} size={22} />{domain.kind[incident.kind]}</span><small>{domain.priority[incident.priority]}</small></td>
      <td><Link to={pathTo.incident(incident.id)}>{incident.household.name}</Link><small>{incident.household.area}</small></td>
      <td><Chip look={incident.state === 'closed' ? 'quiet' : incident.state === 'open' ? 'warn' : 'accent'}>{domain.state[incident.state]}</Chip></td>
      <td>{incident.firstClaimedAt ? <Elapsed from={incident.openedAt} to={incident.firstClaimedAt} /> : <span className="muted">{ui.queue.unclaimed}</span>}</td>
      <td><Elapsed from={incident.openedAt} to={incident.closedAt ?? incident.resolvedAt} /></td>
      <td>{incident.resolution && domain.resolution[incident.resolution]}<small>{incident.followUp && domain.followUp[incident.followUp]}</small></td>
    </tr>
  );
}
