import type { IncidentDetail, ResponderView } from '../api/contract';
import { useCommand } from '../commands/useCommand';
import { useWords } from '../i18n/language';
import { Button } from '../ui/Button';
import { Chip } from '../ui/Chip';
import { Panel } from '../ui/Panel';
import { Notified } from './ContactsPanel';
import type { Permissions } from './guide';
import { distanceText, Way } from './SendHelp';
import styles from './panels.module.css';

/** Who can go, nearest first, and how far those who were sent have come. */
export function RespondersPanel({ detail, may }: { detail: IncidentDetail; may: Permissions }) {
  const { ui } = useWords();
  return (
    <Panel title={ui.incident.responders}>
      {detail.responders.length === 0 && <p className="muted">{ui.incident.noResponders}</p>}
      <ul className={styles.people}>
        {detail.responders.map((responder) => <Responder key={responder.id} responder={responder} detail={detail} may={may} />)}
      </ul>
    </Panel>
  );
}

function Responder({ responder, detail, may }: { responder: ResponderView; detail: IncidentDetail; may: Permissions }) {
  const { ui, domain } = useWords();
  const { incident } = detail;
  const dispatch = useCommand(incident.id, 'dispatch');
  const assignment = incident.assignments.find((a) => a.responder.id === responder.id);
  const isGone = assignment !== undefined && assignment.state !== 'cleared';
  return (
    <li className={styles.person}>
      <div>
        <strong>{responder.name}</strong>
        <span className={styles.sub}>
          {[domain.responderRole[responder.role], responder.distanceM !== null && ui.incident.distance(distanceText(responder.distanceM)), !responder.onDuty && ui.incident.offDuty]
            .filter(Boolean)
            .join(' · ')}
          {responder.methods[0] && <> · <span className="digits">{responder.methods[0].address}</span></>}
        </span>
      </div>
      <div className={styles.buttons}>
        {assignment && <Chip look={assignment.state === 'onScene' ? 'good' : assignment.state === 'cleared' ? 'quiet' : 'accent'}>{domain.assignment[assignment.state]}</Chip>}
        {!isGone && may.work && (
          <Button size="small" data-key="dispatch" pending={dispatch.pending({ responder: responder.id })} onClick={() => void dispatch.run({ responder: responder.id })}>
            {ui.incident.dispatch}
          </Button>
        )}
      </div>
      <Notified notifications={incident.notifications.filter((n) => n.recipient.kind === 'responder' && n.recipient.id === responder.id)} />
      {isGone && incident.state === 'onScene' && may.work && <Way incident={incident.id} assignment={assignment} />}
    </li>
  );
}
