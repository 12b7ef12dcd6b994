import { useState, type FormEvent } from 'react';
import { useWords } from '../i18n/language';
import { LANGUAGES, type Language } from '../i18n/words';
import { Button } from '../ui/Button';
import { Brand } from '../ui/Brand';
import type { SignInOutcome } from './session';
import styles from './SignIn.module.css';

interface SignInProps {
  /** Whether there is a session is not known yet. */
  checking: boolean;
  /** A session was here and has ended. */
  ended: boolean;
  language: Language;
  onLanguage(language: Language): void;
  onSignIn(user: string, password: string): Promise<SignInOutcome>;
}

export function SignIn({ checking, ended, language, onLanguage, onSignIn }: SignInProps) {
  const { ui } = useWords();
  const [outcome, setOutcome] = useState<SignInOutcome | 'pending' | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    setOutcome('pending');
    setOutcome(await onSignIn(String(data.get('user')), String(data.get('password'))));
  }

  return (
    <main className={styles.page}>
      <form className={styles.card} onSubmit={(event) => void submit(event)} aria-label={ui.signIn.title}>
        <div className={styles.brand}>
          <Brand size={44} />
          <div>
            <h1>{ui.app.name}</h1>
            <p>{ui.app.console}</p>
          </div>
        </div>
        {checking ? (
          <p className="muted" role="status">{ui.signIn.checking}</p>
        ) : (
          <>
            {ended && <p role="status">{ui.signIn.ended}</p>}
            <label>{ui.signIn.user}<input name="user" autoComplete="username" required autoFocus /></label>
            <label>{ui.signIn.password}<input name="password" type="password" autoComplete="current-password" required /></label>
            {(outcome === 'wrong' || outcome === 'heldBack' || outcome === 'unanswered') && <p className={styles.error} role="alert">{ui.signIn[outcome]}</p>}
            <Button type="submit" look="primary" size="large" wide pending={outcome === 'pending'}>{ui.signIn.submit}</Button>
          </>
        )}
        <div className={styles.languages} role="group" aria-label={ui.app.language}>
          {(Object.keys(LANGUAGES) as Language[]).map((code) => (
            <Button key={code} look="quiet" size="small" lang={LANGUAGES[code].tag} aria-pressed={code === language} onClick={() => onLanguage(code)}>
              {LANGUAGES[code].name}
            </Button>
          ))}
        </div>
      </form>
    </main>
  );
}
