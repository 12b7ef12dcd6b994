import { createContext, useContext } from 'react';
import type { FaultView, Session } from '../api/contract';
import type { Api } from '../api/http';
import type { Sounder } from '../alarm/sounder';
import type { Silences } from '../alarm/plan';
import type { ServerClock } from '../clock/serverClock';
import type { Ticker } from '../clock/ticker';
import type { Commands } from '../commands/commands';
import type { DispatchLink } from '../live/dispatchLink';
import type { PreferenceStore } from '../settings/preferences';
import type { Store } from './store';

/** What a signed-in console works with. */
export interface ConsoleServices {
  session: Session;
  api: Api;
  clock: ServerClock;
  ticker: Ticker;
  link: DispatchLink;
  commands: Commands;
  sounder: Sounder;
  silences: Store<Silences>;
  preferences: PreferenceStore;
  /** What is wrong with the hotline itself. */
  faults: Store<readonly FaultView[]>;
  /** The incident that j and k stand on. */
  selection: Store<string | null>;
  /** False when the server did not answer: then the session goes on. */
  signOut(): Promise<boolean>;
}

const ConsoleContext = createContext<ConsoleServices | null>(null);
export const ConsoleProvider = ConsoleContext;

export function useConsole(): ConsoleServices {
  const services = useContext(ConsoleContext);
  if (services === null) throw new Error('useConsole outside of a signed-in console');
  return services;
}
