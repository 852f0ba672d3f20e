/** GraphiQL in a browser, where queries are run as somebody runs them who pastes them there. */
import type { Page, Request } from 'playwright-core';

/** Opens GraphiQL beside a page of the console, with a token. */
export async function openGraphiQL(beside: Page, token: string): Promise<Page> {
  const page = await beside.context().newPage();
  await page.goto(beside.url());
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(`sessionStorage.setItem('entente:token', ${JSON.stringify(token)})`);
  await page.goto(new URL('/graphiql', page.url()).href);
  await page.locator('.graphiql-query-editor .monaco-editor').waitFor();
  await page.getByRole('button', { name: 'Variables', exact: true }).click();
  return page;
}

/** Pastes a query and its variables, runs it, and gives the answer. */
export async function runInGraphiQL<T>(page: Page, query: string, variables: object): Promise<T> {
  await paste(page, '.graphiql-query-editor', query);
  await paste(page, '.graphiql-editor-tool', JSON.stringify(variables));
  const [answer] = await Promise.all([
    page.waitForResponse((response) => asks(response.request(), variables)),
    page.getByRole('button', { name: /^Execute query/ }).click(),
  ]);
  const { data, errors } = (await answer.json()) as { readonly data: T | null; readonly errors?: unknown };
  if (!data) throw new Error(`GraphiQL was answered ${JSON.stringify(errors)}`);
  return data;
}

function asks(request: Request, variables: object): boolean {
  const sent = JSON.parse(request.postData() ?? '{}') as { readonly variables?: object };
  return JSON.stringify(sent.variables) === JSON.stringify(variables);
}

async function paste(page: Page, editor: string, text: string): Promise<void> {
  await page.locator(`${editor} .monaco-editor`).first().click();
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+v');
}
