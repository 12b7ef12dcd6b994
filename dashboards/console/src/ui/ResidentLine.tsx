import type { HouseholdSummary } from '../api/contract';
import { useNow } from '../clock/useNow';
import { useWords } from '../i18n/language';

/** Who is in danger: name, age, how able, whether alone. The most dependent resident first. */
export function ResidentLine({ household, className }: { household: HouseholdSummary; className?: string | undefined }) {
  const { ui, domain } = useWords();
  const year = new Date(useNow()).getUTCFullYear();
  const [first, ...others] = [...household.residents].sort((a, b) => b.abilityLevel - a.abilityLevel);
  if (!first) return <span className={className}>{ui.queue.noResident}</span>;
  const facts = [
    first.birthYear !== null && ui.app.yearsOld(year - first.birthYear),
    first.livesAlone && ui.queue.livesAlone,
    first.abilityLevel > 0 && domain.abilityLevel[first.abilityLevel],
    others.length > 0 && ui.queue.more(others.length),
  ].filter((fact) => fact !== false);
  return <span className={className}>{[first.name, ...facts].join(' · ')}</span>;
}
