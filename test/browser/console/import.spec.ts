import type { Page } from 'playwright-core';
import { keepPicture, plainText, startConsole, type ConsoleBrowser } from '../../support/console-browser.js';
import { faults } from '../../support/console-look.js';

const LIST = `Numéro;Partenaire;Objet;Signée le;Fin;Notes
1;Université du Fjord;Échanges d’étudiants;03/04/2021;31/12/2023;x
2;Fjord Université du;Chaire de recherche;28/01/2022;indéterminée;x
3;Institut Boréal;Stages;un lundi;2024-12-31;x
4;Institut Boréal;Laboratoire;2022-05-01;2021-05-01;x
5;Institut Boréal / Collège Polaire;Forum;2022-06-01;;x
`;

let console_: ConsoleBrowser;
let page: Page;

beforeAll(async () => {
  console_ = await startConsole();
  page = await console_.open('/import');
}, 120_000);
afterAll(async () => {
  await console_?.close();
}, 60_000);

const next = () => page.getByRole('button', { name: 'Suivant' }).click();
const heading = (name: string) => page.getByRole('heading', { level: 2, name }).waitFor();
const give = (buffer: string, name = 'liste.csv') =>
  page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(buffer, 'utf8') });

/** No fault that axe finds, by day or at night on a small screen, which nothing is wider than. */
async function sound(colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width: colorScheme === 'light' ? 1_280 : 360, height: 900 });
  expect(await faults(page)).toEqual([]);
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  expect(wide).toBeLessThanOrEqual(0);
}

it('leads from a file to the ledger: columns, organisations, rehearsal, recording, report', async () => {
  await give(LIST);
  await page.getByLabel('Ce que les colonnes veulent dire (profil)').selectOption('agreement-list');
  expect(await plainText(page)).toContain('5 lignes');
  await next();

  await heading('Colonnes');
  await page.getByRole('rowheader', { name: 'Numéro de l’entente' }).waitFor();
  expect(await plainText(page)).toContain('Notes');
  await page.getByLabel('De quelle institution').fill('Collège du Nord');
  await next();
  await page.getByText('Il reste 2 questions sans réponse.').waitFor();
  expect(await plainText(page, '#questions')).toContain('le jour vient-il avant le mois ou après ?');
  await page.getByRole('radio', { name: 'le jour d’abord' }).check();
  await page.getByRole('radio', { name: 'les partager à « / »' }).check();
  await page.getByLabel('« un lundi »').fill('2023-09-04');
  await sound('dark');
  await keepPicture(page, 'import-columns');
  await next();

  await heading('Organisations');
  await page.getByRole('radio', { name: /un autre de ses noms/ }).check();
  await sound('light');
  await next();

  await heading('Répétition');
  await page.getByText('Rien ne peut être consigné encore').waitFor();
  expect(await plainText(page, '#rehearsal table')).toContain('TERM_INVALID');
  await page.getByLabel('Laisser la ligne de côté (ligne 5)').first().check();
  await page.getByLabel('Parce que').first().fill('La fin précède le début; le bureau vérifie.');
  await sound('dark');
  await keepPicture(page, 'import-rehearsal');
  await page.getByRole('button', { name: 'Répéter avec ces décisions' }).click();
  await page.getByText('Tout peut être consigné.').waitFor();
  await page.getByRole('button', { name: 'Consigner 4 lignes' }).click();

  await page.getByText('C’est terminé : 4 lignes sont consignées.').waitFor();
  await page.getByRole('button', { name: 'Rapport' }).click();
  await heading('Rapport');
  expect(await plainText(page, '#report')).toContain('le bureau vérifie');
  await page.getByLabel('Garder ces réponses comme une version du profil').fill('Jour d’abord');
  await page.getByRole('button', { name: 'Garder' }).click();
  await page.getByText('Gardé : version 2').waitFor();
  await sound('light');
}, 90_000);

it('says that the same file adds nothing, and lists the import', async () => {
  await page.getByRole('button', { name: 'Répéter le même fichier' }).click();
  await page.getByText('il n’ajoute rien').waitFor();
  await page.goto(`${console_.ledger.url}/import`);
  await page.getByRole('rowheader', { name: 'liste.csv' }).waitFor();
  expect(await plainText(page, '#begun table')).toContain('répétée');
}, 30_000);

it('compares a newer edition with what was recorded, in English too', async () => {
  await page.getByRole('button', { name: 'EN', exact: true }).click();
  const newer = LIST.replace('31/12/2023', '31/12/2024').replaceAll('Institut Boréal', 'Institut du Nord');
  await give(newer, 'liste-2.csv');
  await page.getByLabel('What the columns mean (profile)').selectOption('agreement-list');
  await page.getByLabel('Version of the profile').selectOption('2');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('radio', { name: 'it is a correction' }).waitFor();
  expect(await plainText(page, '#questions')).toContain('31/12/2023 → 31/12/2024');
  await page.getByRole('radio', { name: 'it is a correction' }).check();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('radio', { name: 'it is its new name' }).waitFor();
  expect(await plainText(page, '#organizations')).toContain(
    '“Institut Boréal” has become “Institut du Nord”',
  );
  await keepPicture(page, 'import-parties');
  await sound('dark');
  await page.getByRole('radio', { name: 'it is its new name' }).check();
  await page.getByRole('button', { name: 'Next' }).click();
  const changed = page.getByRole('table', { name: /cells? (?:has|have) changed/ });
  await changed.waitFor();
  expect(await changed.locator('del').allTextContents()).toContain('31/12/2023');
  expect(await changed.locator('ins').allTextContents()).toContain('31/12/2024');
  await keepPicture(page, 'import-changes');
  await sound('dark');
}, 30_000);

it('is refused to who may not record, and broke no rule of its policy', async () => {
  const auditor = await console_.open('/import', { role: 'auditor' });
  await auditor.getByText('ne consigne rien').waitFor();
  expect(console_.complaints).toEqual([]);
}, 30_000);
