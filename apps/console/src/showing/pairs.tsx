import { Fragment, type ReactNode } from 'react';

/** What is said of a thing, name by name; what there is nothing to say of is left out. */
export function Pairs({ of }: { readonly of: readonly (readonly [string, ReactNode])[] }) {
  const said = of.filter(
    ([, value]) => value !== null && value !== undefined && value !== false && value !== '',
  );
  if (said.length === 0) return null;
  return (
    <dl className="pairs">
      {said.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
