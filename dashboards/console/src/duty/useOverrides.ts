import type { Rota, RotaOverride } from '../api/contract';
import { newRequestId } from '../api/requestId';
import { useChange } from '../api/useChange';
import { useConsole } from '../app/context';

/**
 * Changes who serves instead. The rota is read anew before it is written: a colleague may have changed it meanwhile. What is over is left out: it
 * is in the journal, and whoever served then may have left.
 */
export function useOverrides(rota: Rota, onChanged: () => void) {
  const { api, clock } = useConsole();
  const { pending, trouble, run } = useChange();
  const path = `/api/rotas/${encodeURIComponent(rota.id)}`;

  async function change(edit: (overrides: RotaOverride[]) => RotaOverride[]): Promise<boolean> {
    const done = await run(async () => {
      const onFile = await api.get<Rota>(path);
      const standing = (onFile.overrides ?? []).filter((o) => Date.parse(o.to) > clock.now());
      await api.send<Rota>('PUT', path, { ...onFile, overrides: edit(standing), requestId: newRequestId() });
    });
    if (done) onChanged();
    return done;
  }

  return { pending, trouble, change };
}
