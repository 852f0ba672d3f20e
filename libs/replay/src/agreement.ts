import { statementsBeside, statementsOfLine } from './agreement-beside.js';
import { ofType, textIn, type Json, type LoggedEvent, type Shown } from './facts.js';
import { intentStatements, participationStatements, partiesOf, signatoryStatements } from './parties.js';
import { possibleOn } from './possible.js';
import { byPoint } from './said.js';
import { always, type NotReplayed, type Replayed, type Statement, type TableName } from './statement.js';
import { statusLine, type StatusLine } from './status.js';

/** What the log says of an agreement. */
export function replayAgreement({ facts, annulled }: Shown): Replayed {
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
  if (annulled) return { statements: [agreement, ...content], notReplayed: [] };
  const texts = ofType(facts, 'AgreementTextDeposited').map((one, place) =>
    always('agreement_text', one, { event_id: one.id, place }),
  );
  const line = lineStatements(registration, facts);
  const beside = statementsBeside(facts, amendments);
  return {
    statements: [agreement, ...content, ...texts, ...beside, ...line.statements],
    notReplayed: line.notReplayed,
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
const OF_THE_LINE = [
  'agreement_status',
  'participation',
  'intent',
  'opening',
  'supersession',
] as const satisfies readonly TableName[];

function lineStatements(registration: LoggedEvent, facts: readonly LoggedEvent[]): Replayed {
  const none = ({ because }: { readonly because: string }): Replayed => ({
    statements: [],
    notReplayed: [{ tables: OF_THE_LINE, because }],
  });
  const line = statusLine(facts);
  if ('because' in line) return none(line);
  const parties = partiesOf(facts, line);
  // Who had joined by a succession cannot sign: what counts for the status is not known either.
  if ('because' in parties) return none(parties);
  const intents = intentStatements(facts, parties);
  const known = 'because' in intents ? [] : intents;
  const notReplayed: readonly NotReplayed[] =
    'because' in intents ? [{ tables: ['intent'], ...intents }] : [];
  return {
    statements: [
      ...statusStatements(registration, line),
      ...statementsOfLine(facts, line),
      ...participationStatements(facts, parties),
      ...signatoryStatements(facts, parties),
      ...known,
    ],
    notReplayed,
  };
}

function statusStatements(registration: LoggedEvent, { steps, possible }: StatusLine): readonly Statement[] {
  const days = [
    registration.effective.point,
    ...steps.map(({ from }) => from),
    ...(possible ?? []).flatMap(({ earliest, latest }) => [earliest, latest]),
  ].filter((day) => /^\d/.test(day));
  const cuts = ['-infinity', ...[...new Set(days)].toSorted(), 'infinity'];
  return cuts.slice(0, -1).flatMap((from, place): readonly Statement[] => {
    const step = steps.findLast((one) => one.from === '-infinity' || one.from <= from);
    if (!step) return [];
    const { status, by } = step;
    const day = from === '-infinity' ? '' : from;
    const before = registration.effective.point <= day ? 'DRAFT' : 'NOT_YET';
    const sure = possible && certainties(possibleOn(possible, before, day));
    return [
      { table: 'agreement_status', from, to: cuts[place + 1] ?? 'infinity', values: { status, ...sure }, by },
    ];
  });
}

function certainties(possible: readonly string[]): Statement['values'] {
  const isCertain = possible.length === 1;
  const inForce = possible.includes('IN_FORCE');
  return {
    possible,
    certainty: isCertain ? 'CERTAIN' : 'POSSIBLE',
    in_force: !inForce ? 'NO' : isCertain ? 'YES' : 'UNKNOWN',
  };
}
