import type { IncidentDetail, IncidentView } from '../api/contract';
import { useConsole } from '../app/context';
import { useCommand } from '../commands/useCommand';
import { useWords } from '../i18n/language';
import { Button } from '../ui/Button';
import { Panel } from '../ui/Panel';
import { CallHome, OutsideLines } from './CallHome';
import { guideOf, type GuideAlert, type GuideStepId, type Permissions } from './guide';
import { FollowUpForm, ResolveForm } from './OutcomeForms';
import { SendHelp, Underway } from './SendHelp';
import { isActive } from './state';
import styles from './GuidePanel.module.css';

/** The next best action in large type, what else is at hand, and the way so far. */
export function GuidePanel({ detail, may }: { detail: IncidentDetail; may: Permissions }) {
  const { ui } = useWords();
  const { incident } = detail;
  const guide = guideOf(incident);
  return (
    <Panel title={ui.guide.title} className={styles.guide}>
      <div aria-live="polite">
        {guide.alerts.map((alert) => <p key={alert} className={`${styles.alert} ${styles[alert] ?? ''}`}>{alertText(alert, incident, ui.guide)}</p>)}
      </div>
      <div className={styles.now}>
        {guide.now === null ? <p>{ui.guide.closed}</p> : <Step id={guide.now} detail={detail} may={may} />}
      </div>
      {may.work && guide.now !== 'claim' && incident.lane === 'life' && (
        <>
          {guide.now !== 'speak' && <div className={styles.strip}><CallHome incident={incident} compact /></div>}
          <div className={styles.strip}><OutsideLines incident={incident.id} /></div>
        </>
      )}
      {isActive(incident) && <Aside incident={incident} may={may} />}
      <ol className={styles.steps}>
        {guide.steps.map(({ id, status }) => (
          <li key={id} className={styles[status === 'now' ? 'now_' : status]} aria-current={status === 'now' ? 'step' : undefined}>
            {ui.guide.step[id]}
            {status !== 'now' && <span className="unseen"> ({ui.guide[status]})</span>}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function alertText(alert: GuideAlert, incident: IncidentView, words: ReturnType<typeof useWords>['ui']['guide']): string {
  return alert === 'acknowledged' ? words.acknowledged(incident.acknowledgedBy?.name ?? '') : words[alert];
}

function Step({ id, detail, may }: { id: GuideStepId; detail: IncidentDetail; may: Permissions }) {
  const { ui } = useWords();
  const { incident } = detail;
  const title = <h3>{ui.guide.step[id]}</h3>;
  if (id === 'claim') return <>{title}<p>{ui.guide.claim}</p><ClaimButton incident={incident} label={ui.guide.claimButton} /></>;
  if (id === 'followUp') return <>{title}<FollowUpForm incident={incident} /></>;
  if (id === 'close') return <>{title}<CloseStep incident={incident.id} /></>;
  if (!may.work) return <>{title}<p>{ui.guide.notYours(incident.owner?.name ?? '')}</p></>;
  switch (id) {
    case 'speak':
      return <>{title}<p>{ui.guide.speak}</p><CallHome incident={incident} /></>;
    case 'send':
      return <>{title}<SendHelp detail={detail} may={may} /></>;
    case 'underway':
      return <>{title}<Underway incident={incident} may={may} /></>;
    case 'resolve':
      return <>{title}<ResolveForm incident={incident} may={may} /></>;
  }
}

function ClaimButton({ incident, label }: { incident: IncidentView; label: string }) {
  const claim = useCommand(incident.id, 'claim');
  return <Button look="primary" size="large" wide shortcut="C" data-key="next" pending={claim.pending()} onClick={() => void claim.run({})}>{label}</Button>;
}

function CloseStep({ incident }: { incident: string }) {
  const { ui } = useWords();
  const close = useCommand(incident, 'close');
  return (
    <>
      <p>{ui.guide.close}</p>
      <Button look="primary" size="large" wide data-key="next" pending={close.pending()} onClick={() => void close.run({})}>{ui.guide.closeButton}</Button>
    </>
  );
}

function Aside({ incident, may }: { incident: IncidentView; may: Permissions }) {
  const { ui } = useWords();
  const { session } = useConsole();
  const escalate = useCommand(incident.id, 'escalate');
  const release = useCommand(incident.id, 'release');
  return (
    <div className={styles.strip}>
      {may.takeOver && <ClaimButton incident={incident} label={ui.guide.takeOver} />}
      <Button size="small" pending={escalate.pending()} onClick={() => void escalate.run({})}>{ui.incident.escalate}</Button>
      {incident.owner?.id === session.operator.id && (
        <Button size="small" pending={release.pending()} onClick={() => void release.run({})}>{ui.incident.release}</Button>
      )}
    </div>
  );
}
