import { createStore, useStore, type Store } from './store';

export type Route =
  | { page: 'queue' }
  | { page: 'incident'; id: string }
  | { page: 'history' }
  | { page: 'settings' }
  | { page: 'missing' };

/** Where the server serves the console: `/console`. */
const BASE = import.meta.env.BASE_URL.replace(/\/$/, '');

/** The page of a path; the server may show the console at its root as well. */
export function parseRoute(path: string, base: string = BASE): Route {
  const inside = path === base || path.startsWith(`${base}/`) ? path.slice(base.length) : path;
  const parts = inside.split('/').filter((part) => part !== '');
  if (parts.length === 0) return { page: 'queue' };
  if (parts.length === 2 && parts[0] === 'incidents') return incidentRoute(parts[1]!);
  if (parts.length === 1 && parts[0] === 'history') return { page: 'history' };
  if (parts.length === 1 && parts[0] === 'settings') return { page: 'settings' };
  return { page: 'missing' };
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
