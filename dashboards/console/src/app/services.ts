import type { FaultView, Session } from '../api/contract';
import type { Api } from '../api/http';
import { newRequestId } from '../api/requestId';
import { createSounder } from '../alarm/sounder';
import type { Silences } from '../alarm/plan';
import type { ServerClock } from '../clock/serverClock';
import { createTicker } from '../clock/ticker';
import { createCommands } from '../commands/commands';
import { createFaultBook } from '../faults/faultBook';
import { createDispatchLink, type HubPort } from '../live/dispatchLink';
import { takeAnswer } from '../live/feed';
import { stayAwake } from '../live/stayAwake';
import type { PreferenceStore } from '../settings/preferences';
import type { ConsoleServices } from './context';
import { createStore } from './store';

export interface Ground {
  api: Api;
  clock: ServerClock;
  preferences: PreferenceStore;
  createHub(): HubPort;
  /** Whether the server no longer knows the session. */
  isSignedOut(): Promise<boolean>;
  /** False when the server did not answer: then the session goes on. */
  signOut(): Promise<boolean>;
}

export interface RunningConsole extends ConsoleServices {
  start(): void;
  stop(): void;
}

/** Puts a console together for one signed-in operator. */
export function createConsole(session: Session, ground: Ground): RunningConsole {
  const { api, clock, preferences } = ground;
  const link = createDispatchLink({ centre: session.centre.id, createHub: ground.createHub, clock, isSignedOut: ground.isSignedOut });
  const faults = createFaultBook(link, () => api.get<FaultView[]>('/api/faults'));
  const commands = createCommands({
    api,
    now: clock.now,
    newRequestId,
    onAnswer: (view) => link.feed.set(takeAnswer(link.feed.get(), view)),
  });
  const sounder = createSounder(preferences.get().volume);
  let phase = link.state.get().phase;
  const unwatchLink = link.state.subscribe(() => {
    const before = phase;
    phase = link.state.get().phase;
    if (phase === 'live' && before !== 'live') commands.hurry();
  });
  const unwatchVolume = preferences.subscribe(() => sounder.setVolume(preferences.get().volume));
  const hurry = () => link.hurry();
  let sleep: () => void = () => undefined;

  return {
    session, api, clock, ticker: createTicker(clock.now), link, faults, commands, sounder, preferences,
    silences: createStore<Silences>({}),
    selection: createStore<string | null>(null),
    signOut: ground.signOut,
    start() {
      sleep();
      sleep = stayAwake();
      window.addEventListener('online', hurry);
      link.start();
    },
    stop() {
      sleep();
      window.removeEventListener('online', hurry);
      unwatchLink();
      faults.stop();
      unwatchVolume();
      commands.stop();
      sounder.stop();
      void link.stop();
    },
  };
}
