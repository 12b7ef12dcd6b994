import { createStore, useStore, type Store } from './store';

export type Route =
  | { page: 'queue' }
  | { page: 'incident'; id: string }
  | { page: 'history' }
  | { page: 'settings' }
  | { page: 'missing' };

export function parseRoute(path: string): Route {
  const parts = path.split('/').filter((part) => part !== '');
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
  queue: '/',
  history: '/history',
  settings: '/settings',
  incident: (id: string) => `/incidents/${encodeURIComponent(id)}`,
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
