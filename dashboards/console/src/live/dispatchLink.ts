import type { IncidentView, JournalEvent } from '../api/contract';
import { learnFromInstant, type ServerClock } from '../clock/serverClock';
import { createStore, type Store } from '../app/store';
import { backoffMs } from './backoff';
import { emptyFeed, takeEntry, takeSnapshot, type Entry, type Feed } from './feed';

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
  /** Tries again now, instead of waiting out the back-off or an attempt that may lead nowhere. */
  hurry(): void;
}

export interface LinkOptions {
  centre: string;
  /** Makes a connection that is not started. Each attempt has its own: one that hangs cannot be stopped, only left alone. */
  createHub(): HubPort;
  clock: ServerClock;
  /** Whether a failed start is because the session has ended; the link then stops. */
  isSignedOut(): Promise<boolean>;
  random?: () => number;
  /** How often the server is told that somebody sits here. */
  pingEveryMs?: number;
  /** A ping without an answer for this long means that the connection is dead. */
  pingTimeoutMs?: number;
  /** An attempt that has not led to a connection for this long leads nowhere: a browser may wait for minutes. */
  connectTimeoutMs?: number;
}

export function createDispatchLink(options: LinkOptions): DispatchLink {
  const { centre, clock, random = Math.random, pingEveryMs = 5_000, pingTimeoutMs = 8_000, connectTimeoutMs = 10_000 } = options;
  const feed = createStore<Feed>(emptyFeed(centre));
  const state = createStore<LinkState>({ phase: 'connecting', since: clock.now(), attempt: 0 });
  const listeners = new Set<(heard: Heard) => void>();
  let running = false;
  /** The connection that counts: standing, or being made. Whatever an earlier one still says is not heard. */
  let current: HubPort | null = null;
  let attempt = 0;
  let retry: ReturnType<typeof setTimeout> | null = null;
  let ping: ReturnType<typeof setTimeout> | null = null;
  /** The connection that was asked for what is missing and has not answered yet. */
  let resuming: HubPort | null = null;

  function open(): HubPort {
    const hub = options.createHub();
    hub.on('Snapshot', (of: string, position: number, incidents: IncidentView[]) => {
      if (hub === current && of === centre) feed.set(takeSnapshot(of, position, incidents));
    });
    hub.on('Entry', (of: string, position: number, incident: IncidentView | null, event: JournalEvent) => {
      if (hub === current) take({ centre: of, position, incident }, event);
    });
    hub.onclose(() => {
      if (hub === current) lose();
    });
    return hub;
  }

  function take(entry: Entry, event: JournalEvent): void {
    const outcome = takeEntry(feed.get(), entry);
    if (outcome.kind === 'applied') {
      feed.set(outcome.feed);
      for (const listener of [...listeners]) listener({ incident: entry.incident, event, position: entry.position });
    } else if (outcome.kind === 'gap') {
      void resume();
    } else if (outcome.kind === 'foreign') {
      console.error(`entry of centre ${entry.centre} on the console of ${centre}`);
    }
  }

  async function resume(): Promise<void> {
    const hub = current;
    if (hub === null || resuming === hub) return;
    resuming = hub;
    try {
      await hub.invoke('Resume', centre, feed.get().position);
    } catch (error) {
      console.warn('Resume failed', error);
      giveUp(hub);
    } finally {
      if (resuming === hub) resuming = null;
    }
  }

  async function connect(): Promise<void> {
    retry = null;
    const before = current;
    const hub = open();
    current = hub;
    void before?.stop();
    const deadline = setTimeout(() => giveUp(hub), connectTimeoutMs);
    try {
      await hub.start();
      if (running && hub === current) await hub.invoke('Resume', centre, feed.get().position);
    } catch (error) {
      console.warn('connection attempt failed', error);
      if (!running || hub !== current) return;
      clearTimeout(deadline);
      if (await options.isSignedOut()) {
        running = false;
        return;
      }
      giveUp(hub);
      return;
    } finally {
      clearTimeout(deadline);
    }
    if (!running || hub !== current) {
      await hub.stop();
      return;
    }
    attempt = 0;
    state.set({ phase: 'live', since: clock.now() });
    void beat(hub);
  }

  async function beat(hub: HubPort): Promise<void> {
    const sentAt = clock.tick();
    const deadline = setTimeout(() => giveUp(hub), pingTimeoutMs);
    try {
      learnFromInstant(clock, await hub.invoke('Ping'), sentAt, clock.tick());
    } catch (error) {
      console.warn('ping failed', error);
      giveUp(hub);
      return;
    } finally {
      clearTimeout(deadline);
    }
    if (running && hub === current) ping = setTimeout(() => void beat(hub), pingEveryMs);
  }

  /** Does not wait until it has stopped: one that no longer answers may take minutes for it. */
  function giveUp(hub: HubPort): void {
    if (hub !== current) return;
    void hub.stop();
    lose();
  }

  function lose(): void {
    current = null;
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
      const hub = current;
      current = null;
      await hub?.stop();
    },
    hurry() {
      if (!running || state.get().phase === 'live') return;
      clearTimer(retry);
      attempt = 0;
      void connect();
    },
  };
}

function clearTimer(timer: ReturnType<typeof setTimeout> | null): void {
  if (timer !== null) clearTimeout(timer);
}
