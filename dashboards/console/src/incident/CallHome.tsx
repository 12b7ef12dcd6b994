import { useState } from 'react';
import type { IncidentView } from '../api/contract';
import { useCommand } from '../commands/useCommand';
import { useWords } from '../i18n/language';
import { Button } from '../ui/Button';
import styles from './GuidePanel.module.css';

/** The home's number, large enough to dial from across the desk, and what came of the call. */
export function CallHome({ incident, compact = false }: { incident: IncidentView; compact?: boolean }) {
  const { ui } = useWords();
  const step = useCommand(incident.id, 'step');
  const [note, setNote] = useState('');
  const size = compact ? 'small' : 'large';
  const { phone } = incident.household;

  async function tried(reached: boolean) {
    const view = await step.run({ step: 'voiceContact', reached, ...(note.trim() !== '' && { note: note.trim() }) });
    if (view !== null) setNote((now) => (now === note ? '' : now));
  }

  const buttons = (
    <>
      <Button look={compact ? 'plain' : 'primary'} size={size} data-key="voice" pending={step.pending()} onClick={() => void tried(true)}>{ui.guide.reached}</Button>
      <Button size={size} pending={step.pending()} onClick={() => void tried(false)}>{ui.guide.unanswered}</Button>
    </>
  );
  if (compact) return <><span className="digits">{phone ? <a href={`tel:${phone}`}>{phone}</a> : ui.incident.noPhone}</span>{buttons}</>;
  return (
    <>
      {phone ? <a className={`digits ${styles.phone}`} href={`tel:${phone}`}>{phone}</a> : <strong>{ui.incident.noPhone}</strong>}
      <label>{ui.guide.optionalNote}<input value={note} onChange={(event) => setNote(event.target.value)} maxLength={1000} /></label>
      <div className={styles.actions}>{buttons}</div>
    </>
  );
}

const LINES = ['120', '119', '110'] as const;
const LINE_WORDS = { '120': 'ambulance', '119': 'fire', '110': 'police' } as const;

/** Pressed after the call: it records that 120, 119 or 110 has the danger too. */
export function OutsideLines({ incident }: { incident: string }) {
  const { ui } = useWords();
  const step = useCommand(incident, 'step');
  return LINES.map((line) => (
    <Button key={line} size="small" pending={step.pending()} onClick={() => void step.run({ step: 'outsideLine', line })}>
      {ui.guide.outsideLine(ui.guide.lines[LINE_WORDS[line]])}
    </Button>
  ));
}
