import { useMemo, useState } from 'react';
import type { IncidentDetail } from '../api/contract';
import { useLanguage, useWords } from '../i18n/language';
import { Button } from '../ui/Button';
import { Moment } from '../ui/Clocks';
import { Panel } from '../ui/Panel';
import { tell, type Tone } from './tell';
import styles from './panels.module.css';

const CLASSES: Record<Tone, string | undefined> = {
  danger: styles.danger, warning: styles.warning, person: styles.person_, message: styles.message, good: styles.good, quiet: styles.quiet,
};

/** What has happened, newest first. The small steps of each message are folded away until somebody asks. */
export function TimelinePanel({ detail }: { detail: IncidentDetail }) {
  const words = useWords();
  const language = useLanguage();
  const [showsTechnical, setShowsTechnical] = useState(false);
  const { timeline, incident } = detail;
  const lines = useMemo(
    () => timeline.map((entry) => ({ entry, told: tell(entry, incident, words, language) })).sort((a, b) => b.entry.position - a.entry.position),
    [timeline, incident, words, language],
  );
  const shown = lines.filter(({ told }) => showsTechnical || !told.technical);
  const { ui } = words;
  const toggle = (
    <Button look="quiet" size="small" aria-pressed={showsTechnical} onClick={() => setShowsTechnical(!showsTechnical)}>
      {showsTechnical ? ui.incident.hideTechnical : ui.incident.showTechnical}
    </Button>
  );
  return (
    <Panel title={`${ui.incident.timeline} · ${ui.incident.newest}`} aside={toggle}>
      <ol className={styles.timeline} tabIndex={0} aria-label={ui.incident.timeline}>
        {shown.map(({ entry, told }) => (
          <li key={entry.position}>
            <Moment at={entry.at} />
            <div className={CLASSES[told.tone]}>
              <p>{told.text}</p>
              {told.quote && <blockquote>{told.quote}</blockquote>}
            </div>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
