/**
 * Browsers put tabs to sleep that nobody looks at, and a sleeping console hears no alarm. One that holds a lock is let alone
 * (https://learn.microsoft.com/aspnet/core/signalr/javascript-client, "Browser sleeping tab"). Over plain http there are no locks.
 */
export function stayAwake(locks: Pick<LockManager, 'request'> | undefined = navigator.locks): () => void {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  void locks?.request('elderalert-console', { mode: 'shared' }, () => held);
  return release;
}
