import { NOTICES_OF_LINE, ofType, textIn, textsIn, type LoggedEvent, type Shown } from './facts.js';
import { untilSaidAnew } from './said.js';
import { always, type Statement } from './statement.js';

/** What the log says of an agreement beside its line: who leads it, its amendments, its reviews. */
export function statementsBeside(
  facts: readonly LoggedEvent[],
  amendments: readonly LoggedEvent[],
): readonly Statement[] {
  return [
    ...leadStatements(facts),
    ...amendments.map((one, place) => always('amendment', one, { place, event_id: one.id })),
    ...reviewStatements(facts),
    ...evidenceStatements(facts),
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

/** Whether a text is deposited, and the days of which facts say something: a day of the ledger's own clock is none. */
function evidenceStatements(facts: readonly LoggedEvent[]): readonly Statement[] {
  const dated = facts.filter(
    ({ type, occurred }) => occurred.basis !== 'SYSTEM' && !NOTICES_OF_LINE.includes(type),
  );
  const [first] = facts;
  const text_deposited = ofType(facts, 'AgreementTextDeposited').length > 0;
  return [
    ...(first ? [always('agreement_evidence', first, { text_deposited })] : []),
    ...[...Map.groupBy(dated, ({ occurred }) => occurred.point).values()].flatMap(([one]) =>
      one ? [always('evidence_day', one, { day: one.occurred.point })] : [],
    ),
  ];
}

/** The sources that events cite, those of annulled ones too, and whether something in effect does. */
export function citedStatements({ recorded, facts, annulled }: Shown): readonly Statement[] {
  // Nothing counts any more of an agreement whose registration is annulled.
  const counting = new Set(annulled ? [] : facts.map(({ id }) => id));
  const citations = recorded.flatMap((fact) => {
    const attached = fact.type === 'EvidenceAttached' ? textIn(fact, 'sourceId') : null;
    const cited = fact.citations.map(({ source }) => source);
    return [...cited, ...(attached === null ? [] : [attached])].map((source) => ({ source, fact }));
  });
  return [...Map.groupBy(citations, ({ source }) => source)].flatMap(([source_id, cited]) => {
    const in_effect = cited.some(({ fact }) => counting.has(fact.id));
    return cited.slice(0, 1).map(({ fact }) => always('cited_source', fact, { source_id, in_effect }));
  });
}
