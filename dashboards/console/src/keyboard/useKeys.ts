import { useEffect, useRef } from 'react';
import { useConsole } from '../app/context';
import { useStore } from '../app/store';

export type KeyMap = Readonly<Record<string, (() => void) | undefined>>;

/** Which handler a key press means, if any: not while somebody types, not behind a dialog or a sign-in, not with a modifier. */
export function keyAction(event: KeyboardEvent, map: KeyMap, singleKeys: boolean): (() => void) | undefined {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return undefined;
  const target = event.target as HTMLElement | null;
  if (document.querySelector('dialog[open], [inert]')) return undefined;
  const typing = target?.matches?.('input:not([type=radio], [type=checkbox], [type=range]), textarea, select, [contenteditable]') ?? false;
  if (typing) return undefined;
  const isLetter = event.key.length === 1;
  if (isLetter && !singleKeys) return undefined;
  if (event.key === 'Enter' && target?.closest?.('button, a')) return undefined;
  return map[isLetter ? event.key.toLowerCase() : event.key];
}

/** Listens for keys while the component is shown. */
export function useKeys(map: KeyMap): void {
  const { preferences } = useConsole();
  const { singleKeys } = useStore(preferences);
  const latest = useRef(map);
  latest.current = map;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const action = keyAction(event, latest.current, singleKeys);
      if (!action) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [singleKeys]);
}
