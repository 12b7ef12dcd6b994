import { createContext, useContext, useEffect, useMemo, type ReactNode } from 'react';
import { createTimeFormat, type TimeFormat } from '../clock/format';
import { DICTIONARIES } from './index';
import { LANGUAGES, type Language, type Words } from './words';

interface Speech { language: Language; words: Words; times: TimeFormat }

const SpeechContext = createContext<Speech | null>(null);

/** Gives everything below it one language, and times in one time zone. */
export function Speaking(props: { language: Language; timeZone: string; children: ReactNode }) {
  const { language, timeZone, children } = props;
  useEffect(() => {
    document.documentElement.lang = LANGUAGES[language].tag;
  }, [language]);
  const speech = useMemo(
    () => ({ language, words: DICTIONARIES[language], times: createTimeFormat(timeZone, LANGUAGES[language].tag) }),
    [language, timeZone],
  );
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (speech === null) throw new Error('useWords outside of Speaking');
  return speech;
}

export const useWords = (): Words => useSpeech().words;
export const useTimes = (): TimeFormat => useSpeech().times;
export const useLanguage = (): Language => useSpeech().language;
