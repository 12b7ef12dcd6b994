import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import type { DeviceReport, Rota, Shift, TestMode } from '../src/api/contract';
import { ProblemError } from '../src/api/http';
import { navigate, pathTo } from '../src/app/router';
import { Shell } from '../src/app/Shell';
import { daysInWords, endOfShift, endOverride, hoursInWords, momentOf, turnOf, wallTime } from '../src/duty/rota';
import { RotasPage } from '../src/duty/RotasPage';
import { DICTIONARIES } from '../src/i18n';
import { DeviceReportPage } from '../src/report/DeviceReportPage';
import { TestModesPage } from '../src/testmode/TestModesPage';
import { accessibilityFaults, renderConsole } from './renderConsole';
import { mei, session } from './samples';

const soon = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const supervisor = { ...session, operator: { ...session.operator, role: 'supervisor' as const } };

afterEach(() => act(() => navigate(pathTo.queue)));

describe('rotas', () => {
  const night: Shift = {
    hours: { days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'], from: '20:00:00', to: '08:00:00' },
    begins: '2026-11-23',
    turns: [{ members: ['mei'] }, { members: ['li'] }, { members: ['mei', 'li'] }],
  };
  const rota: Rota = { id: 'nights', name: '夜班', of: 'operators', shifts: [night], overrides: [{ from: soon(60), to: soon(600), members: ['li'] }] };
  const answers = {
    'GET /api/rotas': [rota],
    'GET /api/on-duty': [{ rota: 'nights', name: '夜班', of: 'operators', members: ['mei'] }],
    'GET /api/operators': [{ id: 'mei', name: '陈梅', methods: [{ channel: 'voice', address: '+8613800000001' }] }, { id: 'li', name: '李强', methods: null }],
    'GET /api/responders': [],
  };

  it('say who is on duty now, with a number to call, and whose turn it is', async () => {
    const { container } = renderConsole(<RotasPage />, { answers });
    const panel = within(await screen.findByRole('region', { name: '夜班' }));
    expect(await panel.findByRole('link', { name: '+8613800000001' })).toHaveAttribute('href', 'tel:+8613800000001');
    expect(panel.getByText('every day')).toBeVisible();
    expect(panel.getByText('20:00–08:00')).toBeVisible();
    expect(panel.getAllByRole('listitem').filter((item) => item.getAttribute('aria-current') === 'true')).toHaveLength(1);
    expect(panel.getByText('Serving instead')).toBeVisible();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('say loudly that nobody is on duty', async () => {
    renderConsole(<RotasPage />, { language: 'zh', answers: { ...answers, 'GET /api/on-duty': [{ rota: 'nights', name: '夜班', of: 'operators', members: [] }] } });
    expect(await screen.findByText('现在无人值班')).toBeVisible();
  });

  it('say what it means that there is none', async () => {
    renderConsole(<RotasPage />, { answers: { ...answers, 'GET /api/rotas': [], 'GET /api/on-duty': [] } });
    expect(await screen.findByText(/everybody on file is always on duty/)).toBeVisible();
  });

  it.each([
    ['2026-11-23T20:00:00+08:00', 0],
    ['2026-11-30T07:59:00+08:00', 0],
    ['2026-11-30T08:00:00+08:00', 1],
    ['2026-12-07T21:00:00+08:00', 2],
    ['2026-12-14T21:00:00+08:00', 0],
    ['2026-11-22T21:00:00+08:00', 2],
  ])('turn week by week, backwards too, and a night belongs to the day on which it begins (%s)', (moment, turn) => {
    expect(turnOf(night, wallTime(Date.parse(moment), 'Asia/Shanghai'))).toBe(turn);
  });

  describe('somebody serves instead', () => {
    const over = { from: soon(-900), to: soon(-30), members: ['gone'] };
    const onFile = { 'GET /api/rotas/nights': { ...rota, name: '夜班 (new)', overrides: [over, ...rota.overrides!] }, 'PUT /api/rotas/nights': rota };

    it('is entered by a supervisor, in the rota as it is on file by then', async () => {
      const { sent } = renderConsole(<RotasPage />, { session: supervisor, answers: { ...answers, ...onFile } });
      await userEvent.click(await screen.findByRole('button', { name: 'Somebody serves instead' }));
      const dialog = within(screen.getByRole('dialog', { name: 'Serve instead: 夜班' }));
      await userEvent.click(dialog.getByRole('button', { name: 'Enter in the rota' }));
      expect(dialog.getByRole('alert')).toHaveTextContent('Choose at least one person.');

      await userEvent.click(dialog.getByRole('checkbox', { name: '李强' }));
      fireEvent.change(dialog.getByLabelText('From'), { target: { value: '2099-11-21T20:00' } });
      fireEvent.change(dialog.getByLabelText('Until'), { target: { value: '2099-11-21T19:00' } });
      await userEvent.click(dialog.getByRole('button', { name: 'Enter in the rota' }));
      expect(dialog.getByRole('alert')).toHaveTextContent('The end must be after the beginning and after now.');
      expect(sent).toEqual([]);

      fireEvent.change(dialog.getByLabelText('Until'), { target: { value: '2099-11-22T08:00' } });
      await userEvent.click(dialog.getByRole('button', { name: 'Enter in the rota' }));
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
      expect(sent).toEqual([['PUT /api/rotas/nights', {
        ...onFile['GET /api/rotas/nights'],
        requestId: expect.any(String),
        overrides: [...rota.overrides!, { from: '2099-11-21T12:00:00.000Z', to: '2099-11-22T00:00:00.000Z', members: ['li'] }],
      }]]);
    });

    it('can be ended, and a refusal is said', async () => {
      const { sent } = renderConsole(<RotasPage />, { session: supervisor, answers: {
        ...answers, ...onFile, 'PUT /api/rotas/nights': new ProblemError({ type: 'about:blank', title: 'Refused', status: 422, code: 'shiftsOverlap', detail: 'exceptions 1 and 2 are at the same time.' }),
      } });
      await userEvent.click(await screen.findByRole('button', { name: 'End it: 李强' }));
      expect(await screen.findByRole('alert')).toHaveTextContent('Somebody already serves instead at that time');
      expect(sent[0]![1]).toMatchObject({ overrides: [] });
    });

    it('is not an operator’s to enter', async () => {
      renderConsole(<RotasPage />, { answers });
      await screen.findByText('Serving instead');
      expect(screen.queryByRole('button', { name: /instead|End it/ })).toBeNull();
    });

    it('ends now where it has begun, and other exceptions stay', () => {
      const [past, running, coming] = [[-60, -30], [-10, 50], [90, 120]].map(([from, to]) => ({ from: soon(from!), to: soon(to!), members: ['li'] }));
      const now = Date.now();
      expect(endOverride([past!, running!, coming!], running!, now)).toEqual([past, { ...running, to: new Date(now).toISOString() }, coming]);
      expect(endOverride([past!, running!, coming!], coming!, now)).toEqual([past, running]);
    });
  });

  it.each([
    ['2026-11-21T20:00', 'Asia/Shanghai', '2026-11-21T12:00:00.000Z'],
    ['2026-03-29T01:59', 'Europe/Berlin', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29T03:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
    ['2026-10-25T03:00', 'Europe/Berlin', '2026-10-25T02:00:00.000Z'],
    ['2026-07-01T00:30', 'America/New_York', '2026-07-01T04:30:00.000Z'],
  ])('know which moment the wall shows as %s in %s', (shown, zone, moment) => {
    const [date, time] = shown.split('T') as [string, string];
    expect(new Date(momentOf({ date, time }, zone)).toISOString()).toBe(moment);
    expect(wallTime(Date.parse(moment), zone)).toEqual({ date, time });
  });

  it.each([
    ['2026-11-23', '20:00', { date: '2026-11-24', time: '08:00' }],
    ['2026-11-24', '07:59', { date: '2026-11-24', time: '08:00' }],
    ['2026-11-24', '08:00', null],
  ])('know when the shift that is served ends (%s %s)', (date, time, end) => {
    expect(endOfShift([night], { date, time })).toEqual(end);
  });

  it('know no end of a night whose day it is not', () => {
    const sundays: Shift = { ...night, hours: { ...night.hours, days: ['sunday'] } };
    expect(endOfShift([sundays], { date: '2026-11-23', time: '07:00' })).toEqual({ date: '2026-11-23', time: '08:00' });
    expect(endOfShift([sundays], { date: '2026-11-23', time: '21:00' })).toBeNull();
    expect(endOfShift([sundays], { date: '2026-11-22', time: '07:00' })).toBeNull();
  });

  it('name days and hours', () => {
    const { weekday } = DICTIONARIES.en.domain;
    expect(daysInWords(['sunday', 'monday', 'tuesday', 'wednesday'], weekday, 'every day', ', ')).toBe('Mon–Wed, Sun');
    expect(daysInWords(['saturday', 'sunday'], weekday, 'every day', ', ')).toBe('Sat, Sun');
    expect(hoursInWords({ days: [], from: '00:00:00', to: '00:00:00' }, 'all day')).toBe('all day');
  });
});

describe('test modes', () => {
  const mode: TestMode = { household: 'h1', householdName: '俞家', until: soon(20), by: mei };

  it('are listed with who began them, and can be ended', async () => {
    const modes = [mode];
    const { container, sent } = renderConsole(<TestModesPage />, {
      answers: { 'GET /api/test-modes': () => [...modes], 'DELETE /api/households/h1/test-mode': () => void modes.pop() },
    });
    const row = (await screen.findByRole('rowheader', { name: '俞家' })).closest('tr')!;
    expect(row).toHaveTextContent('陈梅');
    expect(await accessibilityFaults(container)).toEqual([]);
    await userEvent.click(within(row).getByRole('button', { name: 'End it: 俞家' }));
    expect(await screen.findByText('俞家: alarms are real again.')).toBeVisible();
    expect(await screen.findByText('No home is in test mode.')).toBeVisible();
    expect(sent).toEqual([['DELETE /api/households/h1/test-mode', undefined]]);
  });

  it('say why one could not be ended', async () => {
    const refused = new ProblemError({ type: 'about:blank', title: 'Not found', status: 404, code: 'brandNew', detail: 'Because.' });
    renderConsole(<TestModesPage />, { answers: { 'GET /api/test-modes': [mode], 'DELETE /api/households/h1/test-mode': refused } });
    await userEvent.click(await screen.findByRole('button', { name: 'End it: 俞家' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Because.');
  });

  it('are looked at again when somebody changes the file', async () => {
    const modes: TestMode[] = [];
    const { snapshot, entry } = renderConsole(<TestModesPage />, { language: 'zh', answers: { 'GET /api/test-modes': () => [...modes] } });
    expect(await screen.findByText('没有住户处于测试模式。')).toBeVisible();
    modes.push(mode);
    act(() => snapshot(1, []));
    act(() => entry(2, null, { type: 'directoryChanged' }));
    expect(await screen.findByRole('button', { name: '结束测试: 俞家' })).toBeVisible();
  });
});

describe('device report', () => {
  const report: DeviceReport = {
    centre: 'c-1', from: soon(-9), to: soon(0), limits: { presses: 30, changes: 6, falseAlarms: 4, wrongTimes: 2 },
    rows: [
      {
        device: 'w1', name: 'W2', type: 'fallWearable', household: 'h1', householdName: '俞家', signals: [{ kind: 'sos', count: 61 }],
        reasons: [{ remark: 'manyPresses', count: 61, limit: 30, day: null, kind: null }, { remark: 'flapping', count: 8, limit: 6, day: '2026-11-20', kind: 'offline' }],
      },
      { device: 'gw', name: '0x00158d', type: null, household: null, householdName: null, signals: [], reasons: [{ remark: 'notOnFile', count: 2, limit: 0, day: null, kind: null }] },
    ],
  };

  it('says of each device what is remarkable, and over which limit', async () => {
    const { container } = renderConsole(<DeviceReportPage />, { session: supervisor, answers: { 'GET /api/reports/devices': report } });
    const row = (await screen.findByText('Fall wearable')).closest('tr')!;
    expect(row).toHaveTextContent('Presses very often');
    expect(row).toHaveTextContent('61 (remarkable above 30)');
    expect(row).toHaveTextContent('Offline · 8 (remarkable above 6) · worst day 2026-11-20');
    expect(screen.getByText('0x00158d').closest('tr')).toHaveTextContent('Not on file');
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('asks anew for another span', async () => {
    const { services } = renderConsole(<DeviceReportPage />, { session: supervisor, answers: { 'GET /api/reports/devices': { ...report, rows: [] } } });
    expect(await screen.findByText('Nothing was remarkable in this time.')).toBeVisible();
    const asked: string[] = [];
    const { get } = services.api;
    services.api.get = (path) => {
      asked.push(path);
      return get(path);
    };
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Time' }), '7');
    await waitFor(() => expect(asked).toHaveLength(1));
    const from = Date.parse(asked[0]!.split('from=')[1]!);
    expect(Math.round((Date.now() - from) / 86_400_000)).toBe(7);
  });

  it('is a supervisor’s page', async () => {
    const { unmount } = renderConsole(<Shell />);
    expect(screen.queryByRole('link', { name: 'Devices' })).toBeNull();
    unmount();
    renderConsole(<Shell />, { session: supervisor, answers: { 'GET /api/reports/devices': report } });
    await userEvent.click(screen.getByRole('link', { name: 'Devices' }));
    expect(await screen.findByRole('heading', { name: /Devices to look after/ })).toBeVisible();
  });
});
