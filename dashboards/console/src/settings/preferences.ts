import { createStore, type Store } from '../app/store';
import { preferredLanguage, type Language } from '../i18n/words';

/** What this operator's browser remembers. */
export interface Preferences {
  language: Language;
  /** 0 to 1. */
  volume: number;
  /** Letters act as shortcuts. */
  singleKeys: boolean;
  notifications: boolean;
}

const KEY = 'elderalert.preferences';

export interface PreferenceStore extends Store<Preferences> {
  change(part: Partial<Preferences>): void;
}

export function createPreferences(storage: Pick<Storage, 'getItem' | 'setItem'>, browserLanguages: readonly string[]): PreferenceStore {
  const defaults: Preferences = { language: preferredLanguage(browserLanguages), volume: 0.7, singleKeys: true, notifications: false };
  const store = createStore<Preferences>({ ...defaults, ...read(storage) });
  return {
    ...store,
    change(part) {
      store.set({ ...store.get(), ...part });
      storage.setItem(KEY, JSON.stringify(store.get()));
    },
  };
}

/** What was kept, as far as it is of the right shape: another version may have written it. */
function read(storage: Pick<Storage, 'getItem'>): Partial<Preferences> {
  const kept = parse(storage.getItem(KEY));
  if (typeof kept !== 'object' || kept === null) return {};
  const { language, volume, singleKeys, notifications } = kept as Record<string, unknown>;
  return {
    ...((language === 'en' || language === 'zh') && { language }),
    ...(typeof volume === 'number' && volume >= 0 && volume <= 1 && { volume }),
    ...(typeof singleKeys === 'boolean' && { singleKeys }),
    ...(typeof notifications === 'boolean' && { notifications }),
  };
}

function parse(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
