import { useEffect, useRef, useState } from 'react';
import type { IncidentView } from '../api/contract';
import { useConsole } from '../app/context';
import { useStore } from '../app/store';
import { useNow } from '../clock/useNow';
import { useWords } from '../i18n/language';
import { alarmPlan, loudnessOf, loudnessWhenDeaf } from './plan';
import { showBadge } from './badge';

/** Turns what is on the queue into sound, the tab's title and icon, spoken announcements and desktop notifications. */
export function AlarmDirector() {
  const words = useWords();
  const { session, link, faults, sounder, silences, preferences } = useConsole();
  const { incidents } = useStore(link.feed);
  const quiet = useStore(silences);
  const now = useNow();
  const me = session.operator.id;
  const plan = alarmPlan(incidents.values(), quiet, now, me);
  const connection = useStore(link.state);
  const isJournalFailing = useStore(faults).some(({ fault }) => fault === 'journalFails');
  const loudness = loudnessWhenDeaf(plan, { lostSince: connection.phase === 'live' ? null : connection.since, isJournalFailing }, now);

  useEffect(() => sounder.play(loudness), [sounder, loudness]);
  useEffect(() => () => sounder.play(null), [sounder]);
  useEffect(() => {
    const unlock = () => void sounder.unlock();
    // Whoever has just signed in has clicked already: where the browser takes that, nobody has to click again.
    unlock();
    window.addEventListener('pointerdown', unlock);
    window.addEventListener('keydown', unlock);
    return () => {
      window.removeEventListener('pointerdown', unlock);
      window.removeEventListener('keydown', unlock);
    };
  }, [sounder]);
  const waiting = plan.calling.length;
  useEffect(() => showBadge(waiting, plan.loudness, words.ui.app.name), [waiting, plan.loudness, words]);

  const spoken = useArrivals((incident) => {
    const text = words.ui.alarm.arrived(words.domain.kind[incident.kind], incident.household.name);
    if (preferences.get().notifications && document.hidden && Notification.permission === 'granted') {
      new Notification(text, { body: words.domain.priority[incident.priority], tag: incident.id });
    }
    return text;
  });
  const isUrgent = ({ incident }: Arrival) => loudnessOf(incident, me) !== 'calm';
  return (
    <>
      <div className="unseen" aria-live="assertive">{spoken.filter(isUrgent).map(sentence)}</div>
      <div className="unseen" aria-live="polite">{spoken.filter((arrival) => !isUrgent(arrival)).map(sentence)}</div>
    </>
  );
}

interface Arrival { incident: IncidentView; text: string }

/** A line of its own for each incident: two that come together are both spoken, and so is the second fall of one home. */
const sentence = ({ incident, text }: Arrival) => <p key={incident.id}>{text}</p>;

/** More arrivals than anybody can listen to. */
const KEPT_ARRIVALS = 5;

/** The last incidents of the life lane that arrived while this console was watching. What a snapshot brings is not news. */
function useArrivals(announce: (incident: IncidentView) => string): readonly Arrival[] {
  const { link } = useConsole();
  const [last, setLast] = useState<readonly Arrival[]>([]);
  const latest = useRef(announce);
  latest.current = announce;
  useEffect(
    () =>
      link.onEntry(({ incident, event }) => {
        if (event.type !== 'incidentOpened' || incident?.lane !== 'life') return;
        const arrival = { incident, text: latest.current(incident) };
        setLast((before) => [...before.filter((a) => a.incident.id !== incident.id), arrival].slice(-KEPT_ARRIVALS));
      }),
    [link],
  );
  return last;
}
