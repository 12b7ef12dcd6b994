import { describe, expect, it } from 'vitest';
import type { IncidentView } from '../src/api/contract';
import { guideOf, permissionsOf } from '../src/incident/guide';
import { at, daughter, incident, li, mei, zhou } from './samples';

const mine: Partial<IncidentView> = { state: 'claimed', owner: mei };
const sent = { responder: zhou, role: 'gridWorker' as const, state: 'dispatched' as const, at: at(60), etaMinutes: null };

describe('the next best action', () => {
  it.each<[string, Partial<IncidentView>, string | null]>([
    ['nobody has it', {}, 'claim'],
    ['claimed', mine, 'speak'],
    ['nobody answered', { ...mine, voiceContactTried: true }, 'send'],
    ['spoken to', { ...mine, voiceContactTried: true, voiceContactMade: true }, 'send'],
    ['a decision is forced before anybody called', { ...mine, marks: ['decisionForced'] }, 'send'],
    ['120 has it', { ...mine, outsideLineCalled: true }, 'resolve'],
    ['dispatched', { ...mine, state: 'dispatched', assignments: [sent] }, 'underway'],
    ['everybody sent has left again', { ...mine, state: 'dispatched', assignments: [{ ...sent, state: 'cleared' }] }, 'send'],
    ['the owner was lost on the way', { state: 'dispatched', assignments: [sent] }, 'claim'],
    ['on scene', { ...mine, state: 'onScene', onSceneAt: at(300), assignments: [{ ...sent, state: 'onScene' }] }, 'resolve'],
    ['resolved', { ...mine, state: 'resolved' }, 'followUp'],
    ['called back in vain', { ...mine, state: 'resolved', followUp: 'notReached' }, 'followUp'],
    ['called back', { ...mine, state: 'resolved', followUp: 'well' }, 'close'],
    ['closed', { ...mine, state: 'closed', followUp: 'well' }, null],
  ])('%s', (_, change, now) => expect(guideOf(incident(change)).now).toBe(now));

  it('asks no call to the home and no call-back for equipment', () => {
    const guide = guideOf(incident({ ...mine, lane: 'technical', kind: 'offline' }));
    expect(guide.now).toBe('send');
    expect(guide.steps.map((s) => s.id)).toEqual(['claim', 'send', 'underway', 'resolve']);
  });
});

describe('the way so far', () => {
  it('marks what was passed over as skipped, not as done', () => {
    const steps = guideOf(incident({ ...mine, state: 'dispatched', assignments: [sent] })).steps;
    expect(Object.fromEntries(steps.map((s) => [s.id, s.status]))).toEqual({
      claim: 'done', speak: 'skipped', send: 'done', underway: 'now', resolve: 'later', followUp: 'later', close: 'later',
    });
  });
});

describe('alerts', () => {
  it('are all said, the forced decision first', () => {
    expect(guideOf(incident({ marks: ['cancelRequested', 'decisionForced', 'escalationExhausted'] })).alerts).toEqual(['forced', 'exhausted', 'cancelRequested']);
  });

  it('tell that family has taken responsibility only while no operator has', () => {
    expect(guideOf(incident({ acknowledgedBy: daughter })).alerts).toEqual(['acknowledged']);
    expect(guideOf(incident({ ...mine, acknowledgedBy: daughter })).alerts).toEqual([]);
  });

  it('are over when the incident is closed', () => {
    expect(guideOf(incident({ state: 'closed', marks: ['overdue'] })).alerts).toEqual([]);
  });
});

describe('permissions', () => {
  const me = { id: 'mei', role: 'operator' as const };
  const supervisor = { id: 'wang', role: 'supervisor' as const };

  it('let anybody claim what nobody has, and nobody else work it', () => {
    expect(permissionsOf(incident(), me)).toMatchObject({ claim: true, work: false, takeOver: false, resolve: false });
  });

  it('leave another operator’s incident to them, but not to a supervisor', () => {
    const others = incident({ state: 'claimed', owner: li });
    expect(permissionsOf(others, me)).toMatchObject({ work: false, takeOver: false, entryData: false });
    expect(permissionsOf(others, supervisor)).toMatchObject({ work: true, takeOver: true, entryData: true });
  });

  it('offer resolving only when somebody has spoken, been there, or taken over', () => {
    expect(permissionsOf(incident({ ...mine, voiceContactTried: true }), me).resolve).toBe(false);
    expect(permissionsOf(incident({ ...mine, voiceContactMade: true }), me).resolve).toBe(true);
    expect(permissionsOf(incident({ ...mine, outsideLineCalled: true }), me).resolve).toBe(true);
    expect(permissionsOf(incident({ ...mine, onSceneAt: at(9) }), me).resolve).toBe(true);
    expect(permissionsOf(incident({ ...mine, lane: 'technical' }), me).resolve).toBe(true);
  });

  it('let anybody call back', () => {
    expect(permissionsOf(incident({ state: 'resolved', owner: li }), me).followUp).toBe(true);
  });
});
