import { useState } from 'react';
import type { OnDuty, PersonOnFile, Rota, RotaOf } from '../api/contract';
import { useAnswer } from '../api/useAnswer';
import { useConsole } from '../app/context';
import { useNow } from '../clock/useNow';
import { useWords } from '../i18n/language';
import { AnswerLine } from '../ui/AnswerLine';
import { RotaPanel } from './RotaPanel';
import styles from './RotasPage.module.css';

const ALL = 'limit=1000';
const MINUTE_MS = 60_000;

/** Who is on duty by each rota now, and whose turn comes when. */
export function RotasPage() {
  const { ui } = useWords();
  const { session } = useConsole();
  const now = useNow();
  const rotas = useAnswer<Rota[]>(`/api/rotas?${ALL}`);
  const [changedAt, setChangedAt] = useState(0);
  const duty = useAnswer<OnDuty[]>(`/api/on-duty?at=${new Date(Math.max(now - (now % MINUTE_MS), changedAt)).toISOString()}`);
  const operators = useAnswer<PersonOnFile[]>(`/api/operators?${ALL}`);
  const responders = useAnswer<PersonOnFile[]>(`/api/responders?${ALL}`);
  const files = [rotas, operators, responders];
  const answers = [...files, duty];
  const phase = answers.some((a) => a.phase === 'failed') ? 'failed' : files.some((a) => a.phase === 'loading') ? 'loading' : 'ready';
  const reload = () => answers.forEach((answer) => answer.reload());
  const people: Record<RotaOf, PersonOnFile[] | null> = { operators: operators.value, responders: responders.value };
  const find = (of: RotaOf, id: string): PersonOnFile => people[of]?.find((person) => person.id === id) ?? { id, name: id, methods: null };
  return (
    <>
      <h1>{ui.rotas.title}</h1>
      <div className={styles.rotas}>
        {rotas.value?.map((rota) => (
          <RotaPanel
            key={rota.id}
            rota={rota}
            onDuty={duty.value?.find((d) => d.rota === rota.id)?.members ?? null}
            find={(id) => find(rota.of, id)}
            people={people[rota.of] ?? []}
            now={now}
            timeZone={session.centre.timeZone}
            onChanged={() => {
              setChangedAt(now);
              reload();
            }}
          />
        ))}
      </div>
      <AnswerLine answer={{ phase, reload }} empty={rotas.value?.length === 0 ? ui.rotas.none : null} />
    </>
  );
}
