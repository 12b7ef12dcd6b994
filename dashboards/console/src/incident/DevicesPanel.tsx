import type { DeviceView } from '../api/contract';
import { useWords } from '../i18n/language';
import { Elapsed } from '../ui/Clocks';
import { Panel } from '../ui/Panel';
import styles from './panels.module.css';

/** Below this a battery is shown in red. */
const LOW_BATTERY_PERCENT = 20;

/** What is installed, and whether it can be trusted to be alive. */
export function DevicesPanel({ devices }: { devices: readonly DeviceView[] }) {
  const { ui, domain } = useWords();
  return (
    <Panel title={ui.incident.devices}>
      <ul className={styles.devices}>
        {devices.map((device) => (
          <li key={device.id}>
            <span>
              {domain.deviceType[device.type]}
              <span className={styles.sub}>{[device.room, device.model].filter(Boolean).map((part) => ` · ${part}`).join('')}</span>
            </span>
            <span className={styles.sub}>
              {device.lastSeenAt === null ? ui.incident.never : <><Elapsed from={device.lastSeenAt} /> {ui.incident.seenAgo}</>}
              {device.battery !== null && (
                <span className={device.battery < LOW_BATTERY_PERCENT ? styles.low : undefined}> · {ui.incident.battery} {Math.round(device.battery)} %</span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
