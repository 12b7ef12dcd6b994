import { useWords } from '../i18n/language';
import { Dialog } from '../ui/Dialog';
import styles from './KeyHelp.module.css';

type KeyName = keyof ReturnType<typeof useWords>['ui']['keys'];

const KEYS: readonly [string, KeyName][] = [
  ['J / K', 'move'], ['Enter', 'open'], ['Esc', 'back'], ['C', 'claim'], ['V', 'voice'], ['D', 'dispatch'], ['R', 'resolve'], ['T', 'tell'],
  ['N', 'note'], ['E', 'entry'], ['S', 'silence'], ['P', 'phone'], ['Q', 'queue'], ['H', 'history'], ['?', 'help'],
];

export function KeyHelp({ onClose }: { onClose(): void }) {
  const { ui } = useWords();
  return (
    <Dialog title={ui.keys.title} onClose={onClose}>
      <dl className={styles.keys}>
        {KEYS.map(([key, name]) => (
          <div key={key}>
            <dt>{ui.keys[name]}</dt>
            <dd><kbd>{key}</kbd></dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
