import type {
  Channel, DeadlineKind, FollowUpResult, NotificationPurpose, Priority, PriorityReason, Resolution, SignalKind, TargetKind,
} from '../api/contract';

export interface ActorRef { kind: string; id: string }
export interface SignalFields {
  device?: string;
  kind?: SignalKind;
  state?: 'active' | 'clear';
  at?: string | null;
  receivedAt?: string;
  confidence?: number | null;
  detail?: Record<string, string> | null;
  retained?: boolean;
  /** The sender's name behind its gateway, where it is not on file. */
  unknownName?: string | null;
  /** The home that ElderAlert's own watch speaks of; missing where the device itself said it. */
  watch?: string | null;
}
/** What a signal means for the incident that it feeds. */
export type SignalBearing = 'raises' | 'asks' | 'suspects' | 'repeats' | 'cancels' | 'clears';
export type ReleaseReason = 'operator' | 'consoleSilent' | 'noProgress' | 'takenOver';

interface Noted { note?: string | null }

/** The fields of each fact that sentences are made of. All are optional: a fact written by an older version is still told. */
export interface EventFields {
  incidentOpened: Partial<{ kind: SignalKind; signal: SignalFields | null; by: ActorRef }> & Noted;
  signalJoined: { signal?: SignalFields; bearing?: SignalBearing };
  incidentReopened: { signal?: SignalFields };
  motionSeen: { device?: string };
  motionAbsent: object;
  incidentWatched: object;
  testModeLifted: object;
  priorityRaised: { priority?: { priority?: Priority; reasons?: PriorityReason[] } };
  cancelRequested: { device?: string; late?: boolean };
  escalationAdvanced: { step?: number; round?: number; by?: ActorRef };
  escalationExhausted: object;
  nobodyToNotify: object;
  notificationRequested: { notification?: string; recipient?: ActorRef; channel?: Channel; purpose?: NotificationPurpose; notBefore?: string | null };
  notificationSending: { notification?: string; address?: string | null; text?: string | null };
  notificationAccepted: { notification?: string };
  notificationDelivered: { notification?: string };
  notificationFailed: { notification?: string; code?: string; reason?: string };
  notificationAmbiguous: { notification?: string; reason?: string };
  notificationNotFound: { notification?: string };
  notificationOverdue: { notification?: string; deadline?: DeadlineKind };
  incidentAcknowledged: { by?: ActorRef; via?: string; etaMinutes?: number | null };
  acknowledgementExpired: object;
  recipientDeclined: { by?: ActorRef; via?: string; text?: string | null };
  replyReceived: { from?: ActorRef; text?: string | null };
  incidentClaimed: { operator?: string };
  claimReleased: { operator?: string; reason?: ReleaseReason };
  noteAdded: { by?: ActorRef; text?: string | null };
  voiceContactTried: { by?: string; reached?: boolean } & Noted;
  decisionForced: object;
  outsideLineCalled: { by?: string; line?: string } & Noted;
  responderDispatched: { responder?: string; by?: ActorRef };
  responderEnRoute: { responder?: string; by?: ActorRef; etaMinutes?: number | null };
  responderOnScene: { responder?: string; by?: ActorRef };
  responderCleared: { responder?: string; by?: ActorRef };
  deadlineMissed: { deadline?: DeadlineKind };
  incidentResolved: { by?: ActorRef; resolution?: Resolution } & Noted;
  followUpRecorded: { by?: ActorRef; result?: FollowUpResult; satisfaction?: number | null } & Noted;
  incidentClosed: { by?: ActorRef };
  entryDataViewed: { by?: ActorRef };
  outageReported: { area?: string; households?: unknown[] };
  householdChecked: { by?: ActorRef; household?: string; reached?: boolean } & Noted;
  householdBack: { household?: string };
  incidentFolded: { into?: string };
  targetUnreached: { target?: TargetKind };
  outsideLineAsked: { line?: string };
  clockPutBack: object;
}
export type EventType = keyof EventFields;

/** Turns the values of a fact into words; a value that is missing or unknown is said as well as it can be. */
export interface Say {
  kind(kind: string | undefined): string;
  priority(priority: string | undefined): string;
  reasons(reasons: readonly string[] | undefined): string;
  channel(channel: string | undefined): string;
  target(target: string | undefined): string;
  purpose(purpose: string | undefined): string;
  deadline(deadline: string | undefined): string;
  resolution(resolution: string | undefined): string;
  followUp(result: string | undefined): string;
  releaseReason(reason: string | undefined): string;
  via(via: string | undefined): string;
  eta(minutes: number | null | undefined): string;
  actor(actor: ActorRef | undefined): string;
  isPerson(actor: ActorRef | undefined): boolean;
  operator(id: string | undefined): string;
  responder(id: string | undefined): string;
  device(id: string | undefined): string;
  recipient(recipient: ActorRef | undefined): string;
  /** A notification by its id: who is told, and how. */
  message(id: string | undefined): string;
  /** The name of a home of the incident's outage. */
  home(id: string | undefined): string;
  /** Room, confidence and lateness of a signal, where it says them. */
  signalDetail(signal: SignalFields | null | undefined): string;
}

export type EventWords = { [T in EventType]: (event: EventFields[T], say: Say) => string };
