import { useState } from 'react';
import type { EntryData, IncidentDetail, ResidentView } from '../api/contract';
import { useChange } from '../api/useChange';
import { useConsole } from '../app/context';
import { useNow } from '../clock/useNow';
import { useWords } from '../i18n/language';
import { Button } from '../ui/Button';
import { Chip } from '../ui/Chip';
import { Panel } from '../ui/Panel';
import { AbsenceBox } from './AbsenceBox';
import type { Permissions } from './guide';
import { TestModeBox } from './TestModeBox';
import styles from './panels.module.css';

/** Where it is and who lives there. */
export function HouseholdPanel({ detail, may }: { detail: IncidentDetail; may: Permissions }) {
  const { ui } = useWords();
  const { household } = detail.incident;
  const place = household.location && `${household.location.latitude.toFixed(5)}, ${household.location.longitude.toFixed(5)}`;
  return (
    <Panel title={ui.incident.household}>
      <ul className={styles.residents} aria-label={ui.incident.residents}>
        {household.residents.map((resident) => <Resident key={resident.id} resident={resident} />)}
      </ul>
      {detail.absences?.map((absence) => <AbsenceBox key={absence.id} absence={absence} />)}
      <dl className={styles.facts}>
        <dt>{ui.incident.address}</dt>
        <dd className={styles.big}>{household.address}</dd>
        <dt>{ui.incident.area}</dt>
        <dd>{household.area}</dd>
        <dt>{ui.incident.phone}</dt>
        <dd className="digits">{household.phone ? <a href={`tel:${household.phone}`}>{household.phone}</a> : ui.incident.noPhone}</dd>
        {place && (
          <>
            <dt>{ui.incident.coordinates}</dt>
            <dd><span className="digits">{place}</span> <CopyButton text={place} /></dd>
          </>
        )}
      </dl>
      <TestModeBox household={household} />
      <EntryDataBox incident={detail.incident.id} onFile={detail.hasEntryData} allowed={may.entryData} />
    </Panel>
  );
}

function Resident({ resident }: { resident: ResidentView }) {
  const { ui, domain } = useWords();
  const year = new Date(useNow()).getUTCFullYear();
  return (
    <li className={styles.resident}>
      <strong>{resident.name}</strong>
      {resident.birthYear !== null && <span> · {ui.app.yearsOld(year - resident.birthYear)}</span>}
      <p>{[domain.abilityLevel[resident.abilityLevel], resident.livesAlone && ui.queue.livesAlone].filter(Boolean).join(' · ')}</p>
      <div className={styles.conditions}>
        {resident.conditions.length === 0
          ? <span className="muted">{ui.incident.noConditions}</span>
          : resident.conditions.map((condition) => <Chip key={condition} look="warn">{condition}</Chip>)}
      </div>
    </li>
  );
}

function CopyButton({ text }: { text: string }) {
  const { ui } = useWords();
  const [copied, setCopied] = useState(false);
  // Without a secure context there is no clipboard: the text stays selectable.
  if (navigator.clipboard === undefined) return null;
  return (
    <Button look="quiet" size="small" onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}>
      {copied ? ui.incident.copied : ui.incident.copy}
    </Button>
  );
}

/** Key safe and door code: read only when asked for, because each reading is written to the journal. */
function EntryDataBox({ incident, onFile, allowed }: { incident: string; onFile: boolean; allowed: boolean }) {
  const { ui } = useWords();
  const { api } = useConsole();
  const [text, setText] = useState<string | null>(null);
  const { pending, trouble, run } = useChange();
  const reveal = () => run(async () => setText((await api.get<EntryData>(`/api/incidents/${encodeURIComponent(incident)}/entry-data`)).text));

  if (!onFile) return <p className={`muted ${styles.entry}`}>{ui.incident.noEntryData}</p>;
  return (
    <div className={styles.entry}>
      {text === null ? (
        <>
          <Button data-key="entry" disabled={!allowed} pending={pending} onClick={() => void reveal()}>{ui.incident.reveal}</Button>
          <small>{ui.incident.revealHint}</small>
        </>
      ) : (
        <>
          <pre>{text}</pre>
          <Button size="small" onClick={() => setText(null)}>{ui.incident.hide}</Button>
        </>
      )}
      {trouble && <p role="alert" className={styles.low}>{trouble}</p>}
    </div>
  );
}
