import { describe, expect, it } from 'vitest';
import { countdown, createTimeFormat, stopwatch } from '../src/clock/format';
import { T0 } from './samples';

describe('stopwatch', () => {
  it.each([
    [-5_000, '0:00'],
    [7_999, '0:07'],
    [59_999, '0:59'],
    [60_000, '1:00'],
    [754_000, '12:34'],
    [3_723_000, '1:02:03'],
    [86_399_999, '23:59:59'],
    [2 * 86_400_000 + 3 * 3_600_000 + 12 * 60_000, '2d 03:12'],
  ])('%d ms reads %s', (ms, text) => expect(stopwatch(ms, 'd')).toBe(text));
});

describe('countdown', () => {
  it('rounds up while time is left, so that 0:00 means now', () => {
    expect(countdown(T0 + 500, T0, 'd')).toEqual({ text: '0:01', late: false });
    expect(countdown(T0, T0, 'd')).toEqual({ text: '0:00', late: false });
  });

  it('counts on past the deadline', () => {
    expect(countdown(T0 - 65_000, T0, 'd')).toEqual({ text: '+1:05', late: true });
  });
});

describe('times of the centre', () => {
  it('are in its zone and have 24 hours in both languages', () => {
    expect(createTimeFormat('Asia/Shanghai', 'zh-CN').time('2026-11-21T16:05:09Z')).toBe('00:05:09');
    expect(createTimeFormat('Asia/Shanghai', 'en-GB').short('2026-11-21T16:05:09Z')).toBe('00:05');
    expect(createTimeFormat('Asia/Shanghai', 'en-GB').dateTime('2026-11-21T16:05:09Z')).toContain('22 Nov');
  });

  it('fall back to UTC where the zone is unknown', () => {
    expect(createTimeFormat('Mars/Olympus', 'en-GB').time('2026-11-21T16:05:09Z')).toBe('16:05:09');
  });
});
