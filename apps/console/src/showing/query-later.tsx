import { lazy, Suspense, type ComponentProps } from 'react';

const QueryShown = lazy(() => import('./query-shown.js').then((part) => ({ default: part.QueryShown })));

/** The question of a page that a browser loads first: what shows it comes after. */
export function QueryLater(props: ComponentProps<typeof QueryShown>) {
  return (
    <Suspense>
      <QueryShown {...props} />
    </Suspense>
  );
}
