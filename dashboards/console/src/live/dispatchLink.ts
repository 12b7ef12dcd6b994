import type { IncidentView, JournalEvent } from '../api/contract';
import { learnFromInstant, type ServerClock } from '../clock/serverClock';
import { createStore, type Store } from '../app/store';
import { backoffMs } from './backoff';
import { emptyFeed, takeEntry, takeSnapshot, type Feed } from './feed';

/** The part of SignalR's HubConnection that the link uses. */
export interface HubPort {
  start(): Promise<void>;
  stop(): Promise<void>;
  invoke(method: string, ...args: unknown[]): Promise<unknown>;
  on(method: string, handler: (...args: never[]) => void): void;
  onclose(handler: () => void): void;
}

/** How the console stands with the server. `since` is the server's time in milliseconds. */
export type LinkState =
  | { phase: 'connecting'; since: number; attempt: number }
  | { phase: 'live'; since: number }
  | { phase: 'lost'; since: number; attempt: number };

export interface Heard { incident: IncidentView | null; event: JournalEvent; position: number }

export interface DispatchLink {
  readonly feed: Store<Feed>;
  readonly state: Store<LinkState>;
  /** Called with every entry, once and in journal order, after the feed has taken it. */
  onEntry(listener: (heard: Heard) => void): () => void;
  start(): void;
  stop(): Promise<void>;
  /** Tries again now instead of waiting out the back-off. */
  hurry(): void;
}

export interface LinkOptions {
  centre: string;
  hub: HubPort;
  clock: ServerClock;
  /** Whether a failed start is because the session has ended; the link then stops. */
  isSignedOut(): Promise<boolean>;
  random?: () => number;
  /** How often the server is told that somebody sits here. */
  pingEveryMs?: number;
  /** A ping without an answer for this long means that the connection is dead. */
  pingTimeoutMs?: number;
}

export function createDispatchLink(options: LinkOptions): DispatchLink {
  const { centre, hub, clock, random = Math.random, pingEveryMs = 5_000, pingTimeoutMs = 8_000 } = options;
  const feed = createStore<Feed>(emptyFeed(centre));
  const state = createStore<LinkState>({ phase: 'connecting', since: clock.now(), attempt: 0 });
  const listeners = new Set<(heard: Heard) => void>();
  let running = false;
  let attempt = 0;
  let retry: ReturnType<typeof setTimeout> | null = null;
  let ping: ReturnType<typeof setTimeout> | null = null;
  let resuming = false;

  hub.on('Snapshot', (of: string, position: number, incidents: IncidentView[]) => {
    if (of === centre) feed.set(takeSnapshot(of, position, incidents));
  });
  hub.on('Entry', (of: string, position: number, incident: IncidentView | null, event: JournalEvent) => {
    const outcome = takeEntry(feed.get(), { centre: of, position, incident });
    if (outcome.kind === 'applied') {
      feed.set(outcome.feed);
      for (const listener of [...listeners]) listener({ incident, event, position });
    } else if (outcome.kind === 'gap') {
      void resume();
    } else if (outcome.kind === 'foreign') {
      console.error(`entry of centre ${of} on the console of ${centre}`);
    }
  });
  hub.onclose(lose);

  async function resume(): Promise<void> {
    if (resuming) return;
    resuming = true;
    try {
      await hub.invoke('Resume', centre, feed.get().position);
    } catch (error) {
      console.warn('Resume failed', error);
      await hub.stop();
    } finally {
      resuming = false;
    }
  }

  async function connect(): Promise<void> {
    retry = null;
    try {
      await hub.start();
      await hub.invoke('Resume', centre, feed.get().position);
    } catch (error) {
      console.warn('connection attempt failed', error);
      if (!running) return;
      if (await options.isSignedOut()) {
        running = false;
        return;
      }
      await hub.stop();
      lose();
      return;
    }
    if (!running) return;
    attempt = 0;
    state.set({ phase: 'live', since: clock.now() });
    void beat();
  }

  async function beat(): Promise<void> {
    const sentAt = clock.tick();
    const deadline = setTimeout(() => void hub.stop(), pingTimeoutMs);
    try {
      learnFromInstant(clock, await hub.invoke('Ping'), sentAt, clock.tick());
    } catch (error) {
      console.warn('ping failed', error);
      if (state.get().phase === 'live') await hub.stop();
      return;
    } finally {
      clearTimeout(deadline);
    }
    if (running && state.get().phase === 'live') ping = setTimeout(() => void beat(), pingEveryMs);
  }

  function lose(): void {
    clearTimer(ping);
    if (!running || retry !== null) return;
    const before = state.get();
    const next = attempt++;
    state.set(
      before.phase === 'live'
        ? { phase: 'lost', since: clock.now(), attempt }
        : { ...before, attempt },
    );
    retry = setTimeout(() => void connect(), backoffMs(next, random()));
  }

  return {
    feed,
    state,
    onEntry(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start() {
      running = true;
      void connect();
    },
    async stop() {
      running = false;
      clearTimer(retry);
      clearTimer(ping);
      await hub.stop();
    },
    hurry() {
      if (!running || retry === null) return;
      clearTimeout(retry);
      attempt = 0;
      void connect();
    },
  };
}

function clearTimer(timer: ReturnType<typeof setTimeout> | null): void {
  if (timer !== null) clearTimeout(timer);
}
