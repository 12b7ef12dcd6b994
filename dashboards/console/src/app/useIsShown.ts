import { useEffect, useRef, type RefObject } from 'react';

/** Whether the component is still on the page: an answer may come when the operator has long gone on to something else. */
export function useIsShown(): RefObject<boolean> {
  const shown = useRef(true);
  useEffect(() => {
    shown.current = true;
    return () => void (shown.current = false);
  }, []);
  return shown;
}
