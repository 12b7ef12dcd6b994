// Keeps the parts of a page that are marked data-live as the server has them. Without this script the page reloads itself, or is reloaded by hand.
(() => {
  'use strict';
  const main = document.querySelector('[data-poll]');
  if (!main) return;
  const pause = Number(main.dataset.poll) * 1000;
  const offline = document.querySelector('[data-offline]');
  // What the page did once (a notice, a shown entry code) is not asked for again.
  const address = new URL(location.href);
  address.searchParams.delete('said');
  let version = null;

  // Somebody is choosing or typing here: replacing it would take the answer out of their hands.
  const isInUse = (part) => part.contains(document.activeElement) || part.dataset.touched === 'true';

  const replace = (fresh) => {
    for (const part of document.querySelectorAll('[data-live]')) {
      const next = fresh.getElementById(part.id);
      if (!next || next.innerHTML === part.dataset.shown || (part.hasAttribute('data-form') && isInUse(part))) continue;
      part.dataset.shown = next.innerHTML;
      part.className = next.className;
      part.replaceChildren(...next.childNodes);
    }
    document.dispatchEvent(new CustomEvent('live:changed'));
  };

  const ask = async () => {
    try {
      const answer = await fetch(address, { headers: version ? { 'If-None-Match': version } : {}, cache: 'no-store' });
      if (offline) offline.hidden = true;
      if (answer.status === 200) {
        version = answer.headers.get('ETag');
        replace(new DOMParser().parseFromString(await answer.text(), 'text/html'));
      } else if (answer.status !== 304) {
        location.reload();
      }
    } catch {
      if (offline) offline.hidden = false;
    }
  };

  const wait = () => setTimeout(async () => {
    if (!document.hidden) await ask();
    wait();
  }, pause);

  document.addEventListener('visibilitychange', () => { if (!document.hidden) ask(); });
  document.addEventListener('change', (event) => {
    const part = event.target.closest?.('[data-form]');
    if (part) part.dataset.touched = 'true';
  });
  // Pressing twice sends once. Later, because the pressed button's own value is still to be collected.
  document.addEventListener('submit', (event) => setTimeout(() => {
    for (const button of event.target.querySelectorAll('button')) button.disabled = true;
  }));
  wait();
})();
