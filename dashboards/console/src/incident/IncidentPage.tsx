import { navigate, pathTo } from '../app/router';
import { useWords } from '../i18n/language';
import { useKeys } from '../keyboard/useKeys';
import { Button } from '../ui/Button';
import { Link } from '../ui/Link';
import type { IncidentDetail } from '../api/contract';
import { useConsole } from '../app/context';
import { useCommand } from '../commands/useCommand';
import { ContactsPanel } from './ContactsPanel';
import { DevicesPanel } from './DevicesPanel';
import { GuidePanel } from './GuidePanel';
import { permissionsOf } from './guide';
import { HouseholdPanel } from './HouseholdPanel';
import { IncidentHeader } from './IncidentHeader';
import { NotePanel } from './NotePanel';
import { OutagePanel } from './OutagePanel';
import { RespondersPanel } from './RespondersPanel';
import { TelemetryPanel } from './TelemetryPanel';
import { TimelinePanel } from './TimelinePanel';
import { useIncidentDetail } from './useIncidentDetail';
import styles from './IncidentPage.module.css';

/** Everything about one incident, and what to do now. */
export function IncidentPage({ id }: { id: string }) {
  const { ui } = useWords();
  const { state, reload } = useIncidentDetail(id);
  useKeys({ Escape: () => navigate(pathTo.queue) });
  if (state.phase === 'ready') return <Loaded detail={state.detail} />;
  return (
    <div className={styles.notice} role="status">
      <p>{state.phase === 'loading' ? ui.app.loading : state.phase === 'missing' ? ui.incident.missing : ui.incident.loadFailed}</p>
      {state.phase === 'failed' && <Button onClick={reload}>{ui.app.retry}</Button>}
      <Link to={pathTo.queue}>{ui.incident.back}</Link>
    </div>
  );
}

function Loaded({ detail }: { detail: IncidentDetail }) {
  const { session } = useConsole();
  const { incident } = detail;
  const may = permissionsOf(incident, session.operator);
  const claim = useCommand(incident.id, 'claim');
  useKeys({
    c: may.claim || may.takeOver ? () => void claim.run({}) : undefined,
    v: () => focusOn('[data-key="voice"]'),
    d: () => focusOn('[data-key="dispatch"]'),
    r: () => focusOn('[data-key="next"]'),
    t: () => focusOn('[data-key="tell"]'),
    n: () => focusOn('[data-key="note"]'),
    e: () => focusOn('[data-key="entry"]'),
  });
  return (
    <>
      <IncidentHeader incident={incident} />
      <div className={styles.grid}>
        <div className={styles.column}>
          <GuidePanel detail={detail} may={may} />
          <OutagePanel incident={incident} may={may} />
          <NotePanel incident={incident.id} closed={incident.state === 'closed'} />
        </div>
        <div className={`${styles.column} ${styles.home}`}>
          <HouseholdPanel detail={detail} may={may} />
          <ContactsPanel detail={detail} />
          <RespondersPanel detail={detail} may={may} />
          <DevicesPanel devices={detail.devices} />
        </div>
        <div className={`${styles.column} ${styles.last}`}>
          <TimelinePanel detail={detail} />
        </div>
        <div className={styles.wide}>
          <TelemetryPanel household={incident.household.id} openedAt={incident.openedAt} devices={detail.devices} />
        </div>
      </div>
    </>
  );
}

/** Brings the place of an action under the operator's hands: pressing it stays their own decision. */
function focusOn(selector: string): void {
  const target = document.querySelector<HTMLElement>(`${selector}:not(:disabled)`);
  target?.scrollIntoView({ block: 'nearest' });
  target?.focus();
}
