import type { IncidentView, Lane, Priority } from '../api/contract';
import { isActive, isUnclaimed, since } from '../incident/state';

/** The published standard of answering (TSA/TEC Quality): 97.5 % within 60 s, 99 % within 180 s. */
export const ANSWER_TARGETS_MS = { soon: 60_000, late: 180_000 } as const;

export type WaitTone = 'fresh' | 'soon' | 'late' | 'answered';

/** How an unclaimed danger to life stands against the answering targets. Anything else is not on this clock. */
export function waitTone(incident: IncidentView, now: number): WaitTone {
  if (incident.lane !== 'life' || !isUnclaimed(incident)) return 'answered';
  const waited = now - Date.parse(since(incident));
  if (waited >= ANSWER_TARGETS_MS.late) return 'late';
  return waited >= ANSWER_TARGETS_MS.soon ? 'soon' : 'fresh';
}

export const PRIORITY_RANK: Record<Priority, number> = { routine: 1, elevated: 2, high: 3, critical: 4 };

/** Where an incident stands on the queue: nobody has it, somebody works it, only the call-back is owed. */
export type QueueGroup = 'waiting' | 'working' | 'followUp';
export const QUEUE_GROUPS: readonly QueueGroup[] = ['waiting', 'working', 'followUp'];

export function groupOf(incident: IncidentView): QueueGroup {
  if (isUnclaimed(incident)) return 'waiting';
  return isActive(incident) ? 'working' : 'followUp';
}

/** Highest priority first, then who has waited longest; the id settles the rest, so that nothing jumps. */
export function compareIncidents(a: IncidentView, b: IncidentView): number {
  return (
    PRIORITY_RANK[b.priority] - PRIORITY_RANK[a.priority] ||
    Date.parse(since(a)) - Date.parse(since(b)) ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

export interface QueueSection { group: QueueGroup; incidents: IncidentView[] }
export interface LaneQueue { lane: Lane; sections: QueueSection[]; count: number; waiting: number }

/** One lane's queue; empty groups are left out. */
export function laneQueue(incidents: Iterable<IncidentView>, lane: Lane): LaneQueue {
  const mine = [...incidents].filter((i) => i.lane === lane).sort(compareIncidents);
  const sections = QUEUE_GROUPS.map((group) => ({ group, incidents: mine.filter((i) => groupOf(i) === group) }));
  return {
    lane,
    sections: sections.filter((s) => s.incidents.length > 0),
    count: mine.length,
    waiting: mine.filter(isUnclaimed).length,
  };
}

/** The order in which j and k walk: the life lane from top to bottom, then the technical lane. */
export function walkingOrder(...lanes: LaneQueue[]): string[] {
  return lanes.flatMap((lane) => lane.sections.flatMap((s) => s.incidents.map((i) => i.id)));
}

/** The id that j (+1) or k (-1) leads to. Without a selection, or when it has left the queue, the first. */
export function walk(order: readonly string[], from: string | null, by: 1 | -1): string | null {
  const at = from === null ? -1 : order.indexOf(from);
  if (at < 0) return order[0] ?? null;
  return order[Math.min(order.length - 1, Math.max(0, at + by))] ?? null;
}
