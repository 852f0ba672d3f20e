import type { Json, LoggedEvent, Shown } from './facts.js';
import { isShownSuspended } from './participations.js';
import { statusOn, type StatusOn } from './line/steps.js';
import { numberOf } from './line/window.js';
import type { Replaying } from './of-the-line.js';
import { isPartyOn } from './parties.js';
import { cutAt, type Statement } from './statement.js';
import { governingOn, termContent, termOn, type Term } from './terms.js';

/** As many parties as are counted: a question asks whether there are two. */
const MOST_COUNTED = 2;

/** The status of an agreement, with all that an answer about it says beside, from day to day. */
export function statusStatements(
  read: Replaying,
  { rectifications }: Shown,
  amendments: readonly LoggedEvent[],
): readonly Statement[] {
  const { line, parties, suspensions, terms } = read;
  const registered = numberOf(line.registration.effective.point);
  const content = (term: Term | null) => term && termContent(terms, term);
  return cutAt('agreement_status', daysOf(read, amendments), (day) => {
    const on = statusOn(line.steps, registered <= day ? 'DRAFT' : 'NOT_YET', day);
    const decidedBy = decidingIn(read, on);
    const rectified = decidedBy.flatMap(({ id }) => (rectifications.get(id) ?? []).filter(setsADate));
    const governing = governingOn(terms, day);
    const last = governing?.lastDay ?? null;
    const suspended = suspensions.some(({ organizationIds }) => organizationIds.length > 0);
    return {
      by: decidedBy[0]?.id ?? line.registration.id,
      values: {
        status: on.status,
        possible: on.possible,
        certainty: on.certainty,
        in_force: on.in_force,
        since: (on.decided?.since ?? null) as unknown as Json,
        decided_by: [...decidedBy, ...rectified].map(({ id }) => id),
        rectified: rectified.length > 0,
        date_uncertain: isUncertain(on, decidedBy),
        term: content(termOn(terms, day)),
        governing: content(governing),
        ends_on: last ? (last.latest ?? last.point) : 'infinity',
        parties: Math.min(
          MOST_COUNTED,
          parties.filter((party) => party.as === 'PARTY' && isPartyOn(party, day)).length,
        ),
        partly_suspended:
          suspended && parties.some((party) => isPartyOn(party, day) && isShownSuspended(read, party, day)),
        kind: line.registration.data['kind'] ?? null,
      },
    };
  });
}

/** Each day on which an answer may be another than on the day before. */
export function daysOf(
  { line, parties, suspensions, terms }: Replaying,
  amendments: readonly LoggedEvent[],
): readonly number[] {
  return [
    numberOf(line.registration.effective.point),
    ...line.steps.flatMap(({ earliest, latest, point }) => [earliest, latest, point]),
    ...terms.flatMap(({ from, governsFrom }) => [from, governsFrom]),
    ...parties.flatMap(({ began, ended }) => [began.point, ended?.point ?? Infinity]),
    ...suspensions.flatMap(({ begins, ended }) =>
      [begins, ...(ended ? [ended.date] : [])].map(({ point }) => numberOf(point)),
    ),
    ...amendments.map(({ effective }) => numberOf(effective.point)),
  ];
}

/** Before anything has happened the next step decides, of a draft its registration. */
function decidingIn({ line: { steps, registration } }: Replaying, on: StatusOn): readonly LoggedEvent[] {
  if (on.decided) return on.decided.decidedBy;
  return (on.status === 'NOT_YET' && steps[0]?.decidedBy) || [registration];
}

function isUncertain({ status, decided }: StatusOn, decidedBy: readonly LoggedEvent[]): boolean {
  const dates =
    status === 'EXPIRED' && decided?.lastDay
      ? [decided.lastDay]
      : decidedBy.map(({ effective }) => effective);
  return dates.some(({ edtf, earliest, latest }) => earliest !== latest || /[?~%]/.test(edtf));
}

/** The members of acts and terms from which a status is reckoned. */
const DATES = ['startsOn', 'endsOn', 'newEndsOn', 'duration', 'openEnded', 'tacit', 'until'];

function setsADate({ data }: LoggedEvent): boolean {
  const { set, removed = [] } = data as {
    readonly set?: { readonly occurred?: Json; readonly effective?: Json; readonly data?: object };
    readonly removed?: readonly string[];
  };
  if (set?.occurred !== undefined || set?.effective !== undefined) return true;
  return DATES.some((member) => removed.includes(member) || member in (set?.data ?? {}));
}
