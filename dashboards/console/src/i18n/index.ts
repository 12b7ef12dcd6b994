import { domainEn } from './domain.en';
import { domainZh } from './domain.zh';
import { eventsEn } from './events.en';
import { eventsZh } from './events.zh';
import { uiEn } from './ui.en';
import { uiZh } from './ui.zh';
import type { Language, Words } from './words';

export const DICTIONARIES: Record<Language, Words> = {
  en: { ui: uiEn, domain: domainEn, events: eventsEn },
  zh: { ui: uiZh, domain: domainZh, events: eventsZh },
};
