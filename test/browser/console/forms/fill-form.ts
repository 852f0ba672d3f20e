import type { Locator, Page, Response } from 'playwright-core';
import { EVENT, STREAM, SUBJECT, type FilledForm } from './filled-form.js';

/** An event that a form recorded. */
export interface FormEvent {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
}

const elementOf = (path: string): string => `#field-${path.replaceAll('.', '-')}`;

/** Opens the form of a command, fills it in and sends it. Gives what the ledger recorded of it. */
export async function recordThroughForm(
  page: Page,
  filled: FilledForm,
  before: FormEvent | undefined,
): Promise<readonly FormEvent[]> {
  await openFilled(page, filled, before);
  if (filled.setAside !== undefined) await setAside(page.locator('.policy'), filled.setAside);
  return sendForm(page);
}

/** Opens the form of a command and fills it in. */
export async function openFilled(
  page: Page,
  { command, fields, how }: FilledForm,
  before: FormEvent | undefined,
): Promise<void> {
  const begun = how === undefined ? `command=${command}` : `correct=${before?.id}&how=${how}`;
  await page.evaluate(`history.pushState({}, '', '/record?${begun}&source=s1&lines=14')`);
  await page.waitForURL(/\/record\/[0-9a-f-]+/);
  const [first = ''] = Object.keys(fields);
  await page.locator(elementOf(first)).waitFor({ state: 'attached' });
  await page.evaluate('for (const one of document.querySelectorAll("main details")) one.open = true');
  await addFirstItems(page, Object.keys(fields));
  await fillIn(page, fields, before);
}

/** Fills in fields of the form that is open. */
export async function fillIn(page: Page, fields: FilledForm['fields'], before?: FormEvent): Promise<void> {
  const values = Object.entries(fields).map(([path, said]) => [elementOf(path), meant(said, before)]);
  await page.evaluate(`(${FILL})(${JSON.stringify(values)})`);
}

/** Sets the rule of a box aside, for a reason. */
export async function setAside(policy: Locator, why: string): Promise<void> {
  await policy.getByRole('radio').nth(1).check();
  await policy.getByRole('textbox').fill(why);
}

/** Sends the form that is open, and gives what the ledger recorded of it. */
export async function sendForm(page: Page): Promise<readonly FormEvent[]> {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => (response.request().postData() ?? '').includes('mutation Record')),
    page.keyboard.press('Control+Enter'),
  ]);
  const events = await eventsIn(answer);
  await page
    .getByText(/Consigné\. Révision \d+\./u)
    .first()
    .waitFor();
  return events;
}

function meant(said: string, before: FormEvent | undefined): string {
  const { id = '', stream = '' } = before ?? {};
  const meanings: { readonly [placeholder: string]: string } = {
    [EVENT]: id,
    [STREAM]: stream,
    [SUBJECT]: stream.slice(stream.indexOf('-') + 1),
  };
  return meanings[said] ?? said;
}

/** Adds the first item of each list that may be left out. */
async function addFirstItems(page: Page, paths: readonly string[]): Promise<void> {
  for (const path of paths.filter((one) => /\.0(?:\.|$)/u.test(one))) {
    if ((await page.locator(elementOf(path)).count()) > 0) continue;
    const list = page.locator(elementOf(path.replace(/\.0.*/u, '')));
    await list.getByRole('button', { name: 'Ajouter' }).click();
  }
}

/**
 * Fills in fields at once, as if each was typed and left: keys of their own would take three times as long. One that another
 * one brings is waited for. Runs in the page.
 */
const FILL = `async (values) => {
  for (const [selector, value] of values) {
    let field;
    while (!(field = document.querySelector(selector))) await new Promise(requestAnimationFrame);
    field.focus();
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value').set.call(field, value);
    field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
    field.blur();
  }
  document.querySelector('main form button').focus();
}`;

async function eventsIn(answer: Response): Promise<readonly FormEvent[]> {
  const { data, errors } = (await answer.json()) as {
    readonly data: {
      readonly record: { readonly results: readonly { readonly events: readonly FormEvent[] }[] } | null;
    } | null;
    readonly errors?: unknown;
  };
  if (!data?.record) throw new Error(JSON.stringify(errors));
  return data.record.results.flatMap(({ events }) => events);
}
