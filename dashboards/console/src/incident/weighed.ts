import type { IncidentView } from '../api/contract';
import type { ContractWords } from '../i18n/contractWords';

/** Why an incident is as urgent as it is: each reason with its points, where the server says them. */
export function weighed({ priorityPoints, priorityReasons }: IncidentView, { reason }: ContractWords): string {
  const parts = priorityPoints.length > 0
    ? priorityPoints.map((p) => `${reason[p.reason]} ${p.points < 0 ? '−' : '+'}${Math.abs(p.points)}`)
    : priorityReasons.map((r) => reason[r]);
  return parts.join(', ');
}
