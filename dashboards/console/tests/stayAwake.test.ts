import { expect, it } from 'vitest';
import { stayAwake } from '../src/live/stayAwake';

it('holds a shared lock until it is let go', async () => {
  const asked: unknown[] = [];
  let isHeld = false;
  const request = async (name: string, options: LockOptions, hold: () => Promise<void>) => {
    asked.push(name, options);
    isHeld = true;
    await hold();
    isHeld = false;
  };
  const release = stayAwake({ request } as unknown as LockManager);
  expect(asked).toEqual(['elderalert-console', { mode: 'shared' }]);
  await Promise.resolve();
  expect(isHeld).toBe(true);

  release();
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(isHeld).toBe(false);
});

it('does without locks where the browser has none', () => {
  expect(() => stayAwake(undefined)()).not.toThrow();
});
