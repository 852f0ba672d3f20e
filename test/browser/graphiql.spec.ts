import { writeFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { startChromium } from '../support/chromium.js';
import { startLedger, type LedgerProcess } from '../support/ledger-process.js';

const TABS = [
  'SignedBy28January',
  'IntentsOf16April',
  'IntentsAsKnownThatEvening',
  'LastDayInForce',
  'OneMoreSignature',
  'ItsPlaceInTheHistory',
];

let ledger: LedgerProcess;
let browser: Browser;
let page: Page;
/** What the page asked for elsewhere, and what the browser complained of. */
const elsewhere: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  ledger = await startLedger();
  browser = await startChromium();
  page = await browser.newPage({ viewport: { width: 1_400, height: 900 } });
  page.on('request', (request) => {
    const url = request.url();
    if (!/^(data|blob):/.test(url) && new URL(url).origin !== ledger.url) elsewhere.push(url);
  });
  page.on('console', (message) => {
    if (message.type() === 'error' || /content.security.policy/i.test(message.text()))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${ledger.url}/graphiql`);
  await page.getByRole('tab').first().waitFor();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await ledger?.dispose();
}, 60_000);

/** Goes to a tab, runs what is in it, and gives the answer that is shown once it holds what is looked for. */
async function runTab(name: string, shows: string): Promise<string> {
  await page.getByRole('tab', { name }).click();
  await page.getByRole('button', { name: /^Execute query/ }).click();
  const answer = page.locator('.graphiql-response');
  await answer.getByText(shows).first().waitFor({ timeout: 20_000 });
  // The editor shows its blanks as such that do not break.
  return (await answer.innerText()).replaceAll('\u00a0', ' ');
}

describe('the page at /graphiql', () => {
  it('is GraphiQL, with the queries of the tour in its tabs', async () => {
    const tabs = await page.getByRole('tab').allInnerTexts();
    expect(tabs.map((tab) => tab.trim())).toEqual(TABS);
    await page.getByText('query SignedBy28January').waitFor();
  }, 60_000);

  it('says how to sign in where there is no token yet', async () => {
    expect(await runTab('LastDayInForce', 'UNAUTHENTICATED')).toContain('Authorization');
  }, 60_000);

  it('shows the answer of a query when a token was pasted', async () => {
    await page.getByLabel('Token').fill(ledger.tokens.secretariat);
    const answer = await runTab('LastDayInForce', 'EXPIRED');
    expect(answer).toContain('IN_FORCE');
    expect(await runTab('SignedBy28January', 'amcham-qc')).toContain('Vermont');
    expect(await runTab('IntentsOf16April', 'venture-lab')).toContain('2025-04-17');
    const { ENTENTE_TEST_SCREENSHOT: screenshot } = process.env;
    if (screenshot) await writeFile(screenshot, await page.screenshot());
  }, 60_000);

  it('records the signature of the tour, and shows it in the history', async () => {
    expect(await runTab('OneMoreSignature', 'PartnerSigned')).toContain('"repeated": false');
    expect(await runTab('ItsPlaceInTheHistory', 'AgreementRegistered')).toContain('totalCount');
    const { data } = await ledger.gql<{
      agreement: { parties: readonly { organization: { organizationId: string } }[] };
    }>('{ agreement(id: "corridor-ne") { parties { organization { organizationId } } } }');
    expect(data?.agreement.parties.map(({ organization }) => organization.organizationId)).toContain('cmc');
  }, 60_000);

  it('helps to write a query: the editor knows the schema', async () => {
    await page.getByRole('tab', { name: 'LastDayInForce' }).click();
    await page
      .getByRole('button', { name: /Documentation Explorer/ })
      .first()
      .click();
    const types = page.getByText('Root Types').first();
    await types.waitFor({ timeout: 20_000 });
    expect(await types.isVisible()).toBe(true);
  }, 60_000);

  it('keeps the token for this tab only: neither in a cookie nor for another visit', async () => {
    expect(await page.context().cookies()).toEqual([]);
    const kept = await page.evaluate('JSON.stringify({ ...localStorage })');
    expect(kept).not.toContain('ent_');
  });

  it('never asked anybody else for anything, and broke no rule of its own policy', () => {
    expect(elsewhere).toEqual([]);
    // The one query that was run without a token.
    expect(complaints).toEqual([expect.stringContaining('401 (Unauthorized)')]);
  });
});
