import { createStore, type Store } from '../app/store';
import type { Loudness } from './plan';

/** Whether the browser lets this page be heard: it does not until somebody has clicked or pressed a key. */
export type SoundState = 'blocked' | 'on' | 'unavailable';

export interface Sounder {
  readonly state: Store<SoundState>;
  /** Plays this until told otherwise; null is silence. */
  play(loudness: Loudness | null): void;
  /** To be called from a click or key press. */
  unlock(): Promise<void>;
  setVolume(volume: number): void;
  test(): void;
  stop(): void;
}

interface Note { at: number; hz: number; seconds: number; gain: number }
interface Pattern { everyMs: number; notes: readonly Note[] }

/** Three voices that cannot be taken for one another: a rising alarm, a falling call, one soft note. */
const PATTERNS: Record<Loudness, Pattern> = {
  critical: {
    everyMs: 1_800,
    notes: [0, 1, 2].flatMap((i) => [
      { at: i * 0.4, hz: 740, seconds: 0.17, gain: 1 },
      { at: i * 0.4 + 0.2, hz: 988, seconds: 0.17, gain: 1 },
    ]),
  },
  high: {
    everyMs: 3_500,
    notes: [
      { at: 0, hz: 784, seconds: 0.3, gain: 0.8 },
      { at: 0.35, hz: 587, seconds: 0.45, gain: 0.8 },
    ],
  },
  calm: { everyMs: 10_000, notes: [{ at: 0, hz: 523, seconds: 0.5, gain: 0.45 }] },
};

export function createSounder(volume: number): Sounder {
  const state = createStore<SoundState>(typeof AudioContext === 'undefined' ? 'unavailable' : 'blocked');
  let context: AudioContext | null = null;
  let master: GainNode | null = null;
  let playing: Loudness | null = null;
  let timer: ReturnType<typeof setInterval> | null = null;
  let level = volume;

  function open(): AudioContext {
    if (context !== null) return context;
    const opened = new AudioContext();
    master = opened.createGain();
    master.gain.value = level;
    master.connect(opened.destination);
    opened.onstatechange = () => state.set(opened.state === 'running' ? 'on' : 'blocked');
    context = opened;
    return opened;
  }

  function strike(pattern: Pattern): void {
    if (context === null || master === null || context.state !== 'running') return;
    for (const { at, hz, seconds, gain } of pattern.notes) {
      const start = context.currentTime + 0.02 + at;
      const oscillator = context.createOscillator();
      const envelope = context.createGain();
      oscillator.type = 'triangle';
      oscillator.frequency.value = hz;
      envelope.gain.setValueAtTime(0, start);
      envelope.gain.linearRampToValueAtTime(gain, start + 0.015);
      envelope.gain.setValueAtTime(gain, start + seconds * 0.7);
      envelope.gain.linearRampToValueAtTime(0, start + seconds);
      oscillator.connect(envelope).connect(master);
      oscillator.start(start);
      oscillator.stop(start + seconds + 0.02);
    }
  }

  function play(loudness: Loudness | null): void {
    if (loudness === playing) return;
    playing = loudness;
    if (timer !== null) clearInterval(timer);
    timer = null;
    if (loudness === null) return;
    strike(PATTERNS[loudness]);
    timer = setInterval(() => strike(PATTERNS[loudness]), PATTERNS[loudness].everyMs);
  }

  return {
    state,
    play,
    async unlock() {
      if (state.get() === 'unavailable') return;
      const opened = open();
      if (opened.state !== 'running') await opened.resume();
      const isOn = opened.state === 'running';
      const wasOff = state.get() !== 'on';
      state.set(isOn ? 'on' : 'blocked');
      if (isOn && wasOff && playing !== null) strike(PATTERNS[playing]);
    },
    setVolume(next) {
      level = next;
      if (master !== null) master.gain.value = next;
    },
    test: () => strike(PATTERNS.high),
    stop() {
      play(null);
      void context?.close();
      context = null;
      master = null;
    },
  };
}
