import { describe, expect, it } from 'vitest';
import { alarmPlan, CUT_OFF_MS, loudnessWhenDeaf, silence, SILENCE_MS } from '../src/alarm/plan';
import { incident, li, mei, T0 } from './samples';

const critical = incident({ id: 'critical', priority: 'critical' });
const high = incident({ id: 'high' });

describe('alarmPlan', () => {
  it('plays the loudest that calls', () => {
    expect(alarmPlan([high, critical], {}, T0, 'mei')).toEqual({ loudness: 'critical', sounding: ['high', 'critical'], calling: ['high', 'critical'] });
    expect(alarmPlan([high], {}, T0, 'mei').loudness).toBe('high');
    expect(alarmPlan([incident({ priority: 'elevated' })], {}, T0, 'mei').loudness).toBe('calm');
  });

  it('is silent once claimed, by whomever, and never sounds for equipment', () => {
    expect(alarmPlan([incident({ state: 'claimed', owner: li }), incident({ id: 't', lane: 'technical' })], {}, T0, 'mei').loudness).toBeNull();
  });

  it('calls again when the claim is lost on the way', () => {
    expect(alarmPlan([incident({ state: 'dispatched', owner: null })], {}, T0, 'mei').loudness).toBe('high');
  });

  it('calls only its owner to decide', () => {
    const forced = incident({ state: 'claimed', owner: mei, marks: ['decisionForced'] });
    expect(alarmPlan([forced], {}, T0, 'mei').loudness).toBe('high');
    expect(alarmPlan([forced], {}, T0, 'li').loudness).toBeNull();
  });

  it('raises a quiet incident that nobody answered', () => {
    expect(alarmPlan([incident({ priority: 'routine', marks: ['escalationExhausted'] })], {}, T0, 'mei').loudness).toBe('high');
  });
});

describe('silence', () => {
  const silenced = silence({}, [critical], T0);

  it('holds for a minute, for this incident only', () => {
    expect(alarmPlan([critical, high], silenced, T0 + 1, 'mei')).toMatchObject({ loudness: 'high', sounding: ['high'], calling: ['critical', 'high'] });
    expect(alarmPlan([critical], silenced, T0 + SILENCE_MS - 1, 'mei').loudness).toBeNull();
    expect(alarmPlan([critical], silenced, T0 + SILENCE_MS, 'mei').loudness).toBe('critical');
  });

  it('is broken by another signal or a higher priority', () => {
    expect(alarmPlan([{ ...critical, signalCount: 2 }], silenced, T0 + 1, 'mei').loudness).toBe('critical');
    expect(alarmPlan([{ ...high, priority: 'critical' }], silence({}, [high], T0), T0 + 1, 'mei').loudness).toBe('critical');
  });
});

describe('a console that is cut off', () => {
  const quiet = alarmPlan([], {}, T0, 'mei');
  const well = { lostSince: null, isJournalFailing: false };
  const cutOff = { ...well, lostSince: T0 };

  it('sounds softly at once where the server takes no alarm', () => {
    expect(loudnessWhenDeaf(quiet, { ...well, isJournalFailing: true }, T0)).toBe('calm');
  });

  it('sounds softly, after a moment', () => {
    expect(loudnessWhenDeaf(quiet, cutOff, T0 + CUT_OFF_MS - 1)).toBeNull();
    expect(loudnessWhenDeaf(quiet, cutOff, T0 + CUT_OFF_MS)).toBe('calm');
    expect(loudnessWhenDeaf(quiet, well, T0 + CUT_OFF_MS)).toBeNull();
  });

  it('does not soften a call', () => {
    expect(loudnessWhenDeaf(alarmPlan([critical], {}, T0, 'mei'), cutOff, T0 + CUT_OFF_MS)).toBe('critical');
  });
});
