import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import type { IncidentView } from '../src/api/contract';
import { ProblemError } from '../src/api/http';
import { AlarmDirector } from '../src/alarm/AlarmDirector';
import { CommandNotices } from '../src/commands/CommandNotices';
import { QueuePage } from '../src/queue/QueuePage';
import { incident, li, mei } from './samples';
import { accessibilityFaults, renderConsole } from './renderConsole';

const fall = incident({ id: 'fall', priority: 'critical' });
const sos = incident({ id: 'sos', kind: 'sos', kinds: ['sos'], openedAt: new Date(Date.now() - 70_000).toISOString(), household: { ...fall.household, name: '裘家' } });
const battery = incident({ id: 'battery', lane: 'technical', kind: 'batteryLow', household: { ...fall.household, name: '钱家' } });

afterEach(() => window.history.replaceState(null, '', '/'));

describe('queue page', () => {
  it('shows the lanes apart, the most urgent first', async () => {
    const { snapshot } = renderConsole(<QueuePage />);
    act(() => snapshot(3, [battery, sos, fall]));
    const life = screen.getByRole('region', { name: 'Danger to life' });
    expect(within(life).getAllByRole('link').map((link) => link.textContent)).toEqual(['俞家', '裘家']);
    expect(within(screen.getByRole('region', { name: 'Equipment' })).getByRole('link')).toHaveTextContent('钱家');
  });

  it('shows what is a test, late, watched and asked for again, and counts from when it came back', () => {
    const { snapshot } = renderConsole(<QueuePage />);
    const back = new Date(Date.now() - 5_000).toISOString();
    act(() => snapshot(1, [
      incident({ marks: ['testMode', 'lateSignal', 'watched', 'reopened'], askingAgain: { times: 4, since: fall.openedAt }, openedAt: new Date(Date.now() - 3_600_000).toISOString(), reopenedAt: back }),
    ]));
    const row = screen.getByRole('article');
    for (const mark of ['Test', 'Late report', 'Watched: cancelled, and somebody moves', 'It is back', /^Asking again: 4 times, since/]) {
      expect(within(row).getByText(mark)).toBeVisible();
    }
    expect(row).toHaveAttribute('data-tone', 'fresh');
  });

  it('says that nobody is in danger only once it knows', async () => {
    const { services, snapshot } = renderConsole(<QueuePage />);
    await waitFor(() => expect(services.link.state.get().phase).toBe('live'));
    expect(screen.getAllByRole('status').map((line) => line.textContent)).toEqual(['Loading…', 'Loading…']);
    act(() => services.link.state.set({ phase: 'lost', since: 0, attempt: 1 }));
    expect(screen.queryByText('Nobody is in danger that we know of.')).toBeNull();
    act(() => snapshot(1, []));
    expect(screen.getByText('Nobody is in danger that we know of.')).toBeVisible();
  });

  it('speaks Chinese', () => {
    const { snapshot } = renderConsole(<QueuePage />, { language: 'zh' });
    act(() => snapshot(1, [fall]));
    expect(screen.getByRole('region', { name: '生命警情' })).toHaveTextContent('独居');
    expect(screen.getByRole('button', { name: '接警' })).toBeEnabled();
  });

  it('walks with j and k, claims with c and opens what it claimed', async () => {
    const user = userEvent.setup();
    const { snapshot, sent } = renderConsole(<QueuePage />, { answers: { 'POST /api/incidents/sos/claim': { ...sos, state: 'claimed', owner: mei, position: 9 } } });
    act(() => snapshot(3, [fall, sos]));
    await user.keyboard('jj');
    expect(screen.getByRole('link', { name: '裘家' })).toHaveFocus();
    await user.keyboard('k');
    expect(screen.getByRole('link', { name: '俞家' })).toHaveFocus();
    await user.keyboard('jc');
    expect(sent).toEqual([['POST /api/incidents/sos/claim', { requestId: expect.any(String) }]]);
    await waitFor(() => expect(window.location.pathname).toMatch(/\/incidents\/sos$/));
  });

  it('does not pull an operator away who has gone on before the claim was answered', async () => {
    let answer: (view: IncidentView) => void = () => undefined;
    const { snapshot, services, rerender } = renderConsole(<QueuePage />, { answers: { 'POST /api/incidents/fall/claim': () => new Promise((resolve) => (answer = resolve)) } });
    act(() => snapshot(3, [fall]));
    await userEvent.click(screen.getByRole('button', { name: /Claim/ }));
    rerender(<p>elsewhere</p>);
    await act(async () => answer({ ...fall, state: 'claimed', owner: mei, position: 4 }));
    expect(services.link.feed.get().incidents.get('fall')).toMatchObject({ state: 'claimed' });
    expect(window.location.pathname).toBe('/');
  });

  it('says why a claim was refused, until it is put away', async () => {
    const user = userEvent.setup();
    const refused = new ProblemError({ type: 'about:blank', title: 'Refused', status: 409, code: 'alreadyClaimed' });
    const { snapshot } = renderConsole(<><CommandNotices /><QueuePage /></>, { answers: { 'POST /api/incidents/fall/claim': refused } });
    act(() => snapshot(3, [fall]));
    await user.click(screen.getByRole('button', { name: 'Claim' }));
    const notice = screen.getByRole('alert');
    expect(notice).toHaveTextContent('Another operator already has it.');
    await user.click(within(notice).getByRole('button', { name: 'Put away' }));
    expect(notice).not.toHaveTextContent('Another operator');
  });

  it('offers no claim on what somebody has', () => {
    const { snapshot } = renderConsole(<QueuePage />);
    act(() => snapshot(3, [{ ...fall, state: 'claimed', owner: li }]));
    expect(screen.queryByRole('button', { name: 'Claim' })).toBeNull();
    expect(screen.getByText('李强')).toBeVisible();
  });

  it('announces an arrival, and counts it in the title; a snapshot is no news', () => {
    const { snapshot, entry, container } = renderConsole(<AlarmDirector />);
    act(() => snapshot(3, [sos]));
    const assertive = container.querySelector('[aria-live=assertive]')!;
    expect(assertive).toHaveTextContent('');
    act(() => entry(4, fall, { type: 'incidentOpened' }));
    expect(assertive).toHaveTextContent('New alarm: Fall, 俞家');
    expect(document.title).toBe('(2) ElderAlert');
  });

  it('announces each of two that come together, and the second of one home', () => {
    const { snapshot, entry, container } = renderConsole(<AlarmDirector />);
    act(() => snapshot(3, []));
    const assertive = container.querySelector('[aria-live=assertive]')!;
    act(() => {
      entry(4, fall, { type: 'incidentOpened' });
      entry(5, sos, { type: 'incidentOpened' });
    });
    expect([...assertive.children].map((line) => line.textContent)).toEqual(['New alarm: Fall, 俞家', 'New alarm: SOS, 裘家']);
    act(() => entry(6, { ...fall, id: 'fall again' }, { type: 'incidentOpened' }));
    expect(assertive.children).toHaveLength(3);
  });

  it('has no fault that axe can find', async () => {
    const { snapshot, container } = renderConsole(<QueuePage />);
    act(() => snapshot(3, [fall, { ...sos, state: 'claimed', owner: li, marks: ['decisionForced'] }, battery]));
    expect(await accessibilityFaults(container)).toEqual([]);
  });
});
