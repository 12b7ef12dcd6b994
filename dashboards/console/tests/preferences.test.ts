import { describe, expect, it } from 'vitest';
import { createPreferences } from '../src/settings/preferences';

function storageWith(text: string | null) {
  const storage = { text, getItem: () => storage.text, setItem: (_: string, value: string) => void (storage.text = value) };
  return storage;
}

describe('preferences', () => {
  it('come from the browser at first', () => {
    expect(createPreferences(storageWith(null), ['zh-CN']).get()).toEqual({ language: 'zh', volume: 0.7, singleKeys: true, notifications: false });
  });

  it('are kept', () => {
    const storage = storageWith(null);
    createPreferences(storage, ['zh-CN']).change({ language: 'en', volume: 0.3 });
    expect(createPreferences(storage, ['zh-CN']).get()).toMatchObject({ language: 'en', volume: 0.3, singleKeys: true });
  });

  it.each(['not json', '42', 'null', '{"language":"fr","volume":7,"singleKeys":"yes"}'])('survive %s in the storage', (text) => {
    expect(createPreferences(storageWith(text), ['en']).get()).toEqual({ language: 'en', volume: 0.7, singleKeys: true, notifications: false });
  });
});
