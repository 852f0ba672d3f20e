import type { ReactNode } from 'react';
import { useOffer } from '../as-of/changes.js';
import type { Asked } from '../asking/use-answer.js';
import { Page } from '../frame/page.js';
import { UnknownThen } from '../frame/unknown-then.js';
import { Refused } from './refused.js';
import { Waiting } from './waiting.js';

/** The page of one thing: it, or that it is on its way, that it was refused, or that the ledger did not know it then. */
export function One<Data, Thing>({
  asked,
  of,
  what,
  name = what,
  node,
  children,
}: {
  readonly asked: Asked<Data>;
  /** The thing in the answer. */
  readonly of: (data: Data) => Thing | null | undefined;
  /** The word for what it is: the heading while it is on its way. */
  readonly what: string;
  /** What stands for it where it is not known; by default the word for what it is. */
  readonly name?: string;
  /** Its node id, where it is answered by day and its page does not know the days on which that changes. */
  readonly node?: string;
  readonly children: (thing: Thing) => ReactNode;
}) {
  const { data, refusals, waiting, old, again } = asked;
  if (waiting)
    return (
      <Page title={what}>
        <Waiting lines={10} />
      </Page>
    );
  const thing = data && of(data);
  if (thing)
    return (
      <div aria-busy={old}>
        <Refused refusals={refusals} again={again} part />
        {node !== undefined && <Offered node={node} />}
        {children(thing)}
      </div>
    );
  if (refusals.length > 0)
    return (
      <Page title={name}>
        <Refused refusals={refusals} again={again} />
      </Page>
    );
  return <UnknownThen name={name} />;
}

function Offered({ node }: { readonly node: string }): null {
  useOffer(node);
  return null;
}
