import { useCallback, useEffect, useRef, useState } from 'react';
import type { IncidentDetail, IncidentView } from '../api/contract';
import { ProblemError, UnansweredError } from '../api/http';
import { useConsole } from '../app/context';
import { useStore } from '../app/store';
import type { Feed } from '../live/feed';

export type DetailState =
  | { phase: 'loading' }
  | { phase: 'missing' }
  | { phase: 'failed' }
  | { phase: 'ready'; detail: IncidentDetail };

/** Entries come in bursts: one look at the server for all that arrive within this time. */
const BURST_MS = 120;

/**
 * An incident with its timeline, looked up again after each of its journal entries, after each change of the file, after reconnecting and on demand. Also while the hub is gone: the
 * server may well answer all the same, and where it does not, the page says so.
 */
export function useIncidentDetail(id: string): { state: DetailState; reload(): void } {
  const { api, link } = useConsole();
  const [state, setState] = useState<DetailState>({ phase: 'loading' });
  const { phase } = useStore(link.state);
  const feed = useStore(link.feed);
  const running = useRef<AbortController | null>(null);

  const reload = useCallback(async () => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    try {
      const detail = await api.get<IncidentDetail>(`/api/incidents/${encodeURIComponent(id)}`, controller.signal);
      if (!controller.signal.aborted) setState({ phase: 'ready', detail });
    } catch (error) {
      if (controller.signal.aborted) return;
      if (error instanceof ProblemError && error.problem.status === 404) setState({ phase: 'missing' });
      else if (error instanceof ProblemError || error instanceof UnansweredError) setState((before) => (before.phase === 'ready' ? before : { phase: 'failed' }));
      else throw error;
    }
  }, [api, id]);

  useEffect(() => {
    void reload();
    return () => running.current?.abort();
  }, [reload, phase]);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const reloadSoon = useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = null;
      void reload();
    }, BURST_MS);
  }, [reload]);
  useEffect(() => () => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
  }, [reloadSoon]);
  useEffect(() => link.onEntry(({ incident, event }) => {
    if (incident?.id === id || event.type === 'directoryChanged') reloadSoon();
  }), [link, id, reloadSoon]);
  const live = feed.incidents.get(id);
  const isOld = state.phase === 'ready' && isBehind(state.detail.incident, feed, live);
  useEffect(() => {
    if (isOld) reloadSoon();
  }, [isOld, live?.position, reloadSoon]);

  return { state: state.phase === 'ready' ? { phase: 'ready', detail: newest(state.detail, live) } : state, reload: () => void reload() };
}

/** A snapshot in place of a long gap tells of no entry: the incident has gone on, or has been closed, where the queue no longer has it. */
function isBehind(shown: IncidentView, feed: Feed, live: IncidentView | undefined): boolean {
  if (live !== undefined) return live.position > shown.position;
  return shown.state !== 'closed' && feed.position > shown.position;
}

/** The hub is faster than the look-up: where it knows a later state of the incident, that is shown. */
function newest(detail: IncidentDetail, live: IncidentView | undefined): IncidentDetail {
  return live !== undefined && live.position > detail.incident.position ? { ...detail, incident: live } : detail;
}
