import { ofType, textIn, textsIn, type LoggedEvent } from './facts.js';
import { untilSaidAnew } from './said.js';
import { always, type Statement } from './statement.js';
import type { StatusLine } from './status.js';

/** What the log says of an agreement beside its line: who leads it, its amendments, its reviews. */
export function statementsBeside(
  facts: readonly LoggedEvent[],
  amendments: readonly LoggedEvent[],
): readonly Statement[] {
  return [
    ...leadStatements(facts),
    ...amendments.map((one, place) => always('amendment', one, { place, event_id: one.id })),
    ...reviewStatements(facts),
  ];
}

/** The last designation for each role. */
function leadStatements(facts: readonly LoggedEvent[]): readonly Statement[] {
  const designations = ofType(facts, 'LeadDesignated');
  return untilSaidAnew(designations, (one) => textIn(one, 'role') ?? '').flatMap(({ fact, from, to }) =>
    textsIn(fact, 'organizationIds').map((organization_id, place): Statement => ({
      table: 'lead',
      from,
      to,
      values: { organization_id, role: textIn(fact, 'role'), place, event_id: fact.id },
      by: fact.id,
    })),
  );
}

/** Each review that was scheduled, with when it was held, and those that were held unscheduled. */
function reviewStatements(facts: readonly LoggedEvent[]): readonly Statement[] {
  const held = ofType(facts, 'ReviewHeld');
  return ofType(facts, 'ReviewScheduled', 'ReviewHeld')
    .filter((one) => one.type === 'ReviewScheduled' || textIn(one, 'reviewId') === null)
    .map((one, place) => {
      const review_id = textIn(one, 'reviewId') ?? one.id;
      const scheduled = one.type === 'ReviewScheduled';
      const holding = scheduled ? held.find((other) => textIn(other, 'reviewId') === review_id) : one;
      return always('review', one, {
        place,
        review_id,
        scheduled_by: scheduled ? one.id : null,
        held_by: holding?.id ?? null,
      });
    });
}

/** What follows from a line whose acts all count: its opening, and which agreement took its place. */
export function statementsOfLine(facts: readonly LoggedEvent[], { steps }: StatusLine): readonly Statement[] {
  const superseded = steps.find(({ status }) => status === 'SUPERSEDED');
  const successions = ofType(facts, 'AgreementSuperseded').filter(({ id }) => id === superseded?.by);
  return [
    ...ofType(facts, 'AgreementOpenedForSignature').map((one) =>
      always('opening', one, { opened_day: one.effective.point, event_id: one.id }),
    ),
    ...successions.map((one): Statement => ({
      table: 'supersession',
      from: superseded?.from ?? one.effective.point,
      to: 'infinity',
      values: { successor_id: textIn(one, 'successorAgreementId'), event_id: one.id },
      by: one.id,
    })),
  ];
}
