import type { Page } from 'playwright-core';
import { runProgram } from '../../support/built-program.js';
import { faults, inWords, Settling, strayDays } from '../../support/console-look.js';
import { keepPicture, plainText, startConsole, type ConsoleBrowser } from '../../support/console-browser.js';
import { until } from '../../support/ledger-process.js';

let console_: ConsoleBrowser;

beforeAll(async () => {
  console_ = await startConsole();
}, 120_000);
afterAll(async () => {
  await console_?.close();
}, 60_000);

const STATUS = '.as-of [role=status]';

/** The instant at which the clocks of a zone show a time of a day. */
function instantIn(timeZone: string, day: string, clock: string): string {
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const all = Array.from(
    { length: 53 },
    (_, half) => Date.parse(`${day}T${clock}Z`) + (half - 26) * 1_800_000,
  );
  return new Date(all.find((at) => shown.format(at) === `${day} ${clock}`) ?? 0).toISOString();
}

describe('signing in', () => {
  it('asks for a token, refuses a wrong one beside the field, and opens the page that was asked for', async () => {
    const page = await console_.open('/agreements/amq-mbi', { role: null });
    await keepPicture(page, 'sign-in-fr');
    await page.locator('input[type=password]').fill('ent_wrong');
    await page.getByRole('button', { name: 'Ouvrir' }).click();
    await page.getByText('Ce jeton n’est pas').waitFor();
    await page.locator('input[type=password]').fill(console_.ledger.tokens.auditor);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /Mont-Blanc/ }).waitFor();
    expect(await page.evaluate('document.cookie')).toBe('');
    expect(await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })')).not.toContain(
      'ent_',
    );
    expect(page.url()).not.toContain('ent_');
    await page.context().close();
  }, 60_000);

  it('asks again over the page when the session has ended, and goes on from there', async () => {
    const page = await console_.open('/agreements?q=corridor');
    await page.context().clearCookies();
    await page.getByLabel('Titre, identifiant').fill('typed before');
    await page.getByRole('combobox', { name: 'Ordre' }).selectOption('LAST_RECORDED');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Votre session est terminée').waitFor({ timeout: 20_000 });
    await dialog.locator('input[type=password]').fill(console_.ledger.tokens.secretariat);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('rowheader', { name: /Corridor/ }).waitFor();
    expect(await page.getByLabel('Titre, identifiant').inputValue()).toBe('typed before');
    await page.context().close();
  }, 60_000);
});

describe('a session that is about to end', () => {
  it('is said some minutes before, and can be begun anew without leaving the page', async () => {
    const page = await console_.open('/agreements');
    expect(await page.getByText('Votre session se termine').count()).toBe(0);
    await page.clock.install({ time: (await sessionEnd(page)) - 10 * 60_000 });
    await page.reload();
    await page.getByText('Votre session se termine le').waitFor();
    await page.getByLabel('Titre, identifiant').fill('typed before');
    await page.getByRole('button', { name: 'Ouvrir de nouveau' }).click();
    const dialog = page.getByRole('dialog');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Ouvrir de nouveau' }).click();
    await dialog.locator('input[type=password]').fill(console_.ledger.tokens.secretariat);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await page.getByLabel('Titre, identifiant').inputValue()).toBe('typed before');
    await page.context().close();
  }, 60_000);
});

/** When the session of a page ends, in milliseconds. */
async function sessionEnd(page: Page): Promise<number> {
  const answer = await page.request.post(`${console_.ledger.url}/graphql`, {
    data: { query: '{ viewer { endsAt } }' },
  });
  const { data } = (await answer.json()) as { data: { viewer: { endsAt: string } } };
  return Date.parse(data.viewer.endsAt);
}

describe('the address of a calendar', () => {
  it('is made in the settings, shown once, opens the feed, and is revoked', async () => {
    const page = await console_.open('/settings', { language: 'en' });
    await page.getByRole('button', { name: 'Make the address' }).click();
    await page.getByLabel('Kind of deadlines').selectOption('TERM_END');
    const address = await page.getByLabel('Address to give to your calendar').inputValue();
    expect(address).toMatch(/\/calendar\.ics\?key=[\w-]{43}&lang=en&kinds=TERM_END$/);
    await page.getByRole('textbox', { name: 'Of a party' }).fill('mont-blanc');
    await page.locator('[data-combobox-selected]').waitFor();
    await page.keyboard.press('Enter');
    await until('the party is in the address', async () =>
      (await page.getByLabel('Address to give to your calendar').inputValue()).endsWith('&party=mbi'),
    );
    const feed = await fetch(`${address}&party=mbi`);
    expect([feed.status, (await feed.text()).split('\r\n')[0]]).toEqual([200, 'BEGIN:VCALENDAR']);
    await page.reload();
    await page.getByText(/^An address has been in use since/).waitFor();
    expect(await page.getByLabel('Address to give to your calendar').count()).toBe(0);
    await page.getByRole('button', { name: 'Revoke the address' }).click();
    await page.getByText(/^The address is revoked/).waitFor();
    expect((await fetch(address)).status).toBe(401);
    await page.context().close();
  }, 60_000);
});

describe('the page of one thing', () => {
  it('has a heading while it is on its way, and takes no focus from a field meanwhile', async () => {
    const page = await console_.open('/agreements');
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/graphql', async (route) => {
      if ((route.request().postData() ?? '').includes('query Agreement(')) await held;
      await route.continue();
    });
    await page.getByRole('link', { name: /Mont-Blanc/u }).click();
    await page.getByRole('heading', { level: 1, name: 'Entente', exact: true }).waitFor();
    await page.keyboard.press('d');
    const focused = () => page.evaluate<string>('document.activeElement.localName');
    await until('the field has the focus', async () => (await focused()) === 'input');
    answer();
    await page.getByRole('heading', { level: 1, name: /Mont-Blanc/u }).waitFor();
    expect(await focused()).toBe('input');
    await page.context().close();
  }, 60_000);

  it('keeps the kind of facts that its history shows in its address', async () => {
    const page = await console_.open('/agreements/corridor-ne');
    const [kind, shown] = [page.getByLabel('Seulement'), page.locator('ol.history > li')];
    await kind.selectOption('PartnerIntentDeclared');
    await page.waitForURL((url) => url.searchParams.get('fact') === 'PartnerIntentDeclared');
    await page.reload();
    await until('only these are shown', async () => (await shown.count()) === 3);
    expect(await kind.inputValue()).toBe('PartnerIntentDeclared');
    await page.context().close();
  }, 60_000);
});

describe('the two dates', () => {
  it('are told on the first paint of a link, and kept by every link', async () => {
    const page = await console_.open('/agreements?on=2024-06-05');
    expect(await plainText(page, STATUS)).toBe(
      'Vous regardez le passé : ce qui était vrai le 5 juin 2024, selon tout ce que le registre sait aujourd’hui.',
    );
    await page.getByRole('link', { name: /Mont-Blanc/ }).click();
    await page.getByRole('heading', { level: 1, name: /Mont-Blanc/ }).waitFor();
    expect(new URL(page.url()).searchParams.get('on')).toBe('2024-06-05');
    expect(await page.title()).toContain('en date du 2024-06-05');
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Ententes' }).waitFor();
    expect(await plainText(page, STATUS)).toContain('le 5 juin 2024');
    await page.getByRole('button', { name: 'Revenir à aujourd’hui' }).click();
    await page.getByText(/tout ce que le registre sait$/).waitFor();
    expect(new URL(page.url()).search).toBe('');
    await page.context().close();
  }, 60_000);

  it.each([
    [
      'fr',
      'Ententes',
      '· en date du 2024-06-05, tel que connu le 17 avril 2025, 14 h 00 HAE ·',
      '· tel que connu',
    ],
    ['en', 'Agreements', '· as of 2024-06-05, as known on April 17, 2025, 2:00 p.m. EDT ·', '· as known'],
  ] as const)(
    'are in the title of the window (%s)',
    async (language, heading, both, known) => {
      const page = await console_.open('/agreements?on=2024-06-05&known=2025-04-17T18:00:00Z', { language });
      const title = async () => (await page.title()).replaceAll(/[\u00a0\u202f]/gu, ' ');
      expect(await title()).toBe(`${heading} ${both} Entente`);
      const { data } = await console_.ledger.gql<{ agreements: { asOf: { position: string } } }>(
        '{ agreements(first: 1) { asOf { position } } }',
      );
      const at = data?.agreements.asOf.position ?? '';
      await page.goto(`${console_.ledger.url}/agreements?at=${at}`);
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      const moment =
        language === 'fr' ? /^le \d+\S* \p{L}+ \d{4}, \d+ h \d\d /u : /^on \p{L}+ \d+, \d{4}, \d+:\d\d /u;
      const said = async () => (await title()).replace(`${heading} ${known} `, '');
      await until('the title says when the position was', async () => moment.test(await said()));
      await page.context().close();
    },
    60_000,
  );

  it.each([
    ['fr', 1_280, 'Vous consignez aujourd’hui ; la page d’avant reste à sa date.'],
    ['en', 360, 'You are recording today; the page before stays at its date.'],
  ] as const)(
    'stay with the page before where one records (%s)',
    async (language, width, words) => {
      const page = await console_.open('/agreements/amq-mbi?on=2024-06-05', { language, width });
      await page.keyboard.press('r');
      await page.waitForURL(/\/record\/\S+on=2024-06-05/);
      await page.locator('h1').waitFor();
      expect(await plainText(page, STATUS)).toBe(words);
      expect(await page.locator('.as-of.elsewhere, .as-of button').count()).toBe(0);
      expect(await page.title()).not.toContain('2024');
      expect(await faults(page)).toEqual([]);
      await page.goBack();
      await page.getByRole('heading', { level: 1, name: /Mont-Blanc/ }).waitFor();
      expect(await plainText(page, STATUS)).toContain('2024');
      await page.context().close();
    },
    60_000,
  );

  it('take a day as people write it, keep a wrong one as it was typed, and ask nothing until it is a day', async () => {
    const page = await console_.open('/agreements/amq-mbi', { language: 'en' });
    await page.getByRole('button', { name: 'Change the dates' }).click();
    const on = page.getByLabel('As of', { exact: true });
    await on.fill('June 31 2024');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByText('This is not a day').waitFor();
    expect(await on.inputValue()).toBe('June 31 2024');
    expect(new URL(page.url()).search).toBe('');
    await on.fill('June 4 2024');
    await page.keyboard.press('Enter');
    await page.waitForURL(/on=2024-06-04/);
    await page.getByText(/what was true on June 4, 2024/).waitFor();
    await page.context().close();
  }, 60_000);

  it.each(['Pacific/Honolulu', 'Pacific/Kiritimati', 'Asia/Kolkata'])(
    'are those of the ledger where a browser is in %s, before midnight of the ledger and after',
    async (timeZone) => {
      const { data } = await console_.ledger.gql<{
        ledger: { timeZone: string };
        agreements: { asOf: { validOn: string } };
      }>('{ ledger { timeZone } agreements(first: 1) { asOf { validOn } } }');
      const today = data?.agreements.asOf.validOn ?? '';
      const zone = data?.ledger.timeZone ?? '';
      const page = await console_.open('/settings', { timeZone, language: 'en' });
      const settling = new Settling(page);
      for (const clock of ['23:30', '00:30']) {
        await page.clock.setFixedTime(instantIn(zone, today, clock));
        await page.reload();
        await settling.settled();
        expect(await plainText(page, STATUS)).toContain(
          `Today, ${inWords(today, { timeZone: 'UTC', month: 'long', language: 'en' })}`,
        );
        for (const path of ['/agreements/amq-mbi', '/events', '/meetings', '/sources']) {
          await settling.go(path);
          expect({ path, clock, strays: await strayDays(page, zone, 'en') }).toEqual({
            path,
            clock,
            strays: [],
          });
        }
      }
      await page.getByRole('button', { name: 'Change the dates' }).click();
      await page.getByRole('button', { name: 'A day earlier' }).click();
      await page.waitForURL(/on=/);
      const before = new URL(page.url()).searchParams.get('on') ?? '';
      expect(Date.parse(today) - Date.parse(before)).toBe(86_400_000);
      await page.context().close();
    },
    60_000,
  );
});

describe('the arrows', () => {
  it('go through the rows as j and k do, from above the first one to the last', async () => {
    const page = await console_.open('/agreements');
    const rows = page.locator('table.data tbody tr');
    await rows.first().waitFor();
    const here = () =>
      rows.evaluateAll((all) => all.findIndex((row) => row.contains(row.ownerDocument.activeElement)));
    const heard: number[] = [];
    for (const key of ['ArrowUp', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp', 'Shift+ArrowDown']) {
      await page.keyboard.press(key);
      heard.push(await here());
    }
    expect(heard).toEqual([-1, 0, 1, 0, 0, 0]);
    await page.context().close();
  }, 60_000);

  it('stay those of a list to choose from, of a field, of a picture and of a page that has no rows', async () => {
    const page = await console_.open('/agreements', { height: 300 });
    const order = page.getByRole('combobox', { name: 'Ordre' });
    await order.selectOption('LAST_RECORDED');
    for (const field of [order, page.getByLabel('Titre, identifiant')]) {
      await field.focus();
      await page.keyboard.press('ArrowDown');
      expect(await field.evaluate((one) => one === one.ownerDocument.activeElement)).toBe(true);
    }
    const settling = new Settling(page);
    await settling.go('/network');
    await page.locator('svg g.organization[tabindex="0"]').focus();
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate('document.activeElement.matches("svg g")')).toBe(true);
    await settling.go('/settings');
    await page.getByRole('heading', { level: 1 }).focus();
    await page.keyboard.press('ArrowDown');
    await until('the page scrolls', () => page.evaluate<boolean>('scrollY > 0'));
    await page.context().close();
  }, 60_000);
});

it('changes its language at once, for every word, and keeps the choice', async () => {
  const page = await console_.open('/agreements');
  await page.getByRole('button', { name: 'EN' }).click();
  await page.getByRole('heading', { level: 1, name: 'Agreements' }).waitFor();
  expect(await page.evaluate('document.documentElement.lang')).toBe('en');
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Agreements' }).waitFor();
  await page.context().close();
}, 60_000);

it('says that an address leads nowhere, and what the ledger did not know then', async () => {
  const page = await console_.open('/no-such-page');
  await page.getByRole('heading', { name: 'Cette page n’existe pas.' }).waitFor();
  await page.goto(`${console_.ledger.url}/agreements/amq-mbi?known=2025-06-01T00:00:00Z`);
  await page.getByText('À ce moment, le registre ne connaissait rien de ce nom.').waitFor();
  await page.getByRole('button', { name: 'Voir ce qu’il sait aujourd’hui' }).click();
  await page.getByRole('heading', { level: 1, name: /Mont-Blanc/ }).waitFor();
  expect(new URL(page.url()).search).toBe('');
  await page.context().close();
}, 60_000);

it('shows when the ledger last verified itself, and what it found', async () => {
  const { code, stderr } = await runProgram('cli', ['verify'], {
    ENTENTE_DATA_DIR: console_.ledger.dataDir,
  });
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const page = await console_.open('/verify', { role: 'auditor' });
  await page.getByText('Tout son journal, et ce qu’il répond').waitFor();
  expect(await plainText(page, '#last')).toMatch(/\d+ dossiers comparés · rien n’en diffère/);
  await page.context().close();
}, 60_000);

it('broke no rule of its policy, and asked nobody but the ledger', () => {
  // The wrong token, and the session that was ended.
  expect(console_.complaints.filter((one) => !one.includes('401 (Unauthorized)'))).toEqual([]);
});

it.each([
  ['fr', 'Réseau', 'Cette page n’est pas là', 'Réessayer'],
  ['en', 'Network', 'This page is not here', 'Try again'],
] as const)(
  'says in the place of a page that the network kept away why it is not there (%s)',
  async (language, link, title, again) => {
    const page = await console_.open('/agreements', { language });
    await page.context().setOffline(true);
    await page.getByRole('link', { name: link, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    expect(await page.getByRole('navigation').first().isVisible()).toBe(true);
    expect(await faults(page)).toEqual([]);
    // Without a network a page that is loaded anew would be gone.
    await page.getByRole('button', { name: again }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: again }).click();
    await page.getByRole('heading', { level: 1, name: link }).waitFor();
    await page.context().close();
  },
);
