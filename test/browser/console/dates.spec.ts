import { addDays, type Day } from '@entente/domain';
import type { Locator } from 'playwright-core';
import { plainText, startConsole, type ConsoleBrowser } from '../../support/console-browser.js';
import { faults, Settling } from '../../support/console-look.js';
import { until } from '../../support/ledger-process.js';
import { letters, pagesOfPdf } from '../../support/pdf-text.js';

let console_: ConsoleBrowser;

beforeAll(async () => {
  console_ = await startConsole();
}, 120_000);
afterAll(async () => {
  await console_?.close();
}, 60_000);

/** The texts of parts of a page without the spaces that do not break. */
async function plainTexts(parts: Locator): Promise<readonly string[]> {
  return (await parts.allTextContents()).map((text) => text.replaceAll(/[\u00a0\u202f]/gu, ' '));
}

const NOT_A_DAY = 'Ceci n’est pas un jour.';

describe('the bar of the two dates', () => {
  it('keeps the instant that nobody changed, to the millisecond', async () => {
    const known = '2025-06-01T00:00:30.123Z';
    const page = await console_.open(`/agreements/amq-mbi?known=${known}`);
    await page.getByRole('button', { name: 'Changer les dates' }).click();
    await page.getByLabel('En date du', { exact: true }).fill('4 juin 2024');
    await page.keyboard.press('Enter');
    await page.waitForURL(/on=2024-06-04/);
    expect(new URL(page.url()).searchParams.get('known')).toBe(known);
    await page.getByLabel('Tel que connu le').fill('1er juin');
    await page.getByRole('button', { name: 'Un jour plus tôt' }).click();
    await page.getByText(NOT_A_DAY).waitFor();
    expect(new URL(page.url()).searchParams.get('on')).toBe('2024-06-04');
    expect(await page.getByLabel('Tel que connu le').inputValue()).toBe('1er juin');
    await page.context().close();
  }, 60_000);

  it('says when a position was, keeps it over a step, and lets go of it', async () => {
    const { data } = await console_.ledger.gql<{ agreements: { asOf: { position: string } } }>(
      '{ agreements(first: 1) { asOf { position } } }',
    );
    const at = data?.agreements.asOf.position ?? '';
    const page = await console_.open(`/agreements/amq-mbi?on=2026-01-02&at=${at}`);
    await page.getByRole('button', { name: 'Changer les dates' }).click();
    await until('the field says when it was', async () =>
      /^\d+\S*\s\p{L}+\s\d{4},/u.test(await page.getByLabel('Tel que connu le').inputValue()),
    );
    await page.getByRole('button', { name: 'Changement précédent' }).click({ modifiers: ['Shift'] });
    await page.waitForURL(/on=2026-01-01/);
    expect(new URL(page.url()).searchParams.get('at')).toBe(at);
    await page.getByRole('button', { name: 'Effacer ce moment' }).click();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => !url.searchParams.has('at'));
    expect(new URL(page.url()).search).toBe('?on=2026-01-01');
    await page.context().close();
  }, 60_000);

  it('steps to the days on which the agreement changes, with Shift by a day, and says where nothing changes', async () => {
    const page = await console_.open('/agreements/amq-mbi?on=2019-06-05');
    await page.getByRole('button', { name: 'Changer les dates' }).click();
    const [before, after] = [/^Changement précédent/, /^Changement suivant/].map((name) =>
      page.getByRole('button', { name }),
    );
    await after?.click();
    await page.waitForURL(/on=2024-06-05/);
    await after?.click();
    await page.getByText('Après ce jour, rien ne change.').waitFor();
    await after?.press('Shift+Enter');
    await page.waitForURL(/on=2024-06-06/);
    await before?.click();
    await page.waitForURL(/on=2024-06-05/);
    // From the day that is typed.
    await page.getByLabel('En date du', { exact: true }).fill('2 janvier 2018');
    await before?.press('Enter');
    await page.waitForURL(/on=2018-01-01/);
    await before?.click();
    await page.getByText('Avant ce jour, rien ne change.').waitFor();
    expect(new URL(page.url()).search).toBe('?on=2018-01-01');
    await page.context().close();
  }, 60_000);

  it.each([
    ['/organizations/c2mi', 'Organization:c2mi'],
    ['/meetings/corridor-2025-04-16', 'Meeting:corridor-2025-04-16'],
    ['/missions/amq-fr-1', 'Mission:amq-fr-1'],
    ['/programmes/accord', 'Programme:accord'],
    ['/fundings/c2mi-psm-numerique', 'Funding:c2mi-psm-numerique'],
  ])(
    'steps to the days on which the answer of %s changes, by key and by button',
    async (path, node) => {
      const { data } = await console_.ledger.gql<{ changeDays: readonly Day[] }>(
        `{ changeDays(id: "${node}") }`,
      );
      const [first = '' as Day, ...others] = data?.changeDays ?? [];
      const last = others.at(-1) ?? first;
      const page = await console_.open(`${path}?on=${addDays(first, -2)}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
      await page.keyboard.press(']');
      await page.waitForURL((url) => url.searchParams.get('on') === first);
      await page.goto(`${console_.ledger.url}${path}?on=${addDays(last, 2)}`);
      await page.getByRole('button', { name: 'Changer les dates' }).click();
      await page.getByRole('button', { name: /^Changement suivant/ }).click();
      await page.getByText('Après ce jour, rien ne change.').waitFor();
      await page.getByRole('button', { name: /^Changement précédent/ }).click();
      await page.waitForURL((url) => url.searchParams.get('on') === last);
      expect(new URL(page.url()).pathname).toBe(path);
      await page.context().close();
    },
    60_000,
  );

  it.each([
    ['/agreements?party=amq', '{ partyId: "amq" }'],
    ['/agreements?status=EXPIRED', '{ status: [EXPIRED] }'],
    ['/organizations', '{}'],
    ['/statistics', '{}'],
    ['/network', '{}'],
    ['/network?kind=COOPERATION_AGREEMENT', '{ kind: ["COOPERATION_AGREEMENT"] }'],
  ])(
    'steps to the days on which the agreements of %s change, by key and by button',
    async (path, filter) => {
      const { data } = await console_.ledger.gql<{ agreementChangeDays: readonly Day[] }>(
        `{ agreementChangeDays(filter: ${filter}) }`,
      );
      const [first = '' as Day, second = '' as Day, ...others] = data?.agreementChangeDays ?? [];
      const last = others.at(-1) ?? second;
      const on = (day: Day) => `${path}${path.includes('?') ? '&' : '?'}on=${day}`;
      const page = await console_.open(on(addDays(first, -2)));
      await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
      const key = "dispatchEvent(new KeyboardEvent('keydown', { key: ']' }))";
      await page.evaluate(`${key}; ${key}`);
      await page.waitForURL((url) => url.searchParams.get('on') === second);
      await page.goto(`${console_.ledger.url}${on(addDays(last, 2))}`);
      await page.getByRole('button', { name: 'Changer les dates' }).click();
      await page.getByRole('button', { name: /^Changement suivant/ }).click();
      await page.getByText('Après ce jour, rien ne change.').waitFor();
      await page.getByRole('button', { name: /^Changement précédent/ }).click();
      await page.waitForURL((url) => url.searchParams.get('on') === last);
      expect(new URL(page.url()).pathname).toBe(new URL(path, page.url()).pathname);
      await page.context().close();
    },
    60_000,
  );

  it('lists the days of recording on a page that has no moments of its own, and walks through them by key', async () => {
    const { data } = await console_.ledger.gql<{
      ledger: { recordingDays: readonly { position: string }[] };
    }>('{ ledger { recordingDays { position } } }');
    const days = data?.ledger.recordingDays ?? [];
    expect(days.length).toBeGreaterThan(2);
    const page = await console_.open('/organizations');
    await page.keyboard.press('{');
    await page.waitForURL((url) => url.searchParams.get('at') === days[1]?.position);
    await page.keyboard.press('{');
    await page.waitForURL((url) => url.searchParams.get('at') === days[2]?.position);
    // The second key comes before the page of the first.
    const key = "dispatchEvent(new KeyboardEvent('keydown', { key: '}' }))";
    await page.evaluate(`${key}; ${key}`);
    await page.waitForURL((url) => !url.searchParams.has('at'));
    await page.getByRole('button', { name: 'Changer les dates' }).click();
    const list = page.getByLabel('Ou l’un de ces moments');
    await list.waitFor();
    expect(await list.locator('option').count()).toBe(days.length + 1);
    await list.selectOption(days[1]?.position ?? '');
    await page.waitForURL((url) => url.searchParams.get('at') === days[1]?.position);
    await page.context().close();
  }, 60_000);

  it('slides to a day, and asks for it once it is let go of', async () => {
    const page = await console_.open('/agreements/amq-mbi?on=2024-06-04');
    await page.getByRole('button', { name: 'Changer les dates' }).click();
    const slider = page.getByRole('slider', { name: 'Glisser vers un jour' });
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/on=2024-06-05/);
    expect(await slider.getAttribute('aria-valuetext')).toBe('5 juin 2024'.replaceAll(' ', '\u00a0'));
    const box = await slider.boundingBox();
    if (!box) throw new Error('the slider is not shown');
    const [x, y] = [box.x + box.width / 4, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 40, y, { steps: 4 });
    expect(await page.locator('.sliding').innerText()).toMatch(/20\d\d/u);
    expect(new URL(page.url()).searchParams.get('on')).toBe('2024-06-05');
    await page.mouse.up();
    await page.waitForURL((url) => url.searchParams.get('on') !== '2024-06-05');
    expect(await page.locator('.sliding').count()).toBe(0);
    await page.context().close();
  }, 60_000);

  it.each([
    [1_280, false],
    [360, true],
  ])(
    'lists the moments at which the ledger learned of an agreement (%s px wide)',
    async (width, dark) => {
      const { data } = await console_.ledger.gql<{
        agreement: { moments: readonly { position: string; facts: number }[] };
      }>('{ agreement(id: "corridor-ne") { moments { position facts } } }');
      const [first, last] = data?.agreement.moments ?? [];
      const page = await console_.open('/agreements/corridor-ne?on=2026-01-02', { width, dark });
      await page.getByRole('button', { name: 'Changer les dates' }).click();
      const list = page.getByLabel('Ou l’un de ces moments');
      await list.waitFor();
      expect(await plainTexts(list.locator('option'))).toEqual([
        'tout ce que le registre sait',
        `17 avril 2025, 14 h 00 HAE · ${last?.facts} faits`,
        `28 janvier 2025, 13 h 00 HNE · ${first?.facts} faits`,
      ]);
      await list.selectOption(first?.position ?? '');
      await page.waitForURL((url) => url.searchParams.get('at') === first?.position);
      expect(new URL(page.url()).searchParams.get('on')).toBe('2026-01-02');
      expect(await list.inputValue()).toBe(first?.position);
      // On a phone the form is a sheet over the foot of the page.
      expect(await page.evaluate('getComputedStyle(document.querySelector(".as-of-form")).position')).toBe(
        width < 768 ? 'fixed' : 'static',
      );
      // What answers for the moment before is dimmed until the answer is there.
      await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
      expect(await faults(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      await page.getByRole('button', { name: 'Moment précédent' }).click();
      await page.getByText('Avant ce moment, le registre n’en savait rien.').waitFor();
      // The last one is all that the ledger knows: those recorded since are offered in the past too.
      await page.getByRole('button', { name: 'Moment suivant' }).click();
      await page.waitForURL((url) => url.search === '?on=2026-01-02');
      await page.getByRole('button', { name: 'Moment suivant' }).click();
      await page.getByText('Depuis ce moment, le registre n’en a rien appris.').waitFor();
      await page.getByRole('heading', { level: 1 }).focus();
      await page.keyboard.press('{');
      await page.waitForURL((url) => url.searchParams.get('at') === first?.position);
      await page.keyboard.press('}');
      await page.waitForURL((url) => !url.searchParams.has('at'));
      await page.context().close();
    },
    60_000,
  );

  it.each([
    ['fr', 'Changer les dates', 'Copier un lien vivant', 'Lien vivant copié'],
    ['en', 'Change the dates', 'Copy a living link', 'Living link copied'],
  ] as const)(
    'copies a link without dates too (%s)',
    async (language, open, copy, copied) => {
      const page = await console_.open('/agreements?q=corridor&on=2026-01-02', { language });
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.getByRole('button', { name: open }).click();
      await page.getByRole('button', { name: copy }).click();
      await page.getByText(copied).waitFor();
      const link = await page.evaluate<string>('navigator.clipboard.readText()');
      expect(link).toBe(`${console_.ledger.url}/agreements?q=corridor&lang=${language}`);
      await page.context().close();
    },
    60_000,
  );

  it('opens with a key, and Esc closes it and gives the focus back to what opened it', async () => {
    const page = await console_.open('/agreements/corridor-ne');
    const focused = () => page.evaluate<string>('document.activeElement.textContent');
    const on = page.getByLabel('En date du', { exact: true });
    await page.getByRole('link', { name: 'Comparer', exact: true }).focus();
    await page.keyboard.press('d');
    await on.waitFor();
    await page.keyboard.type('4 juin');
    expect(await on.inputValue()).toBe('4 juin');
    await page.keyboard.press('Escape');
    await on.waitFor({ state: 'detached' });
    expect(await focused()).toBe('Comparer');
    await page.getByRole('button', { name: 'Changer les dates' }).press('Enter');
    await on.waitFor();
    await page.getByRole('button', { name: 'Moment précédent' }).focus();
    await page.keyboard.press('Escape');
    await on.waitFor({ state: 'detached' });
    expect(await focused()).toBe('Changer les dates');
    await page.context().close();
  }, 60_000);

  it('steps by a day on a page that knows of no changes', async () => {
    const page = await console_.open('/agreements/amq-mbi?on=2026-01-02');
    await page.getByRole('link', { name: 'Sources', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Sources' }).waitFor();
    await page.getByRole('button', { name: 'Changer les dates' }).click();
    await page.getByRole('button', { name: 'Un jour plus tard' }).click();
    await page.waitForURL(/on=2026-01-03/);
    await page.getByRole('button', { name: 'Un jour plus tôt' }).click();
    await page.waitForURL(/on=2026-01-02/);
    expect(new URL(page.url()).pathname).toBe('/sources');
    await page.context().close();
  }, 60_000);
});

it.each([
  ['/events', 'Consigné à partir du'],
  ['/agreements', 'Prend fin à partir du'],
])(
  'a filter of %s goes nowhere with what is no day',
  async (path, field) => {
    const page = await console_.open(path);
    await page.getByLabel(field).fill('31 juin 2024');
    await page.getByRole('button', { name: 'Appliquer' }).click();
    await page.getByText(NOT_A_DAY).waitFor();
    expect(new URL(page.url()).search).toBe('');
    expect(await page.getByLabel(field).inputValue()).toBe('31 juin 2024');
    await page.context().close();
  },
  60_000,
);

it('says of when a page is without a network, and keeps what is there where more was refused', async () => {
  const page = await console_.open('/events');
  const listed = page.locator('.history > li');
  await listed.first().waitFor();
  const before = await listed.count();
  await page.context().setOffline(true);
  await page.getByText('Hors ligne : ce que vous voyez date du').waitFor();
  await page.context().setOffline(false);
  await page.getByText('Hors ligne').waitFor({ state: 'detached' });
  const extensions = {
    code: 'INTERNAL',
    message: { fr: 'Quelque chose a manqué.', en: 'Something failed.' },
  };
  await page.route('**/graphql', (route) =>
    route.fulfill({ json: { data: null, errors: [{ extensions }] } }),
  );
  await page.getByRole('button', { name: /^Suite/ }).click();
  await page.getByText('Quelque chose a manqué.').waitFor();
  expect(await listed.count()).toBe(before);
  await page.context().close();
}, 60_000);

it('says on the desk of another day what is of the whole log', async () => {
  const page = await console_.open('/?on=2024-06-04');
  await page.locator('#latest').waitFor();
  expect(await plainText(page, '#latest')).toContain('De tout le journal');
  await page.getByRole('button', { name: 'Revenir à aujourd’hui' }).click();
  await page.getByText('De tout le journal').first().waitFor({ state: 'detached' });
  await page.context().close();
}, 60_000);

it('counts what ends apart for certain and perhaps, and leads to what it counts', async () => {
  const page = await console_.open('/statistics');
  await page.locator('#ending').getByText('La même chose en tableau').click();
  const certain = page.locator('#ending tbody tr').first().getByRole('link').first();
  expect(await certain.getAttribute('href')).toContain('inForce=YES');
  const count = await certain.innerText();
  await certain.click();
  await page.getByRole('heading', { level: 1, name: 'Ententes' }).waitFor();
  await page.waitForLoadState('networkidle');
  expect(await page.locator('table.data tbody tr').count()).toBe(Number(count));
  await page.context().close();
}, 60_000);

it('has for the board a table of each chart for readers, and the stripes once', async () => {
  const page = await console_.open('/board');
  await page.locator('#kinds table').waitFor({ state: 'attached' });
  expect(await page.locator('pattern#stripes').count()).toBe(1);
  expect(await page.locator('.board-charts .for-readers a').count()).toBe(0);
  await page.context().close();
}, 60_000);

it('prints for the board on at most four pages of fifty agreements, tagged, in its language, with the dates of the page, no control and no row that is cut', async () => {
  const page = await console_.open('/settings');
  const settling = new Settling(page);
  // The agreements of the demonstration, over and over.
  await page.route('**/graphql', async (route) => {
    const response = await route.fetch();
    const answer = (await response.json()) as {
      data?: { agreements?: { totalCount?: number; nodes?: object[] } };
    };
    const { nodes = [] } = answer.data?.agreements ?? {};
    if ((route.request().postData() ?? '').includes('query Board') && answer.data?.agreements)
      Object.assign(answer.data.agreements, {
        totalCount: 50,
        nodes: Array.from({ length: 50 }, (_, at) => ({
          ...nodes[at % nodes.length],
          agreementId: `board-${at}`,
          titles: [{ text: `Entente de cinquante, la ${at + 101}e`, lang: 'fr' }],
        })),
      });
    await route.fulfill({ response, json: answer });
  });
  await settling.go('/board');
  expect(await page.locator('#agreements-in-force tbody tr').count()).toBe(50);
  const pdf = await page.pdf({ tagged: true, format: 'Letter' });
  const text = pdf.toString('latin1');
  const said = { tagged: /\/Marked true/u, structured: /\/StructTreeRoot/u, inFrench: /\/Lang\s*\(fr/u };
  expect(Object.entries(said).flatMap(([name, pattern]) => (pattern.test(text) ? [] : [name]))).toEqual([]);
  const pages = pagesOfPdf(pdf);
  expect(pages.length).toBeLessThanOrEqual(4);
  expect(pages[0]).toContain(letters('tout ce que le registre sait'));
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('button:visible, input:visible, select:visible').count()).toBe(0);
  // All of a row is on one page: its words follow each other there.
  const rows = await page
    .locator('#agreements-in-force tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.children].map(({ textContent }) => textContent)));
  const cut = rows.filter((cells) => !pages.some((one) => one.includes(letters(cells.join('')))));
  expect(rows).toHaveLength(50);
  expect(cut).toEqual([]);
  await page.context().close();
}, 60_000);

it('prints when it is printed, and what was chosen of a list', async () => {
  const page = await console_.open('/agreements?status=IN_FORCE&q=nord');
  await page.locator('.printed-from').waitFor({ state: 'attached' });
  await page.clock.setFixedTime('2031-12-24T15:00:00Z');
  await page.evaluate('dispatchEvent(new Event("beforeprint"))');
  const [when = '', chosen] = await page.locator('.printed-from p').allTextContents();
  expect(when).toMatch(/24\sdécembre\s2031/u);
  expect(chosen?.replaceAll(/\s/gu, ' ')).toBe(
    'Titre, identifiant : nord · État : en vigueur · Ordre : titre',
  );
  await page.context().close();
}, 60_000);

it('says in print that a list goes on', async () => {
  const page = await console_.open('/events');
  const goesOn = page.getByText('les autres ne sont pas imprimées');
  await goesOn.waitFor({ state: 'attached' });
  expect(await goesOn.isVisible()).toBe(false);
  await page.emulateMedia({ media: 'print' });
  expect((await goesOn.textContent())?.replaceAll(/\s/gu, ' ')).toMatch(/^Les 50 premières ; les autres/u);
  await page.context().close();
}, 60_000);

it('keeps the focus while a list goes on, and moves it to what came where the list ends', async () => {
  const page = await console_.open('/events');
  const more = page.getByRole('button', { name: /^Suite/u });
  await more.focus();
  for (let shown = 50; await more.count(); shown += 50) {
    await page.keyboard.press('Enter');
    await page.locator(`.log > li:nth-child(${shown + 1})`).waitFor();
    expect(await page.evaluate('document.activeElement.tagName')).toMatch(/^(?:BUTTON|LI)$/u);
  }
  expect(await page.evaluate('document.activeElement.tagName')).toBe('LI');
  await page.context().close();
}, 60_000);

it('marks what cites the lines of an address, on whichever page of its citations', async () => {
  const page = await console_.open('/sources');
  let asked = 0;
  await page.route('**/graphql', async (route) => {
    const body = route.request().postDataJSON();
    if (body?.variables?.first !== 100) return route.fallback();
    asked += 1;
    return route.continue({ postData: { ...body, variables: { ...body.variables, first: 2 } } });
  });
  await page.goto(new URL('/sources/s1?lines=16-16', page.url()).href);
  const marked = page.locator('#cited li.marked').first();
  await marked.waitFor();
  expect(asked).toBeGreaterThan(1);
  // And it is seen, light and dark.
  const shade = "getComputedStyle(document.querySelector('#cited li.marked')).backgroundColor";
  const light = await page.evaluate<string>(shade);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-mantine-color-scheme=dark]').waitFor();
  expect([light, await page.evaluate<string>(shade)]).toEqual(['rgb(255, 243, 191)', 'rgb(74, 58, 5)']);
  await page.context().close();
}, 60_000);

it('knows no event by what is no id', async () => {
  const page = await console_.open('/events/none');
  await page.getByText('Le registre ne connaît rien de ce nom.').waitFor();
  expect(await page.getByText('VALIDATION_FAILED').count()).toBe(0);
  await page.context().close();
}, 60_000);

it('takes no letter for a shortcut over a dialog', async () => {
  const page = await console_.open('/agreements/amq-mbi');
  await page.evaluate(
    `document.body.insertAdjacentHTML('beforeend', '<div role="dialog" id="over" tabindex="0">over</div>')`,
  );
  await page.locator('#over').focus();
  await page.keyboard.press('c');
  await page.keyboard.press('r');
  expect(new URL(page.url()).pathname).toBe('/agreements/amq-mbi');
  await page
    .locator('#over')
    .evaluate('(over) => over.remove()')
    .catch(() => undefined);
  await page.locator('h1').focus();
  await page.keyboard.press('c');
  await page.waitForURL(/\/compare/);
  await page.context().close();
}, 60_000);

it('complained of nothing but the network that was cut', () => {
  expect(console_.complaints.filter((one) => !one.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
});
