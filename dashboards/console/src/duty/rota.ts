import type { Shift, WeeklyHours, Weekday } from '../api/contract';

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
