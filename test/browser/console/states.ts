import type { Page } from 'playwright-core';
import type { TokenRole } from '../../support/ledger-process.js';

/** Something that a page shows only after somebody did something. */
export interface State {
  readonly says: string;
  readonly path: string;
  readonly role?: TokenRole;
  /** What is done on the page. */
  readonly open: (page: Page) => Promise<unknown>;
  /** What is undone after; by default Escape is pressed. */
  readonly close?: (page: Page) => Promise<unknown>;
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
/** Opens all that folds. */
async function unfold(page: Page): Promise<void> {
  await page.locator('main details').first().waitFor();
  await page.evaluate('for (const one of document.querySelectorAll("main details")) one.open = true');
}
const press = (page: Page, ...keys: readonly string[]) =>
  keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());

const FAILED = {
  data: null,
  errors: [
    {
      extensions: { code: 'INTERNAL', message: { fr: 'Quelque chose a manqué.', en: 'Something failed.' } },
    },
  ],
};

/** Goes by a link to a page that was not asked for yet, and that the ledger refuses. */
async function refused(page: Page, path: string): Promise<void> {
  await page.route('**/graphql', (route) => route.fulfill({ json: FAILED }));
  await page.evaluate(`history.pushState({}, '', '${path}')`);
  await page.getByText('Quelque chose a manqué.').first().waitFor();
}
const answered = (page: Page) => page.unroute('**/graphql');

const SIGNATURE = '/record?command=recordSignature&agreement=corridor-ne&source=s1&lines=16';

/** Every dialog, menu, open part of a form and refusal: what holds for every page is tried on each. */
export const STATES: readonly State[] = [
  {
    says: 'the search box with what it found',
    path: '/agreements',
    open: async (page) => {
      await press(page, '/');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.type('mont blanc');
      await page.locator('[data-combobox-selected]').waitFor();
    },
  },
  {
    says: 'the search box with nothing found',
    path: '/organizations',
    open: async (page) => {
      await press(page, '/');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.type('zzzz');
      await page.getByText(/^Rien ne répond/u).waitFor();
    },
  },
  {
    says: 'the list of keys',
    path: '/agreements',
    open: async (page) => {
      await press(page, '?');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    says: 'both dates open, with what is no day',
    path: '/agreements/amq-mbi?on=2024-06-04',
    open: async (page) => {
      await press(page, 'd');
      await page.getByLabel('En date du', { exact: true }).fill('31 juin 2024');
      await press(page, 'Enter');
      await page.getByText('Ceci n’est pas un jour.').waitFor();
    },
    close: (page) => page.locator('.as-of-line').getByRole('button', { name: 'Fermer' }).click(),
  },
  {
    says: 'everything that folds open',
    path: '/agreements/corridor-ne',
    open: unfold,
  },
  {
    says: 'the tables of the charts open',
    path: '/statistics',
    open: unfold,
  },
  {
    says: 'the bytes of an event',
    path: '/events',
    open: async (page) => {
      await page.getByRole('link', { name: 'la fiche du fait' }).nth(3).click();
      await page.locator('#proof').waitFor();
      await unfold(page);
    },
  },
  {
    says: 'a form with all its parts open, and something offered',
    path: SIGNATURE,
    open: async (page) => {
      await page.locator('#field-organizationId').waitFor();
      await unfold(page);
      await page.locator('#field-occurredOn').fill('03/04/2025');
      await page.locator('#field-organizationId').fill('c');
      await page.locator('[data-combobox-option]:visible').first().waitFor();
    },
  },
  {
    says: 'a form that is refused',
    path: '/record?command=declareIntent&agreement=corridor-ne&source=s1&lines=14',
    open: async (page) => {
      await page.locator('#field-organizationId').waitFor();
      await press(page, 'Control+Enter');
      await page.locator('[aria-invalid=true]').first().waitFor();
    },
  },
  {
    says: 'a rule that may be set aside',
    path: '/record?command=registerOrganization&source=s1&lines=7',
    open: async (page) => {
      await page.locator('#field-names-0-text').fill('C2MI');
      await page.locator('.policy').waitFor();
      await page.locator('.policy').getByRole('radio').nth(1).check();
    },
  },
  {
    says: 'the choice of a kind of fact',
    path: '/record?source=s1',
    open: async (page) => {
      await page.locator('#command').fill('sig');
      await page.locator('[data-combobox-option]:visible').first().waitFor();
    },
  },
  {
    says: 'a pasted text with its lines',
    path: '/record',
    open: async (page) => {
      await page.locator('#source-text').fill('\nUn communiqué\ndu 12 mars 2026\n– CMC Microsystems\n');
      await page.locator('#source-lines').waitFor();
    },
  },
  {
    says: 'what is on its way, and what is left',
    path: '/outbox',
    open: (page) => page.getByRole('heading', { name: /Brouillons/u }).waitFor(),
  },
  {
    says: 'signing out with drafts',
    path: '/outbox',
    open: async (page) => {
      await button(page, 'Fermer la session').click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    says: 'the erasure of what is kept, asked again, and the address of a calendar',
    path: '/settings',
    open: async (page) => {
      await button(page, /Créer l’adresse|Créer une nouvelle adresse/u).click();
      await page.getByLabel('Adresse à donner').waitFor();
      await button(page, 'Tout effacer de cet ordinateur').click();
      await page.getByText('Effacer aussi les brouillons').waitFor();
    },
    close: (page) => button(page, 'Non, garder').click(),
  },
  {
    // The ledger makes the ids of people.
    says: 'a person',
    path: '/people?q=welch',
    open: async (page) => {
      await page.locator('main tbody a').first().click();
      await page.getByRole('heading', { level: 1, name: /Welch/u }).waitFor();
    },
  },
  {
    says: 'organisations that may be one',
    path: '/organizations/duplicates',
    role: 'depositary',
    open: (page) => page.locator('.pair').first().waitFor(),
  },
  {
    says: 'a correction',
    path: '/events?type=PartnerSigned',
    role: 'depositary',
    open: async (page) => {
      await page.getByRole('link', { name: 'la fiche du fait' }).first().click();
      await page.getByRole('link', { name: 'Rectifier' }).click();
      await page.locator('#field-reason').waitFor();
    },
  },
  {
    says: 'a page that the ledger refuses',
    path: '/settings',
    open: (page) => refused(page, '/organizations/mbi'),
    close: answered,
  },
  {
    says: 'a list that the ledger refuses',
    path: '/settings',
    open: (page) => refused(page, '/agreements?q=refused'),
    close: answered,
  },
  {
    says: 'what a role does not read',
    path: '/events',
    role: 'dashboard',
    open: (page) => page.getByRole('heading', { level: 1, name: 'Votre rôle' }).waitFor(),
  },
  {
    says: 'a page without a network',
    path: '/agreements',
    open: async (page) => {
      await page.context().setOffline(true);
      await page.getByText('Hors ligne').waitFor();
    },
    close: (page) => page.context().setOffline(false),
  },
  {
    says: 'the end of a session',
    path: '/agreements',
    role: 'auditor',
    open: async (page) => {
      await page.context().clearCookies();
      await page.evaluate('history.pushState({}, "", "/organizations/cmc")');
      await page.getByText('Votre session est terminée').waitFor();
    },
  },
];
