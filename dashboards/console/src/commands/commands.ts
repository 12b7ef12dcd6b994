import type { IncidentAction, IncidentActions, IncidentView, OpenByPhone, Problem } from '../api/contract';
import { ProblemError, UnansweredError, type Api } from '../api/http';
import { createStore, type Store } from '../app/store';
import { backoffMs } from '../live/backoff';

export type CommandName = IncidentAction | 'open';

/** A command on its way. It stays here, with the same request id, until the server has answered. */
export interface PendingCommand {
  requestId: string;
  /** The incident, or `open:{household}`. */
  subject: string;
  name: CommandName;
  /** What tells it from another of the same name on the same incident: the responder, the contact. */
  target: string;
  since: number;
  /** How often it went unanswered. */
  unanswered: number;
}

/** A refused command: shown until the operator puts it away. */
export interface RefusedCommand {
  requestId: string;
  subject: string;
  name: CommandName;
  /** Of whom it spoke, if of anybody. */
  about: string;
  problem: Problem;
  at: number;
}

export interface CommandBook { pending: readonly PendingCommand[]; refused: readonly RefusedCommand[] }

export interface Commands {
  readonly book: Store<CommandBook>;
  /** The incident after the action; null when refused (then it is in `refused`). Never rejects for lack of a connection: it waits. */
  act<A extends IncidentAction>(incident: string, action: A, body: IncidentActions[A]): Promise<IncidentView | null>;
  openByPhone(body: Omit<OpenByPhone, 'requestId'>): Promise<IncidentView | null>;
  dismiss(requestId: string): void;
  /** The connection is back: send what waits now. */
  hurry(): void;
  /** Sends nothing more: somebody else signs in here. */
  stop(): void;
}

export interface CommandsOptions {
  api: Api;
  now(): number;
  newRequestId(): string;
  onAnswer(view: IncidentView): void;
}

export function createCommands({ api, now, newRequestId, onAnswer }: CommandsOptions): Commands {
  const book = createStore<CommandBook>({ pending: [], refused: [] });
  const underway = new Map<string, Promise<IncidentView | null>>();
  const waiting = new Set<() => void>();
  let stopped = false;

  const edit = (change: (book: CommandBook) => Partial<CommandBook>) => book.set({ ...book.get(), ...change(book.get()) });

  function wait(attempt: number): Promise<void> {
    return new Promise((resolve) => {
      const go = () => {
        clearTimeout(timer);
        waiting.delete(go);
        resolve();
      };
      const timer = setTimeout(go, backoffMs(attempt, 0.5));
      waiting.add(go);
    });
  }

  async function deliver(command: PendingCommand, path: string, body: object): Promise<IncidentView | null> {
    for (let attempt = 1; !stopped; attempt++) {
      try {
        const view = await api.send<IncidentView>('POST', path, { ...body, requestId: command.requestId });
        onAnswer(view);
        return view;
      } catch (error) {
        if (error instanceof ProblemError && error.problem.status !== 401) {
          const { requestId, subject, name } = command;
          edit(({ refused }) => ({ refused: [...refused, { requestId, subject, name, about: aboutOf(body), problem: error.problem, at: now() }] }));
          return null;
        }
        if (!(error instanceof UnansweredError) && !(error instanceof ProblemError)) throw error;
      }
      edit(({ pending }) => ({ pending: pending.map((p) => (p.requestId === command.requestId ? { ...p, unanswered: attempt } : p)) }));
      await wait(attempt);
    }
    return null;
  }

  function submit(subject: string, name: CommandName, target: string, path: string, body: object): Promise<IncidentView | null> {
    const key = `${subject}/${name}/${target}`;
    const same = underway.get(key);
    if (same) return same;
    const command: PendingCommand = { requestId: newRequestId(), subject, name, target, since: now(), unanswered: 0 };
    edit(({ pending, refused }) => ({
      pending: [...pending, command],
      refused: refused.filter((r) => r.subject !== subject || r.name !== name || r.about !== aboutOf(body)),
    }));
    const answer = deliver(command, path, body).finally(() => {
      underway.delete(key);
      edit(({ pending }) => ({ pending: pending.filter((p) => p.requestId !== command.requestId) }));
    });
    underway.set(key, answer);
    return answer;
  }

  const hurry = () => [...waiting].forEach((go) => go());

  return {
    book,
    act: (incident, action, body) =>
      submit(incident, action, targetOf(body), `/api/incidents/${encodeURIComponent(incident)}/${action}`, body),
    openByPhone: (body) => submit(`open:${body.household}`, 'open', '', '/api/incidents', body),
    dismiss: (requestId) => edit(({ refused }) => ({ refused: refused.filter((r) => r.requestId !== requestId) })),
    hurry,
    stop() {
      stopped = true;
      hurry();
    },
  };
}

/** Whom a command speaks of. Tried again in other words, it takes the place of what was refused; said of somebody else, it does not. */
function aboutOf(body: object): string {
  const { responder, household, id, channel } = body as Record<string, unknown>;
  return [responder, household, id, channel].filter((part) => part !== undefined).join(':');
}

/** Two commands of one name on one incident are different when they speak of somebody else; the same pressed twice is one. */
export function targetOf(body: object): string {
  const { responder, household, id, channel, step, reached, line, text } = body as Record<string, unknown>;
  return [responder, household, id, channel, step, reached, line, text].filter((part) => part !== undefined).join(':');
}

export function isPending(book: CommandBook, subject: string, name: CommandName, target?: string): boolean {
  return book.pending.some((p) => p.subject === subject && p.name === name && (target === undefined || p.target === target));
}
