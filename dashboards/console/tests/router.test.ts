import { describe, expect, it } from 'vitest';
import { parseRoute } from '../src/app/router';

describe('parseRoute', () => {
  it.each([
    ['/console', { page: 'queue' }],
    ['/console/', { page: 'queue' }],
    ['/console/incidents/i%2F1', { page: 'incident', id: 'i/1' }],
    ['/console/history', { page: 'history' }],
    ['/console/settings/', { page: 'settings' }],
    ['/console/rotas', { page: 'rotas' }],
    ['/console/test-modes', { page: 'test-modes' }],
    ['/console/device-report', { page: 'device-report' }],
    ['/console/rotas/x', { page: 'missing' }],
    ['/incidents/i1', { page: 'incident', id: 'i1' }],
    ['/', { page: 'queue' }],
    ['/console/incidents/%E0%A4%A', { page: 'missing' }],
    ['/console/elsewhere', { page: 'missing' }],
    ['/consoles', { page: 'missing' }],
  ])('%s', (path, route) => expect(parseRoute(path, '/console')).toEqual(route));
});
