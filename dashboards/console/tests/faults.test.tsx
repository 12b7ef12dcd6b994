import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { FaultBanner } from '../src/faults/FaultBanner';
import { accessibilityFaults, renderConsole } from './renderConsole';

const lost = { fault: 'deadlineLost', reason: '1 incidents are overdue', since: '2026-11-21T19:12:00Z', incidents: ['i1'] };

describe('faults of the hotline itself', () => {
  it('are asked for when the console comes up, and shown', async () => {
    const { container } = renderConsole(<FaultBanner />, { answers: { 'GET /api/faults': [lost] } });

    expect((await screen.findByRole('alert')).textContent).toContain('A deadline was lost');
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('are asked for again and again: a journal that takes no entries tells of none', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    let faults: unknown[] = [];
    renderConsole(<FaultBanner />, { answers: { 'GET /api/faults': () => faults } });
    await act(() => vi.advanceTimersByTimeAsync(1_000));
    faults = [{ ...lost, fault: 'journalFails', incidents: [] }];
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect(screen.getByRole('alert').textContent).toContain('No alarm is taken');
    faults = [];
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect(screen.queryByRole('alert')).toBeNull();
    vi.useRealTimers();
  });

  it('begin and end with the facts of the journal', async () => {
    const { snapshot, entry } = renderConsole(<FaultBanner />, { answers: { 'GET /api/faults': [] } });
    act(() => snapshot(5, []));
    expect(screen.queryByRole('alert')).toBeNull();

    act(() => entry(6, null, { type: 'faultRaised', fault: 'nobodySignedOn', reason: 'no operator is signed on', incidents: [] }));
    expect(screen.getByRole('alert').textContent).toContain('Nobody is signed on');

    act(() => entry(7, null, { type: 'faultEnded', fault: 'nobodySignedOn' }));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });
});
