import type { Session } from '../api/contract';
import { ProblemError, UnansweredError, type Api } from '../api/http';
import { backoffMs } from '../live/backoff';
import { createConsole, type Ground, type RunningConsole } from './services';
import { createStore, type Store } from './store';

export interface SessionState {
  phase: 'checking' | 'out' | 'in';
  /** Kept when a session ends, so that nothing on its way is lost. */
  running: RunningConsole | null;
}

export type SignInOutcome = 'in' | 'wrong' | 'heldBack' | 'unanswered';

export interface SessionKeeper {
  readonly state: Store<SessionState>;
  signIn(user: string, password: string): Promise<SignInOutcome>;
}

interface KeeperOptions extends Pick<Ground, 'clock' | 'preferences' | 'createHub'> {
  createApi(onSignedOut: () => void): Api;
}

/** How often the session is looked at: who else is signed on, and whether it has ended. */
const LOOK_MS = 30_000;

export function createSessionKeeper(options: KeeperOptions): SessionKeeper {
  const state = createStore<SessionState>({ phase: 'checking', running: null });
  const api = options.createApi(leave);
  const ground: Ground = { ...options, api, isSignedOut, signOut };

  function leave(): void {
    if (state.get().phase === 'in') state.set({ ...state.get(), phase: 'out' });
  }

  function enter(session: Session): void {
    const before = state.get().running;
    if (before !== null && before.session.operator.id === session.operator.id && before.session.centre.id === session.centre.id) {
      state.set({ phase: 'in', running: { ...before, session } });
      before.start();
      before.commands.hurry();
      return;
    }
    before?.stop();
    const running = createConsole(session, ground);
    state.set({ phase: 'in', running });
    running.start();
  }

  /** Asks until the server has said whether there is a session. */
  async function check(attempt = 0): Promise<void> {
    try {
      enter(await api.get<Session>('/api/session'));
    } catch (error) {
      if (error instanceof UnansweredError) {
        setTimeout(() => void check(attempt + 1), backoffMs(attempt + 1, 0.5));
        return;
      }
      if (!(error instanceof ProblemError)) throw error;
      state.set({ phase: 'out', running: null });
    }
  }

  async function isSignedOut(): Promise<boolean> {
    try {
      const session = await api.get<Session>('/api/session');
      const { phase, running } = state.get();
      if (phase === 'in' && running && !isSame(running.session, session)) state.set({ phase, running: { ...running, session } });
      return false;
    } catch (error) {
      const ended = error instanceof ProblemError && error.problem.status === 401;
      if (ended) leave();
      return ended;
    }
  }

  async function signIn(user: string, password: string): Promise<SignInOutcome> {
    try {
      enter(await api.send<Session>('POST', '/api/session', { user, password }));
      return 'in';
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status === 429) return 'heldBack';
      if (error instanceof ProblemError && error.problem.status < 500) return 'wrong';
      if (error instanceof ProblemError || error instanceof UnansweredError) return 'unanswered';
      throw error;
    }
  }

  async function signOut(): Promise<boolean> {
    try {
      await api.send('DELETE', '/api/session');
    } catch (error) {
      if (error instanceof UnansweredError) return false;
      if (!(error instanceof ProblemError)) throw error;
      if (error.problem.status !== 401) return false;
    }
    state.get().running?.stop();
    state.set({ phase: 'out', running: null });
    return true;
  }

  setInterval(() => {
    if (state.get().phase === 'in') void isSignedOut();
  }, LOOK_MS);
  void check();
  return { state, signIn };
}

function isSame(a: Session, b: Session): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
