import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useWords } from '../i18n/language';
import { Button } from '../ui/Button';
import styles from './SignIn.module.css';

/** What broke says so, loudly, instead of showing an empty page. Around a single page it keeps the rest going: alarms sound on whatever page broke. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state = { error: null as Error | null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    console.error('the console broke', error, info.componentStack);
  }

  override render() {
    return this.state.error === null ? this.props.children : <Broken message={this.state.error.message} />;
  }
}

function Broken({ message }: { message: string }) {
  const { ui } = useWords();
  return (
    <main className={styles.page}>
      <div className={styles.card} role="alert">
        <h1>{ui.app.name}</h1>
        <p>{ui.app.broken}</p>
        <p className="muted">{message}</p>
        <Button look="primary" size="large" onClick={() => window.location.reload()}>{ui.app.reload}</Button>
      </div>
    </main>
  );
}
