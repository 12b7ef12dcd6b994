import { useState } from 'react';
import type { DeviceReport } from '../api/contract';
import { useAnswer } from '../api/useAnswer';
import { useConsole } from '../app/context';
import styles from '../history/HistoryPage.module.css';
import { useWords } from '../i18n/language';
import { AnswerLine } from '../ui/AnswerLine';
import { Chip } from '../ui/Chip';
import page from '../ui/page.module.css';

const SPANS = [7, 30, 90] as const;
const DAY_MS = 86_400_000;

/** Devices that need a technician and people who need a talk, from what the journal tells of a span. */
export function DeviceReportPage() {
  const { ui } = useWords();
  const { clock } = useConsole();
  const [days, setDays] = useState<number>(30);
  const [openedAt] = useState(clock.now);
  const from = new Date(openedAt - days * DAY_MS).toISOString();
  const answer = useAnswer<DeviceReport>(`/api/reports/devices?from=${from}`);
  const rows = answer.value?.rows ?? [];
  return (
    <>
      <h1>{ui.deviceReport.title}</h1>
      <p className={page.hint}>{ui.deviceReport.hint}</p>
      <label className={page.span}>
        {ui.deviceReport.span}
        <select value={days} onChange={(event) => setDays(Number(event.target.value))}>
          {SPANS.map((span) => <option key={span} value={span}>{ui.deviceReport.days(span)}</option>)}
        </select>
      </label>
      {rows.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{ui.deviceReport.device}</th>
              <th scope="col">{ui.deviceReport.household}</th>
              <th scope="col">{ui.deviceReport.reasons}</th>
              <th scope="col">{ui.deviceReport.signals}</th>
            </tr>
          </thead>
          <tbody>{rows.map((row) => <Row key={`${row.device} ${row.name}`} row={row} />)}</tbody>
        </table>
      )}
      <AnswerLine answer={answer} empty={rows.length === 0 ? ui.deviceReport.none : null} />
    </>
  );
}

function Row({ row }: { row: DeviceReport['rows'][number] }) {
  const { ui, domain } = useWords();
  return (
    <tr>
      <td>{row.type === null ? row.name : domain.deviceType[row.type]}<small>{[row.type !== null && row.name !== row.device && row.name, row.device].filter(Boolean).join(' · ')}</small></td>
      <td>{row.householdName ?? ui.app.unknown}</td>
      <td><div className={page.reasons}>{row.reasons.map((reason) => <Reason key={reason.remark} reason={reason} />)}</div></td>
      <td>
        <ul className={page.signals}>
          {row.signals.map(({ kind, count }) => <li key={kind}>{domain.kind[kind]} <b className="digits">{count}</b></li>)}
        </ul>
      </td>
    </tr>
  );
}

function Reason({ reason }: { reason: DeviceReport['rows'][number]['reasons'][number] }) {
  const { ui, domain } = useWords();
  const said = [
    reason.kind !== null && domain.kind[reason.kind],
    reason.limit > 0 ? ui.deviceReport.count(reason.count, reason.limit) : ui.deviceReport.times(reason.count),
    reason.day !== null && ui.deviceReport.worstDay(reason.day),
  ];
  return (
    <div>
      <Chip look="warn">{domain.remark[reason.remark]}</Chip>
      <small>{said.filter(Boolean).join(' · ')}</small>
    </div>
  );
}
