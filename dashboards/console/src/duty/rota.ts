import type { RotaOverride, Shift, WeeklyHours, Weekday } from '../api/contract';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const DAYS_PER_WEEK = 7;
const WEEK: readonly Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** A moment as a wall clock of a time zone shows it: 2026-11-21 and 03:12. */
export interface WallTime { date: string; time: string }

export function wallTime(at: number, timeZone: string): WallTime {
  const options: Intl.DateTimeFormatOptions = { timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' };
  const parts = new Map(new Intl.DateTimeFormat('en', options).formatToParts(at).map((part) => [part.type, part.value]));
  return { date: `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`, time: `${parts.get('hour')}:${parts.get('minute')}` };
}

/** The moment at which the wall shows that; where clocks are put forward over it, the one after, and the first of two where they are put back. */
export function momentOf({ date, time }: WallTime, timeZone: string): number {
  const asIfUtc = Date.parse(`${date}T${time}Z`);
  const ahead = (at: number) => {
    const shown = wallTime(at, timeZone);
    return Date.parse(`${shown.date}T${shown.time}Z`) - Math.floor(at / MINUTE_MS) * MINUTE_MS;
  };
  return asIfUtc - ahead(asIfUtc - ahead(asIfUtc));
}

const runsPastMidnight = ({ from, to }: WeeklyHours) => to <= from;

/** Which turn's week it is, as the server counts: turns also run backwards from the first day, and a night belongs to the day on which it begins. */
export function turnOf({ hours, begins, turns }: Shift, { date, time }: WallTime): number {
  const belongsToYesterday = runsPastMidnight(hours) && time < hours.to.slice(0, 5);
  const day = Date.parse(date) - (belongsToYesterday ? DAY_MS : 0);
  const week = Math.floor((day - Date.parse(begins)) / DAY_MS / DAYS_PER_WEEK);
  return ((week % turns.length) + turns.length) % turns.length;
}

/** The days of a shift in the order of the week, three and more in a row as one: Mon–Fri, Sun. */
export function daysInWords(days: readonly Weekday[], names: Record<Weekday, string>, everyDay: string, join: string): string {
  const chosen = WEEK.filter((day) => days.includes(day));
  if (chosen.length === DAYS_PER_WEEK) return everyDay;
  const runs: Weekday[][] = [];
  for (const day of chosen) {
    const last = runs.at(-1);
    if (last && WEEK.indexOf(last.at(-1)!) === WEEK.indexOf(day) - 1) last.push(day);
    else runs.push([day]);
  }
  return runs.flatMap((run) => (run.length > 2 ? [`${names[run[0]!]}–${names[run.at(-1)!]}`] : run.map((day) => names[day]))).join(join);
}

/** 20:00–08:00; the same time twice is the whole day. */
export function hoursInWords({ from, to }: WeeklyHours, allDay: string): string {
  return from === to ? allDay : `${from.slice(0, 5)}–${to.slice(0, 5)}`;
}

/** When the shift that is served now ends, as the wall will show it; null while none is. */
export function endOfShift(shifts: readonly Shift[], { date, time }: WallTime): WallTime | null {
  for (const { hours } of shifts) {
    const [from, to] = [hours.from.slice(0, 5), hours.to.slice(0, 5)];
    const past = runsPastMidnight(hours);
    if (hours.days.includes(weekdayOf(date)) && time >= from && (past || time < to)) return { date: past ? addDays(date, 1) : date, time: to };
    if (past && time < to && hours.days.includes(weekdayOf(addDays(date, -1)))) return { date, time: to };
  }
  return null;
}

/** The overrides without one: a coming one is taken out, one that is served ends now. */
export function endOverride(overrides: readonly RotaOverride[], ended: RotaOverride, now: number): RotaOverride[] {
  const isIt = (o: RotaOverride) => Date.parse(o.from) === Date.parse(ended.from) && Date.parse(o.to) === Date.parse(ended.to);
  return overrides.flatMap((o) => {
    if (!isIt(o)) return [o];
    return Date.parse(o.from) < now ? [{ ...o, to: new Date(now).toISOString() }] : [];
  });
}

const addDays = (date: string, days: number) => new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);

const weekdayOf = (date: string): Weekday => WEEK[(new Date(date).getUTCDay() + DAYS_PER_WEEK - 1) % DAYS_PER_WEEK]!;
