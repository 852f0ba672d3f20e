import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command, Day } from '@entente/domain';
import { statusesOf } from '@entente/read-model';
import { assembleLedger, type AssembledLedger } from '../support/assembled-ledger.js';

interface Row {
  readonly n: number;
  readonly partner: string;
  readonly signed: string;
  readonly duration: string;
}

const FILE = join(import.meta.dirname, '../registers/mou-register.json');
const ROWS = JSON.parse(readFileSync(FILE, 'utf8')) as readonly Row[];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const PATIENCE_MS = 120_000;

/** The day as the register writes it (its misspelt months too); null where it has none. */
function dayOf({ signed }: Row): Day | null {
  const [, month = '', date = '', year = ''] = /^(\w+) (\d+), ?(\d{4})$/.exec(signed) ?? [];
  const place = MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  return place > 0 ? `${year}-${String(place).padStart(2, '0')}-${date.padStart(2, '0')}` : null;
}

/** Its years; null for what has no end that anybody could name: open, automatic, not said. */
function yearsOf({ duration }: Row): number | null {
  const [, years] = /^(?:Initially (?:for )?)?(\d+) years?$/i.exec(duration) ?? [];
  return years === undefined ? null : Number(years);
}

/** The term as the register words it; null where it says nothing of one. */
function termOf(row: Row): object | null {
  const years = yearsOf(row);
  if (years !== null) return { duration: `P${years}Y` };
  const has = (words: string) => row.duration.includes(words);
  if (has('Till')) return { openEnded: true };
  if (has('renewable every year')) return { renewal: 'TACIT', duration: 'P1Y' };
  if (has('renewable after 5 years')) return { renewal: 'TACIT', duration: 'P5Y' };
  if (has('automatic prolongation')) return { renewal: 'TACIT', duration: 'P3Y', renewalPeriod: 'P1Y' };
  return null;
}

/** A register of 64 agreements that says when each was signed and for how long, never until when. */
describe('a register of agreements with a duration and no end, recorded as two signatures, an entry and a term', () => {
  let made: AssembledLedger;
  let position: bigint;

  beforeAll(async () => {
    made = await assembleLedger();
    made.assembly.startWorker();
    const record = async (name: string, input: object): Promise<void> => {
      const command = { name, input: { evidence: [{ sourceId: 'register' }], ...input } };
      const outcome = await made.assembly.ledger.execute(command as unknown as Command, {
        commandId: randomUUID(),
        caller: { actor: 'secretariat:test' },
      });
      if (outcome.refused) throw new Error(`${name} ${JSON.stringify(input)}: ${outcome.code}`);
    };
    await record('depositSource', {
      sourceId: 'register',
      kind: 'REGISTER',
      sha256: '0'.repeat(64),
      evidence: undefined,
    });
    const partners = [...new Set(ROWS.map(({ partner }) => partner))];
    for (const [place, text] of ['The institute', ...partners].entries())
      await record('registerOrganization', {
        organizationId: `o${place}`,
        names: [{ text, lang: 'en' }],
        overrides: [{ rule: 'ORGANIZATION_DUPLICATE_SUSPECTED', reason: 'as the register has it' }],
      });
    for (const row of ROWS) {
      const agreementId = `mou-${row.n}`;
      await record('registerAgreement', {
        agreementId,
        kind: 'MOU',
        title: [{ text: row.partner, lang: 'en' }],
      });
      const day = dayOf(row);
      if (!day) continue;
      const occurredOn = { edtf: day };
      for (const organizationId of ['o0', `o${partners.indexOf(row.partner) + 1}`])
        await record('recordSignature', { agreementId, organizationId, occurredOn });
      await record('recordEntryIntoForce', { agreementId, occurredOn, basis: 'PRESUMED_ON_SIGNATURE' });
      const term = termOf(row);
      if (term) await record('setTerm', { agreementId, occurredOn, ...term });
    }
    position = await made.caughtUp();
  }, PATIENCE_MS);
  afterAll(() => made?.dispose(), PATIENCE_MS);

  const withEnd = ROWS.filter((row) => yearsOf(row) !== null);
  /** One row has no day of signing: nothing is known of it. */
  const dated = ROWS.filter((row) => dayOf(row) !== null);
  const on = (rows: readonly Row[], validOn: Day) =>
    made.assembly.readModel.ask((db) =>
      statusesOf(
        db,
        rows.map(({ n }) => `mou-${n}`),
        { validOn, position },
      ),
    );

  it('has 54 of which the end follows', () => {
    expect([ROWS.length, withEnd.length]).toEqual([64, 54]);
  });

  it.each([
    ['2013-01-01', 5, 53],
    ['2018-01-01', 16, 39],
    ['2021-10-13', 40, 14],
    ['2024-01-01', 21, 33],
    ['2026-11-27', 1, 53],
  ])('on %s has %i of them in force, and %i of all that have a day surely not', async (day, yes, no) => {
    const ofThem = await on(withEnd, day);
    const ofAll = await on(dated, day);
    expect({
      yes: ofThem.filter(({ in_force }) => in_force === 'YES').length,
      no: ofAll.filter(({ in_force }) => in_force === 'NO').length,
    }).toEqual({ yes, no });
  });

  it('says of none of the others that it has expired', async () => {
    const others = await on(
      ROWS.filter((row) => yearsOf(row) === null),
      '2026-11-27',
    );
    expect(others).toHaveLength(10);
    expect(others.map(({ status }) => status)).not.toContain('EXPIRED');
  });
});
