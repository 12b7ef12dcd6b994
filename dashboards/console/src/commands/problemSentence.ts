import type { Problem } from '../api/contract';
import type { Words } from '../i18n/words';

/** Why something was refused, in the operator's language where the code is known, with what the server said after it. */
export function problemSentence(problem: Problem, words: Words): string {
  const known = words.domain.rejection[problem.code as keyof Words['domain']['rejection']] as string | undefined;
  const said = problem.detail ?? problem.title;
  if (known === undefined) return said || words.ui.command.failed;
  return problem.code === 'invalid' && said ? `${known} ${said}` : known;
}
