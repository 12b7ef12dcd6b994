import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Problem } from '../src/api/contract';
import { ProblemError, UnansweredError, type Api } from '../src/api/http';
import { createCommands, isPending } from '../src/commands/commands';
import { incident, T0 } from './samples';

type Sent = { path: string; body: Record<string, unknown> };

function desk(...answers: (Error | ReturnType<typeof incident>)[]) {
  const sent: Sent[] = [];
  const seen: string[] = [];
  const api: Api = {
    get: () => Promise.reject(new Error('not asked')),
    send: async <T,>(_: string, path: string, body?: unknown) => {
      sent.push({ path, body: body as Record<string, unknown> });
      const answer = answers.shift();
      if (answer === undefined) throw new Error(`unexpected request ${path}`);
      if (answer instanceof Error) throw answer;
      return answer as T;
    },
  };
  let next = 0;
  const commands = createCommands({ api, now: () => T0, newRequestId: () => `r${++next}`, onAnswer: (view) => seen.push(view.state) });
  return { commands, sent, seen };
}

const refusal = (problem: Partial<Problem>) => new ProblemError({ type: 'about:blank', title: 'Refused', status: 409, ...problem });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('commands', () => {
  it('carry a request id and hand the answer over', async () => {
    const { commands, sent, seen } = desk(incident({ state: 'claimed' }));
    const view = await commands.act('i1', 'claim', {});
    expect(view?.state).toBe('claimed');
    expect(seen).toEqual(['claimed']);
    expect(sent).toEqual([{ path: '/api/incidents/i1/claim', body: { requestId: 'r1' } }]);
  });

  it('wait without an answer, and go again with the same id', async () => {
    const { commands, sent } = desk(new UnansweredError('offline'), new UnansweredError('offline'), incident({ state: 'dispatched' }));
    const answer = commands.act('i1', 'dispatch', { responder: 'g1' });
    await vi.advanceTimersByTimeAsync(0);
    expect(commands.book.get().pending).toMatchObject([{ requestId: 'r1', unanswered: 1 }]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect((await answer)?.state).toBe('dispatched');
    expect(sent.map((s) => s.body)).toEqual(Array(3).fill({ responder: 'g1', requestId: 'r1' }));
    expect(commands.book.get().pending).toEqual([]);
  });

  it('stay refused though the same is done for somebody else, until it is tried again', async () => {
    const dispatched = incident({ state: 'dispatched' });
    const { commands } = desk(refusal({ code: 'alreadyDispatched' }), dispatched, dispatched);
    await commands.act('i1', 'dispatch', { responder: 'g1' });
    await commands.act('i1', 'dispatch', { responder: 'g2' });
    expect(commands.book.get().refused).toMatchObject([{ requestId: 'r1', name: 'dispatch' }]);
    await commands.act('i1', 'dispatch', { responder: 'g1' });
    expect(commands.book.get().refused).toEqual([]);
  });

  it('go at once when the connection is back', async () => {
    const { commands, sent } = desk(new UnansweredError('offline'), incident());
    const answer = commands.act('i1', 'note', { text: 'hello' });
    await vi.advanceTimersByTimeAsync(0);
    commands.hurry();
    await answer;
    expect(sent).toHaveLength(2);
  });

  it('wait for a new sign-in instead of being lost with the session', async () => {
    const { commands, sent } = desk(refusal({ status: 401 }), incident());
    const answer = commands.act('i1', 'claim', {});
    await vi.advanceTimersByTimeAsync(0);
    expect(commands.book.get().refused).toEqual([]);
    commands.hurry();
    expect(await answer).not.toBeNull();
    expect(sent[1]!.body).toEqual(sent[0]!.body);
  });

  it('keep a refusal until it is put away', async () => {
    const { commands } = desk(refusal({ code: 'alreadyClaimed' }));
    expect(await commands.act('i1', 'claim', {})).toBeNull();
    expect(commands.book.get().refused).toMatchObject([{ subject: 'i1', name: 'claim', problem: { code: 'alreadyClaimed' } }]);
    commands.dismiss('r1');
    expect(commands.book.get().refused).toEqual([]);
  });

  it('are sent once when pressed twice, and twice when they speak of different people', async () => {
    const { commands, sent } = desk(incident(), incident());
    const both = [commands.act('i1', 'dispatch', { responder: 'g1' }), commands.act('i1', 'dispatch', { responder: 'g1' })];
    const other = commands.act('i1', 'dispatch', { responder: 'g2' });
    expect(isPending(commands.book.get(), 'i1', 'dispatch', 'g1')).toBe(true);
    expect(isPending(commands.book.get(), 'i1', 'claim')).toBe(false);
    await Promise.all([...both, other]);
    expect(sent.map((s) => s.body.responder)).toEqual(['g1', 'g2']);
  });

  it('of one operator are never sent by the next', async () => {
    const { commands, sent } = desk(new UnansweredError('offline'));
    const answer = commands.act('i1', 'claim', {});
    await vi.advanceTimersByTimeAsync(0);
    commands.stop();
    expect(await answer).toBeNull();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(1);
  });

  it('open an incident from a phone call', async () => {
    const { commands, sent } = desk(incident({ id: 'new' }));
    expect((await commands.openByPhone({ household: 'h1', kind: 'fall' }))?.id).toBe('new');
    expect(sent).toEqual([{ path: '/api/incidents', body: { household: 'h1', kind: 'fall', requestId: 'r1' } }]);
  });
});
