import { useState, type FormEvent } from 'react';
import type { HouseholdSummary, SignalKind } from '../api/contract';
import { useConsole } from '../app/context';
import { navigate, pathTo } from '../app/router';
import { useStore } from '../app/store';
import { useIsShown } from '../app/useIsShown';
import { isPending } from '../commands/commands';
import { problemSentence } from '../commands/problemSentence';
import { useWords } from '../i18n/language';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { KindIcon } from '../ui/KindIcon';
import { ResidentLine } from '../ui/ResidentLine';
import { LEAST_LETTERS, useHouseholdSearch } from './useHouseholdSearch';
import styles from './PhoneDialog.module.css';

/** A phone call to the hotline does everything that a device does. */
export function PhoneDialog({ onClose }: { onClose(): void }) {
  const { ui } = useWords();
  const [household, setHousehold] = useState<HouseholdSummary | null>(null);
  return (
    <Dialog title={ui.phone.title} onClose={onClose}>
      {household === null ? <Search onChoose={setHousehold} /> : <Describe household={household} onBack={() => setHousehold(null)} onClose={onClose} />}
    </Dialog>
  );
}

function Search({ onChoose }: { onChoose(household: HouseholdSummary): void }) {
  const { ui } = useWords();
  const [question, setQuestion] = useState('');
  const search = useHouseholdSearch(question);
  const hint = { idle: ui.phone.hint, searching: ui.phone.searching, failed: ui.phone.failed, found: ui.phone.none }[search.phase];
  const matches = search.phase === 'found' ? search.matches : [];
  return (
    <>
      <label>
        {ui.phone.search}
        <input type="search" value={question} minLength={LEAST_LETTERS} onChange={(event) => setQuestion(event.target.value)} />
      </label>
      {matches.length === 0 && <p className="muted" role="status">{hint}</p>}
      <ul className={styles.matches}>
        {matches.map((household) => (
          <li key={household.id}>
            <button type="button" className={styles.match} onClick={() => onChoose(household)}>
              <strong>{household.name}</strong>
              <ResidentLine household={household} />
              <br />
              <span>{household.area} · {household.address} {household.phone}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

const KINDS: readonly SignalKind[] = ['sos', 'fall', 'vitals', 'smoke', 'gas', 'co', 'leak', 'intrusion', 'wandering', 'inactivity', 'missedCheckIn', 'fault'];

function Describe({ household, onBack, onClose }: { household: HouseholdSummary; onBack(): void; onClose(): void }) {
  const words = useWords();
  const { ui, domain } = words;
  const { commands } = useConsole();
  const book = useStore(commands.book);
  const shown = useIsShown();
  const [kind, setKind] = useState<SignalKind>('sos');
  const [note, setNote] = useState('');
  const subject = `open:${household.id}`;
  const refused = book.refused.find((r) => r.subject === subject);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const incident = await commands.openByPhone({ household: household.id, kind, ...(note.trim() !== '' && { note: note.trim() }) });
    if (incident === null || !shown.current) return;
    onClose();
    navigate(pathTo.incident(incident.id));
  }

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <div className={styles.chosen}>
        <div>
          <strong>{household.name}</strong>
          <div><ResidentLine household={household} /></div>
        </div>
        <Button size="small" onClick={onBack}>{ui.phone.change}</Button>
      </div>
      <fieldset className={styles.kinds}>
        <legend>{ui.phone.kind}</legend>
        {KINDS.map((value) => (
          <label key={value} className={styles.kind}>
            <input type="radio" name="kind" checked={kind === value} onChange={() => setKind(value)} />
            <KindIcon kind={value} size={22} />
            {domain.kind[value]}
          </label>
        ))}
      </fieldset>
      <label>{ui.phone.note}<textarea value={note} maxLength={4000} onChange={(event) => setNote(event.target.value)} /></label>
      {refused && <p role="alert">{problemSentence(refused.problem, words)}</p>}
      <Button type="submit" look="primary" size="large" wide pending={isPending(book, subject, 'open')}>{ui.phone.submit}</Button>
    </form>
  );
}
