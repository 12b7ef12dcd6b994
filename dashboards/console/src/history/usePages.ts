import { useCallback, useEffect, useState } from 'react';
import { ProblemError, UnansweredError } from '../api/http';
import { useConsole } from '../app/context';

interface Pages<T> { items: T[]; phase: 'loading' | 'ready' | 'failed'; more: boolean; loadMore(): void; reload(): void }

/** A list that the server gives page by page, newest first. */
export function usePages<T>(pathAfter: (last: T | null) => string, pageSize: number): Pages<T> {
  const { api } = useConsole();
  const [items, setItems] = useState<T[]>([]);
  const [phase, setPhase] = useState<'loading' | 'ready' | 'failed'>('loading');
  const [more, setMore] = useState(false);

  const load = useCallback(async (before: T[]) => {
    setPhase('loading');
    try {
      const page = await api.get<T[]>(pathAfter(before.at(-1) ?? null));
      setItems([...before, ...page]);
      setMore(page.length >= pageSize);
      setPhase('ready');
    } catch (error) {
      if (!(error instanceof ProblemError) && !(error instanceof UnansweredError)) throw error;
      setPhase('failed');
    }
  }, [api, pathAfter, pageSize]);
  useEffect(() => void load([]), [load]);
  return { items, phase, more, loadMore: () => void load(items), reload: () => void load([]) };
}
