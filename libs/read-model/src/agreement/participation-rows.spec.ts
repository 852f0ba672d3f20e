import { addDays, type AgreementLine, type Day, type UncertainDate } from '@entente/domain';
import { participationRows } from './participation-rows.js';

const exactly = (day: Day): UncertainDate => ({
  edtf: day,
  point: day,
  earliest: day,
  latest: day,
  precision: 'DAY',
  basis: 'STATED',
});

/**
 * A line that `parties` organisations signed, each on a day of its own and each after an intent; `looks` is how often anybody
 * asked for one of their days.
 */
function lineOf(parties: number): { readonly line: AgreementLine; readonly looks: () => number } {
  let looks = 0;
  const counted = (day: Day) => ({
    earliest: day,
    latest: day,
    get point() {
      looks += 1;
      return day;
    },
  });
  const each = Array.from({ length: parties }, (_none, n) => ({
    organizationId: `o${n}`,
    intended: addDays('2020-01-01', n),
    signed: addDays('2021-01-01', n),
  }));
  const line = {
    participations: each.map(({ organizationId, signed }) => ({
      organizationId,
      as: 'PARTY',
      event: { id: `signed by ${organizationId}`, type: 'PartnerSigned', data: { organizationId } },
      began: counted(signed),
      ended: null,
      since: exactly(signed),
      decidedBy: { id: `signed by ${organizationId}` },
      joined: exactly(signed),
      left: null,
      notices: [],
      again: null,
    })),
    suspensions: [],
    intents: each.map(({ organizationId, intended }) => ({
      organizationId,
      event: { id: `intended by ${organizationId}`, data: { organizationId }, effective: exactly(intended) },
      began: counted(intended),
      ended: null,
    })),
  };
  return { line: line as unknown as AgreementLine, looks: () => looks };
}

describe('the rows of who takes part', () => {
  it('are cut at the days of each one alone: prospective until it signs, a party from then on', () => {
    const rows = participationRows('a', lineOf(2).line);
    expect(rows.map((row) => [row.organization_id, row.role, row.valid_from, row.valid_to])).toEqual([
      ['o0', 'PARTY', '2021-01-01', 'infinity'],
      ['o1', 'PARTY', '2021-01-02', 'infinity'],
      ['o0', 'PROSPECTIVE', '2020-01-01', '2021-01-01'],
      ['o1', 'PROSPECTIVE', '2020-01-02', '2021-01-02'],
    ]);
  });

  it('cost eight times as much work for eight hundred parties as for one hundred', () => {
    const hundred = lineOf(100);
    const eightHundred = lineOf(800);
    expect(participationRows('a', hundred.line)).toHaveLength(200);
    expect(participationRows('a', eightHundred.line)).toHaveLength(1_600);
    expect(hundred.looks()).toBeGreaterThan(0);
    expect(eightHundred.looks()).toBe(8 * hundred.looks());
  });
});
