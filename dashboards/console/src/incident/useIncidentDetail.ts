import { useCallback, useEffect, useRef, useState } from 'react';
import type { IncidentDetail, IncidentView } from '../api/contract';
import { ProblemError, UnansweredError } from '../api/http';
import { useConsole } from '../app/context';
import { useStore } from '../app/store';

export type DetailState =
  | { phase: 'loading' }
  | { phase: 'missing' }
  | { phase: 'failed' }
  | { phase: 'ready'; detail: IncidentDetail };

/** Entries come in bursts: one look at the server for all that arrive within this time. */
const BURST_MS = 120;

/** An incident with its timeline, looked up again after each of its journal entries, after reconnecting and on demand. */
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
    if (phase !== 'lost') void reload();
    return () => running.current?.abort();
  }, [reload, phase]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const stop = link.onEntry(({ incident }) => {
      if (incident?.id === id) timer ??= setTimeout(() => {
        timer = null;
        void reload();
      }, BURST_MS);
    });
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [link, id, reload]);

  return { state: state.phase === 'ready' ? { phase: 'ready', detail: newest(state.detail, feed.incidents.get(id)) } : state, reload: () => void reload() };
}

/** The hub is faster than the look-up: where it knows a later state of the incident, that is shown. */
function newest(detail: IncidentDetail, live: IncidentView | undefined): IncidentDetail {
  return live !== undefined && live.position > detail.incident.position ? { ...detail, incident: live } : detail;
}
