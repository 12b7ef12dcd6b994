import { describe, expect, it } from 'vitest';
import { createServerClock, learnFromDateHeader, learnFromInstant } from '../src/clock/serverClock';
import { T0 } from './samples';

function computer(errorMs: number) {
  let elapsed = 0;
  const clock = createServerClock(() => elapsed, () => T0 + elapsed + errorMs);
  return { clock, pass: (ms: number) => (elapsed += ms), server: () => T0 + elapsed, tick: () => elapsed };
}

describe('server clock', () => {
  it('is this computer’s own before the first answer', () => {
    expect(computer(90_000).clock.now()).toBe(T0 + 90_000);
  });

  it('is right after one exact answer, however wrong the computer is', () => {
    const { clock, pass, server, tick } = computer(3_600_000);
    const sent = tick();
    const said = new Date(server() + 20).toISOString();
    pass(40);
    learnFromInstant(clock, said, sent, tick());
    expect(Math.abs(clock.now() - server())).toBeLessThanOrEqual(20);
    expect(clock.localError()! / 1_000).toBeCloseTo(3_600, 0);
  });

  it('narrows down whole-second Date headers far below a second', () => {
    const { clock, pass, server, tick } = computer(-7_000);
    for (let i = 0; i < 40; i++) {
      pass(1_137);
      const sent = tick();
      const header = new Date(Math.floor(server() / 1_000) * 1_000).toUTCString();
      pass(10);
      learnFromDateHeader(clock, header, sent, tick());
    }
    expect(Math.abs(clock.now() - server())).toBeLessThan(60);
  });

  it('believes what it sees after the server’s clock has been moved', () => {
    const { clock, pass, server, tick } = computer(0);
    learnFromInstant(clock, new Date(server()).toISOString(), tick(), tick());
    pass(1_000);
    learnFromInstant(clock, new Date(server() + 60_000).toISOString(), tick(), tick());
    expect(clock.now()).toBe(server() + 60_000);
  });

  it('learns nothing from nonsense', () => {
    const { clock, tick } = computer(5_000);
    learnFromDateHeader(clock, null, tick(), tick());
    learnFromDateHeader(clock, 'yesterday', tick(), tick());
    learnFromInstant(clock, 42, tick(), tick());
    expect(clock.localError()).toBeNull();
  });
});
