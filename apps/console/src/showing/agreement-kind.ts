import { useWords } from '../words/index.js';

/** What a kind of agreement is called; one that has no words is given as it is, readable. */
export function useAgreementKind(): (kind: string) => string {
  const { t } = useWords('terms');
  return (kind) =>
    t(`agreementKind.${kind as 'MOU'}`, { defaultValue: kind.toLowerCase().replaceAll('_', ' ') });
}
