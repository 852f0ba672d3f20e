import type { Page } from 'playwright-core';

/** A picture of the guides. */
export interface Picture {
  readonly name: string;
  readonly path: string;
  /** Only what the page itself shows. */
  readonly main?: true;
  /** What somebody does on the page before it is taken. */
  readonly begin?: (page: Page) => Promise<void>;
}

/** Every picture; each is taken in both languages. */
export const PICTURES: readonly Picture[] = [
  { name: 'desk', path: '/' },
  {
    name: 'record',
    path: '/record?command=recordAccession&agreement=corridor-ne&source=s1&lines=16',
    main: true,
    begin: async (page) => {
      await page.locator('#field-organizationId').fill('cmc');
      await page.locator('[data-combobox-option][data-combobox-selected]').waitFor();
      await page.keyboard.press('Enter');
      await page.locator('#field-occurredOn').fill('2025-06');
      await page.locator('.effect', { hasText: /\d/u }).waitFor();
      await page.evaluate('document.activeElement?.blur()');
    },
  },
  { name: 'agreement', path: '/agreements/corridor-ne', main: true },
  { name: 'compare', path: '/agreements/amq-mbi/compare?on=2024-06-04&on2=2024-06-05' },
  {
    name: 'event',
    path: '/events?type=PartnerSigned',
    main: true,
    begin: async (page) => {
      await page.locator('.history a[href*="/events/"]').first().click();
      await page.locator('#proof').waitFor();
    },
  },
];
