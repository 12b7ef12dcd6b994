import type { IncidentView, TimelineEntry } from '../api/contract';
import type { ActorRef, EventType, Say, SignalFields } from '../i18n/eventTypes';
import type { Language, Words } from '../i18n/words';
import { stopwatch } from '../clock/format';

export type Tone = 'danger' | 'warning' | 'person' | 'message' | 'good' | 'quiet';

/** One line of the timeline in words. */
export interface Told {
  text: string;
  /** What somebody said or wrote, or what a sensor adds, in their own words. */
  quote: string | null;
  tone: Tone;
  /** A step of one message's way: interesting only when something went wrong. */
  technical: boolean;
}

const TONES: Record<EventType, Tone> = {
  incidentOpened: 'danger', signalJoined: 'danger', priorityRaised: 'danger', cancelRequested: 'warning', escalationAdvanced: 'quiet',
  escalationExhausted: 'danger', nobodyToNotify: 'danger', notificationRequested: 'message', notificationSending: 'message',
  notificationAccepted: 'message', notificationDelivered: 'message', notificationFailed: 'warning', notificationAmbiguous: 'warning',
  notificationNotFound: 'message', notificationOverdue: 'warning', incidentAcknowledged: 'good', acknowledgementExpired: 'warning',
  recipientDeclined: 'warning', replyReceived: 'person', incidentClaimed: 'person', claimReleased: 'warning', noteAdded: 'person', voiceContactTried: 'person',
  decisionForced: 'danger', outsideLineCalled: 'person', responderDispatched: 'person', responderEnRoute: 'good', responderOnScene: 'good',
  responderCleared: 'person', deadlineMissed: 'danger', incidentResolved: 'good', followUpRecorded: 'good', incidentClosed: 'good',
  entryDataViewed: 'quiet', incidentReopened: 'danger', motionSeen: 'good', motionAbsent: 'danger', incidentWatched: 'warning', testModeLifted: 'danger',
  outageReported: 'danger', householdChecked: 'person', householdBack: 'good', incidentFolded: 'quiet',
  targetUnreached: 'warning', outsideLineAsked: 'danger', clockPutBack: 'warning',
};

const TECHNICAL: ReadonlySet<string> = new Set<EventType>([
  'notificationSending', 'notificationAccepted', 'notificationNotFound', 'notificationAmbiguous',
]);

/** Facts whose text is somebody's own words, or those that were sent. */
const SAYING: ReadonlySet<string> = new Set<EventType>(['notificationSending', 'noteAdded', 'replyReceived', 'recipientDeclined']);

/** Tells a line of the timeline. A fact that this console does not know is told by its name: it never disappears. */
export function tell(entry: TimelineEntry, incident: IncidentView, words: Words, language: Language): Told {
  const { event } = entry;
  const say = createSay(entry.people, incident, words, language);
  const sentence = words.events[event.type as EventType] as ((e: object, s: Say) => string) | undefined;
  return {
    text: sentence ? sentence(event, say) : words.ui.incident.unknownEvent(event.type),
    quote: quoteOf(event, language),
    tone: TONES[event.type as EventType] ?? 'quiet',
    technical: TECHNICAL.has(event.type),
  };
}

function quoteOf(event: Record<string, unknown>, language: Language): string | null {
  const reading = readingOf((event.signal ?? null) as SignalFields | null, language);
  if (reading !== null) return reading;
  const said = SAYING.has(event.type as string) ? event.text : event.note;
  return typeof said === 'string' && said.trim() !== '' ? said : null;
}

/** What else a signal says than where: name and value, as the sensor sent them. */
function readingOf(signal: SignalFields | null, language: Language): string | null {
  if (signal?.watch) return silenceOf(signal.detail ?? {}, language);
  const others = Object.entries(signal?.detail ?? {}).filter(([name]) => name !== 'room');
  return others.length === 0 ? null : others.map(([name, value]) => `${name} ${value}`).join(' · ');
}

/** Why the watch spoke up: its own sentence, or the same in Chinese where it gives the numbers. */
function silenceOf({ reason, silentMin, usualMin }: Record<string, string>, language: Language): string | null {
  if (language !== 'zh' || silentMin === undefined) return reason ?? null;
  const silent = `静默 ${hours(silentMin)}`;
  return usualMin === undefined ? silent : `${hours(silentMin)}没有生命迹象；此时段通常最多 ${hours(usualMin)}`;
}

function hours(minutes: string): string {
  const all = Number(minutes);
  return all < 60 ? `${all} 分钟` : `${Math.floor(all / 60)} 小时 ${all % 60} 分钟`;
}

function createSay(people: Record<string, string>, incident: IncidentView, words: Words, language: Language): Say {
  const { domain, ui } = words;
  const between = language === 'zh' ? '、' : ', ';
  const word = (section: object, value: string | undefined) =>
    (value !== undefined && (section as Record<string, string | undefined>)[value]) || value || ui.app.unknown;
  const person = (kind: string, id: string | undefined) => {
    const name = id === undefined ? undefined : people[`${kind}:${id}`];
    return name ?? (id ? `${word(domain.personKind, kind)} ${id}` : word(domain.personKind, kind));
  };
  const actor = (a: ActorRef | undefined) => (a ? person(a.kind, a.id) : ui.app.unknown);
  return {
    kind: (k) => word(domain.kind, k),
    priority: (p) => word(domain.priority, p),
    reasons: (r) => (r ?? []).map((reason) => word(domain.reason, reason)).join(between),
    channel: (c) => word(domain.channel, c),
    target: (t) => word(domain.target, t),
    purpose: (p) => word(domain.purpose, p),
    deadline: (d) => word(domain.deadline, d),
    resolution: (r) => word(domain.resolution, r),
    followUp: (r) => word(domain.followUp, r),
    releaseReason: (r) => word(domain.releaseReason, r),
    via: (v) => word({ ...domain.channel, link: language === 'zh' ? '链接' : 'link', console: ui.app.console }, v),
    eta: (minutes) => (minutes == null ? '' : `${language === 'zh' ? '，' : ', '}${ui.incident.eta(minutes)}`),
    actor,
    isPerson: (a) => a !== undefined && a.kind !== 'system',
    operator: (id) => person('operator', id),
    responder: (id) => person('responder', id),
    device: (id) => person('device', id),
    home: (id) => incident.outage?.homes.find((home) => home.household.id === id)?.household.name ?? id ?? ui.app.unknown,
    recipient: actor,
    message: (id) => {
      const sent = incident.notifications.find((n) => n.id === id);
      if (!sent) return id ?? ui.app.unknown;
      return language === 'zh' ? `${domain.channel[sent.channel]}→${sent.recipient.name}` : `${domain.channel[sent.channel]} to ${sent.recipient.name}`;
    },
    signalDetail: (signal) => signalDetail(signal, words, language),
  };
}

/** A sender's clock this far from ours is shown: the report is late, or its clock is wrong. */
const SHOWN_LATENESS_MS = 5 * 60_000;

function signalDetail(signal: SignalFields | null | undefined, words: Words, language: Language): string {
  if (!signal) return '';
  const zh = language === 'zh';
  const parts: string[] = [];
  if (signal.detail?.room) parts.push(signal.detail.room);
  if (typeof signal.confidence === 'number') parts.push(zh ? `置信度 ${percent(signal.confidence)}` : `confidence ${percent(signal.confidence)}`);
  const late = signal.at && signal.receivedAt ? Date.parse(signal.receivedAt) - Date.parse(signal.at) : 0;
  if (late > SHOWN_LATENESS_MS) parts.push((zh ? '设备时间早 ' : 'device time is earlier by ') + stopwatch(late, words.ui.app.daySign));
  if (late < -SHOWN_LATENESS_MS) parts.push((zh ? '设备时间晚 ' : 'device time is later by ') + stopwatch(-late, words.ui.app.daySign));
  if (signal.unknownName) parts.push(zh ? `未登记：${signal.unknownName}` : `not on file: ${signal.unknownName}`);
  if (signal.retained) parts.push(zh ? '保留消息，可能是旧的' : 'kept by the broker, may be old');
  if (signal.state === 'clear') parts.push(zh ? '已解除' : 'over');
  if (parts.length === 0) return '';
  return zh ? `（${parts.join('，')}）` : ` (${parts.join(', ')})`;
}

const percent = (share: number) => `${Math.round(share * 100)}\u00a0%`;
