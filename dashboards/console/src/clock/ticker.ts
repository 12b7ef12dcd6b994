/** Wakes every second, once for the whole console. */
export interface Ticker {
  subscribe(listener: () => void): () => void;
  /** The server's time, constant between two wakes. */
  now(): number;
}

export function createTicker(now: () => number, everyMs = 1_000): Ticker {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | null = null;
  let current = now();
  const wake = () => {
    current = now();
    for (const listener of [...listeners]) listener();
  };
  return {
    now: () => current,
    subscribe(listener) {
      listeners.add(listener);
      if (timer === null) {
        current = now();
        timer = setInterval(wake, everyMs);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && timer !== null) {
          clearInterval(timer);
          timer = null;
        }
      };
    },
  };
}
