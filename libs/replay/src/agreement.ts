import { citedStatements, statementsBeside } from './agreement-beside.js';
import { NOTICES_OF_LINE, ofType, textIn, type Json, type LoggedEvent, type Shown } from './facts.js';
import { calendarStatements } from './calendar.js';
import { countedStatements } from './counted.js';
import { intentStatements, intentsOf } from './intents.js';
import { lineOf } from './line/line.js';
import { dueStatements, overtakenNotices } from './notices-due.js';
import { openingStatements, suspensionStatements, termStatements } from './of-the-line.js';
import { participationStatements } from './participations.js';
import { partiesOf } from './parties.js';
import { byPoint } from './said.js';
import { REPLAYED_TABLES, always, type Replayed, type Statement, type TableName } from './statement.js';
import { statusStatements } from './statuses.js';
import { suspensionsOf } from './suspensions.js';
import { termsOf } from './terms.js';

/** What the log says of an agreement. */
export function replayAgreement(shown: Shown): Replayed {
  const { facts, annulled } = shown;
  const registration = ofType(facts, 'AgreementRegistered')[0];
  if (!registration) return { statements: [], notReplayed: [] };
  const amendments = byPoint(ofType(facts, 'AgreementAmended'));
  const agreement = always('agreement', registration, {
    kind: textIn(registration, 'kind'),
    registration: registration.data,
    registered_by: registration.id,
    annulled,
    amended: amendments.length > 0,
  });
  const content = contentStatements(registration, amendments);
  // Of an agreement whose registration is annulled its content alone is shown, where others name it.
  const cited = citedStatements(shown);
  if (annulled) {
    const overtaken = ofType(facts, ...NOTICES_OF_LINE).map(({ id }) => id);
    return { statements: [agreement, ...content, ...cited], notReplayed: [], overtaken };
  }
  const texts = ofType(facts, 'AgreementTextDeposited').map((one, place) =>
    always('agreement_text', one, { event_id: one.id, place }),
  );
  const line = lineStatements(facts, shown, amendments);
  const beside = statementsBeside(facts, amendments);
  return {
    ...line,
    statements: [agreement, ...content, ...cited, ...texts, ...beside, ...line.statements],
  };
}

function contentStatements(
  registration: LoggedEvent,
  amendments: readonly LoggedEvent[],
): readonly Statement[] {
  if (amendments.length === 0) return [];
  const said = registration.data;
  let content: Readonly<Record<string, Json>> = Object.fromEntries(
    ['title', 'binding', 'objectives', 'sectors', 'openToAccession', 'initiative'].flatMap((member) => {
      const value = said[member];
      return value === undefined ? [] : [[member, value]];
    }),
  );
  const contents = [{ from: '-infinity', content, by: registration.id }];
  for (const { id, effective, data } of amendments) {
    content = amended(content, data['changes'] as unknown as readonly Change[]);
    contents.push({ from: effective.point, content, by: id });
  }
  return contents.flatMap(({ from, content: value, by }, place): readonly Statement[] => {
    const to = contents[place + 1]?.from ?? 'infinity';
    return from === to ? [] : [{ table: 'agreement_content', from, to, values: { content: value }, by }];
  });
}

interface Change {
  readonly member: string;
  readonly after?: Json;
}

function amended(content: Readonly<Record<string, Json>>, changes: readonly Change[]) {
  const members = new Map(Object.entries(content));
  for (const { member, after } of changes)
    if (after === undefined) members.delete(member);
    else members.set(member, after);
  return Object.fromEntries(members);
}

/** The tables whose rows follow from the line. */
const OF_THE_LINE = Object.entries(REPLAYED_TABLES).flatMap(([table, one]) =>
  'ofLine' in one ? [table as TableName] : [],
);

function lineStatements(
  facts: readonly LoggedEvent[],
  shown: Shown,
  amendments: readonly LoggedEvent[],
): Replayed {
  const line = lineOf(facts);
  if (!line) return { statements: [], notReplayed: [] };
  if ('because' in line) return { statements: [], notReplayed: [{ tables: OF_THE_LINE, ...line }] };
  const { parties, notLeft } = partiesOf(facts, line);
  const { suspensions, notPaused } = suspensionsOf(facts, line, parties);
  const terms = termsOf(line);
  const read = { facts, line, parties, suspensions, terms };
  const intents = intentsOf(facts, parties);
  const passedOver = [...line.passedOver, ...line.repeated].map(({ fact }) => fact);
  return {
    statements: [
      ...statusStatements(read, shown, amendments),
      ...participationStatements(read),
      ...termStatements(read),
      ...suspensionStatements(read),
      ...openingStatements(read),
      ...passedOver.map((one) => always('passed_over', one, { event_id: one.id })),
      ...[...notLeft, ...notPaused].map(({ fact, because }) =>
        always('passed_over', fact, { event_id: fact.id, because }),
      ),
      ...intentStatements(intents),
      ...countedStatements(read, amendments),
      ...calendarStatements(read, intents),
      ...dueStatements(read, intents),
    ],
    notReplayed: [],
    overtaken: overtakenNotices(read),
  };
}
