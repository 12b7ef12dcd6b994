import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { useWords } from '../i18n/language';
import { Button } from './Button';
import styles from './Dialog.module.css';

/** A modal dialog: the first field has the focus, Escape closes it, and focus returns to where it was. */
export function Dialog({ title, onClose, children }: { title: string; onClose(): void; children: ReactNode }) {
  const { ui } = useWords();
  const box = useRef<HTMLDialogElement>(null);
  const heading = useId();
  // Closed while it is still in the page: one that has been taken out no longer gives the focus back.
  useLayoutEffect(() => {
    const dialog = box.current!;
    dialog.showModal();
    dialog.querySelector<HTMLElement>('input, textarea, select')?.focus();
    return () => dialog.close();
  }, []);
  return (
    <dialog
      ref={box}
      className={styles.dialog}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className={styles.head}>
        <h2 id={heading}>{title}</h2>
        <Button look="quiet" size="small" onClick={onClose}>{ui.app.close}</Button>
      </div>
      <div className={styles.body}>{children}</div>
    </dialog>
  );
}
