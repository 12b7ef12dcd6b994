import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createServerClock } from '../src/clock/serverClock';
import { createDispatchLink, type HubPort } from '../src/live/dispatchLink';
import { incident, T0 } from './samples';

/** A server that a test plays by hand. */
class FakeHub implements HubPort {
  readonly calls: [string, ...unknown[]][] = [];
  isUp = true;
  hangs = false;
  answersPing = true;
  private readonly handlers = new Map<string, (...args: never[]) => void>();
  private closed: () => void = () => undefined;
  private connected = false;

  start = async () => {
    this.calls.push(['start']);
    if (this.hangs) return new Promise<void>(() => undefined);
    if (!this.isUp) throw new Error('refused');
    this.connected = true;
  };
  stop = async () => this.drop();
  invoke = async (method: string, ...args: unknown[]) => {
    this.calls.push([method, ...args]);
    if (!this.connected) throw new Error('not connected');
    if (method === 'Ping' && !this.answersPing) return new Promise(() => undefined);
    return method === 'Ping' ? new Date(T0).toISOString() : null;
  };
  on = (method: string, handler: (...args: never[]) => void) => void this.handlers.set(method, handler);
  onclose = (handler: () => void) => void (this.closed = handler);

  push(method: 'Snapshot' | 'Entry', ...args: unknown[]) {
    (this.handlers.get(method) as (...args: unknown[]) => void)(...args);
  }
  drop() {
    if (!this.connected) return;
    this.connected = false;
    this.closed();
  }
  resumes() {
    return this.calls.filter(([method]) => method === 'Resume').map(([, , after]) => after);
  }
}

function setUp(isSignedOut = async () => false) {
  const hub = new FakeHub();
  const link = createDispatchLink({ centre: 'c-1', createHub: () => hub, clock: createServerClock(), isSignedOut, random: () => 0.5 });
  return { hub, link };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterEach(() => void vi.useRealTimers());

describe('dispatch link', () => {
  it('starts fresh, and is live once it has resumed', async () => {
    const { hub, link } = setUp();
    link.start();
    await settle();
    expect(hub.resumes()).toEqual([0]);
    expect(link.state.get().phase).toBe('live');
    hub.push('Snapshot', 'c-1', 5, [incident()]);
    expect(link.feed.get().position).toBe(5);
  });

  it('takes entries in order, tells each once, and drops doubles', async () => {
    const { hub, link } = setUp();
    const heard: number[] = [];
    link.onEntry(({ position }) => heard.push(position));
    link.start();
    await settle();
    hub.push('Snapshot', 'c-1', 5, []);
    hub.push('Entry', 'c-1', 6, incident({ position: 6 }), { type: 'incidentOpened' });
    hub.push('Entry', 'c-1', 6, incident({ position: 6 }), { type: 'incidentOpened' });
    hub.push('Entry', 'c-1', 7, null, { type: 'operatorSignedIn' });
    expect(heard).toEqual([6, 7]);
    expect(link.feed.get().incidents.size).toBe(1);
  });

  it('asks to resume at a gap, once, and takes nothing out of order', async () => {
    const { hub, link } = setUp();
    link.start();
    await settle();
    hub.push('Snapshot', 'c-1', 5, []);
    hub.push('Entry', 'c-1', 8, incident(), { type: 'incidentOpened' });
    hub.push('Entry', 'c-1', 9, incident(), { type: 'incidentClaimed' });
    await settle();
    expect(hub.resumes()).toEqual([0, 5]);
    expect(link.feed.get()).toMatchObject({ position: 5 });
    expect(link.feed.get().incidents.size).toBe(0);
  });

  it('says since when it is lost, tries for ever, and resumes where it was', async () => {
    const { hub, link } = setUp();
    link.start();
    await settle();
    hub.push('Snapshot', 'c-1', 42, []);
    hub.isUp = false;
    hub.drop();
    const { since } = link.state.get();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(link.state.get()).toMatchObject({ phase: 'lost', since });
    expect(hub.calls.filter(([m]) => m === 'start').length).toBeGreaterThan(300);
    hub.isUp = true;
    await vi.advanceTimersByTimeAsync(12_000);
    expect(link.state.get().phase).toBe('live');
    expect(hub.resumes().at(-1)).toBe(42);
  });

  it('hurries when told to', async () => {
    const { hub, link } = setUp();
    hub.isUp = false;
    link.start();
    await vi.advanceTimersByTimeAsync(60_000);
    hub.isUp = true;
    link.hurry();
    await settle();
    expect(link.state.get().phase).toBe('live');
  });

  it('says every five seconds that somebody sits there, and learns the time from the answer', async () => {
    const { hub, link } = setUp();
    link.start();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(hub.calls.filter(([m]) => m === 'Ping').length).toBe(5);
  });

  it('gives a connection up that no longer answers', async () => {
    const { hub, link } = setUp();
    link.start();
    await settle();
    hub.answersPing = false;
    await vi.advanceTimersByTimeAsync(5_000 + 7_999);
    expect(link.state.get().phase).toBe('live');
    hub.isUp = false;
    await vi.advanceTimersByTimeAsync(1);
    expect(link.state.get().phase).toBe('lost');
  });

  describe('an attempt that hangs', () => {
    function setUpHanging() {
      const hubs: FakeHub[] = [];
      const createHub = () => {
        const hub = new FakeHub();
        hub.hangs = hubs.length === 0;
        hubs.push(hub);
        return hub;
      };
      const link = createDispatchLink({ centre: 'c-1', createHub, clock: createServerClock(), isSignedOut: async () => false, random: () => 0.5 });
      link.start();
      return { hubs, link };
    }

    it('is given up after ten seconds for another one', async () => {
      const { hubs, link } = setUpHanging();
      await vi.advanceTimersByTimeAsync(9_999);
      expect(hubs.length).toBe(1);
      await vi.advanceTimersByTimeAsync(10);
      expect(hubs.length).toBe(2);
      expect(link.state.get().phase).toBe('live');
    });

    it('does not keep an operator waiting who wants to try again', async () => {
      const { hubs, link } = setUpHanging();
      await vi.advanceTimersByTimeAsync(2_000);
      link.hurry();
      await settle();
      expect(hubs.length).toBe(2);
      expect(link.state.get().phase).toBe('live');
      await vi.advanceTimersByTimeAsync(60_000);
      expect(hubs.length).toBe(2);
    });

    it('is not heard any more, should it come to life', async () => {
      const { hubs, link } = setUpHanging();
      await vi.advanceTimersByTimeAsync(10_010);
      hubs[1]!.push('Snapshot', 'c-1', 5, []);
      hubs[0]!.push('Snapshot', 'c-1', 3, []);
      hubs[0]!.push('Entry', 'c-1', 6, null, { type: 'operatorSignedIn' });
      expect(link.feed.get().position).toBe(5);
    });
  });

  describe('a connection that is dead and cannot be stopped', () => {
    function setUpDead() {
      const hubs: FakeHub[] = [];
      const createHub = () => {
        const hub = new FakeHub();
        hubs.push(hub);
        return hub;
      };
      const link = createDispatchLink({ centre: 'c-1', createHub, clock: createServerClock(), isSignedOut: async () => false, random: () => 0.5 });
      link.start();
      return { hubs, link };
    }

    function die(hub: FakeHub) {
      hub.invoke = () => new Promise(() => undefined);
      hub.stop = () => new Promise(() => undefined);
    }

    it('is given up all the same, for another one', async () => {
      const { hubs, link } = setUpDead();
      await settle();
      die(hubs[0]!);
      await vi.advanceTimersByTimeAsync(5_000 + 8_000 + 10);
      expect(hubs.length).toBe(2);
      expect(link.state.get().phase).toBe('live');
    });

    it('does not keep the next one from asking for what is missing', async () => {
      const { hubs, link } = setUpDead();
      await settle();
      hubs[0]!.push('Snapshot', 'c-1', 5, []);
      die(hubs[0]!);
      hubs[0]!.push('Entry', 'c-1', 7, null, { type: 'operatorSignedIn' });
      await vi.advanceTimersByTimeAsync(5_000 + 8_000 + 10);
      expect(link.state.get().phase).toBe('live');
      hubs[1]!.push('Entry', 'c-1', 9, null, { type: 'operatorSignedIn' });
      await settle();
      expect(hubs[1]!.resumes()).toEqual([5, 5]);
    });
  });

  it('stops trying when the session has ended', async () => {
    const { hub, link } = setUp(async () => true);
    hub.isUp = false;
    link.start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(hub.calls.filter(([m]) => m === 'start').length).toBe(1);
  });
});
