import type { IncidentView, OperatorRole } from '../api/contract';
import { isActive, isUnclaimed } from './state';

export type GuideStepId = 'claim' | 'speak' | 'send' | 'underway' | 'resolve' | 'followUp' | 'close';
export type StepStatus = 'done' | 'now' | 'later' | 'skipped';

/** What the operator must not miss, whatever the step. */
export type GuideAlert = 'forced' | 'outsideLineAsked' | 'exhausted' | 'nobody' | 'cancelRequested' | 'overdue' | 'responderUnanswered' | 'acknowledged';

export interface Guide {
  steps: { id: GuideStepId; status: StepStatus }[];
  /** The next best action; null when the incident is closed. */
  now: GuideStepId | null;
  alerts: GuideAlert[];
}

const LIFE: readonly GuideStepId[] = ['claim', 'speak', 'send', 'underway', 'resolve', 'followUp', 'close'];
/** Trouble with equipment is closed by resolving it: nobody has to be called back. */
const TECHNICAL: readonly GuideStepId[] = ['claim', 'send', 'underway', 'resolve'];

/** The operator's way through an incident, from its state alone. */
export function guideOf(incident: IncidentView): Guide {
  const steps = incident.lane === 'life' ? LIFE : TECHNICAL;
  const now = nextStep(incident);
  const at = now === null ? steps.length : steps.indexOf(now);
  return {
    now,
    alerts: alertsOf(incident),
    steps: steps.map((id, index) => ({
      id,
      status: id === now ? 'now' : isDone(id, incident) ? 'done' : index < at ? 'skipped' : 'later',
    })),
  };
}

function nextStep(incident: IncidentView): GuideStepId | null {
  if (incident.state === 'closed') return null;
  if (isUnclaimed(incident)) return 'claim';
  switch (incident.state) {
    case 'open':
    case 'claimed':
      if (mustSpeak(incident)) return 'speak';
      return incident.outsideLineCalled ? 'resolve' : 'send';
    case 'dispatched':
      return incident.assignments.every((a) => a.state === 'cleared') ? 'send' : 'underway';
    case 'onScene':
      return 'resolve';
    case 'resolved':
      return isDone('followUp', incident) ? 'close' : 'followUp';
  }
}

/** The person first; once a decision is forced, sending somebody comes before another call. */
function mustSpeak(incident: IncidentView): boolean {
  return incident.lane === 'life' && !incident.voiceContactTried && !incident.outsideLineCalled && !incident.marks.includes('decisionForced');
}

function isDone(id: GuideStepId, incident: IncidentView): boolean {
  switch (id) {
    case 'claim':
      return !isUnclaimed(incident);
    case 'speak':
      return incident.voiceContactTried || incident.voiceContactMade;
    case 'send':
      return incident.assignments.length > 0 || incident.outsideLineCalled;
    case 'underway':
      return incident.onSceneAt !== null;
    case 'resolve':
      return incident.state === 'resolved' || incident.state === 'closed';
    case 'followUp':
      return incident.followUp !== null && incident.followUp !== 'notReached';
    case 'close':
      return incident.state === 'closed';
  }
}

function alertsOf({ marks, state, acknowledgedBy, owner }: IncidentView): GuideAlert[] {
  const alerts: GuideAlert[] = [];
  if (state === 'closed') return alerts;
  if (marks.includes('decisionForced')) alerts.push('forced');
  if (marks.includes('outsideLineAsked')) alerts.push('outsideLineAsked');
  if (marks.includes('escalationExhausted')) alerts.push('exhausted');
  if (marks.includes('nobodyToNotify')) alerts.push('nobody');
  if (marks.includes('overdue')) alerts.push('overdue');
  if (marks.includes('responderUnanswered')) alerts.push('responderUnanswered');
  if (marks.includes('cancelRequested')) alerts.push('cancelRequested');
  if (owner === null && acknowledgedBy !== null) alerts.push('acknowledged');
  return alerts;
}

/** What an operator may press. The server decides; this only keeps buttons from being offered in vain. */
export interface Permissions {
  claim: boolean;
  /** Claiming takes it from another operator. */
  takeOver: boolean;
  /** Works the rescue: has the incident, or supervises who has. */
  work: boolean;
  /** Calls back and closes: any operator. */
  followUp: boolean;
  resolve: boolean;
  entryData: boolean;
}

export function permissionsOf(incident: IncidentView, me: { id: string; role: OperatorRole }): Permissions {
  const supervises = me.role !== 'operator';
  const isMine = incident.owner?.id === me.id;
  const active = isActive(incident);
  const work = active && incident.owner !== null && (isMine || supervises);
  return {
    claim: isUnclaimed(incident),
    takeOver: active && incident.owner !== null && !isMine && supervises,
    work,
    followUp: incident.state === 'resolved',
    resolve: work && isSeenTo(incident),
    entryData: active && (isMine || supervises),
  };
}

/** Somebody spoke to the resident, went there, or handed over: otherwise a danger to life cannot be called over. */
function isSeenTo({ lane, voiceContactMade, onSceneAt, outsideLineCalled }: IncidentView): boolean {
  return lane === 'technical' || voiceContactMade || onSceneAt !== null || outsideLineCalled;
}
