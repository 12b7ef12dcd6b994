import { useState } from 'react';
import type { PersonOnFile, Rota, RotaOverride, Shift } from '../api/contract';
import { useConsole } from '../app/context';
import { useWords } from '../i18n/language';
import { Button } from '../ui/Button';
import { Chip } from '../ui/Chip';
import { Moment } from '../ui/Clocks';
import page from '../ui/page.module.css';
import { Panel } from '../ui/Panel';
import { InsteadDialog } from './InsteadDialog';
import { daysInWords, endOverride, hoursInWords, turnOf, wallTime, type WallTime } from './rota';
import styles from './RotasPage.module.css';
import { useOverrides } from './useOverrides';

interface RotaPanelProps {
  rota: Rota;
  /** Their ids; null while nobody knows. */
  onDuty: string[] | null;
  find(id: string): PersonOnFile;
  /** Everybody who could serve. */
  people: PersonOnFile[];
  now: number;
  timeZone: string;
  onChanged(): void;
}

/** One rota: who serves by it now, whose turn it is week by week, and who serves instead. */
export function RotaPanel({ rota, onDuty, find, people, now, timeZone, onChanged }: RotaPanelProps) {
  const { ui, domain } = useWords();
  const { session } = useConsole();
  const [isReplacing, setReplacing] = useState(false);
  const { pending, trouble, change } = useOverrides(rota, onChanged);
  const mayChange = session.operator.role !== 'operator';
  const wall = wallTime(now, timeZone);
  const names = (members: string[]) => members.map((id) => find(id).name).join(ui.rotas.join);
  const takeBack = (ended: RotaOverride) => change((overrides) => endOverride(overrides, ended, now));
  const coming = (rota.overrides ?? []).filter((o) => Date.parse(o.to) > now);
  return (
    <Panel title={rota.name} aside={<Chip look="quiet">{domain.rotaOf[rota.of]}</Chip>}>
      {onDuty !== null && (
        <div className={styles.now}>
          <h3>{ui.rotas.now}</h3>
          {onDuty.length === 0 && <Chip look="warn">{ui.rotas.nobody}</Chip>}
          <ul>{onDuty.map((id) => <Serving key={id} person={find(id)} />)}</ul>
        </div>
      )}
      <table className={styles.shifts}>
        <thead>
          <tr>
            <th scope="col">{ui.rotas.hours}</th>
            <th scope="col">{ui.rotas.turns}</th>
          </tr>
        </thead>
        <tbody>{rota.shifts.map((shift, i) => <ShiftRow key={i} shift={shift} wall={wall} names={names} />)}</tbody>
      </table>
      {coming.length > 0 && (
        <>
          <h3>{ui.rotas.overrides}</h3>
          <ul className={styles.overrides}>
            {coming.map((o) => (
              <li key={o.from}>
                <b>{names(o.members)}</b> <span><Moment at={o.from} /> – <Moment at={o.to} /></span>
                {mayChange && <Button size="small" pending={pending} onClick={() => void takeBack(o)} aria-label={`${ui.rotas.takeBack}: ${names(o.members)}`}>{ui.rotas.takeBack}</Button>}
              </li>
            ))}
          </ul>
          {trouble !== null && <p role="alert" className={page.trouble}>{trouble}</p>}
        </>
      )}
      {mayChange && <Button className={styles.replace} onClick={() => setReplacing(true)}>{ui.rotas.replace}</Button>}
      {isReplacing && <InsteadDialog rota={rota} people={people} now={now} timeZone={timeZone} onChanged={onChanged} onClose={() => setReplacing(false)} />}
    </Panel>
  );
}

function Serving({ person }: { person: PersonOnFile }) {
  const phone = (person.methods?.find((m) => m.channel === 'voice') ?? person.methods?.[0])?.address;
  return (
    <li>
      <strong>{person.name}</strong>
      {phone !== undefined && <a className="digits" href={`tel:${phone}`}>{phone}</a>}
    </li>
  );
}

function ShiftRow({ shift, wall, names }: { shift: Shift; wall: WallTime; names(members: string[]): string }) {
  const { ui, domain } = useWords();
  const current = turnOf(shift, wall);
  return (
    <tr>
      <td>
        {daysInWords(shift.hours.days, domain.weekday, ui.rotas.everyDay, ui.rotas.join)}
        <small className="digits">{hoursInWords(shift.hours, ui.rotas.allDay)}</small>
      </td>
      <td>
        <ol className={styles.turns}>
          {shift.turns.map((turn, i) => (
            <li key={i} aria-current={i === current ? 'true' : undefined}>
              {names(turn.members)}
              {i === current && shift.turns.length > 1 && <small>{ui.rotas.thisWeek}</small>}
            </li>
          ))}
        </ol>
      </td>
    </tr>
  );
}
