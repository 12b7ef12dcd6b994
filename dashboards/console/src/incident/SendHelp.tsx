import { useState } from 'react';
import type { AssignmentView, IncidentDetail, IncidentView, ResponderView } from '../api/contract';
import { useCommand } from '../commands/useCommand';
import { useWords } from '../i18n/language';
import { Button } from '../ui/Button';
import { Elapsed } from '../ui/Clocks';
import type { Permissions } from './guide';
import { ResolveForm } from './OutcomeForms';
import styles from './GuidePanel.module.css';

/** The nearest responder who may be sent, first of those who have not been: who could not come is not asked again before others. The server gives them nearest first. */
export function nearestFree(detail: IncidentDetail): ResponderView | undefined {
  const ways = new Map(detail.incident.assignments.map((a) => [a.responder.id, a.state]));
  const fresh = detail.responders.filter((r) => !ways.has(r.id));
  const again = detail.responders.filter((r) => ways.get(r.id) === 'cleared');
  return fresh.find((r) => r.onDuty) ?? fresh[0] ?? again.find((r) => r.onDuty) ?? again[0];
}

export function SendHelp({ detail, may }: { detail: IncidentDetail; may: Permissions }) {
  const { ui, domain } = useWords();
  const { incident } = detail;
  const dispatch = useCommand(incident.id, 'dispatch');
  const [resolving, setResolving] = useState(false);
  const nearest = nearestFree(detail);
  const advice = incident.lane === 'technical' ? ui.guide.sendTechnical : incident.voiceContactMade ? ui.guide.sendReached : ui.guide.sendUnanswered;
  return (
    <>
      <p>{advice}</p>
      {nearest ? (
        <Button look={incident.voiceContactMade ? 'plain' : 'primary'} size="large" data-key="dispatch" pending={dispatch.pending()} onClick={() => void dispatch.run({ responder: nearest.id })}>
          {ui.guide.sendNearest(nearest.name)}
          <small>{domain.responderRole[nearest.role]}{nearest.distanceM !== null && ` · ${distanceText(nearest.distanceM)}`}</small>
        </Button>
      ) : (
        <p>{ui.incident.noResponders}</p>
      )}
      {may.resolve && !resolving && <Button size="large" data-key="next" onClick={() => setResolving(true)}>{ui.guide.resolveButton}…</Button>}
      {may.resolve && resolving && <ResolveForm incident={incident} may={may} />}
    </>
  );
}

/** Metres up to a kilometre, then kilometres with one decimal. */
export function distanceText(metres: number): string {
  return metres < 1_000 ? `${Math.round(metres / 10) * 10} m` : `${(metres / 1_000).toFixed(1)} km`;
}

/** Everybody on the way, each with the button of what they will say next. */
export function Underway({ incident, may }: { incident: IncidentView; may: Permissions }) {
  const { ui } = useWords();
  const [resolving, setResolving] = useState(false);
  const active = incident.assignments.filter((a) => a.state !== 'cleared');
  return (
    <>
      <p>{ui.guide.underway(active.map((a) => a.responder.name).join(', '))}</p>
      <div>{active.map((assignment) => <Way key={assignment.responder.id} incident={incident.id} assignment={assignment} />)}</div>
      {may.resolve && !resolving && <Button onClick={() => setResolving(true)}>{ui.guide.resolveButton}…</Button>}
      {may.resolve && resolving && <ResolveForm incident={incident} may={may} />}
    </>
  );
}

export function Way({ incident, assignment }: { incident: string; assignment: AssignmentView }) {
  const { ui, domain } = useWords();
  const enRoute = useCommand(incident, 'en-route');
  const onScene = useCommand(incident, 'on-scene');
  const clear = useCommand(incident, 'clear');
  const [eta, setEta] = useState('');
  const responder = assignment.responder.id;
  const minutes = Number.parseInt(eta, 10);
  return (
    <div className={styles.way}>
      <span>
        <strong>{assignment.responder.name}</strong> · {domain.assignment[assignment.state]} <Elapsed from={assignment.at} />
        {assignment.etaMinutes !== null && assignment.state === 'enRoute' && ` · ${ui.incident.eta(assignment.etaMinutes)}`}
      </span>
      <div className={styles.actions}>
        {assignment.state === 'dispatched' && (
          <>
            <input className={styles.eta} inputMode="numeric" pattern="[0-9]*" aria-label={ui.incident.etaLabel} placeholder={ui.incident.eta(10)} value={eta} onChange={(event) => setEta(event.target.value)} />
            <Button look="primary" data-key="next" pending={enRoute.pending({ responder })} onClick={() => void enRoute.run({ responder, ...(minutes >= 0 && { etaMinutes: minutes }) })}>
              {ui.incident.enRoute}
            </Button>
          </>
        )}
        {(assignment.state === 'dispatched' || assignment.state === 'enRoute') && (
          <Button look={assignment.state === 'enRoute' ? 'primary' : 'plain'} data-key="next" pending={onScene.pending({ responder })} onClick={() => void onScene.run({ responder })}>{ui.incident.onScene}</Button>
        )}
        <Button pending={clear.pending({ responder })} onClick={() => void clear.run({ responder })}>{ui.incident.clear}</Button>
      </div>
    </div>
  );
}
