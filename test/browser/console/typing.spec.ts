import { startConsole, type ConsoleBrowser } from '../../support/console-browser.js';
import { until } from '../../support/ledger-process.js';

/** What is typed into a form stays, whatever the rehearsal says meanwhile. */
let console_: ConsoleBrowser;

beforeAll(async () => {
  console_ = await startConsole();
}, 120_000);
afterAll(async () => {
  await console_?.close();
}, 60_000);

it('keeps the focus in the reason for setting a rule aside, also once the rule stands against it no more', async () => {
  const page = await console_.open('/record?command=registerOrganization&source=s1&lines=24');
  await page.locator('#field-names-0-text').fill('Universite de sherbrooke');
  const box = page.locator('#field-overrides-ORGANIZATION_DUPLICATE_SUSPECTED');
  await box.getByRole('link', { name: /Sherbrooke/ }).waitFor();
  await box.getByRole('radio').nth(1).check();
  await box.getByRole('textbox').pressSequentially('une autre');
  await box.getByText('Règle mise de côté').waitFor();
  await page.keyboard.type(' école, du même nom');
  expect(await box.getByRole('textbox').inputValue()).toBe('une autre école, du même nom');
  await page.context().close();
}, 60_000);

it('takes all that is typed or pasted over a choice', async () => {
  const page = await console_.open('/record?command=recordSignature&source=s1&agreement=corridor-ne');
  const who = page.locator('#field-organizationId');
  const choose = async (typed: string, named: RegExp) => {
    await who.focus();
    await page.keyboard.type(typed);
    await page.locator('[data-combobox-option]').filter({ hasText: named }).first().click();
    await until(`${typed} is chosen`, async () => named.test(await who.inputValue()));
    await page.keyboard.press('Tab');
  };
  await choose('cmc', /CMC/);
  await choose('technum', /Technum/);
  await who.focus();
  await page.keyboard.insertText('C2MI');
  expect(await who.inputValue()).toBe('C2MI');
  await page.context().close();
}, 60_000);

it.each([
  ['observeRole', 'personId', 'Duclos', /Duclos/],
  ['adoptAnnualProgramme', 'programmeId', 'accord', /ACCORD/],
])(
  'finds what %s names in %s by its name',
  async (command, path, typed, named) => {
    const page = await console_.open(`/record?command=${command}&source=s1`);
    await page.locator(`#field-${path}`).focus();
    await page.keyboard.type(typed);
    const found = page.locator('[data-combobox-option]').filter({ hasText: named });
    await found.first().waitFor();
    expect(await found.first().innerText()).toMatch(named);
    await page.context().close();
  },
  60_000,
);
