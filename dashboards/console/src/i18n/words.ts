import type { ContractWords } from './contractWords';
import type { EventWords } from './eventTypes';
import type { uiEn } from './ui.en';

/** Everything that a language must say. English is the pattern; a key missing in another language does not compile. */
export interface Words {
  ui: typeof uiEn;
  domain: ContractWords;
  events: EventWords;
}

export type Language = 'en' | 'zh';

/** How each language calls itself, and its BCP 47 tag. */
export const LANGUAGES: Record<Language, { name: string; tag: string }> = {
  zh: { name: '中文', tag: 'zh-CN' },
  en: { name: 'English', tag: 'en-GB' },
};

/** The language that the browser asks for; English where it asks for neither. */
export function preferredLanguage(browser: readonly string[]): Language {
  for (const tag of browser) {
    const primary = tag.toLowerCase().split('-')[0];
    if (primary === 'zh' || primary === 'en') return primary;
  }
  return 'en';
}
