// Keeps the newest message in view, unless somebody has scrolled up to read.
(() => {
  'use strict';
  const list = document.getElementById('conversation');
  if (!list) return;
  const toEnd = () => { list.scrollTop = list.scrollHeight; };
  let isAtEnd = true;
  list.addEventListener('scroll', () => { isAtEnd = list.scrollTop + list.clientHeight > list.scrollHeight - 40; });
  document.addEventListener('live:changed', () => { if (isAtEnd) toEnd(); });
  toEnd();
})();
