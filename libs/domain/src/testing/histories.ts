/**
 * Random histories of one agreement, of all the acts that move it, for the checks of the fold against every world. The same
 * seed gives the same histories.
 */
import fc from 'fast-check';
import type { Day } from '../time/day.js';
import { writeEdtf } from '../time/edtf.js';
import type { UncertainDate } from '../time/uncertain-date.js';
import type { HistoryEvent } from './acts.js';
import { dayNumber, type Window } from './worlds.js';

/** The days on which histories are looked at; their acts lie from the second to the last but two, open bounds apart. */
export const HISTORY_WINDOW: Window = { from: dayNumber(0), to: dayNumber(11) };

/** A recorded event whose dates are whole, so that a fold can read it. */
export interface RecordedEvent extends HistoryEvent {
  readonly occurred: UncertainDate;
  readonly effective: UncertainDate;
}

export type History = readonly RecordedEvent[];

const ORGANIZATIONS = ['a', 'b', 'c', 'd'];
const LAST_DAY = 9;

interface Fact {
  readonly type: string;
  readonly occurred: UncertainDate;
  readonly effective: UncertainDate;
  readonly data: object;
}

type Dates = fc.Arbitrary<UncertainDate>;

function dated(first: number, last: number, point: number, open: 'no' | 'before' | 'after'): UncertainDate {
  const earliest: Day | null = open === 'before' ? null : dayNumber(first);
  const latest: Day | null = open === 'after' ? null : dayNumber(last);
  const edtf = writeEdtf(earliest, latest);
  return { edtf, point: dayNumber(point), earliest, latest, precision: 'DAY', basis: 'STATED' };
}

/** A day from `from` to `to`: exact, within a few days, or open at a side. */
function datesBetween(from: number, to: number): Dates {
  return fc
    .record({
      first: fc.integer({ min: from, max: to }),
      width: fc.constantFrom(0, 0, 0, 1, 1, 2, 3, 4),
      share: fc.integer({ min: 0, max: 4 }),
      open: fc.constantFrom('no', 'no', 'no', 'no', 'no', 'no', 'no', 'before', 'after'),
    })
    .map(({ first, width, share, open }) => {
      const last = Math.min(first + width, LAST_DAY);
      return dated(first, last, Math.min(first + share, last), open);
    });
}

const anyDay = datesBetween(1, 8);
const early = datesBetween(1, 4);
const middle = datesBetween(3, 7);
const late = datesBetween(5, 9);
const organizationId = fc.constantFrom(...ORGANIZATIONS);

function fact(type: string, dates: Dates, data: fc.Arbitrary<object>): fc.Arbitrary<Fact> {
  return fc
    .record({ occurred: dates, data })
    .map(({ occurred, data: members }) => ({ type, occurred, effective: occurred, data: members }));
}

const nothing = fc.constant({});
const signedBy = (who: fc.Arbitrary<string>, dates: Dates) =>
  fact('PartnerSigned', dates, fc.record({ organizationId: who }));
const ratifiedBy = (who: fc.Arbitrary<string>, dates: Dates) =>
  fact('PartnerRatified', dates, fc.record({ organizationId: who }));
const acceded = (dates: Dates) => fact('PartnerAcceded', dates, fc.record({ organizationId }));

const opened = (dates: Dates) =>
  fact(
    'AgreementOpenedForSignature',
    dates,
    fc.oneof(
      nothing,
      fc.record(
        {
          eligible: fc.subarray(ORGANIZATIONS, { minLength: 1, maxLength: 3 }),
          closesOn: fc.integer({ min: 4, max: 9 }).map(dayNumber),
        },
        { requiredKeys: ['eligible'] },
      ),
    ),
  );

/** An entry into force; one of four was agreed after the day on which it takes effect. */
function entered(dates: Dates): fc.Arbitrary<Fact> {
  const basis = fc.constant({ basis: 'STATED' });
  const backwards = fc.record({ one: dates, other: anyDay }).map(({ one, other }): Fact => {
    const type = 'AgreementEnteredIntoForce';
    const data = { basis: 'STATED' };
    return one.point < other.point
      ? { type, data, effective: one, occurred: other }
      : { type, data, effective: other, occurred: one };
  });
  return fc.oneof(
    { weight: 3, arbitrary: fact('AgreementEnteredIntoForce', dates, basis) },
    { weight: 1, arbitrary: backwards },
  );
}

function termSet(dates: Dates, ends: Dates): fc.Arbitrary<Fact> {
  const term = fc.oneof(
    { weight: 8, arbitrary: fc.record({ endsOn: ends }) },
    { weight: 1, arbitrary: fc.constant({ openEnded: true }) },
    { weight: 1, arbitrary: nothing },
  );
  return fact('AgreementTermSet', dates, term);
}

function endMoved(dates: Dates, ends: Dates): fc.Arbitrary<Fact> {
  const renewed = fc
    .record({ mode: fc.constantFrom('EXPRESS', 'TACIT'), startsOn: dates, newEndsOn: ends })
    .map((data): object => data);
  return fc.oneof(
    { weight: 3, arbitrary: fact('AgreementExtended', dates, fc.record({ newEndsOn: ends })) },
    { weight: 1, arbitrary: fact('AgreementRenewed', dates, renewed) },
    { weight: 1, arbitrary: fact('AgreementNonRenewalNotified', dates, fc.record({ endsOn: ends })) },
  );
}

function suspended(dates: Dates): fc.Arbitrary<Fact> {
  const until = fc.constantFrom(null, null, 0, 1, 2, 3);
  return fc.record({ occurred: dates, until }).map(({ occurred, until: days }) => ({
    type: 'AgreementSuspended',
    occurred,
    effective: occurred,
    data: days === null ? {} : { until: plusDays(occurred.latest ?? occurred.point, days) },
  }));
}

function plusDays(day: Day, days: number): Day {
  return dayNumber(Number(day.slice(8)) - 1 + days);
}

const resumed = (dates: Dates) => fact('AgreementResumed', dates, nothing);
const terminated = (dates: Dates) =>
  fact('AgreementTerminated', dates, fc.record({ mode: fc.constant('CONSENT') }));
const superseded = (dates: Dates) =>
  fact('AgreementSuperseded', dates, fc.record({ successorAgreementId: fc.constant('y') }));
const abandoned = (dates: Dates) => fact('AgreementAbandoned', dates, nothing);
const reinstated = (dates: Dates, ends: Dates) =>
  fact(
    'AgreementReinstated',
    dates,
    fc.record({ coversGap: fc.boolean(), newEndsOn: ends }, { requiredKeys: ['coversGap'] }),
  );

type Binding = 'SIGNATURE' | 'RATIFICATION';
const bindings = fc.constantFrom<Binding>('SIGNATURE', 'SIGNATURE', 'RATIFICATION');

/** What brings an agreement into force early: two signatures, where these do not bind two ratifications, and the entry. */
function beginnings(bindingOn: Binding): fc.Arbitrary<readonly Fact[]> {
  const [a, b] = [fc.constant('a'), fc.constant('b')];
  const ratified = bindingOn === 'RATIFICATION' ? [ratifiedBy(a, early), ratifiedBy(b, early)] : [];
  return fc.tuple(signedBy(a, early), signedBy(b, early), ...ratified, entered(middle));
}

const ends = datesBetween(5, 9);

/** Acts that mostly bring the agreement into force, and a few more. */
function lively(bindingOn: Binding): fc.Arbitrary<readonly Fact[]> {
  const more = fc.oneof(
    opened(early),
    signedBy(organizationId, anyDay),
    acceded(anyDay),
    acceded(early),
    termSet(anyDay, ends),
    endMoved(middle, ends),
    suspended(middle),
    terminated(late),
    superseded(late),
  );
  return fc
    .tuple(
      beginnings(bindingOn),
      fc.array(termSet(early, ends), { maxLength: 1 }),
      fc.array(more, { maxLength: 4 }),
    )
    .map((parts) => parts.flat());
}

/** Acts as they come, many of which exclude each other. */
function unruly(): fc.Arbitrary<readonly Fact[]> {
  const act = fc.oneof(
    { weight: 3, arbitrary: signedBy(organizationId, anyDay) },
    { weight: 2, arbitrary: ratifiedBy(organizationId, anyDay) },
    { weight: 2, arbitrary: acceded(anyDay) },
    { weight: 2, arbitrary: opened(anyDay) },
    { weight: 2, arbitrary: entered(anyDay) },
    { weight: 2, arbitrary: termSet(anyDay, anyDay) },
    { weight: 1, arbitrary: endMoved(anyDay, anyDay) },
    { weight: 1, arbitrary: suspended(anyDay) },
    { weight: 1, arbitrary: resumed(anyDay) },
    { weight: 1, arbitrary: terminated(anyDay) },
    { weight: 1, arbitrary: superseded(anyDay) },
    { weight: 1, arbitrary: abandoned(anyDay) },
    { weight: 1, arbitrary: reinstated(anyDay, ends) },
  );
  return fc.array(act, { minLength: 2, maxLength: 8 });
}

/** Acts that bring the agreement into force early, then suspend, resume, end and reinstate it. */
function long(bindingOn: Binding): fc.Arbitrary<readonly Fact[]> {
  const more = fc.oneof(
    { weight: 3, arbitrary: suspended(middle) },
    { weight: 3, arbitrary: resumed(late) },
    { weight: 3, arbitrary: reinstated(late, datesBetween(8, 9)) },
    { weight: 2, arbitrary: endMoved(middle, ends) },
    { weight: 1, arbitrary: termSet(middle, ends) },
    { weight: 1, arbitrary: acceded(late) },
    { weight: 1, arbitrary: terminated(late) },
    { weight: 1, arbitrary: superseded(late) },
  );
  return fc
    .tuple(beginnings(bindingOn), termSet(early, middle), fc.array(more, { minLength: 2, maxLength: 5 }))
    .map(([first, term, others]) => [...first, term, ...others]);
}

function recorded(facts: (bindingOn: Binding) => fc.Arbitrary<readonly Fact[]>): fc.Arbitrary<History> {
  const registeredOn = fc.constantFrom(-20, -20, -20, 0, 2, 4).map((day) => dated(day, day, day, 'no'));
  return fc
    .tuple(registeredOn, bindings)
    .chain(([day, bindingOn]) =>
      fc.tuple(fc.constant(day), fc.constant(bindingOn), facts(bindingOn).chain(inAnyOrder)),
    )
    .map(([day, bindingOn, acts]) => {
      const data = { agreementId: 'x', ...(bindingOn === 'RATIFICATION' ? { bindingOn } : {}) };
      const registration = { type: 'AgreementRegistered', occurred: day, effective: day, data };
      return [registration, ...acts].map((event, order) => ({
        ...event,
        data: { agreementId: 'x', ...event.data },
        id: `${event.type} ${order}`,
        order,
      }));
    });
}

function inAnyOrder(facts: readonly Fact[]): fc.Arbitrary<readonly Fact[]> {
  return fc.shuffledSubarray([...facts], { minLength: facts.length, maxLength: facts.length });
}

/** The three kinds of histories, in the order of their recording, the registration first. */
export const HISTORIES = {
  lively: recorded(lively),
  unruly: recorded(unruly),
  long: recorded(long),
} as const;
