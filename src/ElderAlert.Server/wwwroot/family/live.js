// Keeps the parts of a page that are marked data-live as the server has them. Without this script the page reloads itself, or is reloaded by hand.
// Written for the phones of 2017 as well (Safari 11, Chrome 61): a word that they do not know would leave them with a page that never changes.
(() => {
  'use strict';
  const main = document.querySelector('[data-poll]');
  if (!main) return;
  const pause = Number(main.dataset.poll) * 1000;
  const offline = document.querySelector('[data-offline]');
  // What the page did once (a notice, a shown entry code) is not asked for again. A page that shows whatever is newest says what it is showing.
  const address = new URL(location.href);
  if (main.dataset.address) address.pathname = main.dataset.address;
  address.searchParams.delete('said');
  let version = null;
  // What has not changed since the page came is left in place: a screen reader would say it again, and whoever stands on a button would lose it.
  for (const part of document.querySelectorAll('[data-live]')) part.dataset.shown = part.innerHTML;

  // Somebody is choosing or typing here: replacing it would take the answer out of their hands.
  const isInUse = (part) => part.contains(document.activeElement) || part.dataset.touched === 'true';

  const replace = (fresh) => {
    for (const part of document.querySelectorAll('[data-live]')) {
      const next = fresh.getElementById(part.id);
      if (!next || next.innerHTML === part.dataset.shown || (part.hasAttribute('data-form') && isInUse(part))) continue;
      part.dataset.shown = next.innerHTML;
      part.className = next.className;
      part.textContent = '';
      while (next.firstChild) part.appendChild(next.firstChild);
    }
    document.dispatchEvent(new CustomEvent('live:changed'));
  };

  // A phone that has changed its network may wait for minutes for an answer on the old one.
  const patience = 15000;
  const tooLate = () => new Promise((resolve, reject) => setTimeout(() => reject(new Error('no answer in time')), patience));

  const fetchPage = async () => {
    const answer = await fetch(address, { headers: version ? { 'If-None-Match': version } : {}, cache: 'no-store' });
    // A server that is being started anew: what is shown stays, with the number to call.
    if (answer.status >= 500 || answer.status === 429) throw new Error(`status ${answer.status}`);
    return { status: answer.status, version: answer.headers.get('ETag'), text: answer.status === 200 ? await answer.text() : '' };
  };

  const ask = async () => {
    try {
      const answer = await Promise.race([fetchPage(), tooLate()]);
      if (offline) offline.hidden = true;
      if (answer.status === 200) {
        version = answer.version;
        replace(new DOMParser().parseFromString(answer.text, 'text/html'));
      } else if (answer.status !== 304) {
        location.reload();
      }
    } catch (error) {
      if (offline) offline.hidden = false;
    }
  };

  const wait = () => setTimeout(async () => {
    if (!document.hidden) await ask();
    wait();
  }, pause);

  document.addEventListener('visibilitychange', () => { if (!document.hidden) ask(); });
  document.addEventListener('change', (event) => {
    const part = event.target.closest('[data-form]');
    if (part) part.dataset.touched = 'true';
  });
  // Pressing twice sends once. Later, because the pressed button's own value is still to be collected.
  document.addEventListener('submit', (event) => setTimeout(() => {
    for (const button of event.target.querySelectorAll('button')) button.disabled = true;
  }));
  wait();
})();
