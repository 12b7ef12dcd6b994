import type { IncidentView } from '../api/contract';

/** All that the console knows of a centre: every incident that is not closed, as of a journal position. */
export interface Feed {
  readonly centre: string;
  readonly position: number;
  readonly incidents: ReadonlyMap<string, IncidentView>;
}

export function emptyFeed(centre: string): Feed {
  return { centre, position: 0, incidents: new Map() };
}

/** A snapshot replaces all that was known. */
export function takeSnapshot(centre: string, position: number, incidents: readonly IncidentView[]): Feed {
  return { centre, position, incidents: new Map(incidents.filter(isOnQueue).map((i) => [i.id, i])) };
}

export type Entry = { centre: string; position: number; incident: IncidentView | null };

export type EntryOutcome =
  | { kind: 'applied'; feed: Feed }
  /** Seen before: the position is not after the feed's. */
  | { kind: 'double' }
  /** Entries between the feed's position and this one are missing: ask `Resume` again. */
  | { kind: 'gap'; after: number; got: number }
  /** Another centre's: must never arrive. */
  | { kind: 'foreign' };

/** Takes one journal entry, which must be the very next. */
export function takeEntry(feed: Feed, entry: Entry): EntryOutcome {
  if (entry.centre !== feed.centre) return { kind: 'foreign' };
  if (entry.position <= feed.position) return { kind: 'double' };
  if (entry.position > feed.position + 1) return { kind: 'gap', after: feed.position, got: entry.position };
  const incidents = entry.incident === null ? feed.incidents : withIncident(feed.incidents, entry.incident);
  return { kind: 'applied', feed: { ...feed, position: entry.position, incidents } };
}

/** Shows the answer to a command before its entry arrives. The feed's position stays: the entry is still to come. */
export function takeAnswer(feed: Feed, view: IncidentView): Feed {
  if (view.centre !== feed.centre) return feed;
  const known = feed.incidents.get(view.id);
  if (known === undefined ? view.position <= feed.position : view.position <= known.position) return feed;
  return { ...feed, incidents: withIncident(feed.incidents, view) };
}

function withIncident(incidents: ReadonlyMap<string, IncidentView>, incident: IncidentView): ReadonlyMap<string, IncidentView> {
  const known = incidents.get(incident.id);
  if (known !== undefined && known.position > incident.position) return incidents;
  const next = new Map(incidents);
  if (isOnQueue(incident)) next.set(incident.id, incident);
  else next.delete(incident.id);
  return next;
}

function isOnQueue(incident: IncidentView): boolean {
  return incident.state !== 'closed';
}
