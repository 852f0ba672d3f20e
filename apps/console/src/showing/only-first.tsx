import type { ReactNode } from 'react';
import { useWords } from '../words/index.js';

/** Says that no more than the first members of a list are shown, where there are more; `children` leads to all of them. */
export function OnlyFirst({
  of,
  children,
}: {
  readonly of: { readonly nodes: readonly unknown[]; readonly pageInfo: { readonly hasNextPage: boolean } };
  readonly children?: ReactNode;
}) {
  const { t } = useWords('showing');
  if (!of.pageInfo.hasNextPage) return null;
  return (
    <p>
      {t('onlyFirst', { count: of.nodes.length })} {children}
    </p>
  );
}
