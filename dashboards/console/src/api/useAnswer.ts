import { useCallback, useEffect, useState } from 'react';
import { useConsole } from '../app/context';
import { ProblemError, UnansweredError } from './http';

export interface Answer<T> { value: T | null; phase: 'loading' | 'ready' | 'failed'; reload(): void }

/** What the server answers to a path; while another path loads, what was there before stays. */
export function useAnswer<T>(path: string): Answer<T> {
  const { api } = useConsole();
  const [value, setValue] = useState<T | null>(null);
  const [phase, setPhase] = useState<Answer<T>['phase']>('loading');

  const load = useCallback(async (signal?: AbortSignal) => {
    setPhase('loading');
    try {
      const answer = await api.get<T>(path, signal);
      if (signal?.aborted) return;
      setValue(answer);
      setPhase('ready');
    } catch (error) {
      if (!(error instanceof ProblemError) && !(error instanceof UnansweredError)) throw error;
      if (!signal?.aborted) setPhase('failed');
    }
  }, [api, path]);
  useEffect(() => {
    const leaving = new AbortController();
    void load(leaving.signal);
    return () => leaving.abort();
  }, [load]);
  const reload = useCallback(() => void load(), [load]);
  return { value, phase, reload };
}
