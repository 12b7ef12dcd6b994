/**
 * What time it is at the server, whatever the clock of this computer says. Each answer bounds the offset between the server's time and a local
 * monotonic clock; the bounds are intersected, so that `Date` headers, whole seconds though they are, narrow it down to a few milliseconds.
 */
export interface ServerClock {
  /** Milliseconds since 1970 at the server. Before the first answer: this computer's own time. */
  now(): number;
  /** A local reading to pass as `sentAt` and `receivedAt`. */
  tick(): number;
  /** The server's time lay between `serverFrom` and `serverTo` at some moment between `sentAt` and `receivedAt`. */
  learn(serverFrom: number, serverTo: number, sentAt: number, receivedAt: number): void;
  /** How many milliseconds this computer's clock is ahead of the server's; null while unknown. */
  localError(): number | null;
}

interface Bounds { low: number; high: number }

export function createServerClock(
  monotonic: () => number = () => performance.now(),
  wall: () => number = () => Date.now(),
): ServerClock {
  let offset: Bounds | null = null;
  const now = () => (offset === null ? wall() : monotonic() + (offset.low + offset.high) / 2);
  return {
    now,
    tick: monotonic,
    learn(serverFrom, serverTo, sentAt, receivedAt) {
      if (!Number.isFinite(serverFrom) || !Number.isFinite(serverTo) || receivedAt < sentAt) return;
      const seen = { low: serverFrom - receivedAt, high: serverTo - sentAt };
      const both = offset && { low: Math.max(offset.low, seen.low), high: Math.min(offset.high, seen.high) };
      // No overlap: one of the clocks was moved, or this computer slept. What was just seen is true.
      offset = both && both.low <= both.high ? both : seen;
    },
    localError: () => (offset === null ? null : wall() - now()),
  };
}

/** Learns from a `Date` header, which is cut to whole seconds. */
export function learnFromDateHeader(clock: ServerClock, header: string | null, sentAt: number, receivedAt: number): void {
  if (header === null) return;
  const at = Date.parse(header);
  clock.learn(at, at + 999, sentAt, receivedAt);
}

/** Learns from an exact time that the server answered with. */
export function learnFromInstant(clock: ServerClock, instant: unknown, sentAt: number, receivedAt: number): void {
  if (typeof instant !== 'string') return;
  const at = Date.parse(instant);
  clock.learn(at, at, sentAt, receivedAt);
}
