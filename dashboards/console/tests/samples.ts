import type { HouseholdSummary, IncidentDetail, IncidentView, Person, Session } from '../src/api/contract';

export const T0 = Date.parse('2026-11-21T19:12:00Z');
export const at = (seconds: number) => new Date(T0 + seconds * 1_000).toISOString();

export const mei: Person = { kind: 'operator', id: 'mei', name: '陈梅' };
export const li: Person = { kind: 'operator', id: 'li', name: '李强' };
export const daughter: Person = { kind: 'contact', id: 'c1', name: '俞晓红' };
export const zhou: Person = { kind: 'responder', id: 'g1', name: '周志明' };

export const session: Session = {
  operator: { id: 'mei', name: '陈梅', role: 'operator' },
  centre: { id: 'c-1', name: '96345', hotline: '96345', timeZone: 'Asia/Shanghai' },
  signedOn: [mei, li],
};

export const household: HouseholdSummary = {
  id: 'h1', name: '俞家', address: '官河南路 88 号', area: '三江街道', location: { latitude: 29.588, longitude: 120.831 }, phone: '+8657583041120',
  residents: [{ id: 'r1', name: '俞桂英', birthYear: 1938, abilityLevel: 2, livesAlone: true, conditions: ['高血压'] }],
  testUntil: null,
};

export function incident(change: Partial<IncidentView> = {}): IncidentView {
  return {
    id: 'i1', centre: 'c-1', position: 1, household, lane: 'life', kind: 'fall', kinds: ['fall'], priority: 'high', priorityReasons: ['kind'],
    state: 'open', marks: [], openedAt: at(0), reopenedAt: null, priorityPoints: [], askingAgain: null, lastSignalAt: at(0), signalCount: 1, step: 0, stepCount: 3, round: 1, nextDeadline: null, owner: null,
    acknowledgedBy: null, firstClaimedAt: null, claimedAt: null, voiceContactTried: false, voiceContactMade: false, outsideLineCalled: false,
    assignments: [], notifications: [], dispatchedAt: null, onSceneAt: null, resolvedAt: null, resolution: null, followUp: null, closedAt: null,
    ...change,
  };
}

export function detailOf(view: IncidentView): IncidentDetail {
  return {
    incident: view,
    timeline: [
      {
        position: 1, at: at(0), people: { 'device:w1': '手环' },
        event: { type: 'incidentOpened', kind: 'fall', signal: { device: 'w1', kind: 'fall', confidence: 0.93 }, by: { kind: 'device', id: 'w1' }, note: null },
      },
    ],
    contacts: [{ id: 'c1', name: '俞晓红', relation: '女儿', order: 1, methods: [{ channel: 'sms', address: '+8613800000001' }] }],
    responders: [
      { id: 'g1', name: '周志明', role: 'gridWorker', onDuty: true, distanceM: 640, methods: [{ channel: 'sms', address: '+8613800000002' }] },
      { id: 'g2', name: '竹雅琴', role: 'doctor', onDuty: true, distanceM: 1_830, methods: [] },
    ],
    devices: [{ id: 'w1', type: 'fallWearable', model: 'W2', room: null, lastSeenAt: at(-30), battery: 14 }],
    hasEntryData: true,
  };
}
