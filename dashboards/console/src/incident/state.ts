import type { IncidentView } from '../api/contract';

/** The danger is being worked: neither resolved nor closed. */
export function isActive({ state }: IncidentView): boolean {
  return state !== 'resolved' && state !== 'closed';
}

/** Since when it waits for help: its opening, or its coming back. */
export function since({ openedAt, reopenedAt }: IncidentView): string {
  return reopenedAt ?? openedAt;
}

/** No operator has it. An incident can be so even on the way: a claim runs out while a responder is driving. */
export function isUnclaimed(incident: IncidentView): boolean {
  return isActive(incident) && incident.owner === null;
}
