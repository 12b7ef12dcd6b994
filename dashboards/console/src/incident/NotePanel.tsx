import { useState, type FormEvent } from 'react';
import { useCommand } from '../commands/useCommand';
import { useWords } from '../i18n/language';
import { Button } from '../ui/Button';
import { Panel } from '../ui/Panel';
import styles from './panels.module.css';

/** The box keeps the text until the server has it, and what was written meanwhile. */
export function NotePanel({ incident, closed }: { incident: string; closed: boolean }) {
  const { ui } = useWords();
  const note = useCommand(incident, 'note');
  const [text, setText] = useState('');
  if (closed) return null;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') return;
    if ((await note.run({ text: text.trim() })) !== null) setText((now) => (now === text ? '' : now));
  };
  return (
    <Panel title={ui.incident.note}>
      <form className={styles.note} onSubmit={(event) => void submit(event)}>
        <textarea
          data-key="note"
          aria-label={ui.incident.note}
          placeholder={ui.incident.notePlaceholder}
          value={text}
          maxLength={4000}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit(event);
            if (event.key === 'Escape') event.currentTarget.blur();
          }}
        />
        <Button type="submit" disabled={text.trim() === ''} pending={note.pending()} shortcut="Ctrl ↵">{ui.incident.addNote}</Button>
      </form>
    </Panel>
  );
}
