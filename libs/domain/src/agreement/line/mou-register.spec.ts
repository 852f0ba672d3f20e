import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PastEvent } from '../../rules/decision.js';
import type { Day } from '../../time/day.js';
import type { UncertainDate } from '../../time/uncertain-date.js';
import { foldAgreement, statusOn, type AgreementLine } from './index.js';

interface Row {
  readonly n: number;
  readonly signed: string;
  readonly duration: string;
}

const FILE = join(import.meta.dirname, '../../../../../test/registers/mou-register.json');
const ROWS = JSON.parse(readFileSync(FILE, 'utf8')) as readonly Row[];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The day as the register writes it (its misspelt months too); null where it has none. */
function dayOf(written: string): Day | null {
  const [, month = '', date = '', year = ''] = /^(\w+) (\d+), ?(\d{4})$/.exec(written) ?? [];
  const place = MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  return place > 0 ? `${year}-${String(place).padStart(2, '0')}-${date.padStart(2, '0')}` : null;
}

/** Its years; null for what has no end that anybody could name: open, automatic, not said. */
function yearsOf(written: string): number | null {
  const [, years] = /^(?:Initially (?:for )?)?(\d+) years?$/i.exec(written) ?? [];
  return years === undefined ? null : Number(years);
}

/** A row as an agreement of two, in force when it is signed, with a term of its duration. */
function lineOf({ signed, duration }: Row): AgreementLine {
  const day = dayOf(signed);
  const years = yearsOf(duration);
  const on = (point: Day): UncertainDate => ({
    edtf: point,
    point,
    earliest: point,
    latest: point,
    precision: 'DAY',
    basis: 'STATED',
  });
  const events = [
    { type: 'AgreementRegistered', on: '2000-01-01', data: { kind: 'MOU', title: [] } },
    ...(day
      ? [
          { type: 'PartnerSigned', on: day, data: { organizationId: 'institute' } },
          { type: 'PartnerSigned', on: day, data: { organizationId: 'partner' } },
          { type: 'AgreementEnteredIntoForce', on: day, data: { basis: 'PRESUMED_ON_SIGNATURE' } },
          ...(years ? [{ type: 'AgreementTermSet', on: day, data: { duration: `P${years}Y` } }] : []),
        ]
      : []),
  ].map(({ on: occurred, ...event }, order) => ({
    ...event,
    id: String(order),
    order,
    occurred: on(occurred),
    effective: on(occurred),
  }));
  return foldAgreement(events as unknown as readonly PastEvent[]);
}

describe('a register of 64 agreements that says when each was signed and for how long, never until when', () => {
  const lines = ROWS.map((row) => ({ row, line: lineOf(row) }));
  const withEnd = lines.filter(({ row }) => yearsOf(row.duration) !== null);

  /** One row has no day of signing: nothing is known of it. */
  const dated = lines.filter(({ row }) => dayOf(row.signed) !== null);

  it('has 54 of which the end follows', () => {
    expect([lines.length, withEnd.length]).toEqual([64, 54]);
  });

  it.each([
    ['2013-01-01', 5, 53],
    ['2018-01-01', 16, 39],
    ['2021-10-13', 40, 14],
    ['2024-01-01', 21, 33],
    ['2026-11-27', 1, 53],
  ])('on %s has %i of them in force, and %i of all that say their day surely not', (day, yes, no) => {
    const told = (list: typeof lines, answer: string) =>
      list.filter(({ line }) => statusOn(line, day).inForce === answer).length;
    expect({ yes: told(withEnd, 'YES'), no: told(dated, 'NO') }).toEqual({ yes, no });
  });

  it('says of none of the others that it has expired', () => {
    const others = lines.filter((one) => !withEnd.includes(one));
    expect(others.map(({ line }) => statusOn(line, '2026-11-27').status)).not.toContain('EXPIRED');
  });
});
