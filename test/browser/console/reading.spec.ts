import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type { Page, Route } from 'playwright-core';
import {
  keepPicture,
  plainText,
  shown,
  startConsole,
  type ConsoleBrowser,
} from '../../support/console-browser.js';
import { Settling } from '../../support/console-look.js';
import { openGraphiQL, runInGraphiQL } from '../../support/graphiql.js';
import { until } from '../../support/ledger-process.js';
import { depositSource, record, recordOf, send, untilShown } from '../../support/recording.js';
import {
  barsIn,
  barsOf,
  queriesIn,
  ROWS_OF,
  stepsIn,
  stepsOf,
  tableIn,
  type Run,
  type ShownQuery,
} from './charts.js';
import {
  mostTiedOf,
  networkDrawnIn,
  networkDrawnOf,
  networkTableIn,
  networkTableOf,
  type NetworkAnswered,
} from './network-shown.js';
import { PAGES } from './pages.js';

let console_: ConsoleBrowser;

beforeAll(async () => {
  console_ = await startConsole();
}, 120_000);
afterAll(async () => {
  await console_?.close();
}, 60_000);

const RECORDING = 'a[href^="/record"], .record-link';

/** How many rows of a list are shown at first. */
const MOST_ROWS = 50;

/** Opens a page by its address, in a window that is open. */
async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(`${console_.ledger.url}${path}`);
  await shown(page);
}

/** Registers an organisation: the log grows. */
async function register(): Promise<void> {
  await record(console_.ledger, 'registerOrganization', {
    names: [{ text: randomUUID(), lang: 'fr' }],
    evidence: [{ sourceId: 's1' }],
  });
}

/** A day on which each block of the desk has something: of what {@link recordForTheDesk} records. */
const DAY_OF_THE_DESK = '2041-01-15';

/** A day on which an organisation is perhaps a party of what {@link recordForTheDesk} records. */
const DAY_PERHAPS_JOINED = '2024-06-15';

/** Records what the demonstration has not, and the desk counts: ends that come and one that is uncertain, a dispute, a day of which the year is known, a fact that does not count. */
async function recordForTheDesk(): Promise<void> {
  const begin = async (agreementId: string, endsOn: string | null) => {
    const of = recordOf(console_.ledger, agreementId);
    const title = [{ text: agreementId, lang: 'fr' }];
    await of('registerAgreement', null, { kind: 'MOU', title, openToAccession: true });
    for (const organizationId of ['tecnalia', 'sodil'])
      await of('recordSignature', '2021-01-01', { organizationId });
    const entry = await of('recordEntryIntoForce', '2021-02-01', { basis: 'STATED' });
    if (endsOn !== null)
      await of('setTerm', '2021-02-01', {
        startsOn: { edtf: '2021-02-01', basis: 'STATED' },
        endsOn: { edtf: endsOn, basis: 'STATED' },
        noticeDays: 60,
      });
    return { of, entry };
  };
  const { entry } = await begin('desk-ends', '2041-03-31');
  const joined = await begin('desk-ends-then', '2041-05-31');
  await joined.of('recordAccession', null, {
    organizationId: 'albany',
    occurredOn: { edtf: '2024', point: DAY_PERHAPS_JOINED, basis: 'STATED' },
  });
  await begin('desk-ends-perhaps', '2041');
  await record(console_.ledger, 'disputeAssertion', {
    stream: 'agreement-desk-ends',
    eventId: entry.events[0]?.id,
    member: 'occurredOn',
    alternatives: [{ evidence: 0, value: { edtf: '2021-02-10', basis: 'STATED' } }],
    statement: 'L’article dit neuf jours plus tard.',
    evidence: [{ sourceId: 's0' }],
  });
  const { of } = await begin('desk-passed-over', null);
  await of('recordAccession', '2024-07-01', { organizationId: 'albany' });
  await of('terminateAgreement', '2024-03-01', {
    mode: 'CONSENT',
    overrides: [{ rule: 'FACTS_PASSED_OVER', reason: 'L’adhésion est venue trop tard.' }],
  });
  await depositSource(console_.ledger, 'never-cited');
  await untilShown(console_.ledger);
}

// The first: nothing but the demonstration is in the log yet.
it('says of every fact of the demonstration what is kept here, in both languages', async () => {
  const page = await console_.open('/events', { role: 'auditor' });
  const more = page.getByRole('button', { name: /^Suite/u });
  const lines = page.locator('.history .event-line');
  await lines.first().waitFor();
  for (let shown = await lines.count(); (await more.count()) > 0; shown = await lines.count()) {
    await more.click();
    await lines.nth(shown).waitFor();
  }
  const said = async () =>
    (await lines.allInnerTexts()).toReversed().map((line) => line.replaceAll(/[\u00a0\u202f]/gu, ' '));
  const french = await said();
  await page.getByRole('button', { name: 'EN', exact: true }).click();
  await page.locator('html[lang=en]').waitFor();
  const english = await said();
  expect(french.length).toBeGreaterThan(80);
  expect(french.map((line, at) => `${line}\n${english[at]}`).join('\n\n')).toMatchSnapshot();
  await page.context().close();
}, 60_000);

describe('every page of another day', () => {
  /** One of each route: what stands after the question mark is tried elsewhere. */
  const ROUTES = [...new Set(PAGES.map(({ path }) => path.replace(/\?.*$/u, '')))];

  it.each([
    ['auditor', 'on=2025-06-01', 'ce qui était vrai le 1er juin 2025, selon tout'],
    ['dashboard', 'known=2026-11-23T12:00:00Z', 'tel qu’il le savait le 23 novembre 2026, 7 h 00 HNE'],
  ] as const)(
    'says so on its first paint, and offers a reader like the %s nothing to record',
    async (role, dates, words) => {
      const page = await console_.open('/settings', { role });
      for (const path of ROUTES) {
        await page.goto(`${console_.ledger.url}${path}?${dates}`);
        const sentence = await plainText(page, '.as-of [role=status]');
        await shown(page);
        const controls = await page.locator(RECORDING).count();
        expect({ path, sentence, controls }).toEqual({
          path,
          sentence: expect.stringContaining(words),
          controls: 0,
        });
      }
      await goTo(page, '/record');
      await page.getByText('ne consigne rien').waitFor();
      await page.context().close();
    },
    120_000,
  );

  it('goes back and forward with its dates', async () => {
    const page = await console_.open('/agreements/amq-mbi?on=2019-06-04&known=2026-11-23T12:00:00Z');
    await page.keyboard.press('t');
    await page.waitForURL((url) => url.search === '');
    await page.goBack();
    await page.waitForURL(/on=2019-06-04/);
    await page.locator('.as-of.elsewhere').waitFor();
    expect(await plainText(page, '.as-of [role=status]')).toContain(
      'le 4 juin 2019, tel que le registre le savait le 23 novembre 2026',
    );
    await page.goForward();
    await page.waitForURL((url) => url.search === '');
    await page.locator('.as-of:not(.elsewhere)').waitFor();
    await page.context().close();
  }, 60_000);

  it('answers by its fixed link what it answered, whatever is recorded since', async () => {
    const page = await console_.open('/organizations');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const count = await plainText(page, '.lead');
    await page.keyboard.press('y');
    await page.getByText('Lien copié').waitFor();
    const link = await page.evaluate<string>('navigator.clipboard.readText()');
    for (let more = 0; more < 5; more += 1) await register();
    await page.goto(link);
    await page.getByRole('rowheader').first().waitFor();
    expect(await plainText(page, '.lead')).toBe(count);
    await page.context().close();
  }, 60_000);
});

describe('comparing', () => {
  it('names the world where a party acceded from one day to the other, and our knowledge where a start was rectified', async () => {
    const { ledger } = console_;
    const evidence = [{ sourceId: 's1' }];
    const acceded = await record(ledger, 'recordAccession', {
      agreementId: 'corridor-ne',
      organizationId: 'cmc',
      occurredOn: { edtf: '2025-06-02' },
      evidence,
    });
    const { data } = await ledger.gql<{ events: { nodes: readonly { id: string; type: string }[] } }>(
      '{ events(stream: "agreement-amq-mbi", first: 50) { nodes { id type } } }',
    );
    const idOf = (type: string) => data?.events.nodes.find((event) => event.type === type)?.id;
    const set = { edtf: '2019-06-05' };
    const rectified = await send(
      ledger,
      'rectifyRecord',
      {
        stream: 'agreement-amq-mbi',
        records: [
          { eventId: idOf('AgreementTermSet'), set: { startsOn: set } },
          { eventId: idOf('AgreementEnteredIntoForce'), set: { occurredOn: set } },
        ],
        reason: 'Le texte signé compte les deux jours',
        evidence,
      },
      ledger.tokens.depositary,
    );
    const after = rectified.data?.rectifyRecord?.position ?? '';
    const page = await console_.open('/settings', { role: 'auditor' });
    for (const [path, verdict] of [
      ['corridor-ne/compare?on=2025-06-01&on2=2025-06-02', 'Le monde a changé'],
      [
        `amq-mbi/compare?on=2019-06-04&at=${acceded.position}&on2=2019-06-04&at2=${after}`,
        'Notre connaissance a changé',
      ],
    ] as const) {
      await goTo(page, `/agreements/${path}`);
      const shown = page.locator('.verdict h2');
      await shown.waitFor();
      expect(await shown.allInnerTexts()).toEqual([verdict]);
    }
    await page.context().close();
  }, 60_000);
});

describe('what is counted', () => {
  beforeAll(recordForTheDesk, 60_000);

  /** The blocks that count something behind a link, on {@link DAY_OF_THE_DESK} all of them. */
  const COUNTED = (
    'notice expiring disputed uncertain presumed passedOver dormant ' +
    'textMissing termUnknown uncited withoutText overridden latest late'
  ).split(' ');
  const ofDay = `on=${DAY_OF_THE_DESK}`;
  const numberIn = (text: string) => Number(/\d+/u.exec(text.replaceAll(/\s/gu, ''))?.[0]);

  it.each([
    ['auditor', '/', null],
    ['secretariat', `/?${ofDay}`, COUNTED],
    ['auditor', `/?${ofDay}&within=180&by=me`, null],
  ] as const)(
    'on the desk of the %s at %s comes in one request, and each count is that of the list behind its link',
    async (role, path, blocks) => {
      const page = await console_.open('/settings', { role });
      const settling = new Settling(page);
      const asked: string[] = [];
      page.on('request', (request) => {
        const [, name] = /query (\w+)/u.exec(request.postData() ?? '') ?? [];
        if (name !== undefined) asked.push(name);
      });
      await goTo(page, path);
      await page.locator('[data-count=latest]').waitFor();
      await settling.settled();
      expect(asked).toEqual(['Session', 'Desk']);
      const counts = await page.locator('[data-count]').evaluateAll((all) =>
        all.map((one) => ({
          block: one.getAttribute('data-count') ?? '',
          href: one.getAttribute('href') ?? '',
          said: one.textContent,
        })),
      );
      expect(counts.length).toBeGreaterThan(4);
      if (blocks) expect(counts.map(({ block }) => block).toSorted()).toEqual(blocks.toSorted());
      // Intents have no list but this one.
      const [intents] = await page.locator('#intents h2').allInnerTexts();
      expect(await page.locator('#intents li').count()).toBe(intents ? numberIn(intents) : 0);
      for (const { block, href, said } of counts) {
        await settling.go(href);
        const counted = numberIn(await plainText(page, 'main .lead'));
        const rows = await page.locator('main table.data tbody tr, main .history .event-line').count();
        expect({ block, href, counted, rows }).toEqual({
          block,
          href,
          counted: numberIn(said),
          rows: Math.min(numberIn(said), MOST_ROWS),
        });
      }
      await page.context().close();
    },
    60_000,
  );

  it.each(['/statistics', `/statistics?${ofDay}`])(
    'in the charts of %s is drawn, is in their tables, and is what the queries that are shown answer in GraphiQL',
    async (path) => {
      const page = await console_.open('/settings', { role: 'auditor', language: 'en' });
      await new Settling(page).go(path);
      const graphiql = await openGraphiQL(page, console_.ledger.tokens.auditor);
      const answers = new Map<string, Run>();
      const run = async (asked: ShownQuery): Promise<Run> => {
        const key = JSON.stringify(asked);
        const known = answers.get(key) ?? {
          ...asked,
          data: await runInGraphiQL<Run['data']>(graphiql, asked.query, asked.variables),
        };
        answers.set(key, known);
        return known;
      };
      const ids = await page
        .locator('section', { has: page.locator('.query') })
        .evaluateAll((all) => all.map(({ id }) => id));
      expect(ids.toSorted()).toEqual(Object.keys(ROWS_OF).toSorted());
      const names = await page.locator('#ending .query summary').allTextContents();
      expect(names).toEqual(['Query · End', 'Query · Perhaps']);
      for (const id of ids) {
        const runs: Run[] = [];
        for (const asked of await queriesIn(page, `#${id}`)) runs.push(await run(asked));
        const rows = ROWS_OF[id]?.(runs as [Run]) ?? [];
        expect({ id, rows: await tableIn(page, id) }).toEqual({
          id,
          rows: rows.map(({ name, cells }) => ({ name, cells })),
        });
        const bars = await barsIn(page, id);
        expect({ id, bars }).toEqual({ id, bars: barsOf(id, rows, bars) });
        if (id !== 'in-force') continue;
        const steps = await stepsIn(page);
        expect(steps).toEqual(stepsOf(rows, steps));
      }
      await page.context().close();
    },
    60_000,
  );

  it.each(['/network', `/network?on=${DAY_PERHAPS_JOINED}`])(
    'in the network of %s is drawn, is in its table, and is what the query that is shown answers in GraphiQL',
    async (path) => {
      const page = await console_.open('/settings', { role: 'auditor', language: 'en' });
      await new Settling(page).go(path);
      await page.locator('svg.network g.organization').first().waitFor();
      const graphiql = await openGraphiQL(page, console_.ledger.tokens.auditor);
      const [asked] = await queriesIn(page, 'main');
      const { network } = await runInGraphiQL<NetworkAnswered>(
        graphiql,
        asked?.query ?? '',
        asked?.variables ?? {},
      );
      const part = mostTiedOf(network);
      expect(part.ties.some(({ possible }) => possible)).toBe(path !== '/network');
      expect(await networkTableIn(page)).toEqual(networkTableOf(part));
      expect(await networkDrawnIn(page)).toEqual(networkDrawnOf(part));
      await page.context().close();
    },
    60_000,
  );
});

describe('the question of a list', () => {
  it.each(['/agreements', '/organizations', '/meetings', '/sources', '/events', '/'])(
    'at %s is shown, and answers it',
    async (path) => {
      const page = await console_.open(path, { role: 'auditor' });
      const [asked] = await queriesIn(page, 'body');
      const { data, errors } = await console_.ledger.gql<Readonly<Record<string, unknown>>>(
        asked?.query ?? '',
        asked?.variables,
        console_.ledger.tokens.auditor,
      );
      const unanswered = Object.values(data ?? {}).filter((part) => part === null);
      expect({ errors, unanswered }).toEqual({ errors: [], unanswered: [] });
      await page.context().close();
    },
    60_000,
  );
});

describe('the picture of the network', () => {
  it('keeps organisations where they are while a date moves', async () => {
    const page = await console_.open('/network?on=2024-01-01');
    const places = () =>
      page
        .locator('svg.network g.organization')
        .evaluateAll((all) =>
          all.map(
            (one) =>
              [one.getAttribute('data-id') ?? '', one.querySelector('circle')?.getAttribute('cx')] as const,
          ),
        );
    await page.locator('svg.network g.organization').first().waitFor();
    const before = new Map(await places());
    await page.keyboard.press('t');
    await until('others have come', async () => (await places()).length > before.size);
    const stayed = (await places()).filter(([id]) => before.has(id));
    expect(stayed.length).toBeGreaterThan(1);
    for (const [id, x] of stayed) expect({ id, x }).toEqual({ id, x: before.get(id) });
    await page.context().close();
  }, 60_000);
});

// The last: a checkpoint comes within a minute of the start.
describe('the proof of an event', () => {
  /** Opens an event whose answers are changed on their way. */
  async function openChanged(change: (text: string) => string): Promise<Page> {
    const { data } = await console_.ledger.gql<{ events: { nodes: readonly { id: string }[] } }>(
      '{ events(types: ["PartnerSigned"], first: 1) { nodes { id } } }',
    );
    const page = await console_.open('/agreements', { role: 'auditor' });
    await page.route('**/graphql', async (route: Route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: change(await response.text()) });
    });
    await goTo(page, `/events/${data?.events.nodes[0]?.id}`);
    return page;
  }

  it('is reckoned in the browser, and never green where nobody witnessed it', async () => {
    const page = await openChanged((text) => text);
    await page.getByText('✓ Recalculée dans votre navigateur').waitFor();
    const followed = page.getByText('✓ Le chemin, suivi dans votre navigateur');
    await followed.waitFor({ timeout: 75_000 });
    await keepPicture(page, 'event-fr');
    expect(await followed.getAttribute('class')).toContain('tone-gray');
    expect(await page.getByText('Non témoigné').getAttribute('class')).toContain('tone-orange');
    await page.context().close();
  }, 120_000);

  it('is red where a byte of the event, or a hash of its path, was changed on its way', async () => {
    const page = await openChanged((text) =>
      text
        .replace(/("bytes":"\{\\")\w/u, '$1X')
        .replace(/("hashes":\["[0-9a-f]{63})./u, (_all, before: string) => `${before}x`),
    );
    const red = page.locator('.tone-red');
    await red.nth(1).waitFor();
    expect(await red.allInnerTexts()).toEqual([
      expect.stringContaining('elle est autre'),
      expect.stringContaining('ne mène pas à la racine signée'),
    ]);
    await page.context().close();
  }, 60_000);
});

describe('a list', () => {
  it('of agreements goes either way, and is narrowed by several statuses and by a party', async () => {
    const page = await console_.open('/agreements', { role: 'auditor' });
    const rows = page.locator('table.data tbody tr');
    await rows.first().waitFor();
    const titles = () => page.locator('table.data tbody th').allInnerTexts();
    const all = await titles();
    await page.getByLabel('Ordre').selectOption('-TITLE');
    await page.locator('table.data tbody tr:first-child', { hasText: all.at(-1) ?? '' }).waitFor();
    expect(await titles()).toEqual(all.toReversed());

    const statuses = page.locator('.choose-many');
    await statuses.locator('summary').press('Enter');
    await statuses.getByLabel('résiliée').press('Space');
    await statuses.getByLabel('expirée').press('Space');
    await page.keyboard.press('Escape');
    expect(await statuses.locator('fieldset').isVisible()).toBe(false);
    await page.waitForURL(/status=EXPIRED%2CTERMINATED|status=EXPIRED,TERMINATED/u);
    await page.locator('.choose-many-chosen', { hasText: 'expirée, résiliée' }).waitFor();
    await rows.filter({ hasText: 'expirée' }).first().waitFor();
    await page.locator('table.data[aria-busy=false]').waitFor();
    for (const status of await page.locator('table.data tbody .status').allInnerTexts())
      expect(status).toMatch(/expirée|résiliée/u);

    const party = page.locator('#filter-party');
    await party.pressSequentially('mont bl');
    await page.getByRole('option', { name: /Mont-Blanc/u }).waitFor();
    await party.press('Enter');
    await page.waitForURL(/party=/u);
    const { data } = await console_.ledger.gql<{ agreements: { totalCount: number } }>(
      '{ agreements(filter: { status: [EXPIRED, TERMINATED], partyId: "mbi" }) { totalCount } }',
    );
    const { totalCount = 0 } = data?.agreements ?? {};
    expect(totalCount).toBeGreaterThan(0);
    await page.locator('main .lead', { hasText: new RegExp(`^${totalCount} entente`, 'u') }).waitFor();
    await rows.first().locator('.parties-named summary').press('Enter');
    await rows.first().getByRole('link', { name: 'Mont-Blanc Industries', exact: true }).waitFor();
    await page.context().close();
  }, 60_000);

  it('of facts is narrowed to whoever recorded them', async () => {
    await register();
    const page = await console_.open('/events', { role: 'auditor' });
    await page.locator('.history .event-line').first().waitFor();
    const by = page.getByLabel('Consigné par');
    const { data } = await console_.ledger.gql<{
      ledger: { recorders: readonly { recordedBy: string; recordedByName: string | null }[] };
    }>('{ ledger { recorders { recordedBy recordedByName } } }');
    // Those of the demonstration have no name.
    const { recordedBy: who = '', recordedByName: name = '' } =
      data?.ledger.recorders.find(({ recordedByName }) => recordedByName !== null) ?? {};
    await by.locator(`option[value="${who}"]`).waitFor({ state: 'attached' });
    await by.selectOption(who);
    await page.waitForURL((url) => url.searchParams.get('by') === who);
    await until('they alone are shown', async () => {
      const notes = await page.locator('.history li > .event-note:nth-of-type(2)').allInnerTexts();
      return notes.length > 0 && notes.every((text) => text.includes(`par ${name}`));
    });
    expect(await by.inputValue()).toBe(who);
    await page.context().close();
  }, 60_000);

  it('of facts is narrowed to what they are about', async () => {
    const page = await console_.open('/events', { role: 'auditor' });
    const about = page.locator('#filter-agreement');
    await about.pressSequentially('corridor');
    await page
      .getByRole('option', { name: /Corridor/u })
      .first()
      .waitFor();
    await about.press('Enter');
    await page.waitForURL(/about=agreement-corridor-ne/u);
    const { data } = await console_.ledger.gql<{ events: { totalCount: number } }>(
      '{ events(about: "agreement-corridor-ne") { totalCount } }',
      {},
      console_.ledger.tokens.auditor,
    );
    expect(data?.events.totalCount).toBeGreaterThan(1);
    await page.locator('main .lead', { hasText: `${data?.events.totalCount} faits` }).waitFor();
    await page.context().close();
  }, 60_000);

  it('of what falls due is narrowed to a party, and stands in the days of a month', async () => {
    const page = await console_.open('/calendar?from=2024-01-01', { role: 'auditor' });
    const ends = page.locator('main').getByRole('link', { name: /Mont-Blanc/u });
    await ends.first().waitFor();
    await page.getByRole('textbox', { name: 'Partie' }).fill('mont-blanc');
    await page.locator('[data-combobox-selected]').waitFor();
    await page.keyboard.press('Enter');
    await until('the party is asked for', () => new URL(page.url()).searchParams.get('party') === 'mbi');
    await ends.first().waitFor();
    await page.getByRole('button', { name: 'grille' }).click();
    const day = page.locator('.month td', { hasText: /Mont-Blanc/u });
    await day.first().waitFor();
    expect(await plainText(page, '.month td:has(a)')).toContain('4');
    await page.goto(`${console_.ledger.url}/calendar?from=2024-01-01&party=uvm`);
    await page.getByText('Rien ne tombe entre').waitFor();
    await page.context().close();
  }, 60_000);

  it('of the desk looks as far ahead, and at whose records, as is chosen', async () => {
    const page = await console_.open('/?on=2024-03-01', { role: 'auditor' });
    await page.locator('#expiring').waitFor();
    expect(await plainText(page, '#expiring')).not.toContain('Mont-Blanc');
    await page.getByRole('button', { name: '180 jours' }).click();
    await page.locator('#expiring', { hasText: /encore 95 jours/u }).waitFor();
    await page.getByRole('button', { name: 'par moi' }).click();
    await page.locator('#latest', { hasText: 'Rien.' }).waitFor();
    expect(page.url()).toMatch(/within=180/u);
    await page.context().close();
  }, 60_000);

  it('begins again where the ledger does not know its cursor any more', async () => {
    const page = await console_.open('/events', { role: 'auditor' });
    const more = page.getByRole('button', { name: /^Suite/u });
    await more.waitFor();
    let spoilt = false;
    await page.route('**/graphql', (route) => {
      const sent = route.request().postData() ?? '';
      if (spoilt || !sent.includes('query Log(')) return route.continue();
      spoilt = true;
      return route.continue({ postData: sent.replace(/"after":"[^"]+"/u, '"after":"gone"') });
    });
    const refused = page.waitForResponse((answer) =>
      (answer.request().postData() ?? '').includes('query Log('),
    );
    await more.click();
    expect(await (await refused).text()).toContain('CURSOR_INVALID');
    await more.waitFor();
    await more.click();
    await page.locator('.history .event-line').nth(60).waitFor();
    await page.context().close();
  }, 60_000);

  it('of a network leaves out ties of fewer agreements than are asked for', async () => {
    const page = await console_.open('/network', { role: 'auditor' });
    const shown = page.locator('main .sentence');
    await shown.waitFor();
    expect(await shown.innerText()).not.toMatch(/^0 /u);
    await page.getByLabel('Au moins').selectOption('10');
    await page.locator('main .sentence', { hasText: /^0 organisation/u }).waitFor();
    await page.context().close();
  }, 60_000);
});

describe('a network', () => {
  it('begins with an agreement: its parties, or their partners too; and holds the kinds that are chosen', async () => {
    const { data } = await console_.ledger.gql<{ agreement: { parties: readonly object[] } }>(
      '{ agreement(id: "corridor-ne") { parties { since { point } } } }',
    );
    const parties = data?.agreement.parties.length ?? 0;
    expect(parties).toBeGreaterThan(8);
    const page = await console_.open('/agreements/corridor-ne', { role: 'auditor' });
    await page.getByRole('link', { name: 'Voir dans le réseau' }).click();
    const said = page.locator('main .sentence');
    await said.filter({ hasText: new RegExp(`^${parties} organisations`, 'u') }).waitFor();
    const around = page.getByLabel('Autour de');
    expect(await around.inputValue()).toBe('agreement:corridor-ne');
    await page.getByLabel('Jusqu’à').selectOption('2');
    await until(
      'their partners are there too',
      async () => Number.parseInt(await said.innerText()) >= parties,
    );
    await around.selectOption('c2mi');
    expect(new URL(page.url()).searchParams.get('agreement')).toBeNull();
    const kinds = page.locator('.choose-many');
    await kinds.locator('summary').click();
    const boxes = kinds.getByRole('checkbox');
    expect(await boxes.count()).toBeGreaterThan(1);
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    await until('both are asked for', () =>
      /^[^,]+,[^,]+$/u.test(new URL(page.url()).searchParams.get('kind') ?? ''),
    );
    expect(await boxes.count()).toBeGreaterThan(1);
    await page.context().close();
  }, 60_000);
});

describe('facts that are recorded while a page is read', () => {
  it('bring up a button for every role where they change what the page shows, which stays as it is until the button is pressed', async () => {
    const list = await console_.open('/organizations', { role: 'dashboard' });
    const other = await console_.open('/agreements/amq-mbi', { role: 'auditor' });
    const past = await console_.open(`/organizations?known=${new Date(Date.now() - 60_000).toISOString()}`);
    const [counted, button] = ['.lead', '.new-facts-here button'] as const;
    const before = await plainText(list, counted);
    // Each has to follow the ledger before it moves.
    await until('the list has the button', async () => {
      await register();
      return (await list.locator(button).count()) > 0;
    });
    expect(await plainText(list, counted)).toBe(before);
    await list.locator(button).click();
    await until('the list is up to date', async () => (await plainText(list, counted)) !== before);
    expect(await list.evaluate('document.activeElement.localName')).toBe('h1');
    for (const page of [other, past]) expect(await page.locator(button).count()).toBe(0);
    for (const page of [list, other, past]) await page.context().close();
  }, 120_000);

  it('are counted by the button of the log', async () => {
    const page = await console_.open('/events', { role: 'auditor' });
    const button = page.getByRole('button', { name: /faits? nouveaux? : mettre à jour/u });
    await until('the log has the button', async () => {
      await register();
      return (await button.count()) > 0;
    });
    expect(await page.locator('.new-facts-here button').count()).toBe(0);
    await button.click();
    await button.waitFor({ state: 'detached' });
    await page.context().close();
  }, 60_000);
});

describe('the table of a list', () => {
  it('has the filter and the dates of the page, in each form, and is there', async () => {
    const page = await console_.open('/agreements?status=EXPIRED&on=2024-06-05');
    const links = page.getByRole('link', { name: /^Télécharger la liste/ });
    await links.first().waitFor();
    const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
    const asked = new URLSearchParams({
      lang: 'fr',
      validOn: '2024-06-05',
      filter: '{"status":["EXPIRED"]}',
    });
    expect(hrefs).toEqual(
      ['csv', 'xlsx', 'jsonl'].map((form) => `/export/agreements.${form}?${asked.toString()}`),
    );
    const [download] = await Promise.all([page.waitForEvent('download'), links.last().click()]);
    const lines = (await text(await download.createReadStream())).trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { status: string }).status)).toContain('EXPIRED');
    await goTo(page, '/events');
    await links.first().waitFor();
    expect(await links.first().getAttribute('href')).toBe('/export/events.csv?lang=fr');
    await goTo(page, '/organizations/uvm');
    await links.first().waitFor();
    expect(await links.first().getAttribute('href')).toContain(encodeURIComponent('{"partyId":"uvm"}'));
    await page.context().close();
  }, 60_000);
});

it('complained of nothing', () => {
  expect(console_.complaints).toEqual([]);
});
