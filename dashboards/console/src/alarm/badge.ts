import type { Loudness } from './plan';

/** Shows on the tab how many call: in its title, and by the colour of its icon. */
export function showBadge(calling: number, loudness: Loudness | null, name: string): void {
  document.title = calling > 0 ? `(${calling}) ${name}` : name;
  const icon = calling === 0 ? 'calm' : loudness === null ? 'waiting' : 'alarm';
  document.querySelector('link#favicon')?.setAttribute('href', `${import.meta.env.BASE_URL}icon-${icon}.svg`);
}
