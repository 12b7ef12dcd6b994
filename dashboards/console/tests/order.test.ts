import { describe, expect, it } from 'vitest';
import { laneQueue, waitTone, walk, walkingOrder } from '../src/queue/order';
import { at, incident, li, T0 } from './samples';

const ids = (lane: ReturnType<typeof laneQueue>) => lane.sections.map((s) => [s.group, ...s.incidents.map((i) => i.id)]);

describe('laneQueue', () => {
  it('puts priority before waiting, and waiting longest first', () => {
    const queue = laneQueue(
      [
        incident({ id: 'new-high', openedAt: at(50) }),
        incident({ id: 'old-elevated', priority: 'elevated', openedAt: at(0) }),
        incident({ id: 'old-high', openedAt: at(10) }),
        incident({ id: 'critical', priority: 'critical', openedAt: at(90) }),
      ],
      'life',
    );
    expect(ids(queue)).toEqual([['waiting', 'critical', 'old-high', 'new-high', 'old-elevated']]);
  });

  it('never mixes the lanes', () => {
    const all = [incident({ id: 'fall' }), incident({ id: 'battery', lane: 'technical', kind: 'batteryLow' })];
    expect(ids(laneQueue(all, 'life'))).toEqual([['waiting', 'fall']]);
    expect(ids(laneQueue(all, 'technical'))).toEqual([['waiting', 'battery']]);
  });

  it('keeps what nobody has above what is worked, and the owed call-backs below', () => {
    const queue = laneQueue(
      [
        incident({ id: 'resolved', state: 'resolved', owner: li, priority: 'critical' }),
        incident({ id: 'worked', state: 'claimed', owner: li, priority: 'critical' }),
        incident({ id: 'waits', priority: 'routine' }),
        incident({ id: 'lost-owner', state: 'dispatched', owner: null, priority: 'elevated' }),
      ],
      'life',
    );
    expect(ids(queue)).toEqual([['waiting', 'lost-owner', 'waits'], ['working', 'worked'], ['followUp', 'resolved']]);
    expect(queue.waiting).toBe(2);
  });
});

describe('waitTone', () => {
  it.each([
    [59, 'fresh'],
    [60, 'soon'],
    [179, 'soon'],
    [180, 'late'],
  ])('after %d s an unclaimed danger is %s', (seconds, tone) => expect(waitTone(incident(), T0 + seconds * 1_000)).toBe(tone));

  it('stops at the claim, and never runs for equipment', () => {
    expect(waitTone(incident({ state: 'claimed', owner: li }), T0 + 999_000)).toBe('answered');
    expect(waitTone(incident({ lane: 'technical' }), T0 + 999_000)).toBe('answered');
  });

  it('runs again when the claim is lost on the way', () => {
    expect(waitTone(incident({ state: 'dispatched', owner: null }), T0 + 999_000)).toBe('late');
  });
});

describe('walk', () => {
  const order = walkingOrder(laneQueue([incident({ id: 'a' }), incident({ id: 'b', openedAt: at(5) })], 'life'), laneQueue([incident({ id: 't', lane: 'technical' })], 'technical'));

  it('goes through life, then technical, and stays at the ends', () => {
    expect(order).toEqual(['a', 'b', 't']);
    expect(walk(order, 'b', 1)).toBe('t');
    expect(walk(order, 't', 1)).toBe('t');
    expect(walk(order, 'a', -1)).toBe('a');
  });

  it('starts at the top without a selection, or when it has left', () => {
    expect(walk(order, null, 1)).toBe('a');
    expect(walk(order, 'gone', -1)).toBe('a');
    expect(walk([], null, 1)).toBeNull();
  });
});
