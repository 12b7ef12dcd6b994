import { countdown, stopwatch } from '../clock/format';
import { useNow } from '../clock/useNow';
import { useTimes, useWords } from '../i18n/language';

/** How long ago `from` was, ticking; with `to`, how long it took. */
export function Elapsed({ from, to = null }: { from: string; to?: string | null }) {
  const now = useNow();
  const { ui } = useWords();
  const end = to === null ? now : Date.parse(to);
  return <time className="digits" dateTime={from} aria-live="off">{stopwatch(end - Date.parse(from), ui.app.daySign)}</time>;
}

/** How long is left until `dueAt`. */
export function Countdown({ dueAt, className, lateClassName }: { dueAt: string; className?: string | undefined; lateClassName?: string | undefined }) {
  const { text, late } = countdown(Date.parse(dueAt), useNow(), useWords().ui.app.daySign);
  const classes = ['digits', className, late && lateClassName].filter(Boolean).join(' ');
  return <time className={classes} dateTime={dueAt}>{text}</time>;
}

/** The centre's local time, for the wall. */
export function WallClock() {
  const now = useNow();
  const times = useTimes();
  return <time className="digits" title={useWords().ui.app.clock}>{times.time(now)}</time>;
}

/** A moment in the centre's time zone, with the date where it is not today. */
export function Moment({ at }: { at: string }) {
  const times = useTimes();
  const now = useNow();
  const isToday = times.day(at) === times.day(now);
  return <time className="digits" dateTime={at} title={times.dateTime(at)}>{isToday ? times.time(at) : times.dateTime(at)}</time>;
}
