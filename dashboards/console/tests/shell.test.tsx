import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { UnansweredError } from '../src/api/http';
import { Shell } from '../src/app/Shell';
import { navigate, pathTo } from '../src/app/router';
import { detailOf, household, incident } from './samples';
import { accessibilityFaults, renderConsole, type Answers } from './renderConsole';

afterEach(() => act(() => navigate(pathTo.queue)));

describe('shell', () => {
  it('opens an incident from a phone call: search, kind, note', async () => {
    const user = userEvent.setup();
    const opened = incident({ id: 'new', position: 9 });
    const { sent } = renderConsole(<Shell />, { answers: { 'GET /api/households': [household], 'POST /api/incidents': opened } });
    await user.keyboard('p');
    const dialog = screen.getByRole('dialog', { name: 'Open from a phone call' });
    expect(within(dialog).getByRole('searchbox')).toHaveFocus();
    await user.keyboard('俞桂英');
    await user.click(await within(dialog).findByRole('button', { name: /俞家/ }));
    await user.click(within(dialog).getByRole('radio', { name: 'Fall' }));
    await user.type(within(dialog).getByRole('textbox'), 'she slipped');
    expect(await accessibilityFaults(dialog)).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Open incident' }));
    expect(sent).toEqual([['POST /api/incidents', { household: 'h1', kind: 'fall', note: 'she slipped', requestId: expect.any(String) }]]);
    await waitFor(() => expect(window.location.pathname).toBe(pathTo.incident('new')));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('says when the connection is gone, since when, and tries again on demand', async () => {
    const { services } = renderConsole(<Shell />);
    await screen.findByRole('img', { name: 'Live' });
    const hurry = vi.spyOn(services.link, 'hurry');
    act(() => services.link.state.set({ phase: 'lost', since: services.clock.now() - 65_000, attempt: 3 }));
    const banner = screen.getAllByRole('alert').find((alert) => alert.textContent?.includes('No connection'))!;
    expect(banner).toHaveTextContent(/for 1:0[456]/);
    await userEvent.click(within(banner).getByRole('button', { name: 'Connect now' }));
    expect(hurry).toHaveBeenCalledOnce();
    act(() => services.link.state.set({ phase: 'live', since: 0 }));
    expect(screen.queryByText('No connection to the server')).toBeNull();
  });

  it('opens an incident also while the connection is gone, and says when it cannot', async () => {
    const answers: Answers = { 'GET /api/incidents/i1': new UnansweredError('offline'), 'GET /api/telemetry': [] };
    const { services } = renderConsole(<Shell />, { answers });
    await screen.findByRole('img', { name: 'Live' });
    act(() => services.link.state.set({ phase: 'lost', since: services.clock.now(), attempt: 1 }));
    act(() => navigate(pathTo.incident('i1')));
    expect(await screen.findByText('The details could not be loaded.')).toBeVisible();
    answers['GET /api/incidents/i1'] = detailOf(incident());
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Fall' })).toBeVisible();
  });

  it('goes on sounding alarms beside a page that broke', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const odd = { ...detailOf(incident()), devices: null };
    const { services, snapshot } = renderConsole(<Shell />, { answers: { 'GET /api/incidents/i1': odd, 'GET /api/telemetry': [] } });
    const play = vi.spyOn(services.sounder, 'play');
    act(() => snapshot(1, [incident()]));
    act(() => navigate(pathTo.incident('i1')));
    expect(await screen.findByText(/^Something in this console broke/)).toBeVisible();
    act(() => snapshot(2, [incident(), incident({ id: 'i2', priority: 'critical' })]));
    expect(play).toHaveBeenLastCalledWith('critical');
    await userEvent.click(screen.getByRole('link', { name: /Queue/ }));
    expect(screen.getAllByRole('article')).toHaveLength(2);
    vi.restoreAllMocks();
  });

  it('counts on the tab of the queue who waits', () => {
    const { snapshot } = renderConsole(<Shell />);
    act(() => snapshot(2, [incident({ id: 'a' }), incident({ id: 'b' }), incident({ id: 't', lane: 'technical' })]));
    expect(screen.getByRole('link', { name: /Queue/ })).toHaveTextContent('2');
  });

  it('shows its keys', async () => {
    renderConsole(<Shell />);
    await userEvent.keyboard('?');
    expect(screen.getByRole('dialog', { name: 'Keys' })).toHaveTextContent('Silence for 60 s');
  });

  it('gives the focus back when a dialog is closed', async () => {
    renderConsole(<Shell />);
    const opener = screen.getByRole('button', { name: /^Phone call/ });
    await userEvent.click(opener);
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(opener).toHaveFocus();
  });

  it('lists what was, and the input that nobody could read', async () => {
    const past = incident({ id: 'past', state: 'closed', resolution: 'helped', followUp: 'well', firstClaimedAt: '2026-11-21T19:12:40Z', closedAt: '2026-11-21T20:12:00Z' });
    const input = { position: 4, at: '2026-11-21T19:00:00Z', device: 'gw-1', topic: 'zigbee2mqtt/x', problem: 'undecodable', reason: 'not JSON', payload: '{"contact":fal' };
    const { container } = renderConsole(<Shell />, { answers: { 'GET /api/incidents': [past], 'GET /api/rejected-inputs': [input] } });
    await userEvent.keyboard('h');
    const row = (await screen.findByRole('link', { name: '俞家' })).closest('tr')!;
    expect(row).toHaveTextContent('Closed');
    expect(row).toHaveTextContent('0:40');
    expect(row).toHaveTextContent('Helped');
    await userEvent.click(screen.getByRole('tab', { name: 'Unreadable input' }));
    expect(await screen.findByText('{"contact":fal')).toBeVisible();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('shows what is still on its way to the server', async () => {
    const { snapshot } = renderConsole(<Shell />, { answers: { 'POST /api/incidents/i1/claim': new UnansweredError('offline') } });
    act(() => snapshot(1, [incident()]));
    await userEvent.click(screen.getByRole('button', { name: 'Claim' }));
    const notice = await screen.findByText(/not answered yet/);
    expect(notice).toHaveTextContent('Claim 俞家: not answered yet');
    expect(screen.getByRole('button', { name: 'Claim' })).toBeDisabled();
  });
});
