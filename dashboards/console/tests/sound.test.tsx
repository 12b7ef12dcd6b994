import { act, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AlarmDirector } from '../src/alarm/AlarmDirector';
import { SoundControls } from '../src/alarm/SoundControls';
import { incident } from './samples';
import { renderConsole } from './renderConsole';

/** What a page hears of its loudspeaker: `allowed` is whether the browser lets it be heard. */
const speaker = { allowed: true, notes: 0 };

class FakeAudioContext {
  state = speaker.allowed ? 'running' : 'suspended';
  currentTime = 0;
  destination = {};
  onstatechange: (() => void) | null = null;
  createGain = () => ({ gain: { value: 0, setValueAtTime() {}, linearRampToValueAtTime() {} }, connect: <T,>(to: T) => to });
  createOscillator = () => ({ type: '', frequency: { value: 0 }, connect: <T,>(to: T) => to, start: () => void speaker.notes++, stop() {} });
  resume = () => new Promise<void>((resolve) => {
    if (!speaker.allowed) return;
    this.state = 'running';
    resolve();
  });
  close = async () => undefined;
}

beforeEach(() => vi.stubGlobal('AudioContext', FakeAudioContext));
afterEach(() => {
  vi.unstubAllGlobals();
  Object.assign(speaker, { allowed: true, notes: 0 });
});

const ears = <><AlarmDirector /><SoundControls /></>;

describe('sound', () => {
  it('is on after the sign-in, which was a click already', async () => {
    const { snapshot } = renderConsole(ears);
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Turn sound on' })).toBeNull());
    act(() => snapshot(1, [incident({ priority: 'critical' })]));
    expect(speaker.notes).toBe(6);
  });

  it('is asked for while the browser blocks it, and begins with the next key', async () => {
    speaker.allowed = false;
    const { snapshot } = renderConsole(ears);
    act(() => snapshot(1, [incident({ priority: 'critical' })]));
    expect(await screen.findByRole('button', { name: 'Turn sound on' })).toBeVisible();
    expect(speaker.notes).toBe(0);
    speaker.allowed = true;
    await act(async () => void window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift' })));
    expect(speaker.notes).toBe(6);
    expect(await screen.findByRole('button', { name: /^Silence for 60 s/ })).toBeVisible();
  });
});
