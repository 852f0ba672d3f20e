import { useWords } from '../words/index.js';
import './words.js';

/** The word for a kind of organisation; one that has no word is given as it is. */
export function useKind(): (kind: string | null) => string | null {
  const { t } = useWords('organizations');
  return (kind) =>
    kind === null
      ? null
      : t(`kinds.${kind}` as 'kinds.COMPANY', { defaultValue: kind.toLowerCase().replaceAll('_', ' ') });
}
