import fc from 'fast-check';
import {
  addDays,
  foldAgreement,
  governingTermOn,
  LIVE,
  statusOn,
  type AgreementLine,
  type Day,
  type DomainEvent,
  type PastEvent,
} from '@entente/domain';
import { HISTORIES, HISTORY_WINDOW } from '../../../domain/src/testing/histories.js';
import { calendarRows, tacitTermRows } from './agreement-days.js';

const DAYS = Array.from({ length: 22 }, (_, at) => addDays(HISTORY_WINDOW.from, at - 5));

/** What falls on a day, told day by day from the status and the term of that day and the next. */
function naively(line: AgreementLine, day: Day): readonly string[] {
  const [before, on, next] = [addDays(day, -1), day, addDays(day, 1)].map(
    (one) => statusOn(line, one).status,
  );
  const term = governingTermOn(line.terms, day);
  const end = term?.endsOn?.latest ?? term?.endsOn?.point;
  const deadline = end !== undefined && term?.noticeDays !== null && addDays(end, -Number(term?.noticeDays));
  return [
    ...(next === 'EXPIRED' && on !== 'EXPIRED' ? ['TERM_END'] : []),
    ...(on === 'TERMINATED' && before !== 'TERMINATED' ? ['TERMINATION_EFFECT'] : []),
    ...(on === 'SUSPENDED' && next === 'IN_FORCE' ? ['SUSPENSION_END'] : []),
    ...(deadline === day && LIVE.includes(on ?? 'DRAFT') ? ['NOTICE_DEADLINE'] : []),
  ];
}

/** Whether a status begins and ends within a day, so that no day shows it; the day before an expiry tells of it too. */
function isCrowded({ steps }: AgreementLine, day: Day): boolean {
  return steps.some(
    ({ point }, at) => steps[at + 1]?.point === point && (point === day || addDays(point, -1) === day),
  );
}

/** A random history whose terms, of any kind, ask for a notice. */
const withNotice = fc
  .tuple(fc.oneof(HISTORIES.lively, HISTORIES.unruly, HISTORIES.long), fc.constantFrom(null, 1, 2, 3))
  .map(([history, noticeDays]): readonly PastEvent[] =>
    history.map((event) =>
      noticeDays !== null && event.type === 'AgreementTermSet'
        ? { ...event, data: { ...event.data, noticeDays } }
        : event,
    ),
  );

describe('the days of an agreement', () => {
  it('are those that its status and its term tell day by day, in any history', () => {
    fc.assert(
      fc.property(withNotice, (history) => {
        const line = foldAgreement(history);
        const rows = calendarRows('x', line, history as readonly DomainEvent[]);
        for (const day of DAYS) {
          if (isCrowded(line, day)) continue;
          const found = rows.filter((row) => row.day === day).map(({ kind }) => kind);
          expect([...new Set(found)].toSorted()).toEqual(naively(line, day).toSorted());
        }
      }),
      { numRuns: 1_000, seed: 20_261_128 },
    );
  });
});

const fact = (type: string, day: Day, data: object, order: number): PastEvent => {
  const date = {
    edtf: day,
    point: day,
    earliest: day,
    latest: day,
    precision: 'DAY',
    basis: 'STATED',
  } as const;
  return {
    id: `${type} ${order}`,
    type,
    order,
    occurred: date,
    effective: date,
    data: { agreementId: 'x', ...data },
  };
};
const recorded = (...facts: readonly (readonly [string, Day, object?])[]) =>
  [
    ['AgreementRegistered', '2019-01-01', {}] as const,
    ['PartnerSigned', '2020-01-10', { organizationId: 'a' }] as const,
    ['PartnerSigned', '2020-01-10', { organizationId: 'b' }] as const,
    ['AgreementEnteredIntoForce', '2020-02-01', { basis: 'STATED' }] as const,
    ...facts,
  ].map(([type, day, data], order) => fact(type, day, data ?? {}, order));
const daysOf = (history: readonly PastEvent[]) =>
  calendarRows('x', foldAgreement(history), history as readonly DomainEvent[]).map(
    ({ day, kind, certainty, organization_id }) => [day, kind, certainty, organization_id],
  );
const on = (day: Day) => ({
  edtf: day,
  point: day,
  earliest: day,
  latest: day,
  precision: 'DAY',
  basis: 'STATED',
});

describe('the calendar has', () => {
  it('the effect of a withdrawal, which no revocation has taken back', () => {
    const notified = {
      ...fact('PartnerWithdrawalNotified', '2021-01-01', { organizationId: 'b' }, 4),
      effective: on('2021-06-01'),
    };
    const history = [...recorded(), notified as PastEvent];
    expect(daysOf(history)).toEqual([['2021-06-01', 'WITHDRAWAL_EFFECT', 'CERTAIN', 'b']]);
    const revoked = fact(
      'PartnerWithdrawalRevoked',
      '2021-02-01',
      { organizationId: 'b', notificationEventId: notified.id },
      5,
    );
    expect(daysOf([...history, revoked])).toEqual([]);
  });

  it('the day by which an organisation is expected, while its intent is open', () => {
    const intent = [
      'PartnerIntentDeclared',
      '2020-03-01',
      { organizationId: 'c', intent: 'ACCEDE', expectedBy: '2020-09-01' },
    ] as const;
    expect(daysOf(recorded(intent))).toEqual([['2020-09-01', 'INTENT_EXPECTED', 'CERTAIN', 'c']]);
    const acceded = ['PartnerAcceded', '2020-08-01', { organizationId: 'c' }] as const;
    expect(daysOf(recorded(intent, acceded))).toEqual([]);
  });

  it('a review that is due, until it is held', () => {
    const dueOn = {
      ...on('2021-05-05'),
      edtf: '2021-05',
      earliest: '2021-05-01',
      latest: '2021-05-31',
      precision: 'MONTH',
    };
    const scheduled = ['ReviewScheduled', '2020-03-01', { reviewId: 'r', dueOn }] as const;
    expect(daysOf(recorded(scheduled))).toEqual([['2021-05-05', 'REVIEW_DUE', 'POSSIBLE', null]]);
    expect(
      daysOf(recorded(scheduled, ['ReviewHeld', '2021-05-04', { reviewId: 'r', outcome: 'NONE' }])),
    ).toEqual([]);
  });

  it('the last day of a suspension of some parties, once', () => {
    const suspended = [
      'AgreementSuspended',
      '2020-03-01',
      { organizationIds: ['a', 'b'], until: '2020-03-31' },
    ] as const;
    expect(daysOf(recorded(suspended))).toEqual([['2020-03-31', 'SUSPENSION_END', 'CERTAIN', null]]);
    const resumed = ['AgreementResumed', '2020-03-11', { organizationIds: ['a'] }] as const;
    expect(daysOf(recorded(suspended, resumed)).map(([day]) => day)).toEqual(['2020-03-10', '2020-03-31']);
  });

  it('terms that renew themselves, on the days on which they govern and the agreement is live', () => {
    const term = [
      'AgreementTermSet',
      '2020-01-05',
      { endsOn: on('2020-12-31'), tacit: { period: 'P1Y2M', times: 3 }, noticeDays: 30 },
    ] as const;
    const row = {
      agreement_id: 'x',
      first_end: '2020-12-31',
      first_earliest: '2020-12-31',
      first_latest: '2020-12-31',
      months: 14,
      days: 0,
      times: 3,
      notice_days: 30,
    };
    const terminated = ['AgreementTerminated', '2022-07-01', { mode: 'CONSENT' }] as const;
    expect(tacitTermRows('x', foldAgreement(recorded(term, terminated)))).toMatchObject([
      { ...row, valid_from: '2020-01-10', valid_to: '2022-07-01' },
    ]);
    expect(
      tacitTermRows(
        'x',
        foldAgreement(recorded(['AgreementTermSet', '2020-01-05', { endsOn: on('2020-12-31') }])),
      ),
    ).toEqual([]);
  });
});
