import { useState } from 'react';
import { useConsole } from '../app/context';
import { useStore } from '../app/store';
import { useNow } from '../clock/useNow';
import { useWords } from '../i18n/language';
import { LANGUAGES, type Language } from '../i18n/words';
import { Button } from '../ui/Button';
import { Panel } from '../ui/Panel';
import styles from './SettingsPage.module.css';

/** A clock of this computer that is wrong by more than this is worth saying. */
const CLOCK_TOLERANCE_MS = 2_000;

export function SettingsPage() {
  const { ui, domain } = useWords();
  const { session, preferences, clock, signOut } = useConsole();
  const kept = useStore(preferences);
  const [stuck, setStuck] = useState(false);
  useNow();
  const error = clock.localError();
  const isClockWrong = error !== null && Math.abs(error) > CLOCK_TOLERANCE_MS;
  return (
    <div className={styles.page}>
      <h1>{ui.settings.title}</h1>
      <Panel title={ui.settings.display}>
        <div className={styles.stack}>
          <div className={styles.line} role="group" aria-label={ui.app.language}>
            {(Object.keys(LANGUAGES) as Language[]).map((code) => (
              <Button key={code} look={kept.language === code ? 'primary' : 'plain'} lang={LANGUAGES[code].tag} aria-pressed={kept.language === code} onClick={() => preferences.change({ language: code })}>
                {LANGUAGES[code].name}
              </Button>
            ))}
          </div>
          <label className={styles.check}>
            <input type="checkbox" checked={kept.singleKeys} onChange={(event) => preferences.change({ singleKeys: event.target.checked })} />
            {ui.settings.singleKeys}
          </label>
          <p className="muted">{ui.settings.singleKeysHint}</p>
        </div>
      </Panel>
      <SoundPanel />
      <Panel title={ui.settings.clock}>
        <p role="status">{isClockWrong ? ui.app.clockWrong(Math.round(Math.abs(error) / 1_000)) : ui.settings.clockExact}</p>
      </Panel>
      <Panel title={ui.settings.account}>
        <div className={styles.line}>
          <strong>{session.operator.name}</strong>
          <span className="muted">{domain.role[session.operator.role]} · {session.centre.name}</span>
          <Button onClick={() => void signOut().then((done) => setStuck(!done))}>{ui.app.signOut}</Button>
        </div>
        {stuck && <p role="alert">{ui.signIn.unanswered}</p>}
      </Panel>
    </div>
  );
}

function SoundPanel() {
  const { ui } = useWords();
  const { preferences, sounder } = useConsole();
  const kept = useStore(preferences);
  const sound = useStore(sounder.state);
  const canNotify = typeof Notification !== 'undefined';
  const [denied, setDenied] = useState(canNotify && Notification.permission === 'denied');

  async function setNotifications(wanted: boolean) {
    const granted = wanted && (await Notification.requestPermission()) === 'granted';
    setDenied(wanted && !granted);
    preferences.change({ notifications: granted });
  }

  return (
    <Panel title={ui.settings.sound}>
      <div className={styles.stack}>
        <div className={styles.line}>
          <label>
            {ui.alarm.volume}
            <input className={styles.volume} type="range" min="0.1" max="1" step="0.1" value={kept.volume} onChange={(event) => preferences.change({ volume: event.target.valueAsNumber })} />
          </label>
          <Button onClick={() => void sounder.unlock().then(() => sounder.test())}>{ui.alarm.test}</Button>
          <span className="muted">{sound === 'on' ? ui.alarm.on : ui.alarm.blocked}</span>
        </div>
        {canNotify && (
          <label className={styles.check}>
            <input type="checkbox" checked={kept.notifications} onChange={(event) => void setNotifications(event.target.checked)} />
            {ui.alarm.notify}
          </label>
        )}
        {denied && <p className="muted">{ui.alarm.notifyDenied}</p>}
      </div>
    </Panel>
  );
}
