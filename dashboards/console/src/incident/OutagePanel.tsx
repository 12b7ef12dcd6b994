import type { IncidentView, OutageHome } from '../api/contract';
import { useCommand } from '../commands/useCommand';
import { useWords } from '../i18n/language';
import { Button } from '../ui/Button';
import { Chip } from '../ui/Chip';
import { Elapsed } from '../ui/Clocks';
import { Panel } from '../ui/Panel';
import type { Permissions } from './guide';
import styles from './panels.module.css';

/** The homes that fell silent together, those most at risk first: who is to be called. */
export function OutagePanel({ incident, may }: { incident: IncidentView; may: Permissions }) {
  const { ui } = useWords();
  const { outage } = incident;
  if (!outage) return null;
  return (
    <Panel title={ui.incident.outage} aside={<span>{ui.incident.outageWaiting(outage.waiting, outage.homes.length)}</span>}>
      <ul className={styles.people}>
        {outage.homes.map((home) => <Home key={home.household.id} incident={incident.id} home={home} mayCheck={may.work} />)}
      </ul>
    </Panel>
  );
}

function Home({ incident, home, mayCheck }: { incident: string; home: OutageHome; mayCheck: boolean }) {
  const { ui, domain } = useWords();
  const check = useCommand(incident, 'check-household');
  const { household } = home;
  const waits = home.checkedAt === null && home.backAt === null;
  const tell = (reached: boolean) => void check.run({ household: household.id, reached });
  return (
    <li className={styles.person}>
      <div>
        <strong>{household.residents.map((resident) => resident.name).join('、') || household.name}</strong>
        <span className={styles.sub}>
          {[domain.abilityLevel[home.abilityLevel], home.livesAlone && ui.queue.livesAlone, household.address].filter(Boolean).join(' · ')}
          {household.phone && <> · <a className="digits" href={`tel:${household.phone}`}>{household.phone}</a></>}
        </span>
      </div>
      <div className={styles.buttons}>
        {waits && mayCheck && (
          <>
            <Button size="small" pending={check.pending({ household: household.id, reached: true })} onClick={() => tell(true)}>{ui.guide.reached}</Button>
            <Button size="small" pending={check.pending({ household: household.id, reached: false })} onClick={() => tell(false)}>{ui.guide.unanswered}</Button>
          </>
        )}
      </div>
      <div className={styles.chips}>
        {home.backAt !== null && <Chip look="good">{ui.incident.outageBack}</Chip>}
        {home.checkedAt !== null && <Chip look="good">{ui.incident.outageChecked}</Chip>}
        {waits && home.triedAt !== null && <Chip look="warn">{ui.guide.unanswered} · <Elapsed from={home.triedAt} /></Chip>}
      </div>
    </li>
  );
}
