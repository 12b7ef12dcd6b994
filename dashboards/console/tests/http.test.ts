import { describe, expect, it, vi } from 'vitest';
import { createApi, ProblemError, UnansweredError } from '../src/api/http';
import { newRequestId } from '../src/api/requestId';
import { createServerClock } from '../src/clock/serverClock';

function apiAnswering(answer: () => Response | Promise<Response>) {
  const clock = createServerClock();
  const onSignedOut = vi.fn();
  return { clock, onSignedOut, api: createApi({ clock, onSignedOut, fetch: async () => answer() }) };
}

const problem = (status: number, body: object) => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/problem+json' } });

describe('api', () => {
  it('reads JSON, and nothing where nothing is', async () => {
    expect(await apiAnswering(() => new Response('{"a":1}')).api.get('/api/x')).toEqual({ a: 1 });
    expect(await apiAnswering(() => new Response(null, { status: 204 })).api.send('DELETE', '/api/session')).toBeUndefined();
  });

  it('learns the time from the Date header', async () => {
    const { api, clock } = apiAnswering(() => new Response('{}', { headers: { Date: 'Sat, 21 Nov 2026 19:12:00 GMT' } }));
    await api.get('/api/x');
    expect(Math.abs(clock.now() - Date.parse('2026-11-21T19:12:00Z'))).toBeLessThan(2_000);
  });

  it('says what the server refused', async () => {
    const { api } = apiAnswering(() => problem(409, { title: 'Refused', detail: 'Operator li has it.', code: 'alreadyClaimed' }));
    await expect(api.send('POST', '/api/incidents/i1/claim', {})).rejects.toMatchObject({ problem: { status: 409, code: 'alreadyClaimed', detail: 'Operator li has it.' } });
  });

  it('keeps the words of an answer that is not a problem', async () => {
    const { api } = apiAnswering(() => new Response('boom', { status: 500, statusText: 'Internal Server Error' }));
    await expect(api.get('/api/x')).rejects.toMatchObject({ problem: { status: 500, title: 'Internal Server Error', detail: 'boom' } });
  });

  it.each([408, 429, 502, 503, 504])('takes %d for no answer', async (status) => {
    await expect(apiAnswering(() => new Response('', { status })).api.get('/api/x')).rejects.toBeInstanceOf(UnansweredError);
  });

  it('takes a page of something in between for no answer', async () => {
    const page = () => new Response('<html>Sign in to the network</html>', { headers: { 'Content-Type': 'text/html' } });
    await expect(apiAnswering(page).api.send('POST', '/api/incidents/i1/claim', {})).rejects.toBeInstanceOf(UnansweredError);
  });

  it('reads a refusal whose JSON was cut off', async () => {
    const cut = () => new Response('{"title":"Ref', { status: 409, headers: { 'Content-Type': 'application/problem+json' } });
    await expect(apiAnswering(cut).api.get('/api/x')).rejects.toMatchObject({ problem: { status: 409, detail: '{"title":"Ref' } });
  });

  it('takes a broken connection for no answer', async () => {
    await expect(apiAnswering(() => Promise.reject(new TypeError('failed to fetch'))).api.get('/api/x')).rejects.toBeInstanceOf(UnansweredError);
  });

  it('takes too many wrong sign-ins for a refusal', async () => {
    const { api } = apiAnswering(() => problem(429, { title: 'Too many wrong sign-ins', detail: 'Try again in 8 s.', code: 'heldBack' }));
    await expect(api.send('POST', '/api/session', {})).rejects.toBeInstanceOf(ProblemError);
  });

  it('tells the end of the session, but not a wrong password', async () => {
    const ended = apiAnswering(() => problem(401, {}));
    await expect(ended.api.get('/api/incidents')).rejects.toBeInstanceOf(ProblemError);
    expect(ended.onSignedOut).toHaveBeenCalledOnce();
    const wrong = apiAnswering(() => problem(401, {}));
    await expect(wrong.api.send('POST', '/api/session', {})).rejects.toBeInstanceOf(ProblemError);
    expect(wrong.onSignedOut).not.toHaveBeenCalled();
  });
});

describe('request ids', () => {
  it('are unique, and made without randomUUID where a page is not secure', () => {
    vi.spyOn(crypto, 'randomUUID').mockImplementation(undefined as never);
    Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true });
    const ids = new Set(Array.from({ length: 100 }, newRequestId));
    Reflect.deleteProperty(crypto, 'randomUUID');
    expect(ids.size).toBe(100);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
