const STEPS_MS = [0, 1_000, 2_000];

/** So long, and a fifth more, a console may stay blind after the server is back. A hotline has some dozens of them: no server minds. */
const LONGEST_MS = 4_000;

/** How long to wait before the given attempt (from 0). It never gives up; `random` in [0, 1) spreads many consoles over a fifth of the wait. */
export function backoffMs(attempt: number, random: number): number {
  const base = STEPS_MS[attempt] ?? LONGEST_MS;
  return Math.round(base * (0.8 + 0.4 * random));
}
