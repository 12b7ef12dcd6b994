import { useState, type FormEvent } from 'react';
import type { PersonOnFile, Rota } from '../api/contract';
import { useWords } from '../i18n/language';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import page from '../ui/page.module.css';
import { endOfShift, momentOf, wallTime, type WallTime } from './rota';
import styles from './RotasPage.module.css';
import { useOverrides } from './useOverrides';

const HALF_A_DAY_MS = 12 * 3_600_000;

interface InsteadDialogProps {
  rota: Rota;
  people: PersonOnFile[];
  now: number;
  timeZone: string;
  onChanged(): void;
  onClose(): void;
}

/** Somebody is ill, or two have swapped: who serves, and for how long. It proposes the rest of the present shift. */
export function InsteadDialog({ rota, people, now, timeZone, onChanged, onClose }: InsteadDialogProps) {
  const { ui } = useWords();
  const [begun] = useState(() => wallTime(now, timeZone));
  const [from, setFrom] = useState(() => fieldOf(begun));
  const [to, setTo] = useState(() => fieldOf(endOfShift(rota.shifts, begun) ?? wallTime(now + HALF_A_DAY_MS, timeZone)));
  const [members, setMembers] = useState<ReadonlySet<string>>(new Set());
  const [fault, setFault] = useState<string | null>(null);
  const { pending, trouble, change } = useOverrides(rota, onChanged);

  const choose = (id: string, isChosen: boolean) => setMembers((before) => new Set(isChosen ? [...before, id] : [...before].filter((m) => m !== id)));

  async function submit(event: FormEvent) {
    event.preventDefault();
    const [begins, ends] = [momentOf(wallOf(from), timeZone), momentOf(wallOf(to), timeZone)];
    const wrong = members.size === 0 ? ui.rotas.chooseSomebody : ends > begins && ends > now ? null : ui.rotas.wrongSpan;
    setFault(wrong);
    if (wrong !== null) return;
    const added = { from: new Date(begins).toISOString(), to: new Date(ends).toISOString(), members: [...members] };
    if (await change((overrides) => [...overrides, added])) onClose();
  }

  const said = fault ?? trouble;
  return (
    <Dialog title={ui.rotas.replaceIn(rota.name)} onClose={onClose}>
      <form className={styles.instead} onSubmit={(event) => void submit(event)}>
        <p className="muted">{ui.rotas.replaceHint}</p>
        <fieldset>
          <legend>{ui.rotas.who}</legend>
          {people.map(({ id, name }) => (
            <label key={id} className={styles.person}>
              <input type="checkbox" checked={members.has(id)} onChange={(event) => choose(id, event.target.checked)} />
              {name}
            </label>
          ))}
        </fieldset>
        <div className={styles.span}>
          <label>{ui.rotas.from}<input type="datetime-local" required value={from} onChange={(event) => setFrom(event.target.value)} /></label>
          <label>{ui.rotas.to}<input type="datetime-local" required value={to} onChange={(event) => setTo(event.target.value)} /></label>
        </div>
        {said !== null && <p role="alert" className={page.trouble}>{said}</p>}
        <Button type="submit" look="primary" size="large" wide pending={pending}>{ui.rotas.save}</Button>
      </form>
    </Dialog>
  );
}

const fieldOf = ({ date, time }: WallTime) => `${date}T${time}`;

/** Some browsers add seconds. */
const wallOf = (field: string): WallTime => ({ date: field.slice(0, 10), time: field.slice(11, 16) });
