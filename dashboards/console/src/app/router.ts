import { createStore, useStore, type Store } from './store';

/** Pages that are one path and no more. */
const PLAIN_PAGES = ['history', 'rotas', 'test-modes', 'device-report', 'settings'] as const;
type PlainPage = (typeof PLAIN_PAGES)[number];

export type Route =
  | { page: 'queue' }
  | { page: 'incident'; id: string }
  | { page: PlainPage }
  | { page: 'missing' };

/** Where the server serves the console: `/console`. */
const BASE = import.meta.env.BASE_URL.replace(/\/$/, '');

/** The page of a path; the server may show the console at its root as well. */
export function parseRoute(path: string, base: string = BASE): Route {
  const inside = path === base || path.startsWith(`${base}/`) ? path.slice(base.length) : path;
  const parts = inside.split('/').filter((part) => part !== '');
  if (parts.length === 0) return { page: 'queue' };
  if (parts.length === 2 && parts[0] === 'incidents') return incidentRoute(parts[1]!);
  const plain = parts.length === 1 ? PLAIN_PAGES.find((page) => page === parts[0]) : undefined;
  return { page: plain ?? 'missing' };
}

function incidentRoute(segment: string): Route {
  try {
    return { page: 'incident', id: decodeURIComponent(segment) };
  } catch (error) {
    if (error instanceof URIError) return { page: 'missing' };
    throw error;
  }
}

export const pathTo = {
  queue: `${BASE}/`,
  history: `${BASE}/history`,
  rotas: `${BASE}/rotas`,
  testModes: `${BASE}/test-modes`,
  deviceReport: `${BASE}/device-report`,
  settings: `${BASE}/settings`,
  incident: (id: string) => `${BASE}/incidents/${encodeURIComponent(id)}`,
};

const path: Store<string> = createStore(window.location.pathname);
window.addEventListener('popstate', () => path.set(window.location.pathname));

export function navigate(to: string): void {
  if (to === path.get()) return;
  window.history.pushState(null, '', to);
  window.scrollTo(0, 0);
  path.set(to);
}

export function useRoute(): Route {
  return parseRoute(useStore(path));
}
