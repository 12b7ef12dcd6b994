import { afterEach, describe, expect, it, vi } from 'vitest';
import { keyAction } from '../src/keyboard/useKeys';

const map = { j: vi.fn(), Enter: vi.fn(), '?': vi.fn() };

function press(key: string, on: string = '<p></p>', extra: KeyboardEventInit = {}, singleKeys = true) {
  document.body.innerHTML = on;
  let action: (() => void) | undefined;
  document.body.addEventListener('keydown', (event) => (action = keyAction(event, map, singleKeys)), { once: true });
  (document.body.querySelector('[data-here]') ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...extra }));
  return action;
}

afterEach(() => void (document.body.innerHTML = ''));

describe('keys', () => {
  it('act, whatever the caps lock says', () => {
    expect(press('j')).toBe(map.j);
    expect(press('J')).toBe(map.j);
    expect(press('?')).toBe(map['?']);
    expect(press('x')).toBeUndefined();
  });

  it.each([
    ['in a text box', '<textarea data-here></textarea>'],
    ['in a field', '<input data-here>'],
    ['in a list', '<select data-here></select>'],
    ['behind a dialog', '<dialog open></dialog>'],
    ['behind a sign-in', '<div inert></div>'],
  ])('do nothing %s', (_, html) => expect(press('j', html)).toBeUndefined());

  it('act on a radio button, which takes no letters', () => expect(press('j', '<input type="radio" data-here>')).toBe(map.j));

  it('leave the browser its own', () => {
    expect(press('j', '<p></p>', { ctrlKey: true })).toBeUndefined();
    expect(press('j', '<p></p>', { altKey: true })).toBeUndefined();
    expect(press('j', '<p></p>', { metaKey: true })).toBeUndefined();
    expect(press('j', '<p></p>', { isComposing: true })).toBeUndefined();
  });

  it('leave Enter to the button that has the focus', () => {
    expect(press('Enter')).toBe(map.Enter);
    expect(press('Enter', '<button data-here>Claim</button>')).toBeUndefined();
  });

  it('can be turned off, letters only', () => {
    expect(press('j', '<p></p>', {}, false)).toBeUndefined();
    expect(press('Enter', '<p></p>', {}, false)).toBe(map.Enter);
  });
});
