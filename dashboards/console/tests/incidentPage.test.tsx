import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { IncidentView } from '../src/api/contract';
import { IncidentPage } from '../src/incident/IncidentPage';
import { at, detailOf, incident, li, mei, zhou } from './samples';
import { accessibilityFaults, renderConsole } from './renderConsole';

const claimed = incident({ state: 'claimed', owner: mei, position: 2 });

async function open(view: IncidentView, answers: Record<string, unknown> = {}, language: 'en' | 'zh' = 'en') {
  const shown = { now: view };
  const rendered = renderConsole(<IncidentPage id="i1" />, {
    language,
    answers: { 'GET /api/incidents/i1': () => detailOf(shown.now), 'GET /api/telemetry': [], ...answers },
  });
  await screen.findByRole('heading', { level: 1 });
  return { ...rendered, shown };
}

describe('incident page', () => {
  it('tells what to do now, with the number to call, large', async () => {
    const { sent } = await open(claimed, { 'POST /api/incidents/i1/step': { ...claimed, voiceContactTried: true, position: 3 } });
    const guide = screen.getByRole('region', { name: 'What to do now' });
    expect(within(guide).getByRole('heading', { name: 'Speak to the home' })).toBeVisible();
    expect(within(guide).getByRole('link', { name: '+8657583041120' })).toHaveAttribute('href', 'tel:+8657583041120');
    await userEvent.click(within(guide).getByRole('button', { name: 'Nobody answered' }));
    expect(sent).toEqual([['POST /api/incidents/i1/step', { step: 'voiceContact', reached: false, requestId: expect.any(String) }]]);
  });

  it('puts the home into test mode, says until when, and ends it', async () => {
    const until = new Date(Date.now() + 1_800_000).toISOString();
    const { sent } = await open(claimed, { 'POST /api/households/h1/test-mode': { household: 'h1', until }, 'DELETE /api/households/h1/test-mode': undefined });
    await userEvent.click(screen.getByRole('button', { name: 'Test mode for 30 min' }));
    expect(await screen.findByText(/^Test mode until/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'End test mode' }));
    expect(await screen.findByRole('button', { name: 'Test mode for 30 min' })).toBeVisible();
    expect(sent.map(([request]) => request)).toEqual(['POST /api/households/h1/test-mode', 'DELETE /api/households/h1/test-mode']);
  });

  it('sees that somebody else has ended the test mode', async () => {
    const until = new Date(Date.now() + 1_800_000).toISOString();
    let onFile: string | null = null;
    let looked = 0;
    const look = () => {
      looked++;
      return detailOf({ ...claimed, household: { ...claimed.household, testUntil: onFile } });
    };
    const { entry, snapshot } = await open(claimed, { 'GET /api/incidents/i1': look, 'POST /api/households/h1/test-mode': { household: 'h1', until } });
    act(() => snapshot(2, [claimed]));
    await userEvent.click(screen.getByRole('button', { name: 'Test mode for 30 min' }));
    for (const [position, then] of [[3, until], [4, null]] as const) {
      onFile = then;
      looked = 0;
      act(() => entry(position, null, { type: 'directoryChanged', key: 'h1' }));
      await waitFor(() => expect(looked).toBe(1));
      expect(await screen.findByRole('button', { name: then === null ? 'Test mode for 30 min' : 'End test mode' })).toBeVisible();
    }
    expect(screen.queryByText(/^Test mode until/)).toBeNull();
  });

  it('shows every point of the priority with its reason', async () => {
    await open(incident({ priorityPoints: [{ reason: 'kind', points: 60 }, { reason: 'suspected', points: -25 }, { reason: 'noMotion', points: 30 }] }));
    expect(screen.getByText('High · kind of danger +60, only suspected −25, nothing moves +30')).toBeVisible();
  });

  it('is loud about who asks again until the danger is over', async () => {
    const asking = { ...claimed, askingAgain: { times: 7, since: claimed.openedAt } };
    const { shown, entry, snapshot } = await open(asking);
    expect(screen.getByText(/^Asking again: 7 times/)).toBeVisible();
    act(() => snapshot(2, [asking]));
    shown.now = { ...asking, state: 'resolved', position: 3 };
    act(() => entry(3, shown.now, { type: 'incidentResolved' }));
    await waitFor(() => expect(screen.queryByText(/^Asking again/)).toBeNull());
  });

  it('dispatches the nearest responder who is free', async () => {
    const busy = { ...claimed, voiceContactTried: true, assignments: [{ responder: zhou, role: 'gridWorker' as const, state: 'dispatched' as const, at: claimed.openedAt, etaMinutes: null }] };
    const { sent } = await open(busy, { 'POST /api/incidents/i1/dispatch': busy });
    await userEvent.click(screen.getByRole('button', { name: /^Dispatch 竹雅琴/ }));
    expect(sent[0]).toEqual(['POST /api/incidents/i1/dispatch', { responder: 'g2', requestId: expect.any(String) }]);
  });

  it('does not ask whoever cannot come before it asks others', async () => {
    const alone = { ...claimed, state: 'dispatched' as const, voiceContactTried: true, assignments: [{ responder: zhou, role: 'gridWorker' as const, state: 'cleared' as const, at: claimed.openedAt, etaMinutes: null }] };
    await open(alone);
    expect(screen.getByRole('button', { name: /^Dispatch 竹雅琴/ })).toBeVisible();
  });

  it('records the arrival of a second responder too', async () => {
    const arrived = { responder: zhou, role: 'gridWorker' as const, state: 'onScene' as const, at: claimed.openedAt, etaMinutes: null };
    const coming = { ...arrived, responder: { ...zhou, id: 'g2', name: '竹雅琴' }, role: 'doctor' as const, state: 'enRoute' as const };
    const onScene = { ...claimed, state: 'onScene' as const, onSceneAt: claimed.openedAt, assignments: [arrived, coming] };
    const { sent } = await open(onScene, { 'POST /api/incidents/i1/on-scene': onScene });
    await userEvent.click(screen.getByRole('button', { name: 'On scene' }));
    expect(sent).toEqual([['POST /api/incidents/i1/on-scene', { responder: 'g2', requestId: expect.any(String) }]]);
  });

  it('follows the hub: each entry of this incident is looked up again', async () => {
    const { shown, entry, snapshot } = await open(incident({ position: 1 }));
    act(() => snapshot(1, [incident({ position: 1 })]));
    shown.now = incident({ state: 'claimed', owner: li, position: 2 });
    act(() => entry(2, shown.now, { type: 'incidentClaimed' }));
    expect(await screen.findByText(/李强 works this incident/)).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Claim/ })).toBeNull();
  });

  it('follows a snapshot that comes in place of entries, also when it no longer has the incident', async () => {
    const { shown, snapshot } = await open(claimed);
    act(() => snapshot(2, [claimed]));
    shown.now = { ...claimed, position: 600, state: 'closed', closedAt: at(60) };
    act(() => snapshot(700, []));
    expect(await screen.findByText('This incident is closed.')).toBeVisible();
  });

  it('reads entry data only when asked', async () => {
    let views = 0;
    await open(claimed, { 'GET /api/incidents/i1/entry-data': () => ({ text: `key safe ${++views}` }) });
    expect(views).toBe(0);
    await userEvent.click(screen.getByRole('button', { name: 'Show entry data' }));
    expect(await screen.findByText('key safe 1')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Hide' }));
    expect(screen.queryByText('key safe 1')).toBeNull();
  });

  it('lists the homes of an outage by risk, and records each call', async () => {
    const home = (id: string, level: number) => ({
      household: { ...claimed.household, id, residents: [{ ...claimed.household.residents[0]!, name: `老人${id}` }] },
      abilityLevel: level, livesAlone: true, triedAt: null, checkedAt: null, backAt: null,
    });
    const outage = { ...claimed, lane: 'technical' as const, kind: 'offline' as const, outage: { area: '三江街道', waiting: 2, homes: [home('h9', 4), home('h8', 0)] } };
    const { sent } = await open(outage, { 'POST /api/incidents/i1/check-household': outage });
    const panel = screen.getByRole('region', { name: 'Homes to look after' });
    expect(within(panel).getByText('2 of 2 still silent')).toBeVisible();
    expect(within(panel).getAllByRole('listitem').map((item) => within(item).getByText(/^老人/).textContent)).toEqual(['老人h9', '老人h8']);
    await userEvent.click(within(panel).getAllByRole('button', { name: 'Spoke to them' })[0]!);
    expect(sent).toEqual([['POST /api/incidents/i1/check-household', { household: 'h9', reached: true, requestId: expect.any(String) }]]);
  });

  it('shows who is away, and asks when somebody seems to be home', async () => {
    const away = { id: 'a1', resident: null, reason: 'visit' as const, from: at(-7_200), to: at(86_400), note: '在女儿家', somebodyHomeAt: at(-60) };
    const { sent } = await open(claimed, {
      'GET /api/incidents/i1': () => ({ ...detailOf(claimed), absences: [away] }),
      'POST /api/absences/a1/end': {},
    });
    expect(screen.getByText(/^Somebody seems to be home/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'They are back' }));
    expect(await screen.findByText('The absence has ended; silence counts again.')).toBeVisible();
    expect(sent[0]![0]).toBe('POST /api/absences/a1/end');
  });

  it('takes the loop to its end: resolve, call back, close', async () => {
    const onScene = { ...claimed, state: 'onScene' as const, onSceneAt: claimed.openedAt };
    const { sent } = await open(onScene, { 'POST /api/incidents/i1/resolve': onScene });
    await userEvent.click(screen.getByRole('radio', { name: 'Helped' }));
    await userEvent.type(screen.getAllByLabelText('Note (optional)')[0]!, 'bruised, not broken');
    await userEvent.click(screen.getByRole('button', { name: 'Resolve' }));
    expect(sent[0]![1]).toMatchObject({ resolution: 'helped', note: 'bruised, not broken' });
  });

  it('asks for the call-back before it offers to close', async () => {
    const { sent } = await open({ ...claimed, state: 'resolved', resolution: 'helped' }, { 'POST /api/incidents/i1/follow-up': claimed });
    expect(screen.queryByRole('button', { name: 'Close incident' })).toBeNull();
    await userEvent.click(screen.getByRole('radio', { name: 'Well' }));
    await userEvent.click(screen.getByRole('radio', { name: '5' }));
    await userEvent.click(screen.getByRole('button', { name: 'Record call-back' }));
    expect(sent[0]![1]).toMatchObject({ result: 'well', satisfaction: 5 });
  });

  it('keeps a note until the server has it', async () => {
    const { sent } = await open(claimed);
    const box = screen.getByRole('textbox', { name: 'Note' });
    await userEvent.type(box, 'door is open');
    await userEvent.click(screen.getByRole('button', { name: 'Add note' }));
    expect(sent[0]![1]).toMatchObject({ text: 'door is open' });
    expect(box).toHaveValue('door is open');
  });

  it('keeps what is written while a note is on its way', async () => {
    let answer: (view: IncidentView) => void = () => undefined;
    await open(claimed, { 'POST /api/incidents/i1/note': () => new Promise((resolve) => (answer = resolve)) });
    const box = screen.getByRole('textbox', { name: 'Note' });
    await userEvent.type(box, 'door is open');
    await userEvent.click(screen.getByRole('button', { name: 'Add note' }));
    await userEvent.type(box, ', nobody in the hall');
    await act(async () => answer({ ...claimed, position: 3 }));
    expect(box).toHaveValue('door is open, nobody in the hall');
    await userEvent.click(screen.getByRole('button', { name: 'Add note' }));
    await act(async () => answer({ ...claimed, position: 4 }));
    expect(box).toHaveValue('');
  });

  it('brings actions under the hands by key, without pressing them', async () => {
    const { sent } = await open(claimed);
    await userEvent.keyboard('v');
    expect(screen.getByRole('button', { name: 'Spoke to them' })).toHaveFocus();
    await userEvent.keyboard('n');
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Note' })).toHaveFocus());
    await userEvent.keyboard('c');
    expect(sent).toEqual([]);
  });

  it('says that there is no such incident', async () => {
    renderConsole(<IncidentPage id="gone" />, {});
    expect(await screen.findByText('This incident does not exist in your centre.')).toBeVisible();
  });

  it('speaks Chinese, and has no fault that axe can find', async () => {
    const { container } = await open({ ...claimed, marks: ['decisionForced'] }, {}, 'zh');
    expect(screen.getByRole('region', { name: '现在要做' })).toHaveTextContent('立即派人');
    expect(await accessibilityFaults(container)).toEqual([]);
  });
});
