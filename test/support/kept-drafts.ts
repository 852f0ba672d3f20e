/** What a browser keeps of facts that are not recorded yet. */
import type { Page } from 'playwright-core';

/** Gives all of it as one text. Runs in the page. */
const ALL = `new Promise((resolve) => {
  const opened = indexedDB.open('entente-recording');
  opened.onsuccess = () => {
    const all = opened.result.transaction('kept').objectStore('kept').getAll();
    all.onsuccess = () => {
      opened.result.close();
      resolve(JSON.stringify(all.result));
    };
  };
})`;

/** The drafts of a page’s browser and what is on its way, as JSON. */
export function keptDrafts(page: Page): Promise<string> {
  return page.evaluate<string>(ALL);
}
