import { useEffect, useMemo, useRef, useState } from 'react';
import { AlarmDirector } from '../alarm/AlarmDirector';
import { SoundControls } from '../alarm/SoundControls';
import { CommandNotices } from '../commands/CommandNotices';
import { RotasPage } from '../duty/RotasPage';
import { FaultBanner } from '../faults/FaultBanner';
import { HistoryPage } from '../history/HistoryPage';
import { useWords } from '../i18n/language';
import { IncidentPage } from '../incident/IncidentPage';
import { KeyHelp } from '../keyboard/KeyHelp';
import { useKeys } from '../keyboard/useKeys';
import { LinkBanner } from '../live/LinkBanner';
import { PhoneDialog } from '../phone/PhoneDialog';
import { laneQueue } from '../queue/order';
import { QueuePage } from '../queue/QueuePage';
import { DeviceReportPage } from '../report/DeviceReportPage';
import { SettingsPage } from '../settings/SettingsPage';
import { TestModesPage } from '../testmode/TestModesPage';
import { Brand } from '../ui/Brand';
import { Button } from '../ui/Button';
import { WallClock } from '../ui/Clocks';
import { Link } from '../ui/Link';
import { useConsole } from './context';
import { ErrorBoundary } from './ErrorBoundary';
import { navigate, pathTo, useRoute, type Route } from './router';
import { SignedOn } from './SignedOn';
import { useStore } from './store';
import styles from './Shell.module.css';

type Overlay = 'keys' | 'phone' | null;

export function Shell() {
  const { ui } = useWords();
  const { commands } = useConsole();
  const [overlay, setOverlay] = useState<Overlay>(null);
  const route = useRoute();
  const main = useRef<HTMLElement>(null);
  const { pending } = useStore(commands.book);

  useKeys({
    '?': () => setOverlay('keys'),
    p: () => setOverlay('phone'),
    q: () => navigate(pathTo.queue),
    h: () => navigate(pathTo.history),
  });
  useEffect(() => main.current?.focus({ preventScroll: true }), [route.page]);
  useEffect(() => {
    if (pending.length === 0) return;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', stay);
    return () => window.removeEventListener('beforeunload', stay);
  }, [pending.length]);

  return (
    <>
      <a className={styles.skip} href="#main">{ui.app.skip}</a>
      <TopBar route={route} onPhone={() => setOverlay('phone')} onKeys={() => setOverlay('keys')} />
      <LinkBanner />
      <FaultBanner />
      <CommandNotices />
      <ErrorBoundary key={route.page === 'incident' ? route.id : route.page}>
        <main id="main" ref={main} tabIndex={-1} className={styles.page}>
          <Page route={route} />
        </main>
      </ErrorBoundary>
      <AlarmDirector />
      {overlay === 'keys' && <KeyHelp onClose={() => setOverlay(null)} />}
      {overlay === 'phone' && <PhoneDialog onClose={() => setOverlay(null)} />}
    </>
  );
}

function Page({ route }: { route: Route }) {
  const { ui } = useWords();
  switch (route.page) {
    case 'queue':
      return <QueuePage />;
    case 'incident':
      return <IncidentPage key={route.id} id={route.id} />;
    case 'history':
      return <HistoryPage />;
    case 'rotas':
      return <RotasPage />;
    case 'test-modes':
      return <TestModesPage />;
    case 'device-report':
      return <DeviceReportPage />;
    case 'settings':
      return <SettingsPage />;
    case 'missing':
      return <p>{ui.incident.missing} <Link to={pathTo.queue}>{ui.incident.back}</Link></p>;
  }
}

function TopBar({ route, onPhone, onKeys }: { route: Route; onPhone(): void; onKeys(): void }) {
  const { ui } = useWords();
  const { session, link } = useConsole();
  const { incidents } = useStore(link.feed);
  const waiting = useMemo(() => laneQueue(incidents.values(), 'life').waiting, [incidents]);
  const current = (page: Route['page']) => (route.page === page ? { 'aria-current': 'page' as const } : {});
  return (
    <header className={styles.bar}>
      <div className={styles.brand}>
        <Brand size={32} />
        <div>
          <strong>{session.centre.name}</strong>
          <span className="digits">{session.centre.hotline}</span>
        </div>
      </div>
      <nav className={styles.nav} aria-label={ui.app.console}>
        <Link to={pathTo.queue} {...current('queue')}>
          {ui.app.queue}
          {waiting > 0 && <span className={styles.count}>{waiting}</span>}
        </Link>
        <Link to={pathTo.history} {...current('history')}>{ui.app.history}</Link>
        <Link to={pathTo.rotas} {...current('rotas')}>{ui.app.rotas}</Link>
        <Link to={pathTo.testModes} {...current('test-modes')}>{ui.app.testModes}</Link>
        {session.operator.role !== 'operator' && <Link to={pathTo.deviceReport} {...current('device-report')}>{ui.app.deviceReport}</Link>}
        <Link to={pathTo.settings} {...current('settings')}>{ui.app.settings}</Link>
      </nav>
      <span className={styles.space} />
      <SoundControls />
      <Button onClick={onPhone} shortcut="P">{ui.phone.button}</Button>
      <SignedOn />
      <span className={styles.clock}><WallClock /></span>
      <Button look="quiet" size="small" onClick={onKeys} aria-label={ui.keys.title}>?</Button>
    </header>
  );
}
