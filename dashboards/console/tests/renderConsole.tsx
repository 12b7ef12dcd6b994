import { render } from '@testing-library/react';
import axe from 'axe-core';
import type { ReactElement } from 'react';
import { vi } from 'vitest';
import type { IncidentView, JournalEvent, Session } from '../src/api/contract';
import { ProblemError, type Api } from '../src/api/http';
import { ConsoleProvider } from '../src/app/context';
import { createConsole } from '../src/app/services';
import { createServerClock } from '../src/clock/serverClock';
import { Speaking } from '../src/i18n/language';
import type { Language } from '../src/i18n/words';
import type { HubPort } from '../src/live/dispatchLink';
import { createPreferences } from '../src/settings/preferences';
import { session as operator } from './samples';

export type Answers = Record<string, unknown>;

/** The console before a server that a test plays: `answers` by method and path, the hub by `push`. */
export function renderConsole(page: ReactElement, options: { answers?: Answers; language?: Language; session?: Session } = {}) {
  const { language = 'en', session = operator } = options;
  const answers: Answers = options.answers ?? {};
  answers['GET /api/faults'] ??= [];
  const sent: [string, unknown][] = [];
  const handlers = new Map<string, (...args: unknown[]) => void>();
  const hub: HubPort = {
    start: async () => undefined,
    stop: async () => undefined,
    invoke: async () => null,
    on: (method, handler) => void handlers.set(method, handler as (...args: unknown[]) => void),
    onclose: () => undefined,
  };
  const answer = async (key: string) => {
    const found = Object.keys(answers).find((k) => key === k || key.startsWith(`${k}?`));
    if (found === undefined) throw new ProblemError({ type: 'about:blank', title: `no answer to ${key}`, status: 404 });
    const value = answers[found];
    if (value instanceof Error) throw value;
    return typeof value === 'function' ? (value as () => unknown)() : value;
  };
  const api: Api = {
    get: <T,>(path: string) => answer(`GET ${path}`) as Promise<T>,
    send: async <T,>(method: string, path: string, body?: unknown) => {
      sent.push([`${method} ${path}`, body]);
      return (await answer(`${method} ${path}`)) as T;
    },
  };
  const storage = { getItem: () => null, setItem: vi.fn() };
  const preferences = createPreferences(storage, [language]);
  const services = createConsole(session, { api, clock: createServerClock(), preferences, createHub: () => hub, isSignedOut: async () => false, signOut: async () => true });
  services.start();
  const view = render(
    <Speaking language={language} timeZone={session.centre.timeZone}>
      <ConsoleProvider value={services}>{page}</ConsoleProvider>
    </Speaking>,
  );
  return {
    ...view, services, sent,
    snapshot: (position: number, incidents: IncidentView[]) => handlers.get('Snapshot')!(session.centre.id, position, incidents),
    entry: (position: number, incident: IncidentView | null, event: JournalEvent) => handlers.get('Entry')!(session.centre.id, position, incident, event),
  };
}

/** What axe finds wrong, by rule. Colours need a real browser. */
export async function accessibilityFaults(container: Element): Promise<string[]> {
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
  return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`);
}
