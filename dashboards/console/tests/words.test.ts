import { describe, expect, it } from 'vitest';
import type { TimelineEntry } from '../src/api/contract';
import { problemSentence } from '../src/commands/problemSentence';
import { DICTIONARIES } from '../src/i18n';
import { preferredLanguage, type Language } from '../src/i18n/words';
import { tell } from '../src/incident/tell';
import { at, daughter, incident, T0 } from './samples';

const LANGUAGES: Language[] = ['en', 'zh'];

const view = incident({
  notifications: [{ id: 'i1.1', recipient: daughter, channel: 'sms', purpose: 'alarm', state: 'sending', requestedAt: at(0), overdue: false, answered: false }],
});
const people = { 'operator:mei': '陈梅', 'contact:c1': '俞晓红', 'responder:g1': '周志明', 'device:w1': '手环' };
const entry = (event: TimelineEntry['event']): TimelineEntry => ({ position: 9, at: at(0), event, people });
const told = (language: Language, event: TimelineEntry['event']) => tell(entry(event), view, DICTIONARIES[language], language);

/** Every leaf of a dictionary; what takes arguments is called with some. */
function leaves(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, String((value as (...args: unknown[]) => unknown)(2, 3))]];
  return Object.entries(value as object).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`));
}

describe('dictionaries', () => {
  it('say nothing in English inside the Chinese one', () => {
    const en = new Map(leaves({ ui: DICTIONARIES.en.ui, domain: DICTIONARIES.en.domain }, ''));
    const same = leaves({ ui: DICTIONARIES.zh.ui, domain: DICTIONARIES.zh.domain }, '').filter(([path, text]) => text === en.get(path) && /[a-z]{3}/i.test(text));
    expect(same.map(([path]) => path)).toEqual(['.ui.app.name']);
  });

  it.each(LANGUAGES)('have a sentence for every event even when its fields are missing (%s)', (language) => {
    for (const type of Object.keys(DICTIONARIES[language].events)) {
      const { text } = told(language, { type });
      expect(text, type).not.toMatch(/undefined|null|NaN|\[object/);
      expect(text.length, type).toBeGreaterThan(1);
    }
  });
});

describe('timeline sentences', () => {
  it.each<[TimelineEntry['event'], string, string]>([
    [
      { type: 'incidentOpened', kind: 'fall', signal: { device: 'w1', kind: 'fall', confidence: 0.93, detail: { room: '浴室' } }, by: { kind: 'device', id: 'w1' } },
      'Fall reported by 手环 (浴室, confidence 93\u00a0%)',
      '手环报警：跌倒（浴室，置信度 93\u00a0%）',
    ],
    [{ type: 'incidentOpened', kind: 'sos', signal: null, by: { kind: 'operator', id: 'mei' }, note: 'chest pain' }, '陈梅 opened it from a phone call: SOS', '陈梅根据来电登记警情：紧急求助'],
    [
      { type: 'incidentOpened', kind: 'inactivity', signal: { device: 'watch:h1', kind: 'inactivity', watch: 'h1', detail: { reason: 'r', silentMin: '190' } }, by: { kind: 'system', id: '' } },
      'Noticed: No sign of life, device watch:h1',
      '发现异常：长时间无活动，设备 watch:h1',
    ],
    [{ type: 'householdChecked', by: { kind: 'operator', id: 'mei' }, household: 'h1', reached: true }, '陈梅 called h1: reached', '陈梅致电h1：已联系上'],
    [{ type: 'notificationDelivered', notification: 'i1.1' }, 'SMS to 俞晓红: delivered', '短信→俞晓红：已送达'],
    [{ type: 'incidentAcknowledged', by: { kind: 'contact', id: 'c1' }, via: 'link', etaMinutes: 8 }, '俞晓红 takes responsibility (link), 8 min', '俞晓红确认负责（链接），8 分钟'],
    [{ type: 'recipientDeclined', by: { kind: 'contact', id: 'c1' }, via: 'sms' }, '俞晓红 cannot go (SMS)', '俞晓红表示不能前往（短信）'],
    [{ type: 'claimReleased', operator: 'mei', reason: 'consoleSilent' }, '陈梅 no longer has it: console went silent', '陈梅不再负责：坐席失联'],
    [{ type: 'voiceContactTried', by: 'mei', reached: false }, '陈梅 called the home: nobody answered', '陈梅致电家中，无人应答'],
    [{ type: 'responderDispatched', responder: 'g1', by: { kind: 'operator', id: 'mei' } }, '陈梅 dispatched 周志明', '陈梅派周志明前往'],
    [{ type: 'deadlineMissed', deadline: 'onScene' }, 'Deadline missed: on scene. The supervisor is told', '超时：到达现场，已通知值班长'],
  ])('%o', (event, en, zh) => {
    expect(told('en', event).text).toBe(en);
    expect(told('zh', event).text).toBe(zh);
  });

  it('quote what people said', () => {
    expect(told('en', { type: 'replyReceived', from: { kind: 'contact', id: 'c1' }, text: 'I am away' }).quote).toBe('I am away');
    expect(told('en', { type: 'recipientDeclined', by: { kind: 'contact', id: 'c1' }, via: 'sms', text: 'cannot, on nights' }).quote).toBe('cannot, on nights');
    expect(told('en', { type: 'voiceContactTried', by: 'mei', reached: true, note: 'slipped, not hurt' }).quote).toBe('slipped, not hurt');
    expect(told('en', { type: 'incidentClaimed', operator: 'mei' }).quote).toBeNull();
  });

  it('keep what a sensor measured apart from the sentence', () => {
    const { text, quote } = told('en', { type: 'signalJoined', signal: { device: 'w1', kind: 'fall', detail: { room: 'hall', peakG: '4.1', position: 'waist' } } });
    expect(text).toBe('Another signal: Fall from 手环 (hall)');
    expect(quote).toBe('peakG 4.1 · position waist');
  });

  it('tell why a silence is unusual, in the operator’s language', () => {
    const event = { type: 'signalJoined', signal: { device: 'watch:h1', kind: 'inactivity', watch: 'h1', detail: { reason: 'no sign of life for 3 h 10', silentMin: '190', usualMin: '80' } } };
    expect(told('en', event).quote).toBe('no sign of life for 3 h 10');
    expect(told('zh', event).quote).toBe('3 小时 10 分钟没有生命迹象；此时段通常最多 1 小时 20 分钟');
  });

  it('show a late report, and one from the future', () => {
    const signal = (minutes: number) => ({ device: 'w1', kind: 'sos', at: new Date(T0 - minutes * 60_000).toISOString(), receivedAt: at(0) });
    expect(told('en', { type: 'signalJoined', signal: signal(90) }).text).toContain('earlier by 1:30:00');
    expect(told('zh', { type: 'signalJoined', signal: signal(-90) }).text).toContain('设备时间晚 1:30:00');
    expect(told('en', { type: 'signalJoined', signal: signal(2) }).text).not.toContain('device time');
  });

  it('name somebody whose name is not known by kind and id', () => {
    expect(told('en', { type: 'responderOnScene', responder: 'g77' }).text).toBe('responder g77 is on scene');
  });

  it('do not hide an event of a later version', () => {
    expect(told('zh', { type: 'droneLaunched' }).text).toBe('记录：droneLaunched');
  });
});

describe('refusals', () => {
  const problem = { type: 'about:blank', title: 'Refused', status: 409 };

  it('are told in the operator’s language, where the code is known', () => {
    expect(problemSentence({ ...problem, code: 'alreadyClaimed', detail: 'Operator li has it.' }, DICTIONARIES.zh)).toBe('其他接警员已接警。');
  });

  it('keep what the server says where it names a value, or the code is new', () => {
    expect(problemSentence({ ...problem, code: 'invalid', detail: 'etaMinutes: too large.' }, DICTIONARIES.en)).toBe('A value is not allowed. etaMinutes: too large.');
    expect(problemSentence({ ...problem, code: 'brandNew', detail: 'Because.' }, DICTIONARIES.en)).toBe('Because.');
  });
});

describe('preferred language', () => {
  it.each([
    [['zh-TW', 'en'], 'zh'],
    [['de-DE', 'zh'], 'zh'],
    [['en-US'], 'en'],
    [['fr'], 'en'],
  ])('%o gives %s', (browser, language) => expect(preferredLanguage(browser)).toBe(language));
});
