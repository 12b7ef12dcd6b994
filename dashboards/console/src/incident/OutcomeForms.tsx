import { useState, type FormEvent } from 'react';
import type { FollowUpResult, IncidentView, Resolution } from '../api/contract';
import { useCommand } from '../commands/useCommand';
import { useWords } from '../i18n/language';
import { Button } from '../ui/Button';
import type { Permissions } from './guide';
import styles from './GuidePanel.module.css';

const LIFE_ENDS: readonly Resolution[] = ['helped', 'handedOver', 'falseAlarm', 'enquiry', 'test'];
const TECHNICAL_ENDS: readonly Resolution[] = ['equipmentRestored', 'falseAlarm', 'test'];

/** How the danger ended. */
export function ResolveForm({ incident, may }: { incident: IncidentView; may: Permissions }) {
  const { ui, domain } = useWords();
  const resolve = useCommand(incident.id, 'resolve');
  const [resolution, setResolution] = useState<Resolution | null>(null);
  const [note, setNote] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (resolution !== null) void resolve.run({ resolution, ...noted(note) });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <p>{incident.outsideLineCalled && incident.onSceneAt === null ? ui.guide.resolveHandedOver : ui.guide.resolve}</p>
      <Choices legend={ui.guide.resolution} name="resolution" values={incident.lane === 'life' ? LIFE_ENDS : TECHNICAL_ENDS} words={domain.resolution} chosen={resolution} onChoose={setResolution} />
      <NoteField value={note} onChange={setNote} />
      <Button type="submit" look="primary" size="large" wide disabled={resolution === null || !may.resolve} pending={resolve.pending()}>{ui.guide.resolveButton}</Button>
    </form>
  );
}

const RESULTS: readonly FollowUpResult[] = ['well', 'needsService', 'away', 'notReached'];
const SATISFACTION = [1, 2, 3, 4, 5] as const;

/** The call-back that every danger to life is owed. */
export function FollowUpForm({ incident }: { incident: IncidentView }) {
  const { ui, domain } = useWords();
  const followUp = useCommand(incident.id, 'follow-up');
  const [result, setResult] = useState<FollowUpResult | null>(null);
  const [satisfaction, setSatisfaction] = useState<number | null>(null);
  const [note, setNote] = useState('');
  const { phone } = incident.household;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (result === null) return;
    const view = await followUp.run({ result, ...(satisfaction !== null && { satisfaction }), ...noted(note) });
    if (view !== null) setNote((now) => (now === note ? '' : now));
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <p>{incident.followUp === 'notReached' ? ui.guide.followUpAgain : ui.guide.followUp}</p>
      {phone && <a className={`digits ${styles.phone}`} href={`tel:${phone}`}>{phone}</a>}
      <Choices legend={ui.guide.result} name="result" values={RESULTS} words={domain.followUp} chosen={result} onChoose={setResult} />
      <fieldset className={styles.scale}>
        <legend>{ui.guide.satisfaction}</legend>
        {SATISFACTION.map((value) => (
          <label key={value} className={styles.choice}>
            <input type="radio" name="satisfaction" checked={satisfaction === value} onChange={() => setSatisfaction(value)} />
            {value}
          </label>
        ))}
      </fieldset>
      <NoteField value={note} onChange={setNote} />
      <Button type="submit" look="primary" size="large" wide disabled={result === null} pending={followUp.pending()}>{ui.guide.followUpButton}</Button>
    </form>
  );
}

interface ChoicesProps<T extends string> {
  legend: string;
  name: string;
  values: readonly T[];
  words: Record<T, string>;
  chosen: T | null;
  onChoose(value: T): void;
}

function Choices<T extends string>({ legend, name, values, words, chosen, onChoose }: ChoicesProps<T>) {
  return (
    <fieldset className={styles.choices}>
      <legend>{legend}</legend>
      {values.map((value, index) => (
        <label key={value} className={styles.choice}>
          <input type="radio" name={name} data-key={index === 0 ? 'next' : undefined} checked={chosen === value} onChange={() => onChoose(value)} />
          {words[value]}
        </label>
      ))}
    </fieldset>
  );
}

function NoteField({ value, onChange }: { value: string; onChange(text: string): void }) {
  const { ui } = useWords();
  return <label>{ui.guide.optionalNote}<input value={value} onChange={(event) => onChange(event.target.value)} maxLength={1000} /></label>;
}

const noted = (note: string) => (note.trim() === '' ? {} : { note: note.trim() });
