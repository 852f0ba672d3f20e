import type { Page } from 'playwright-core';
import { keepPicture, startConsole, type ConsoleBrowser } from '../../support/console-browser.js';
import { pasteText, waitForFocus } from '../../support/console-keyboard.js';
import { keptDrafts } from '../../support/kept-drafts.js';
import { until } from '../../support/ledger-process.js';

let console_: ConsoleBrowser;

beforeAll(async () => {
  console_ = await startConsole();
}, 120_000);
afterAll(async () => {
  await console_?.close();
}, 60_000);

const RELEASE = `
Sherbrooke, le 12 mars 2026 — Deux partenaires ont signé le protocole d’entente du corridor.
Ont signé :
– Venture Lab
– Department of Business and Economic Affairs – State of New Hampshire
`;

/** Draws from one line of the source to another with the mouse. */
async function draw(page: Page, from: number, to: number): Promise<void> {
  await page.locator(`#line-${from}`).hover();
  await page.mouse.down();
  await page.locator(`#line-${to}`).hover();
  await page.mouse.up();
}

/** Says who, and puts the fact into the basket. */
async function put(page: Page, who: string): Promise<void> {
  await page.locator('#field-organizationId').pressSequentially(who);
  await page.locator('[data-combobox-option][data-combobox-selected]').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Mettre au panier et suivant' }).click();
}

const basket = (page: Page, facts: string) =>
  page.getByRole('heading', { name: new RegExp(`^Panier de .* : ${facts}$`, 'u') });

interface Told {
  readonly type: string;
  readonly data: { readonly organizationId?: string };
  readonly provenance: readonly { readonly lines: object | null }[];
}

/** The newest events of some types. */
async function newest(types: readonly string[], first: number): Promise<readonly Told[]> {
  const { data } = await console_.ledger.gql<{ events: { nodes: readonly Told[] } }>(
    `query ($types: [String!], $first: Int) { events(types: $types, direction: DESC, first: $first) { nodes { type data provenance { lines { from to } } } } }`,
    { types, first },
  );
  return data?.events.nodes ?? [];
}

async function head(): Promise<string | undefined> {
  const { data } = await console_.ledger.gql<{ position: { head: string } }>('{ position { head } }');
  return data?.position.head;
}

describe('the basket of a source', () => {
  it('holds its facts over a new start of the page, says which the ledger would refuse, and records the others together', async () => {
    const page = await console_.open('/record?command=recordSignature&agreement=corridor-ne');
    await waitForFocus(page, 'source-choice');
    await pasteText(page, RELEASE);
    await draw(page, 4, 5);
    const chosen = page.getByRole('button', { name: 'Ne plus citer\u00a0: 4-5' });
    await chosen.click();
    expect(await page.locator('#source-lines [aria-selected=true]').count()).toBe(0);
    await draw(page, 5, 3);
    await page.getByRole('button', { name: 'Ne plus citer\u00a0: 3-5' }).waitFor();
    await page.locator('#field-occurredOn').fill('12 mars 2026');
    const before = await head();
    await put(page, 'venture');
    await basket(page, '1 fait').waitFor();
    // Said with the second fact, it is of the source all the same.
    await page.getByLabel('Émetteur').fill('Technum');
    await put(page, 'depart');
    await basket(page, '2 faits').waitFor();
    await put(page, 'c2mi');
    await basket(page, '3 faits').waitFor();
    expect(await head()).toBe(before);

    await page.reload();
    await basket(page, '3 faits').waitFor();
    await page.getByText('Reprenez d’abord ceux').waitFor();
    const all = page.getByRole('button', { name: /^Tout consigner/u });
    expect(await all.isDisabled()).toBe(true);
    await keepPicture(page, 'basket-fr');
    await page.getByRole('button', { name: /^Jeter · Signature · .*C2MI/u }).click();
    await basket(page, '2 faits').waitFor();
    await page.getByText('rien ne s’oppose à ces faits').waitFor();
    await all.click();
    await page
      .getByText(/Consigné\. Révision \d+\./u)
      .nth(1)
      .waitFor();
    await basket(page, '2 faits').waitFor({ state: 'detached' });

    const types = ['PartnerSigned', 'SourceDeposited'];
    await until('both can be read', async () => {
      const [last] = await newest(types, 1);
      return last?.data.organizationId === 'nh-bea';
    });
    const recorded = await newest(types, 3);
    expect(
      recorded.map(({ type, data, provenance }) => [type, data.organizationId, provenance[0]?.lines]),
    ).toEqual([
      ['PartnerSigned', 'nh-bea', { from: 3, to: 5 }],
      ['PartnerSigned', 'venture-lab', { from: 3, to: 5 }],
      ['SourceDeposited', undefined, undefined],
    ]);
    expect(recorded[2]?.data).toMatchObject({ issuer: 'Technum' });
    await page.goto(`${console_.ledger.url}/outbox`);
    await page.getByText('Tout est parti.').waitFor();
    await page.context().close();
  }, 90_000);

  it('keeps what was taken up and left before it was complete, and does not send it', async () => {
    const page = await console_.open(
      '/record?command=declareIntent&agreement=corridor-ne&source=s1&lines=16',
    );
    await waitForFocus(page, 'field-organizationId');
    await page.locator('#field-occurredOn').fill('17 avril 2025');
    await put(page, 'mont');
    await basket(page, '1 fait').waitFor();
    await page.getByRole('link', { name: /^Reprendre · / }).click();
    await until('it is taken up', async () => (await page.locator('#field-occurredOn').inputValue()) !== '');
    await page.locator('#field-occurredOn').fill('un jour peut-être');
    await until('it is kept', async () => (await keptDrafts(page)).includes('peut-être'));
    await page.goto(`${console_.ledger.url}/outbox`);
    await page.getByText('À compléter.').waitFor();
    expect(await page.getByRole('button', { name: /^Tout consigner/u }).isDisabled()).toBe(true);

    // Whose source is given up is in no basket, and not lost.
    await page.getByRole('link', { name: /^Reprendre · / }).click();
    await page.getByRole('button', { name: 'Changer de source' }).click();
    await waitForFocus(page, 'source-choice');
    expect(await page.getByRole('button', { name: 'Mettre au panier et suivant' }).count()).toBe(0);
    await until('it is kept', async () => (await keptDrafts(page)).includes('"source":null'));
    await page.goto(`${console_.ledger.url}/outbox`);
    await page.getByRole('heading', { name: 'Brouillons (1)' }).waitFor();
    await page.getByRole('button', { name: 'Jeter' }).click();
    await page.getByText('Aucun brouillon.').waitFor();
    await page.context().close();
  }, 60_000);
});

describe('a day to come', () => {
  it('is refused beside its field while it is typed, and an intent or a scheduled meeting is offered', async () => {
    const page = await console_.open('/record?command=recordSignature&agreement=corridor-ne&source=s1');
    const day = page.locator('#field-occurredOn');
    await waitForFocus(page, 'field-organizationId');
    await day.fill('4 juin 2039');
    await page.getByText('n’a pas encore pu avoir lieu').first().waitFor();
    const described = (await day.getAttribute('aria-describedby'))?.split(' ') ?? [];
    const texts = await Promise.all(described.map((id) => page.locator(`#${id}`).innerText()));
    expect(texts.join(' ')).toMatch(/pas encore pu avoir lieu[^]*4\s+juin\s+2039/u);
    await page.getByRole('button', { name: 'Rencontre prévue' }).click();
    await page.getByRole('heading', { level: 1, name: /Rencontre prévue/u }).waitFor();
    await waitForFocus(page, 'command');
    await page.context().close();
  }, 60_000);
});

describe('a computer that others use', () => {
  it('keeps no drafts where that is asked for: they last as long as the page', async () => {
    const page = await console_.open('/settings');
    await page.getByLabel('Ne garder aucun brouillon sur cet ordinateur').check();
    await page.getByRole('link', { name: 'Consigner' }).first().click();
    await page.getByText('Ce navigateur ne garde rien sur cet ordinateur').waitFor();
    await page.locator('#field-occurredOn').fill('17 avril 2025');
    await page.getByRole('link', { name: 'Ententes' }).first().click();
    await page.getByRole('rowheader').first().waitFor();
    await page.evaluate('history.pushState({}, "", "/outbox")');
    await page.getByRole('heading', { name: 'Brouillons (1)' }).waitFor();
    expect(await keptDrafts(page)).toBe('[]');
    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await page.getByText('Aucun brouillon.').waitFor();
    await page.context().close();
  }, 60_000);
});

it('complained of nothing', () => {
  expect(console_.complaints).toEqual([]);
});
