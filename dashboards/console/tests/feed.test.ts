import { describe, expect, it } from 'vitest';
import { emptyFeed, takeAnswer, takeEntry, takeSnapshot } from '../src/live/feed';
import { incident } from './samples';

const at10 = takeSnapshot('c-1', 10, [incident({ id: 'a', position: 7 }), incident({ id: 'b', position: 10 })]);

describe('takeSnapshot', () => {
  it('replaces all that was known and leaves closed incidents out', () => {
    const feed = takeSnapshot('c-1', 12, [incident({ id: 'x' }), incident({ id: 'y', state: 'closed' })]);
    expect([...feed.incidents.keys()]).toEqual(['x']);
    expect(feed.position).toBe(12);
  });
});

describe('takeEntry', () => {
  it('takes the very next entry', () => {
    const outcome = takeEntry(at10, { centre: 'c-1', position: 11, incident: incident({ id: 'a', position: 11, state: 'claimed' }) });
    expect(outcome.kind).toBe('applied');
    if (outcome.kind !== 'applied') return;
    expect(outcome.feed.position).toBe(11);
    expect(outcome.feed.incidents.get('a')?.state).toBe('claimed');
  });

  it('moves on at a fact of the centre without touching incidents', () => {
    const outcome = takeEntry(at10, { centre: 'c-1', position: 11, incident: null });
    expect(outcome).toEqual({ kind: 'applied', feed: { ...at10, position: 11 } });
  });

  it('drops an entry that it has seen', () => {
    expect(takeEntry(at10, { centre: 'c-1', position: 10, incident: null })).toEqual({ kind: 'double' });
  });

  it('reports a gap instead of showing an order that never was', () => {
    expect(takeEntry(at10, { centre: 'c-1', position: 13, incident: null })).toEqual({ kind: 'gap', after: 10, got: 13 });
  });

  it('refuses another centre', () => {
    expect(takeEntry(at10, { centre: 'c-2', position: 11, incident: null })).toEqual({ kind: 'foreign' });
  });

  it('takes a closed incident off the queue', () => {
    const outcome = takeEntry(at10, { centre: 'c-1', position: 11, incident: incident({ id: 'a', position: 11, state: 'closed' }) });
    expect(outcome.kind === 'applied' && [...outcome.feed.incidents.keys()]).toEqual(['b']);
  });
});

describe('takeAnswer', () => {
  it('shows an answer at once, and leaves the position to the entry that follows', () => {
    const feed = takeAnswer(at10, incident({ id: 'a', position: 11, state: 'claimed' }));
    expect(feed.incidents.get('a')?.state).toBe('claimed');
    expect(feed.position).toBe(10);
  });

  it('never goes back behind what an entry has shown', () => {
    const later = takeEntry(at10, { centre: 'c-1', position: 11, incident: incident({ id: 'a', position: 11, state: 'dispatched' }) });
    if (later.kind !== 'applied') throw new Error('expected applied');
    expect(takeAnswer(later.feed, incident({ id: 'a', position: 9, state: 'claimed' }))).toBe(later.feed);
  });

  it('does not bring back an incident that was closed meanwhile', () => {
    const closed = takeEntry(at10, { centre: 'c-1', position: 11, incident: incident({ id: 'a', position: 11, state: 'closed' }) });
    if (closed.kind !== 'applied') throw new Error('expected applied');
    expect(takeAnswer(closed.feed, incident({ id: 'a', position: 9 })).incidents.has('a')).toBe(false);
  });

  it('ignores an answer of another centre', () => {
    const feed = emptyFeed('c-2');
    expect(takeAnswer(feed, incident())).toBe(feed);
  });
});
