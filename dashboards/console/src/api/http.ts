import { learnFromDateHeader, type ServerClock } from '../clock/serverClock';
import type { Problem } from './contract';

/** The server refused, and said why. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'ProblemError';
  }
}

/** Nobody knows whether the server has it: no answer, or one from something in between. Asking again with the same request id is right. */
export class UnansweredError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnansweredError';
  }
}

export interface Api {
  get<T>(path: string, signal?: AbortSignal): Promise<T>;
  send<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T>;
}

export interface ApiOptions {
  clock: ServerClock;
  /** The session has ended. */
  onSignedOut(): void;
  fetch?: typeof fetch;
  timeoutMs?: number;
}

/** The code of a sign-in that came after too many wrong ones: an answer, though its status is 429. */
const HELD_BACK = 'heldBack';

const TRANSIENT = new Set([408, 425, 429, 502, 503, 504]);

export function createApi({ clock, onSignedOut, fetch: send = (...args) => fetch(...args), timeoutMs = 15_000 }: ApiOptions): Api {
  async function request<T>(path: string, init: RequestInit): Promise<T> {
    const sentAt = clock.tick();
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
    let response: Response;
    let text: string;
    try {
      response = await send(path, { ...init, signal, credentials: 'same-origin', cache: 'no-store' });
      learnFromDateHeader(clock, response.headers.get('Date'), sentAt, clock.tick());
      text = await response.text();
    } catch (error) {
      if (init.signal?.aborted) throw error;
      throw new UnansweredError(String(error));
    }
    if (response.ok) return readAnswer<T>(text);
    if (response.status === 401 && !path.startsWith('/api/session')) onSignedOut();
    const problem = readProblem(response, text);
    if (TRANSIENT.has(response.status) && problem.code !== HELD_BACK) throw new UnansweredError(`${response.status} ${response.statusText}`);
    throw new ProblemError(problem);
  }

  return {
    get: (path, signal) => request(path, { method: 'GET', headers: { Accept: 'application/json' }, ...(signal && { signal }) }),
    send: (method, path, body) =>
      request(path, {
        method,
        headers: { Accept: 'application/json', ...(body !== undefined && { 'Content-Type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
  };
}

/** The server says JSON or nothing. Anything else, such as a proxy's page that asks to sign in, comes from something in between. */
function readAnswer<T>(text: string): T {
  if (text === '') return undefined as T;
  const answer = parse(text);
  if (answer === undefined) throw new UnansweredError(`no JSON: ${text.slice(0, 100)}`);
  return answer as T;
}

function readProblem(response: Response, text: string): Problem {
  const isJson = /\bjson\b/.test(response.headers.get('Content-Type') ?? '');
  const said = (isJson ? (parse(text) as Partial<Problem> | undefined) : undefined) ?? { detail: text.slice(0, 300) };
  return { type: 'about:blank', title: response.statusText || `HTTP ${response.status}`, ...said, status: response.status };
}

/** Undefined where it is no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
