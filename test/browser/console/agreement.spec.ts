import { addDays, fromDayNumber, toDayNumber, type Day } from '@entente/domain';
import fc from 'fast-check';
import type { Page } from 'playwright-core';
import { terms } from '../../../apps/console/src/words/en/terms.js';
import { keepPicture, plainText, startConsole, type ConsoleBrowser } from '../../support/console-browser.js';
import { faults, inWords, Settling, slips } from '../../support/console-look.js';
import { until } from '../../support/ledger-process.js';
import { record, recordOf, untilShown } from '../../support/recording.js';

let console_: ConsoleBrowser;

beforeAll(async () => {
  console_ = await startConsole();
}, 120_000);
afterAll(async () => {
  await console_?.close();
}, 60_000);

interface Piece {
  readonly validFrom: Day | null;
  readonly validTo: Day | null;
  readonly status: string;
  readonly certainty: string;
  readonly knownFrom: { readonly position: string };
  readonly knownTo: { readonly position: string } | null;
}

/** When the ledger learned something of an agreement. */
interface Moment {
  readonly position: string;
  readonly recordedAt: string;
}

/** What the picture of an agreement is drawn from, as the ledger answers it. */
async function pictured(id: string) {
  const { data } = await console_.ledger.gql<{
    agreement: { line: readonly Piece[]; moments: readonly Moment[] };
  }>(
    `{ agreement(id: "${id}") { moments { position recordedAt }
       line { validFrom validTo status certainty knownFrom { position } knownTo { position } } } }`,
  );
  return data?.agreement ?? { line: [], moments: [] };
}

/** The pieces that were known at a position, by their days. */
function knownAt(line: readonly Piece[], position: string): readonly Piece[] {
  return line
    .filter(
      ({ knownFrom, knownTo }) =>
        knownFrom.position <= position && (knownTo === null || position < knownTo.position),
    )
    .toSorted((one, other) => ((one.validFrom ?? '') < (other.validFrom ?? '') ? -1 : 1));
}

/** The cells of the picture of an agreement: of each moment, the newest first, what was known then by its days. */
async function cellsOf(id: string) {
  const { line, moments } = await pictured(id);
  return moments
    .toReversed()
    .flatMap((moment, row) => knownAt(line, moment.position).map((piece) => ({ row, moment, piece })));
}

/** What a page in English says of a status. */
const saidOf = ({ status, certainty }: Pick<Piece, 'status' | 'certainty'>): string =>
  `${terms.status[status as keyof typeof terms.status]}${certainty === 'POSSIBLE' ? ' · possible' : ''}`;

/** A day as the short form of English has it; what is open where it is none. */
function dayOf(words: string, open: string): string {
  const at = Date.parse(`${words} UTC`);
  return Number.isNaN(at) ? open : new Date(at).toISOString().slice(0, 10);
}

/** How wide a band is at least, in hundredths of the picture. */
const LEAST_WIDTH = 0.5;

/** How many hundredths of a width an attribute says. */
const hundredths = (of: string | null | undefined): number => Number.parseFloat(of ?? '');

/** Where the days stand in a picture, by the years that are marked below it. */
async function daysToPlaces(page: Page): Promise<(day: Day) => number> {
  const ticks = await page
    .locator('#picture .axis g')
    .evaluateAll((all) =>
      all.map((one) => [one.textContent, one.querySelector('line')?.getAttribute('x1')] as const),
    );
  const [[from, start] = [0, 0], [to, end] = [0, 0]] = [ticks[0], ticks.at(-1)].map(
    (tick) => [toDayNumber(`${tick?.[0]}-01-01`), hundredths(tick?.[1])] as const,
  );
  return (day) => start + ((toDayNumber(day) - from) / (to - from)) * (end - start);
}

/** The picture of an agreement as a page in English draws it, and the rows of its table: of which moment, the newest first, from which day to which, and what was so. */
async function drawn(page: Page, id: string) {
  await page.goto(`${console_.ledger.url}/agreements/${id}`);
  await page.getByText('The same as a table').first().click();
  await page.locator('#picture table tbody tr').first().waitFor();
  const bands = await page.locator('#picture svg .band').evaluateAll((all) =>
    all.map((band) => ({
      said: band.querySelector('title')?.textContent,
      striped: band.querySelector('.possible') !== null,
      x: Number.parseFloat(band.getAttribute('x') ?? ''),
      width: Number.parseFloat(band.getAttribute('width') ?? ''),
    })),
  );
  const texts = await page.locator('#picture table tbody tr').evaluateAll((all) =>
    all.map((row) => ({
      known: row.children[0]?.firstChild?.textContent ?? '',
      from: row.children[1]?.textContent ?? '',
      to: row.children[2]?.textContent ?? '',
      said: row.querySelector('.status')?.textContent ?? '',
    })),
  );
  let moment = -1;
  const rows = texts.map(({ known, from, to, said }) => {
    const first = dayOf(from, '');
    if (first === '') moment += 1;
    return { moment, known, from: first, to: dayOf(to, '9999'), said: said.replace(/^\S+ /u, '') };
  });
  return { bands, rows };
}

describe('the page of an agreement', () => {
  // What is known of some days of the corridor has changed.
  beforeAll(async () => {
    await recordOf(console_.ledger, 'corridor-ne')('suspendAgreement', '2025-09');
    await untilShown(console_.ledger);
  }, 60_000);

  it('says on each day what AMQ–Mont-Blanc is', async () => {
    const page = await console_.open('/agreements/amq-mbi');
    const settling = new Settling(page);
    for (const [day, words] of [
      ['2019-06-03', 'pas encore · possible'],
      ['2019-06-04', 'en vigueur · possible'],
      ['2019-06-05', 'en vigueur'],
      ['2024-06-04', 'en vigueur'],
      ['2024-06-05', 'expirée'],
    ] as const) {
      await settling.go(`/agreements/amq-mbi?on=${day}`);
      const said = await page.locator('.status-box .status').first().innerText();
      expect([day, said.replace(/^\S+ /u, '')]).toEqual([day, words]);
    }
    await page.context().close();
  }, 60_000);

  it('draws what was true by what was known, and its table says what the ledger answers on any day as known then', async () => {
    const page = await console_.open('/settings', { language: 'en' });
    const { data: here } = await console_.ledger.gql<{ ledger: { timeZone: string } }>(
      '{ ledger { timeZone } }',
    );
    const timeZone = here?.ledger.timeZone ?? '';
    for (const id of ['corridor-ne', 'amq-mbi']) {
      const { bands, rows } = await drawn(page, id);
      await keepPicture(page, `picture-${id}`);
      const { moments } = await pictured(id);
      const cells = await cellsOf(id);
      expect(rows).toEqual(
        cells.map(({ row, moment, piece }) => ({
          moment: row,
          known: expect.stringContaining(
            inWords(moment.recordedAt, { timeZone, month: 'long', language: 'en' }),
          ),
          from: piece.validFrom ?? '',
          to: piece.validTo === null ? '9999' : addDays(piece.validTo, -1),
          said: saidOf(piece),
        })),
      );
      const placeOf = await daysToPlaces(page);
      expect(bands).toEqual(
        cells.map(({ piece }) => {
          const x = piece.validFrom === null ? 0 : placeOf(piece.validFrom);
          const end = piece.validTo === null ? 100 : placeOf(piece.validTo);
          return {
            said: saidOf(piece),
            striped: piece.certainty === 'POSSIBLE',
            x: expect.closeTo(x, 6),
            width: expect.closeTo(Math.max(end - x, LEAST_WIDTH), 6),
          };
        }),
      );
      // Another sample in each run, of fifteen years: a failure names the day and the moment.
      const sample = fc.sample(
        fc.record({
          validOn: fc.integer({ min: 17_000, max: 22_479 }).map(fromDayNumber),
          moment: fc.integer({ min: 0, max: moments.length - 1 }),
        }),
        200,
      );
      for (let from = 0; from < sample.length; from += 50) {
        const asked = sample.slice(from, from + 50);
        const asking = asked.map(
          ({ validOn, moment }, at) =>
            `a${at}: agreementStatus(id: "${id}", asOf: { validOn: "${validOn}", position: "${moments.at(-1 - moment)?.position}" }) { status certainty }`,
        );
        const { data } = await console_.ledger.gql<Record<string, Piece>>(`{ ${asking.join(' ')} }`);
        const shown = asked.map(({ validOn, moment }) => ({
          validOn,
          moment,
          said: rows.find((row) => row.moment === moment && row.from <= validOn && validOn <= row.to)?.said,
        }));
        const answers = Object.values(data ?? {});
        expect(shown).toEqual(
          asked.map((point, at) => ({ ...point, said: answers[at] && saidOf(answers[at]) })),
        );
      }
    }
    await page.context().close();
  }, 60_000);

  it('goes to the day of any cell as known at its moment, from the table of the picture, by keyboard', async () => {
    const page = await console_.open('/settings', { language: 'en' });
    const settling = new Settling(page);
    for (const id of ['corridor-ne', 'amq-mbi']) {
      await drawn(page, id);
      for (const [cell, { moment, piece }] of (await cellsOf(id)).entries()) {
        await settling.go(`/agreements/${id}`);
        await page.getByRole('button', { name: 'Show this day, as known then' }).nth(cell).focus();
        await page.keyboard.press('Enter');
        await page.waitForURL(/at=/u);
        await settling.settled();
        expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
          on: piece.validFrom ?? addDays(piece.validTo ?? '', -1),
          at: moment.position,
        });
        const said = await page.locator('.status-box .status').first().innerText();
        expect({ id, cell, said: said.replace(/^\S+ /u, '') }).toEqual({ id, cell, said: saidOf(piece) });
        expect(await plainText(page, '.as-of [role=status]')).toContain('as the ledger knew it');
      }
    }
    await page.context().close();
  }, 60_000);

  it('lists what its meetings want done, each with its meeting', async () => {
    const page = await console_.open('/agreements/corridor-ne');
    const rows = page.locator('#tracks tbody tr');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(4);
    expect(await rows.first().innerText()).toContain('une meilleure connaissance mutuelle');
    await page.getByRole('heading', { name: 'Pistes d’action (4)' }).waitFor();
    await rows.first().getByRole('link').click();
    await page.waitForURL(/\/meetings\/corridor-2025-04-16/u);
    await page.context().close();
  }, 60_000);

  it('leads from a fact of the history to what the ledger learned with it, but for those of the first moment', async () => {
    const page = await console_.open('/agreements/corridor-ne?on=2026-01-15');
    const rows = page.locator('#history .history > li');
    await rows.first().waitFor();
    const compare = (row: number) =>
      rows.nth(row).getByRole('link', { name: 'comparer avec l’instant d’avant' });
    expect(await compare((await rows.count()) - 1).count()).toBe(0);
    const { moments } = await pictured('corridor-ne');
    await compare(0).click();
    await page.waitForURL(/\/compare/u);
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
      on: '2026-01-15',
      at: moments.at(-2)?.position,
      on2: '2026-01-15',
      at2: moments.at(-1)?.position,
    });
    await page.locator('.verdict').waitFor();
    await page.context().close();
  }, 60_000);

  it('complained of nothing', () => {
    expect(console_.complaints).toEqual([]);
  });
});

/** An agreement to which most has happened: parties that left, a suspension, an amendment, a review, another in its place. */
async function recordLife(): Promise<void> {
  const of = (agreementId: string) => recordOf(console_.ledger, agreementId);
  const registered = (text: string) => ({ kind: 'MOU', title: [{ text, lang: 'fr' }] });
  const lived = of('lived');
  await of('lived-after')('registerAgreement', null, registered('Celle qui suit'));
  await lived('registerAgreement', null, {
    ...registered('Celle qui a vécu'),
    openToAccession: true,
    sectors: [{ text: 'semi-conducteurs', lang: 'fr' }],
    identifiers: [{ scheme: 'REGISTRE', value: 'E-2019-7' }],
  });
  const { data } = await console_.ledger.gql<{ people: readonly { personId: string }[] }>(
    '{ people(text: "m", first: 1) { personId } }',
  );
  const [signer] = data?.people ?? [];
  await lived('openForSignature', '2019-01-10', { closesOn: '2019-03-31', eligible: ['mbi', 'uvm', 'cmc'] });
  await lived('recordSignature', '2019-01-15', { organizationId: 'mbi', signedBy: [signer?.personId] });
  await lived('recordSignature', '2019-01', { organizationId: 'uvm' });
  await lived('recordSignature', '2019-01-20', { organizationId: 'cmc' });
  const entry = await lived('recordEntryIntoForce', '2019-02-01', { basis: 'STATED' });
  await lived('designateLead', '2019-03-02', { organizationIds: ['mbi'], role: 'PILOT' });
  await lived('suspendAgreement', '2020-03-01', { organizationIds: ['cmc'] });
  await lived('resumeAgreement', '2020-04-01', { organizationIds: ['cmc'] });
  await lived('amendAgreement', '2020-05-01', {
    changes: [{ member: 'binding', binding: 'YES' }],
    instrument: 'Avenant 1',
  });
  await lived('scheduleReview', null, { dueOn: { edtf: '2021-06', basis: 'STATED' }, reviewId: 'first' });
  await lived('recordReview', '2021-06-15', { reviewId: 'first', outcome: 'NONE' });
  await lived('recordWithdrawal', '2021-07-01', {
    organizationId: 'uvm',
    effectiveOn: { edtf: '2021-12', basis: 'STATED' },
  });
  await lived('recordAccession', '2024-06-01', { organizationId: 'c2mi' });
  await lived('supersedeAgreement', '2024-03-01', {
    successorAgreementId: 'lived-after',
    overrides: [{ rule: 'FACTS_PASSED_OVER', reason: 'L’adhésion est venue trop tard.' }],
  });
  await record(console_.ledger, 'disputeAssertion', {
    stream: 'agreement-lived',
    eventId: entry.events[0]?.id,
    member: 'occurredOn',
    alternatives: [{ evidence: 0, value: { edtf: '2019-02-10', basis: 'STATED' } }],
    statement: 'L’article dit neuf jours plus tard.',
    evidence: [{ sourceId: 's0' }],
  });
}

describe('the page of an agreement to which much has happened', () => {
  let page: Page;

  beforeAll(async () => {
    await recordLife();
    await until('the ledger answers with all of it', async () => {
      const { data } = await console_.ledger.gql<{ agreement: { disputes: readonly unknown[] } | null }>(
        '{ agreement(id: "lived") { disputes { id } } }',
      );
      return data?.agreement?.disputes.length === 1;
    });
    page = await console_.open('/agreements/lived?on=2023-01-01');
  }, 60_000);
  afterAll(() => page?.context().close());

  it('names its parties by links, says who signed and in which lines, and sets apart those that left', async () => {
    await page.getByRole('heading', { name: 'Parties (2)' }).waitFor();
    const row = page.locator('#parties table').first().locator('tbody tr').first();
    const links = await row
      .getByRole('link')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    expect(links.map((link) => link?.replace(/\?on=2023-01-01&?/u, '?'))).toEqual([
      '/organizations/mbi?',
      expect.stringMatching(/^\/people\//u),
      '/sources/s1?lines=16-16',
      expect.stringMatching(/^\/events\//u),
    ]);
    await page.getByRole('heading', { name: 'Ont été parties (1)' }).waitFor();
    const left = await plainText(page, '#parties table:last-of-type tbody tr');
    expect(left).toContain('retirée');
    expect(left).toContain('décembre 2021');
  }, 60_000);

  it('shows what has happened to it, each fact with a link to its event', async () => {
    const said = async (id: string) => (await plainText(page, `#${id}`)).replaceAll(/\s+/gu, ' ');
    expect(await said('opening')).toMatch(/31 mars 2019.*Université du Vermont/u);
    expect(await said('suspensions')).toMatch(/CMC Microsystems 1er mars 2020 1er avr\. 2020/u);
    expect(await said('amendments')).toMatch(/1er mai 2020 la force obligatoire : oui avant :.*Avenant 1/u);
    expect(await said('reviews')).toMatch(/juin 2021 15 juin 2021 rien à changer/u);
    expect(await said('leads')).toMatch(/Mont-Blanc Industries · pilote · désignée : 2 mars 2019/u);
    expect(await said('sectors')).toMatch(/semi-conducteurs/u);
    expect(await said('identifiers')).toMatch(/REGISTRE E-2019-7/u);
    expect(await said('passed-over')).toMatch(/C2MI.* a adhéré à l’entente.*Pourquoi : l’état de l’entente/u);
    expect(await said('disputes')).toMatch(/ouverte.*le jour.*neuf jours plus tard.*10 février 2019/u);
    for (const id of ['suspensions', 'amendments', 'passed-over', 'disputes'])
      expect(await page.locator(`#${id} a[href^="/events/"]`).count()).toBeGreaterThan(0);
    // On this day no other had taken its place.
    expect(await page.locator('#replacement').count()).toBe(0);
    await page.goto(`${console_.ledger.url}/agreements/lived-after`);
    await page.getByRole('heading', { name: 'Remplacement' }).waitFor();
    expect(await said('replacement')).toMatch(/Remplace Celle qui a vécu/u);
    await page.locator('#replacement').getByRole('link').click();
    await page.locator('#replacement').getByRole('link', { name: 'Celle qui suit' }).waitFor();
    await page.goto(`${console_.ledger.url}/agreements/lived?on=2023-01-01`);
    await page.locator('#parties').waitFor();
  }, 60_000);

  it('draws a lane for each party, with its days in words, and says in the table of the picture what was learned', async () => {
    const lanes = page.locator('#lanes-of-parties');
    expect(await lanes.getAttribute('open')).toBeNull();
    await lanes.locator('summary').press('Enter');
    const rows = lanes.locator('tbody tr');
    expect(await rows.count()).toBe(3);
    const left = rows.filter({ hasText: 'Université du Vermont' });
    expect(await left.innerText()).toMatch(/retirée\s+janvier 2019\s+décembre 2021\s+certain/u);
    // Both its ends are months: each fades.
    expect(await left.locator('svg.lane rect.perhaps').count()).toBe(2);
    await page.locator('#picture').getByText('La même chose en tableau').press('Enter');
    const learned = page.locator('#picture .learned').last();
    await learned.getByText('Inscription de l’entente au registre.').waitFor();
    expect(await learned.getByRole('listitem').count()).toBe(4);
    await learned.getByText(/^et \d+ autres$/u).waitFor();
  }, 60_000);

  it('has no fault that axe finds, is set as an office sets it, and is no wider than a narrow window', async () => {
    await keepPicture(page, 'an agreement to which much has happened');
    expect(await faults(page)).toEqual([]);
    expect(await slips(page, 'fr')).toEqual([]);
    await page.setViewportSize({ width: 360, height: 900 });
    const overhang = () => page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    await until('the page is no wider than its window', async () => (await overhang()) <= 0);
    await keepPicture(page, 'an agreement to which much has happened, narrow');
    expect(await faults(page, { looks: true })).toEqual([]);
  }, 60_000);
});

describe('the page of an event', () => {
  it('goes to the fact after it and the one before by j and k, and by the hash before', async () => {
    const { data } = await console_.ledger.gql<{
      agreement: { history: { nodes: readonly { id: string; hash: string }[] } };
    }>('{ agreement(id: "corridor-ne") { history(first: 3) { nodes { id hash } } } }');
    const [first, second, third] = data?.agreement.history.nodes ?? [];
    const page = await console_.open(`/events/${second?.id}?on=2026-01-15`);
    const at = (id: string | undefined) => page.waitForURL(`**/events/${id}?on=2026-01-15`);
    const placed = (place: number) =>
      page.getByText(`fait nº ${place}`).or(page.getByText(`fait n° ${place}`));
    await page.locator('nav.beside').waitFor();
    await page.keyboard.press('j');
    await at(third?.id);
    await placed(3).waitFor();
    await page.keyboard.press('k');
    await at(second?.id);
    await placed(2).waitFor();
    await page.getByRole('link', { name: first?.hash ?? '' }).click();
    await at(first?.id);
    await placed(1).waitFor();
    // Before the first there is none: the key does nothing.
    await page.keyboard.press('k');
    await page.keyboard.press('j');
    await at(second?.id);
    await placed(2).waitFor();
    expect(await page.locator('.hash').allInnerTexts()).toEqual([second?.hash, first?.hash]);
    await page.context().close();
  }, 60_000);
});

describe('the list of agreements', () => {
  it('keeps its filter in the address, and says when nothing answers it', async () => {
    const page = await console_.open('/agreements');
    await page.locator('.choose-many summary').click();
    // By its words, which are not what takes the focus.
    await page.getByText('expirée', { exact: true }).first().click();
    await page.waitForURL(/status=EXPIRED/);
    await page.getByRole('rowheader', { name: /Mont-Blanc/ }).waitFor();
    await page.getByRole('rowheader', { name: /Corridor/ }).waitFor({ state: 'detached' });
    await page.getByLabel('Titre, identifiant').fill('nothing is called so');
    await page.keyboard.press('Enter');
    await page.getByText('Aucune entente ne répond à ces filtres.').waitFor();
    await page.getByRole('button', { name: 'Tout enlever' }).click();
    await page.getByRole('rowheader', { name: /Corridor/ }).waitFor();
    expect(new URL(page.url()).search).toBe('');
    await page.context().close();
  }, 60_000);
});
