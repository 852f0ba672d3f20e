import { daysAfter, type Day } from './days.js';
import { dateIn, ofType, textIn, type Json, type LoggedDate, type LoggedEvent, type Shown } from './facts.js';
import { byPoint, untilSaidAnew } from './said.js';
import { always, type Replayed, type Statement } from './statement.js';

/** What the log says of a committee: its bylaw by day, its mandates, the conflicts of interest that are declared. */
export function replayCommittee({ facts, annulled }: Shown): Replayed {
  const conflicts = ofType(facts, 'ConflictDeclared');
  return {
    statements: [
      ...committeeStatements(facts, annulled),
      ...untilSaidAnew(ofType(facts, 'BylawAdopted'), () => '').map(({ fact, from, to }): Statement => ({
        table: 'bylaw',
        from,
        to,
        values: { event_id: fact.id },
        by: fact.id,
      })),
      ...mandateStatements(facts),
      ...untilSaidAnew(conflicts, matterOf).map(({ fact, place, from, to }): Statement => ({
        table: 'conflict',
        from,
        to,
        values: { place, event_id: fact.id },
        by: fact.id,
      })),
    ],
    notReplayed: [],
  };
}

function committeeStatements(facts: readonly LoggedEvent[], annulled: boolean): readonly Statement[] {
  const [established] = ofType(facts, 'CommitteeEstablished');
  const [dissolved] = ofType(facts, 'CommitteeDissolved');
  if (!established) return [];
  return [
    always('committee', established, {
      kind: textIn(established, 'kind'),
      programme_id: textIn(established, 'programmeId'),
      established_day: established.effective.point,
      established: json(established.effective),
      event_id: established.id,
      dissolved_day: dissolved?.effective.point ?? null,
      dissolved: dissolved ? json(dissolved.effective) : null,
      dissolved_by: dissolved?.id ?? null,
      details: established.data,
      annulled,
    }),
  ];
}

function matterOf(conflict: LoggedEvent): string {
  return ['personId', 'matterKind', 'matterId'].map((member) => textIn(conflict, member)).join(' ');
}

/** The days between which something lies, and the one that counts. */
interface Bounds {
  readonly earliest: Day | null;
  readonly latest: Day | null;
  readonly point: Day;
}

function mandateStatements(facts: readonly LoggedEvent[]): readonly Statement[] {
  const ends = byPoint(ofType(facts, 'MandateEnded'));
  return ofType(facts, 'MandateGranted').map((granted, place) => {
    const mandateId = textIn(granted, 'mandateId');
    const endedBy = ends.find((one) => textIn(one, 'mandateId') === mandateId) ?? null;
    const lastDay = dateIn(granted, 'endsOn');
    const ended = earlier(lastDay && dayAfterAll(lastDay), endedBy && boundsOf(endedBy.effective));
    return always('mandate', granted, {
      place,
      mandate_id: mandateId,
      person_id: textIn(granted, 'personId'),
      seat: textIn(granted, 'seat'),
      granted_by: granted.id,
      ended_by: endedBy?.id ?? null,
      began: json(boundsOf(granted.effective)),
      ended: ended && json(ended),
      first_day: granted.effective.point,
      last_day: ended && daysAfter(ended.point, -1),
    });
  });
}

function boundsOf({ earliest, latest, point }: Bounds): Bounds {
  return { earliest, latest, point };
}

function dayAfterAll({ earliest, latest, point }: Bounds): Bounds {
  const next = (day: Day | null) => day && daysAfter(day, 1);
  return { earliest: next(earliest), latest: next(latest), point: daysAfter(point, 1) };
}

/** What comes first of two ends: the end of a last day, and one that was recorded. */
function earlier(one: Bounds | null, other: Bounds | null): Bounds | null {
  if (!one || !other) return one ?? other;
  const first = (a: Day, b: Day): Day => (a < b ? a : b);
  const { earliest, latest } = one;
  return {
    earliest: earliest === null || other.earliest === null ? null : first(earliest, other.earliest),
    latest: first(latest ?? 'unbounded', other.latest ?? 'unbounded'),
    point: first(one.point, other.point),
  };
}

const json = (date: LoggedDate | Bounds): Json => date as unknown as Json;
