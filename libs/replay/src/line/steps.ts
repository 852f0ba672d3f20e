import { textsIn, type LoggedDate, type LoggedEvent } from '../facts.js';
import type { Day } from '../days.js';
import type { Act } from './acts.js';
import { dayAfter, lastDayOf } from './ends.js';
import type { Fitted } from './fitted.js';
import type { Stretch } from './stretches.js';
import { dayOf, onDay, type Window } from './window.js';

/** A status that begins on a day of its window, and what makes it so. */
export interface Step extends Window {
  readonly status: string;
  /** The date of what made it so, with the day that counts as its point. */
  readonly since: LoggedDate;
  readonly decidedBy: readonly LoggedEvent[];
  /** The last day in force before an expiry. */
  readonly lastDay: LoggedDate | null;
  /** The resumption, or the suspension that ended by itself, that it comes from; else null. */
  readonly act: Act | null;
}

/** The steps of a line, in their order (docs/semantics.md, "The line of an agreement"). */
export function stepsOf(
  stretches: readonly Stretch[],
  fitted: Fitted,
  firstTerm: LoggedEvent | null,
): readonly Step[] {
  return [
    ...signingSteps(stretches, fitted),
    ...stretches.flatMap((stretch) => [
      ...beginning(stretch, fitted),
      ...pausing(stretch, fitted),
      ...ending(stretch, { fitted, firstTerm }),
    ]),
  ];
}

function stepBy(status: string, act: Act, window: Window): Step {
  return step(status, window, { since: act.fact.effective, decidedBy: [act.fact], act });
}

function step(status: string, window: Window, made: Pick<Step, 'since' | 'decidedBy'> & Partial<Step>): Step {
  const { earliest, latest, point } = window;
  const since = { ...made.since, point: dayOf(point) ?? made.since.point };
  return { lastDay: null, act: null, ...made, status, earliest, latest, point, since };
}

/** Open for signature by an opening or the first signature; signed by the second one, with a list by the last of it. */
function signingSteps(stretches: readonly Stretch[], fitted: Fitted): readonly Step[] {
  const acts = stretches.flatMap((stretch) => stretch.acts);
  const opening = acts.find(({ fact }) => fact.type === 'AgreementOpenedForSignature');
  const signatures = acts.filter(({ fact, returns }) => fact.type === 'PartnerSigned' && !returns);
  const eligible = opening ? textsIn(opening.fact, 'eligible') : [];
  const listed = signatures.filter(({ organizationId }) => eligible.includes(organizationId));
  const opened = opening
    ? [stepBy('OPEN_FOR_SIGNATURE', opening, fitted.of(opening))]
    : signedBy('OPEN_FOR_SIGNATURE', signatures, { fitted, place: 0 });
  const signed =
    eligible.length > 0
      ? eligible.length <= new Set(listed.map(({ organizationId }) => organizationId)).size
        ? signedBy('SIGNED', listed, { fitted, place: listed.length - 1 })
        : []
      : signedBy('SIGNED', signatures, { fitted, place: 1 });
  return [...opened, ...signed];
}

/** By whichever of some signatures come in a place among them. */
function signedBy(
  status: string,
  signatures: readonly Act[],
  { fitted, place }: { readonly fitted: Fitted; readonly place: number },
): readonly Step[] {
  const windows = signatures.map((act) => fitted.of(act));
  const nth = (of: (window: Window) => number) =>
    windows.map(of).toSorted((a, b) => (a === b ? 0 : a < b ? -1 : 1))[place];
  const [earliest, latest, point] = [
    nth((one) => one.earliest),
    nth((one) => one.latest),
    nth((one) => one.point),
  ];
  if (earliest === undefined || latest === undefined || point === undefined) return [];
  const deciding = signatures
    .filter((act) => fitted.of(act).point === point)
    .toSorted((a, b) => a.place - b.place)
    .at(-1);
  return deciding ? [stepBy(status, deciding, { earliest, latest, point })] : [];
}

function beginning({ begin, acts }: Stretch, fitted: Fitted): readonly Step[] {
  const entry = acts.find(({ fact }) => fact.type === 'AgreementEnteredIntoForce');
  return [begin, entry].flatMap((act) => (act ? [stepBy('IN_FORCE', act, fitted.of(act))] : []));
}

/** Suspensions, each until it is resumed or until its last day has passed. */
function pausing({ pauses }: Stretch, fitted: Fitted): readonly Step[] {
  return pauses.flatMap((act, place): readonly Step[] => {
    if (act.fact.type === 'AgreementResumed') return [stepBy('IN_FORCE', act, fitted.of(act))];
    const suspended = stepBy('SUSPENDED', act, fitted.of(act));
    if (act.until === Infinity || pauses[place + 1]?.fact.type === 'AgreementResumed') return [suspended];
    const lifted = onDay(act.until + 1);
    return [
      suspended,
      step('IN_FORCE', lifted, { since: singleDay(lifted.point), decidedBy: [act.fact], act }),
    ];
  });
}

/** A day of its own, as it is reckoned. */
export function singleDay(number: number): LoggedDate {
  const day = dayOf(number) as Day;
  return { edtf: day, point: day, earliest: day, latest: day, precision: 'DAY', basis: 'COMPUTED' };
}

function ending(
  stretch: Stretch,
  { fitted, firstTerm }: { readonly fitted: Fitted; readonly firstTerm: LoggedEvent | null },
): readonly Step[] {
  const expiry = fitted.expiryOf(stretch);
  const over = [stretch.ending, stretch.supersededAfter].flatMap((act) =>
    act ? [stepBy(STATUS_AFTER[act.fact.type] ?? '', act, fitted.of(act))] : [],
  );
  if (!expiry) return over;
  const lastDay = lastDayOf(stretch.end, fitted.entryDate);
  const setBy = stretch.setBy ?? firstTerm;
  const entry = stretch.end.fromEntry !== null && fitted.entry ? [fitted.entry.fact] : [];
  const since = lastDay ? dayAfter(lastDay) : singleDay(expiry.point);
  const expired = step('EXPIRED', expiry, {
    since,
    decidedBy: [...(setBy ? [setBy] : []), ...entry],
    lastDay,
  });
  return [expired, ...over];
}

const STATUS_AFTER: Readonly<Record<string, string>> = {
  AgreementTerminated: 'TERMINATED',
  AgreementSuperseded: 'SUPERSEDED',
  AgreementAbandoned: 'ABANDONED',
};

/** The order in which statuses are named. */
const LIFECYCLE = [
  'NOT_YET',
  'DRAFT',
  'OPEN_FOR_SIGNATURE',
  'SIGNED',
  'IN_FORCE',
  'SUSPENDED',
  'EXPIRED',
  'TERMINATED',
  'SUPERSEDED',
  'ABANDONED',
];

/** What is so on a day. */
export interface StatusOn {
  readonly status: string;
  readonly possible: readonly string[];
  readonly certainty: 'CERTAIN' | 'POSSIBLE';
  readonly in_force: 'YES' | 'NO' | 'UNKNOWN';
  readonly decided: Step | null;
}

/** The status on a day, and all that the days of the steps allow; `before` is that of the days before all steps. */
export function statusOn(steps: readonly Step[], before: string, day: number): StatusOn {
  const isOpen = (place: number) => steps.slice(place + 1).every(({ latest }) => latest > day);
  const open = steps.filter(({ earliest }, place) => earliest <= day && isOpen(place));
  const said = new Set(open.map(({ status }) => status));
  if (isOpen(-1)) said.add(before);
  const possible = LIFECYCLE.filter((status) => said.has(status));
  const decided = decidedOn(steps, day);
  const isCertain = possible.length === 1;
  return {
    status: decided?.status ?? before,
    possible,
    certainty: isCertain ? 'CERTAIN' : 'POSSIBLE',
    in_force: !possible.includes('IN_FORCE') ? 'NO' : isCertain ? 'YES' : 'UNKNOWN',
    decided,
  };
}

/** The last step that had changed the status by a day. */
function decidedOn(steps: readonly Step[], day: number): Step | null {
  return steps
    .filter(({ point }) => point <= day)
    .reduce<Step | null>((last, one) => (one.status === last?.status ? last : one), null);
}
