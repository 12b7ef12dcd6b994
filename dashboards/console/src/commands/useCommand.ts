import type { IncidentAction, IncidentActions, IncidentView } from '../api/contract';
import { useConsole } from '../app/context';
import { useStore } from '../app/store';
import { isPending, targetOf } from './commands';

export interface CommandHandle<A extends IncidentAction> {
  run(body: IncidentActions[A]): Promise<IncidentView | null>;
  /** On its way: for one body, or for any. */
  pending(body?: IncidentActions[A]): boolean;
}

/** An action on an incident, and whether it is on its way. */
export function useCommand<A extends IncidentAction>(incident: string, action: A): CommandHandle<A> {
  const { commands } = useConsole();
  const book = useStore(commands.book);
  return {
    run: (body) => commands.act(incident, action, body),
    pending: (body) => isPending(book, incident, action, body && targetOf(body)),
  };
}
