import { useConsole } from '../app/context';
import { useStore } from '../app/store';
import { useNow } from '../clock/useNow';
import { useWords } from '../i18n/language';
import { useKeys } from '../keyboard/useKeys';
import { Button } from '../ui/Button';
import { alarmPlan, silence } from './plan';

/** One button for the ear: turn sound on while the browser blocks it; silence what sounds. */
export function SoundControls() {
  const { ui } = useWords();
  const { session, link, sounder, silences } = useConsole();
  const sound = useStore(sounder.state);
  const { incidents } = useStore(link.feed);
  const quiet = useStore(silences);
  const now = useNow();
  const plan = alarmPlan(incidents.values(), quiet, now, session.operator.id);
  const hush = () => silences.set(silence(quiet, plan.sounding.map((id) => incidents.get(id)!), now));
  useKeys({ s: plan.sounding.length > 0 ? hush : undefined });

  if (sound === 'blocked') {
    return <Button look="danger" title={ui.alarm.blocked} onClick={() => void sounder.unlock()}>{ui.alarm.turnOn}</Button>;
  }
  if (plan.sounding.length > 0) return <Button onClick={hush} shortcut="S">{ui.alarm.silence}</Button>;
  return plan.calling.length > 0 ? <span className="muted">{ui.alarm.silenced}</span> : null;
}
