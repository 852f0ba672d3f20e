import { textIn, type Json, type LoggedEvent } from './facts.js';
import type { Line } from './line/line.js';
import { dayOf } from './line/window.js';
import type { Party } from './parties.js';
import { always, type Statement } from './statement.js';
import type { Suspension } from './suspensions.js';
import { termContent, type Term } from './terms.js';

/** An agreement as it is read from its facts. */
export interface Replaying {
  readonly facts: readonly LoggedEvent[];
  readonly line: Line;
  readonly parties: readonly Party[];
  readonly suspensions: readonly Suspension[];
  readonly terms: readonly Term[];
}

/** Each term that the agreement has had. */
export function termStatements({ terms }: Replaying): readonly Statement[] {
  return terms.map((term, place) =>
    always('term', term.setBy, { place, event_id: term.setBy.id, content: termContent(terms, term) }),
  );
}

/** Each suspension, in the order in which they began. */
export function suspensionStatements({ suspensions }: Replaying): readonly Statement[] {
  return suspensions
    .toSorted((a, b) => (a.begins.point < b.begins.point ? -1 : a.begins.point > b.begins.point ? 1 : 0))
    .map(({ fact, organizationIds, begins, ended }, place) =>
      always('suspension', fact, {
        place,
        event_id: fact.id,
        organization_ids: organizationIds,
        begins: begins as unknown as Json,
        last_day: textIn(fact, 'until'),
        ended: (ended?.date ?? null) as unknown as Json,
        ended_by: ended?.by?.id ?? null,
      }),
    );
}

/** The opening that counts, and which agreement took the place of this one. */
export function openingStatements({ line }: Replaying): readonly Statement[] {
  const opening = line.stretches
    .flatMap(({ acts }) => acts)
    .find(({ fact }) => fact.type === 'AgreementOpenedForSignature')?.fact;
  const superseded = line.steps.find(({ status }) => status === 'SUPERSEDED');
  const fact = superseded?.act?.fact;
  return [
    ...(opening
      ? [always('opening', opening, { opened_day: opening.effective.point, event_id: opening.id })]
      : []),
    ...(superseded && fact
      ? [
          {
            table: 'supersession' as const,
            from: dayOf(superseded.point) ?? '-infinity',
            to: 'infinity',
            values: { successor_id: textIn(fact, 'successorAgreementId'), event_id: fact.id },
            by: fact.id,
          },
        ]
      : []),
  ];
}
