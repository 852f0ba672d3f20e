import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startConsole, type ConsoleBrowser } from '../../support/console-browser.js';
import { until } from '../../support/ledger-process.js';

/** A register from the field, imported from its file to its report; the ledger is killed in the middle. */
const REGISTER = join(import.meta.dirname, '../../registers/esac_2025-04-14.csv');
/** Of the register every so many-th row is taken. */
const EVERY = 16;

let console_: ConsoleBrowser;
let page: Page;
let header: string;
let rows: readonly string[];

beforeAll(async () => {
  console_ = await startConsole();
  page = await console_.open('/import');
  const text = await readFile(REGISTER, 'utf8');
  // No cell of it is longer than a line.
  const [first = '', ...lines] = text.split(/\r?\n/u).filter((line) => line !== '');
  header = first;
  rows = lines.filter((_line, index) => index % EVERY === 0);
}, 120_000);
afterAll(async () => {
  await console_?.close();
}, 60_000);

/** Where the log ends, and how much of it the secretariat recorded; whatever the ledger records by itself. */
async function recorded(): Promise<{
  readonly head: string;
  readonly events: number;
  readonly agreements: number;
}> {
  const { gql } = console_.ledger;
  const viewer = await gql<{ viewer: { actor: string } }>('{ viewer { actor } }');
  const { data } = await gql<{
    readonly position: { readonly head: string };
    readonly all: { readonly totalCount: number };
    readonly agreements: { readonly totalCount: number };
  }>(
    `query ($by: String) { position { head } all: events(recordedBy: $by, first: 1) { totalCount }
       agreements: events(recordedBy: $by, types: ["AgreementRegistered"], first: 1) { totalCount } }`,
    { by: viewer.data?.viewer.actor },
  );
  return {
    head: data?.position.head ?? '',
    events: data?.all.totalCount ?? -1,
    agreements: data?.agreements.totalCount ?? -1,
  };
}

const next = () => page.getByRole('button', { name: 'Suivant' }).click();
const step = (name: string) => page.getByRole('heading', { level: 2, name }).waitFor();

/** Gives a file, and goes through its steps to the rehearsal: every organisation that is asked about is a new one. */
async function rehearse(name: string, lines: readonly string[]): Promise<void> {
  const buffer = Buffer.from(`${[header, ...lines].join('\n')}\n`, 'utf8');
  await page.goto(`${console_.ledger.url}/import`);
  await page.locator('input[type=file]').first().setInputFiles({ name, mimeType: 'text/csv', buffer });
  await page.getByLabel('Ce que les colonnes veulent dire (profil)').selectOption('esac');
  await next();
  await step('Colonnes');
  await page.getByLabel('De quel jour date ce fichier').fill('14 avril 2025');
  await next();
  await step('Organisations');
  const others = page.getByRole('radio', { name: 'C’est une autre organisation, à inscrire.' });
  for (const other of await others.all()) await other.check();
  await next();
  await step('Répétition');
}

/** What stands in a step beside its words. */
async function countsIn(id: string): Promise<Readonly<Record<string, string>>> {
  const pairs = await page
    .locator(`#${id} dt`)
    .evaluateAll((all) => all.map((one) => [one.textContent, one.nextElementSibling?.textContent ?? '']));
  return Object.fromEntries(pairs) as Readonly<Record<string, string>>;
}

it('names nine faults in one pass, each with its line, and writes nothing', async () => {
  const row = (id: string, more: Partial<Record<'publisher' | 'start' | 'end', string>> = {}): string => {
    const { publisher = 'Maison Essai', start = '2021-01-01', end = '2022-12-31' } = more;
    return `${publisher},Essailand,Consortium Essai,1,${start},${end},${id},https://example.org/${id},TRUE,TRUE`;
  };
  const before = await recorded();
  await rehearse('fautes.csv', [
    row('n1'),
    row('n2', { start: '01/02/2021' }),
    row('n3', { end: '2021-02-30' }),
    row('n4', { start: '2023-01-01' }),
    row('n1'),
    row(''),
    `${row('n6')},one,more`,
    row('n7', { publisher: '' }),
    row('n8', { end: '9998-12-31' }),
    row('n9', { start: '2099-01-01', end: '2099-12-31' }),
    row('n10', { end: '' }),
  ]);
  await page.getByText('Rien ne peut être consigné encore').waitFor();
  const faults = await page
    .locator('#rehearsal tbody tr:not(details tr)')
    .evaluateAll((all) =>
      all.map((one) => [one.querySelector('th')?.textContent, one.querySelector('small')?.textContent]),
    );
  expect(faults.toSorted(([one], [other]) => Number(one) - Number(other))).toEqual([
    ['3', 'DATE_UNREAD'],
    ['4', 'DATE_UNREAD'],
    ['5', 'TERM_INVALID'],
    ['6', 'KEY_TWICE'],
    ['7', 'KEY_MISSING'],
    ['8', 'ROW_UNEVEN'],
    ['9', 'VALIDATION_FAILED'],
    ['10', 'VALIDATION_FAILED'],
    ['11', 'DATE_IN_FUTURE'],
  ]);
  expect((await countsIn('rehearsal'))['Refusées']).toBe('9');
  expect(await recorded()).toEqual(before);
}, 60_000);

it('records the register as it was rehearsed, and nothing twice where the ledger is killed in the middle', async () => {
  const before = await recorded();
  await rehearse('esac.csv', rows);
  await page.getByText('Tout peut être consigné.').waitFor();
  expect(await recorded()).toEqual(before);
  const counts = await countsIn('rehearsal');
  expect(counts).toMatchObject({ Lignes: String(rows.length), 'À consigner': String(rows.length) });
  await page.getByRole('button', { name: `Consigner ${rows.length} lignes` }).click();
  const { pathname } = new URL(page.url());
  await until('half of it is recorded', async () => {
    const { text } = await console_.ledger.http(pathname.replace('/import/', '/imports/'), {
      headers: { authorization: `Bearer ${console_.ledger.tokens.secretariat}` },
    });
    return (JSON.parse(text) as { readonly done: number }).done >= rows.length / 2;
  });
  await console_.ledger.kill9();
  await console_.ledger.restart();
  await page.goto(`${console_.ledger.url}${pathname}?step=recording`);
  const done = page.getByText(`C’est terminé : ${rows.length} lignes sont consignées.`).first();
  const goOn = page.getByRole('button', { name: 'Reprendre' });
  await goOn.or(done).first().waitFor();
  if ((await goOn.count()) > 0) {
    // It says how far it was: the last rows may have been recorded after that was written.
    expect(await page.locator('#recording [role=status]').innerText()).not.toMatch(/:\s0 lignes/u);
    await goOn.click();
  }
  await done.waitFor();
  await page.getByRole('button', { name: 'Rapport' }).click();
  await step('Rapport');
  const report = await countsIn('report');
  expect(report).toMatchObject({
    ...counts,
    'Lignes consignées': counts['À consigner'],
    'Événements consignés': counts['Événements'],
  });
  await until('all of it is shown', async () => (await recorded()).agreements >= rows.length);
  const { events, agreements } = await recorded();
  expect({ events, agreements }).toEqual({
    events: before.events + Number(counts['Événements']),
    agreements: rows.length,
  });
}, 120_000);

it('records nothing of the same file a second time', async () => {
  const { events } = await recorded();
  await page.getByRole('button', { name: 'Répéter le même fichier' }).click();
  await step('Répétition');
  await page.getByText('il n’ajoute rien').waitFor();
  expect(await countsIn('rehearsal')).toMatchObject({
    Lignes: String(rows.length),
    'À consigner': '0',
    'Déjà au registre': String(rows.length),
    Événements: '0',
  });
  expect(await page.getByRole('button', { name: /^Consigner/u }).isDisabled()).toBe(true);
  expect((await recorded()).events).toBe(events);
}, 60_000);

it('complained of nothing but the kill', () => {
  expect(console_.complaints.filter((one) => !one.includes('ERR_CONNECTION'))).toEqual([]);
});
