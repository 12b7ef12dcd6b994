import type { IncidentView, Priority } from '../api/contract';
import { isUnclaimed } from '../incident/state';
import { PRIORITY_RANK } from '../queue/order';

export type Loudness = 'critical' | 'high' | 'calm';

/** How long a silenced incident stays silent. */
export const SILENCE_MS = 60_000;

/** What was silenced, and what was known then: more signals or a higher priority sound again at once. */
export interface Silence { until: number; signalCount: number; priority: Priority }
export type Silences = Readonly<Record<string, Silence>>;

/** How an incident calls for somebody; null when it does not. Equipment never sounds. */
export function loudnessOf(incident: IncidentView, me: string): Loudness | null {
  if (incident.lane !== 'life') return null;
  const isMine = incident.owner?.id === me;
  if (isMine && incident.marks.some((m) => m === 'decisionForced' || m === 'overdue' || m === 'responderUnanswered')) return 'high';
  if (!isUnclaimed(incident)) return null;
  if (incident.priority === 'critical') return 'critical';
  if (incident.priority === 'high' || incident.marks.some((m) => m === 'escalationExhausted' || m === 'nobodyToNotify')) return 'high';
  return 'calm';
}

export interface AlarmPlan {
  /** What the loudspeaker plays; null is silence. */
  loudness: Loudness | null;
  /** Incidents that call and are not silenced. */
  sounding: string[];
  /** Incidents that call, silenced or not. */
  calling: string[];
}

const VOLUME: readonly Loudness[] = ['critical', 'high', 'calm'];

export function alarmPlan(incidents: Iterable<IncidentView>, silences: Silences, now: number, me: string): AlarmPlan {
  const calls = [...incidents].flatMap((incident) => {
    const loudness = loudnessOf(incident, me);
    return loudness === null ? [] : [{ incident, loudness }];
  });
  const loud = calls.filter(({ incident }) => !isSilenced(incident, silences[incident.id], now));
  return {
    loudness: VOLUME.find((v) => loud.some((c) => c.loudness === v)) ?? null,
    sounding: loud.map((c) => c.incident.id),
    calling: calls.map((c) => c.incident.id),
  };
}

/** A connection gone for this long is worth waking somebody for: a cut-off console looks as calm as a quiet night. */
export const CUT_OFF_MS = 15_000;

/** What keeps alarms from this console: since when its connection is gone (null while it stands), and whether the server takes none. */
export interface Deafness { lostSince: number | null; isJournalFailing: boolean }

/** What the loudspeaker plays, also when no alarm could come. */
export function loudnessWhenDeaf(plan: AlarmPlan, { lostSince, isJournalFailing }: Deafness, now: number): Loudness | null {
  const isCutOff = lostSince !== null && now - lostSince >= CUT_OFF_MS;
  return plan.loudness ?? (isCutOff || isJournalFailing ? 'calm' : null);
}

export function isSilenced(incident: IncidentView, silence: Silence | undefined, now: number): boolean {
  return (
    silence !== undefined &&
    now < silence.until &&
    incident.signalCount <= silence.signalCount &&
    PRIORITY_RANK[incident.priority] <= PRIORITY_RANK[silence.priority]
  );
}

/** Silences incidents for a minute. */
export function silence(silences: Silences, incidents: Iterable<IncidentView>, now: number): Silences {
  const next = { ...silences };
  for (const { id, signalCount, priority } of incidents) next[id] = { until: now + SILENCE_MS, signalCount, priority };
  return next;
}
