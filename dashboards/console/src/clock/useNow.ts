import { useSyncExternalStore } from 'react';
import { useConsole } from '../app/context';

/** The server's time in milliseconds, renewed every second. */
export function useNow(): number {
  const { ticker } = useConsole();
  return useSyncExternalStore(ticker.subscribe, ticker.now);
}
