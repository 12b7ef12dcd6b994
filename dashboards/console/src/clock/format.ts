const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const two = (value: number) => String(value).padStart(2, '0');

/** A duration as a stopwatch shows it: 0:07, 12:34, 1:02:03; from a day on `2d 03:12`, with the language's sign for days. */
export function stopwatch(milliseconds: number, daySign: string): string {
  const t = Math.max(0, milliseconds);
  const seconds = Math.floor(t / SECOND) % 60;
  const minutes = Math.floor(t / MINUTE) % 60;
  const hours = Math.floor(t / HOUR);
  if (t >= DAY) return `${Math.floor(t / DAY)}${daySign} ${two(hours % 24)}:${two(minutes)}`;
  if (t >= HOUR) return `${hours}:${two(minutes)}:${two(seconds)}`;
  return `${minutes}:${two(seconds)}`;
}

/** Time left until `dueAt`; past it, how long ago, with a plus sign. Rounded up while left, so that 0:00 means now. */
export function countdown(dueAt: number, now: number, daySign: string): { text: string; late: boolean } {
  const left = dueAt - now;
  if (left >= 0) return { text: stopwatch(Math.ceil(left / SECOND) * SECOND, daySign), late: false };
  return { text: `+${stopwatch(-left, daySign)}`, late: true };
}

export interface TimeFormat {
  /** 03:12:07 */
  time(at: string | number): string;
  /** 03:12 */
  short(at: string | number): string;
  /** 21 Nov / 11月21日 */
  day(at: string | number): string;
  /** 21 Nov 03:12 / 11月21日 03:12 */
  dateTime(at: string | number): string;
}

/** Times of the centre's time zone, always 24 hours. */
export function createTimeFormat(timeZone: string, locale: string): TimeFormat {
  const zone = isTimeZone(timeZone) ? timeZone : 'UTC';
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: 'h23', ...options });
    return (at: string | number) => formatter.format(new Date(at));
  };
  const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
  return {
    time: format({ ...clock, second: '2-digit' }),
    short: format(clock),
    day: format({ day: 'numeric', month: 'short' }),
    dateTime: format({ ...clock, day: 'numeric', month: 'short' }),
  };
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
