import { useEffect, useState } from 'react';
import type { HouseholdMatches } from '../api/contract';
import { ProblemError, UnansweredError } from '../api/http';
import { useConsole } from '../app/context';

export type SearchState = { phase: 'idle' } | { phase: 'searching' } | { phase: 'failed' } | { phase: 'found'; matches: HouseholdMatches };

const PAUSE_MS = 200;
export const LEAST_LETTERS = 2;

/** Searches while the operator types; only the answer to the last question is shown. */
export function useHouseholdSearch(question: string): SearchState {
  const { api } = useConsole();
  const [state, setState] = useState<SearchState>({ phase: 'idle' });
  const asked = question.trim();
  useEffect(() => {
    if (asked.length < LEAST_LETTERS) {
      setState({ phase: 'idle' });
      return;
    }
    const controller = new AbortController();
    const timer = setTimeout(() => {
      setState({ phase: 'searching' });
      api.get<HouseholdMatches>(`/api/households?q=${encodeURIComponent(asked)}`, controller.signal).then(
        (matches) => setState({ phase: 'found', matches }),
        (error: unknown) => {
          if (controller.signal.aborted) return;
          if (!(error instanceof ProblemError) && !(error instanceof UnansweredError)) throw error;
          setState({ phase: 'failed' });
        },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [api, asked]);
  return state;
}
