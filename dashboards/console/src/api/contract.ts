/**
 * The JSON that the server speaks, over HTTP and over `/hubs/dispatch` alike. Names follow DESIGN.md's words; enum values are camelCase;
 * times are ISO 8601 in UTC; durations are seconds.
 */

export type Lane = 'life' | 'technical';
export type Priority = 'routine' | 'elevated' | 'high' | 'critical';
export type IncidentState = 'open' | 'claimed' | 'dispatched' | 'onScene' | 'resolved' | 'closed';
export type SignalKind =
  | 'sos' | 'fall' | 'smoke' | 'gas' | 'co' | 'leak' | 'bedExit' | 'intrusion' | 'inactivity' | 'vitals' | 'wandering' | 'missedCheckIn'
  | 'cancel' | 'test' | 'batteryLow' | 'mainsLost' | 'mainsRestored' | 'tamper' | 'offline' | 'online' | 'fault';
export type PriorityReason =
  | 'kind' | 'confident' | 'suspected' | 'dependent' | 'livesAlone' | 'repeated' | 'combined' | 'operator' | 'conditions' | 'noMotion' | 'returned';
export type IncidentMark =
  | 'escalationExhausted' | 'nobodyToNotify' | 'decisionForced' | 'overdue' | 'cancelRequested' | 'responderUnanswered'
  | 'testMode' | 'cancelLate' | 'watched' | 'noMotion' | 'lateSignal' | 'reopened' | 'stillReporting' | 'unknownDevice' | 'outsideLineAsked';
export type DeadlineKind =
  | 'step' | 'delivery' | 'answer' | 'acknowledgeProgress' | 'voiceContact' | 'claimProgress' | 'onScene' | 'resolve' | 'followUp' | 'noMotion'
  | 'enRoute' | 'takeover' | 'close';
export type TargetKind =
  | 'operatorsOnDuty' | 'supervisors' | 'nextContact' | 'allContacts' | 'nearestResponder' | 'everybody' | 'namedContact' | 'outsideLine';
export type Channel = 'sms' | 'voice';
export type NotificationState = 'requested' | 'sending' | 'accepted' | 'delivered' | 'failed' | 'ambiguous';
export type NotificationPurpose = 'alarm' | 'dispatch' | 'overdue' | 'update';
export type AssignmentState = 'dispatched' | 'enRoute' | 'onScene' | 'cleared';
export type Resolution = 'helped' | 'handedOver' | 'falseAlarm' | 'test' | 'equipmentRestored' | 'enquiry';
export type FollowUpResult = 'well' | 'needsService' | 'away' | 'notReached';
export type AbsenceReason = 'holiday' | 'hospital' | 'visit';
export type OperatorRole = 'operator' | 'supervisor' | 'administrator';
export type ResponderRole = 'gridWorker' | 'doctor' | 'volunteer' | 'propertyGuard';
export type DeviceType =
  | 'pendant' | 'fallWearable' | 'radar' | 'smokeDetector' | 'gasDetector' | 'coDetector' | 'leakDetector' | 'doorContact'
  | 'motionSensor' | 'bedSensor' | 'gateway' | 'other';

export interface GeoPoint { latitude: number; longitude: number; accuracyM?: number | null }
export interface Person { kind: 'operator' | 'contact' | 'responder' | 'supervisor' | 'device' | 'system'; id: string; name: string }

export interface ResidentView {
  id: string;
  name: string;
  birthYear: number | null;
  abilityLevel: number;
  livesAlone: boolean;
  conditions: string[];
}

export interface HouseholdSummary {
  id: string;
  name: string;
  address: string;
  /** From the town down: "Sanjiang, Chengnan". */
  area: string;
  location: GeoPoint | null;
  phone: string | null;
  residents: ResidentView[];
  /** Alarms before this are tests, and every message says so; null where nobody has put the home into test mode. */
  testUntil: string | null;
}

export interface AssignmentView { responder: Person; role: ResponderRole; state: AssignmentState; at: string; etaMinutes: number | null }

export interface NotificationView {
  id: string;
  recipient: Person;
  channel: Channel;
  purpose: NotificationPurpose;
  state: NotificationState;
  requestedAt: string;
  overdue: boolean;
  answered: boolean;
}

/** An incident as the queue and the hub show it. */
export interface IncidentView {
  id: string;
  centre: string;
  /** The centre's journal position after the last event of this incident. */
  position: number;
  household: HouseholdSummary;
  lane: Lane;
  kind: SignalKind;
  kinds: SignalKind[];
  priority: Priority;
  priorityReasons: PriorityReason[];
  /** What each reason adds; empty for incidents of an older version. */
  priorityPoints: { reason: PriorityReason; points: number }[];
  /** A person has asked for help more than once: how often, and since when. */
  askingAgain: { times: number; since: string } | null;
  state: IncidentState;
  marks: IncidentMark[];
  openedAt: string;
  /** It was called over and came back: who waits, waits since then. */
  reopenedAt: string | null;
  lastSignalAt: string;
  signalCount: number;
  step: number;
  stepCount: number;
  round: number;
  nextDeadline: { kind: DeadlineKind; dueAt: string } | null;
  owner: Person | null;
  acknowledgedBy: Person | null;
  firstClaimedAt: string | null;
  claimedAt: string | null;
  voiceContactTried: boolean;
  voiceContactMade: boolean;
  outsideLineCalled: boolean;
  assignments: AssignmentView[];
  notifications: NotificationView[];
  dispatchedAt: string | null;
  onSceneAt: string | null;
  resolvedAt: string | null;
  resolution: Resolution | null;
  followUp: FollowUpResult | null;
  closedAt: string | null;
  /** The homes to look after, where the incident is about an area; null, or missing from an older server, where it is about one home. */
  outage?: OutageView | null;
}

/** A home of an outage. */
export interface OutageHome {
  household: HouseholdSummary;
  abilityLevel: number;
  livesAlone: boolean;
  triedAt: string | null;
  checkedAt: string | null;
  backAt: string | null;
}

/** The homes of an area that fell silent together, those most at risk first. */
export interface OutageView { area: string; waiting: number; homes: OutageHome[] }

/** A fact of the journal: `type` is the event's stable name (incidentOpened, signalJoined, incidentClaimed ...), the rest its fields. */
export interface JournalEvent { type: string; [field: string]: unknown }

/**
 * One line of an incident's timeline. `people` names everybody that the event mentions by id, keyed "kind:id" (kind as in Person; "device:..." is the
 * device's model or room). Event fields are the records of Domain/Incidents/IncidentEvents.cs in camelCase: an Actor is `{ kind, id }`, a RecipientRef
 * `{ kind, id }`, an id its text, a private text its clear text (or null), durations seconds.
 */
export interface TimelineEntry { position: number; at: string; event: JournalEvent; people: Record<string, string> }

/** `verified`: somebody has been reached there. */
export interface ContactMethodView { channel: Channel; address: string; verified?: boolean }
export interface ContactView { id: string; name: string; relation: string; order: number; methods: ContactMethodView[]; /** Within their hours now. */ available?: boolean }
export interface ResponderView {
  id: string;
  name: string;
  role: ResponderRole;
  /** No rota has them off duty now. Whoever is listed may be sent all the same. */
  onDuty: boolean;
  /** Metres from the household as the crow flies; null where either place is unknown. */
  distanceM: number | null;
  methods: ContactMethodView[];
}
export interface DeviceView { id: string; type: DeviceType; model: string | null; room: string | null; lastSeenAt: string | null; battery: number | null }

/** `GET /api/incidents/{id}`. */
export interface IncidentDetail {
  incident: IncidentView;
  timeline: TimelineEntry[];
  contacts: ContactView[];
  /** Those who may be sent, nearest first. */
  responders: ResponderView[];
  devices: DeviceView[];
  /** Whether entry data is on file; reading it is `GET /api/incidents/{id}/entry-data`, which is journalled. */
  hasEntryData: boolean;
  /** The home's absences that are not over. */
  absences?: AbsenceView[];
}

/** A time in which somebody is away. `POST /api/absences/{id}/end` ends it now. */
export interface AbsenceView {
  id: string;
  /** Null: everybody. */
  resident: string | null;
  reason: AbsenceReason;
  from: string;
  to: string;
  note: string | null;
  /** When movement first spoke against it. */
  somebodyHomeAt: string | null;
}

export interface EntryData { text: string }

/** `POST /api/session` with these signs in and sets the cookie; `DELETE /api/session` signs out. */
export interface Credentials { user: string; password: string }

/** `POST /api/session` and `GET /api/session` (401 without a cookie). */
export interface Session {
  operator: { id: string; name: string; role: OperatorRole };
  centre: { id: string; name: string; hotline: string; timeZone: string };
  /** Operators of the centre with a live console, where the server counts them. */
  signedOn?: Person[];
}

/** `GET /api/telemetry?household=&from=&to=&window=` (window in seconds). */
export interface TelemetrySeries {
  device: string;
  metric: string;
  buckets: { start: string; mean: number; min: number; max: number; count: number }[];
}

/** Domain's RejectionCode. */
export type RejectionCode =
  | 'notFound' | 'wrongState' | 'alreadyClaimed' | 'notOwner' | 'voiceContactRequired' | 'followUpRequired' | 'unknownResponder'
  | 'notDispatched' | 'alreadyDispatched' | 'unknownRecipient' | 'invalid';

/** Those of the engine's EditProblemCode that this console can meet. */
export type EditProblemCode = 'shiftsOverlap';

/** `application/problem+json`; `code` is the RejectionCode where a rule refused, the EditProblemCode where the file cannot be changed. */
export interface Problem { type: string; title: string; status: number; detail?: string; code?: string }

/** `GET /api/incidents?state=open|all&after=&limit=`: newest first; `after` is the id of the last incident of the page before. */
export type IncidentList = IncidentView[];

/** `GET /api/households?q=`: at most 20, matched on name, address, phone and residents' names. */
export type HouseholdMatches = HouseholdSummary[];

/**
 * `POST /api/incidents/{id}/{action}`. Every body may carry `requestId`; without one the `Idempotency-Key` header is taken.
 * The answer is the IncidentView after the action.
 */
export interface IncidentActions {
  claim: Record<string, never>;
  release: Record<string, never>;
  note: { text: string };
  /** A step of the operator's guide: voice contact tried, or an outside line called. */
  step: { step: 'voiceContact'; reached: boolean; note?: string } | { step: 'outsideLine'; line: string; note?: string };
  contact: { kind: 'contact' | 'responder' | 'supervisor' | 'operator'; id: string; channel: Channel };
  dispatch: { responder: string };
  'en-route': { responder: string; etaMinutes?: number };
  'on-scene': { responder: string };
  clear: { responder: string };
  /** A home of an outage was called. */
  'check-household': { household: string; reached: boolean; note?: string };
  resolve: { resolution: Resolution; note?: string };
  'follow-up': { result: FollowUpResult; satisfaction?: number; note?: string };
  close: Record<string, never>;
  escalate: Record<string, never>;
}
export type IncidentAction = keyof IncidentActions;

/** `POST /api/incidents`: an operator opens one from a phone call. */
export interface OpenByPhone { requestId?: string; household: string; kind: SignalKind; note?: string }

/** `POST /api/households/{id}/test-mode` starts it (30 minutes unless said), `DELETE` ends it; `GET /api/test-modes` lists the homes in it. */
export interface StartTestMode { minutes?: number; requestId?: string }
export interface TestMode {
  household: string;
  /** How operators call it. */
  householdName: string | null;
  until: string;
  /** Who said so. */
  by: Person;
}

export type RotaOf = 'operators' | 'responders';
export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';

/** Hours of the week as the wall shows them; where `to` is not after `from` they run past midnight, and belong to the day on which they begin. */
export interface WeeklyHours { days: Weekday[]; from: string; to: string }

/** Hours for which people take turns, week by week from `begins` on. */
export interface Shift { hours: WeeklyHours; begins: string; turns: { members: string[] }[] }

/** Who serves instead of those whose turn it is, for a while. */
export interface RotaOverride { from: string; to: string; members: string[] }

/** `GET /api/rotas`, `GET` and `PUT /api/rotas/{id}`. Members are ids in the file of operators or of responders. */
export interface Rota {
  id: string;
  name: string;
  of: RotaOf;
  shifts: Shift[];
  overrides: RotaOverride[] | null;
}

/** `GET /api/on-duty?at=`: nobody where the rota has a hole. */
export interface OnDuty { rota: string; name: string; of: RotaOf; members: string[] }

/** What rotas need of `GET /api/operators` and `GET /api/responders`. */
export interface PersonOnFile { id: string; name: string; methods: ContactMethodView[] | null }

/** `GET /api/reports/devices?from=&to=`: devices to look after and people to talk with; nothing is muted for it. */
export type DeviceRemark = 'manyPresses' | 'flapping' | 'falseAlarms' | 'wrongTime' | 'notOnFile';
export interface DeviceReport {
  centre: string;
  from: string;
  to: string;
  limits: { presses: number; changes: number; falseAlarms: number; wrongTimes: number };
  rows: {
    device: string;
    name: string;
    type: DeviceType | null;
    household: string | null;
    householdName: string | null;
    signals: { kind: SignalKind; count: number }[];
    reasons: {
      remark: DeviceRemark;
      count: number;
      limit: number;
      day: string | null;
      kind: SignalKind | null;
    }[];
  }[];
}

export type FaultKind = 'deadlineLost' | 'clockStuck' | 'clockPutBack' | 'nobodySignedOn' | 'journalFails' | 'messagesFail';

/** `GET /api/faults`: what is wrong with the hotline itself now. The facts `faultRaised` (the same fields) and `faultEnded` (`fault`) begin and end it. */
export interface FaultView { fault: FaultKind; reason: string; since?: string; incidents: string[] }

/** Input that could not be read, shown to operators (`GET /api/rejected-inputs`). */
export interface RejectedInput { position: number; at: string; device: string | null; topic: string; problem: string; reason: string; payload: string }

/**
 * `/hubs/dispatch`. Client to server: `Resume(centre, afterPosition)` (0 for a fresh console) and
 * `Execute(incidentId, action, body)`, which answers `{ ok: IncidentView } | { problem: Problem }`;
 * `Ping()` every 5 s says that somebody sits there, and answers the server's time.
 * Server to client, in journal order:
 *  - `Snapshot(centre, position, incidents)`: every incident that is not closed, as of `position`; replaces all that the console knows.
 *  - `Entry(centre, position, incident | null, event)`: one per commit, without gap or double; `incident` is null for facts of the centre.
 */
export interface HubClient {
  Snapshot(centre: string, position: number, incidents: IncidentView[]): void;
  Entry(centre: string, position: number, incident: IncidentView | null, event: JournalEvent): void;
}
