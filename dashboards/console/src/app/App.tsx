import { useState } from 'react';
import { createApi } from '../api/http';
import type { ServerClock } from '../clock/serverClock';
import { Speaking } from '../i18n/language';
import type { HubPort } from '../live/dispatchLink';
import type { PreferenceStore } from '../settings/preferences';
import { ConsoleProvider } from './context';
import { ErrorBoundary } from './ErrorBoundary';
import { Shell } from './Shell';
import { SignIn } from './SignIn';
import { createSessionKeeper } from './session';
import { useStore } from './store';

interface AppProps { clock: ServerClock; preferences: PreferenceStore; createHub(): HubPort }

/** The whole console: sign-in, then the shell. When a session ends, the console stays as it is behind the sign-in, with what it still has to send. */
export function App({ clock, preferences, createHub }: AppProps) {
  const [keeper] = useState(() =>
    createSessionKeeper({ clock, preferences, createHub, createApi: (onSignedOut) => createApi({ clock, onSignedOut }) }),
  );
  const { phase, running } = useStore(keeper.state);
  const { language } = useStore(preferences);
  return (
    <Speaking language={language} timeZone={running?.session.centre.timeZone ?? 'UTC'}>
      <ErrorBoundary>
        {running && (
          <div inert={phase !== 'in'}>
            <ConsoleProvider value={running}>
              <Shell />
            </ConsoleProvider>
          </div>
        )}
        {phase !== 'in' && (
          <SignIn
            checking={phase === 'checking'}
            ended={running !== null}
            language={language}
            onLanguage={(next) => preferences.change({ language: next })}
            onSignIn={keeper.signIn}
          />
        )}
      </ErrorBoundary>
    </Speaking>
  );
}
