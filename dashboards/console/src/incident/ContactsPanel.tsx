import type { Channel, ContactMethodView, IncidentDetail, NotificationView } from '../api/contract';
import { useCommand } from '../commands/useCommand';
import { useWords } from '../i18n/language';
import { Button } from '../ui/Button';
import { Chip, type ChipLook } from '../ui/Chip';
import { Panel } from '../ui/Panel';
import { isActive } from './state';
import styles from './panels.module.css';

/** Family and neighbours in their order: how each was told, and how far it got. */
export function ContactsPanel({ detail }: { detail: IncidentDetail }) {
  const { ui } = useWords();
  const { incident, contacts } = detail;
  const supervisors = new Map(incident.notifications.filter((n) => n.recipient.kind === 'supervisor').map((n) => [n.recipient.id, n.recipient]));
  return (
    <Panel title={ui.incident.contacts}>
      {contacts.length === 0 && <p className="muted">{ui.incident.noContacts}</p>}
      <ul className={styles.people}>
        {contacts.map((contact) => (
          <li key={contact.id} className={styles.person}>
            <div>
              <strong>{contact.name}</strong>
              <span className={styles.sub}>{contact.relation}{contact.available === false && ` · ${ui.incident.outsideHours}`} · <span className="digits">{contact.methods[0]?.address ?? ui.incident.noMethods}</span></span>
            </div>
            <div className={styles.buttons}>
              {isActive(incident) && <TellButtons incident={incident.id} kind="contact" id={contact.id} methods={contact.methods} />}
            </div>
            <Notified notifications={incident.notifications.filter((n) => n.recipient.kind === 'contact' && n.recipient.id === contact.id)} />
          </li>
        ))}
        {[...supervisors.values()].map((supervisor) => (
          <li key={supervisor.id} className={styles.person}>
            <div>
              <strong>{supervisor.name}</strong>
              <span className={styles.sub}>{ui.incident.supervisors}</span>
            </div>
            <span />
            <Notified notifications={incident.notifications.filter((n) => n.recipient.kind === 'supervisor' && n.recipient.id === supervisor.id)} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

interface TellProps { incident: string; kind: 'contact' | 'responder' | 'supervisor'; id: string; methods: ContactMethodView[] }

export function TellButtons({ incident, kind, id, methods }: TellProps) {
  const { ui, domain } = useWords();
  const contact = useCommand(incident, 'contact');
  const channels = [...new Set(methods.map((m) => m.channel))];
  return channels.map((channel: Channel) => (
    <Button key={channel} size="small" data-key="tell" pending={contact.pending({ kind, id, channel })} onClick={() => void contact.run({ kind, id, channel })}>
      {ui.incident.tell(domain.channel[channel])}
    </Button>
  ));
}

/** How far each message to one person got; the newest last. */
export function Notified({ notifications }: { notifications: readonly NotificationView[] }) {
  const { ui, domain } = useWords();
  if (notifications.length === 0) return null;
  return (
    <div className={styles.chips}>
      {notifications.map((sent) => (
        <Chip key={sent.id} look={lookOf(sent)}>
          {domain.channel[sent.channel]}{sent.purpose !== 'alarm' && ` (${domain.purpose[sent.purpose]})`}:{' '}
          {sent.answered ? ui.incident.answered : sent.overdue ? ui.incident.overdue : domain.notificationState[sent.state]}
        </Chip>
      ))}
    </div>
  );
}

function lookOf({ answered, overdue, state }: NotificationView): ChipLook {
  if (answered) return 'good';
  if (state === 'failed' || state === 'ambiguous' || overdue) return 'warn';
  return state === 'delivered' ? 'accent' : 'quiet';
}
