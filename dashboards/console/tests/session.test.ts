import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Session } from '../src/api/contract';
import { ProblemError, UnansweredError, type Api } from '../src/api/http';
import { createSessionKeeper } from '../src/app/session';
import { createServerClock } from '../src/clock/serverClock';
import type { HubPort } from '../src/live/dispatchLink';
import { createPreferences } from '../src/settings/preferences';
import { session } from './samples';

const none = new ProblemError({ type: 'about:blank', title: 'Unauthorized', status: 401 });
const heldBack = new ProblemError({ type: 'about:blank', title: 'Too many', status: 429, code: 'heldBack' });
const colleague: Session = { ...session, operator: { id: 'li', name: '李强', role: 'operator' } };

function setUp(first: Session | Error) {
  const server = { session: first, signIn: session as Session | Error, starts: 0 };
  const hub: HubPort = {
    start: async () => void server.starts++,
    stop: async () => undefined,
    invoke: async () => null,
    on: () => undefined,
    onclose: () => undefined,
  };
  const answer = <T,>(value: Session | Error | undefined) => (value instanceof Error ? Promise.reject(value) : Promise.resolve(value as T));
  const api: Api = {
    get: <T,>() => answer<T>(server.session),
    send: <T,>(method: string) => answer<T>(method === 'POST' ? server.signIn : undefined),
  };
  let signedOut = () => {};
  const keeper = createSessionKeeper({
    clock: createServerClock(),
    preferences: createPreferences({ getItem: () => null, setItem: () => undefined }, ['en']),
    createHub: () => hub,
    createApi: (onSignedOut) => {
      signedOut = onSignedOut;
      return api;
    },
  });
  return { keeper, server, end: () => signedOut() };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('session', () => {
  it('is taken up where the cookie is still good', async () => {
    const { keeper, server } = setUp(session);
    await vi.advanceTimersByTimeAsync(0);
    expect(keeper.state.get().phase).toBe('in');
    expect(server.starts).toBe(1);
  });

  it('asks for a sign-in where there is none', async () => {
    const { keeper } = setUp(none);
    await vi.advanceTimersByTimeAsync(0);
    expect(keeper.state.get()).toEqual({ phase: 'out', running: null });
    expect(await keeper.signIn('mei', 'right')).toBe('in');
    expect(keeper.state.get().running?.session.operator.id).toBe('mei');
  });

  it('waits for a server that is not up yet', async () => {
    const { keeper, server } = setUp(new UnansweredError('down'));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(keeper.state.get().phase).toBe('checking');
    server.session = session;
    await vi.advanceTimersByTimeAsync(15_000);
    expect(keeper.state.get().phase).toBe('in');
  });

  it.each([
    [none, 'wrong'],
    [heldBack, 'heldBack'],
    [new UnansweredError('down'), 'unanswered'],
  ] as const)('tells why a sign-in failed: %s', async (error, outcome) => {
    const { keeper, server } = setUp(none);
    await vi.advanceTimersByTimeAsync(0);
    server.signIn = error;
    expect(await keeper.signIn('mei', 'x')).toBe(outcome);
  });

  it('keeps the same operator’s console through a new sign-in, and drops another’s', async () => {
    const { keeper, server, end } = setUp(session);
    await vi.advanceTimersByTimeAsync(0);
    const { commands } = keeper.state.get().running!;
    end();
    expect(keeper.state.get().phase).toBe('out');
    await keeper.signIn('mei', 'right');
    expect(keeper.state.get().running!.commands).toBe(commands);
    end();
    server.signIn = colleague;
    await keeper.signIn('li', 'right');
    expect(keeper.state.get().running!.commands).not.toBe(commands);
  });

  it('notices its own end, and who else signs on', async () => {
    const { keeper, server } = setUp(session);
    await vi.advanceTimersByTimeAsync(0);
    server.session = { ...session, signedOn: [] };
    await vi.advanceTimersByTimeAsync(30_000);
    expect(keeper.state.get().running!.session.signedOn).toEqual([]);
    server.session = none;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(keeper.state.get().phase).toBe('out');
  });

  it('goes on when signing out was not answered', async () => {
    const { keeper } = setUp(session);
    await vi.advanceTimersByTimeAsync(0);
    expect(await keeper.state.get().running!.signOut()).toBe(true);
    expect(keeper.state.get()).toEqual({ phase: 'out', running: null });
  });
});
