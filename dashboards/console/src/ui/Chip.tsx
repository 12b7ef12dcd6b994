import type { ReactNode } from 'react';
import type { IncidentMark, IncidentView } from '../api/contract';
import { useTimes, useWords } from '../i18n/language';
import styles from './Chip.module.css';

export type ChipLook = 'plain' | 'loud' | 'warn' | 'good' | 'accent' | 'quiet';

export function Chip({ look = 'plain', children }: { look?: ChipLook; children: ReactNode }) {
  return <span className={`${styles.chip} ${styles[look] ?? ''}`}>{children}</span>;
}

const MARK_LOOKS: Record<IncidentMark, ChipLook> = {
  escalationExhausted: 'loud', nobodyToNotify: 'loud', decisionForced: 'loud', overdue: 'warn', testMode: 'good', noMotion: 'loud', outsideLineAsked: 'loud', reopened: 'warn',
  responderUnanswered: 'warn', stillReporting: 'warn', unknownDevice: 'warn', lateSignal: 'warn', watched: 'accent', cancelRequested: 'accent', cancelLate: 'accent',
};

/** A person has asked for help again: how often, and since when. */
export function AskingAgain({ incident: { askingAgain } }: { incident: IncidentView }) {
  const { ui } = useWords();
  const times = useTimes();
  return askingAgain && <Chip look="loud">{ui.queue.askingAgain(askingAgain.times, times.time(askingAgain.since))}</Chip>;
}

/** The marks of an incident, loudest first. */
export function Marks({ marks }: { marks: readonly IncidentMark[] }) {
  const { domain } = useWords();
  const inOrder = (Object.keys(MARK_LOOKS) as IncidentMark[]).filter((mark) => marks.includes(mark));
  return inOrder.map((mark) => <Chip key={mark} look={MARK_LOOKS[mark]}>{domain.mark[mark]}</Chip>);
}
