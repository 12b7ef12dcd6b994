import type { FaultView, JournalEvent } from '../api/contract';
import { createStore, type Store } from '../app/store';
import type { DispatchLink } from '../live/dispatchLink';

/** How often the faults are asked for while the link stands: a journal that takes no entries can tell of nothing, not even of that. */
const ASK_EVERY_MS = 10_000;

/** What is wrong with the hotline itself. Asked for whenever the link comes up, because a snapshot does not tell; then kept by the facts. */
export function createFaultBook(link: DispatchLink, ask: () => Promise<FaultView[]>): Store<readonly FaultView[]> & { stop(): void } {
  const faults = createStore<readonly FaultView[]>([]);
  let phase = '';
  let asked = 0;

  async function lookUp(): Promise<void> {
    const mine = ++asked;
    try {
      const found = await ask();
      if (mine === asked) faults.set(found);
    } catch (error) {
      console.warn('the faults could not be asked for', error);
    }
  }

  const timer = setInterval(() => {
    if (phase === 'live') void lookUp();
  }, ASK_EVERY_MS);
  const unwatch = link.state.subscribe(() => {
    const before = phase;
    phase = link.state.get().phase;
    if (phase === 'live' && before !== 'live') void lookUp();
  });
  const unhear = link.onEntry(({ event }) => {
    if (event.type !== 'faultRaised' && event.type !== 'faultEnded') return;
    asked++;
    faults.set(after(faults.get(), event));
  });
  return {
    ...faults,
    stop() {
      clearInterval(timer);
      unwatch();
      unhear();
    },
  };
}

function after(before: readonly FaultView[], event: JournalEvent): readonly FaultView[] {
  const others = before.filter((f) => f.fault !== event.fault);
  return event.type === 'faultEnded' ? others : [...others, event as unknown as FaultView];
}
