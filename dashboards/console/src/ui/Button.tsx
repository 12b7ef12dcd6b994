import type { ButtonHTMLAttributes, Ref } from 'react';
import styles from './Button.module.css';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: 'plain' | 'primary' | 'danger' | 'quiet';
  size?: 'small' | 'normal' | 'large';
  wide?: boolean;
  /** The key that does the same. */
  shortcut?: string;
  /** The command is on its way: the button waits. */
  pending?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function Button(props: ButtonProps) {
  const { look = 'plain', size = 'normal', wide = false, shortcut, pending = false, disabled, children, className, ...rest } = props;
  const classes = [styles.button, styles[look], styles[size], wide && styles.wide, className].filter(Boolean).join(' ');
  return (
    <button type="button" {...rest} className={classes} disabled={disabled || pending} aria-busy={pending || undefined}>
      {pending && <span className={styles.pending} aria-hidden="true" />}
      {children}
      {shortcut && <kbd className={styles.key} aria-hidden="true">{shortcut}</kbd>}
    </button>
  );
}
