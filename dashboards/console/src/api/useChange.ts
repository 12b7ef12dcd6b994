import { useState } from 'react';
import { problemSentence } from '../commands/problemSentence';
import { useWords } from '../i18n/language';
import { ProblemError, UnansweredError } from './http';

export interface Change {
  /** It is on its way. */
  pending: boolean;
  /** Why the last one was not taken, in words; null while nothing is wrong. */
  trouble: string | null;
  /** Asks the server; true when it has agreed. */
  run(ask: () => Promise<unknown>): Promise<boolean>;
}

/** Something that is asked of the server while somebody waits, mostly a change of the file. */
export function useChange(): Change {
  const words = useWords();
  const [pending, setPending] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  async function run(ask: () => Promise<unknown>): Promise<boolean> {
    setPending(true);
    setTrouble(null);
    try {
      await ask();
      return true;
    } catch (error) {
      if (error instanceof ProblemError) setTrouble(problemSentence(error.problem, words));
      else if (error instanceof UnansweredError) setTrouble(words.ui.signIn.unanswered);
      else throw error;
      return false;
    } finally {
      setPending(false);
    }
  }

  return { pending, trouble, run };
}
