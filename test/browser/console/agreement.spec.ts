import { fromDayNumber } from '@entente/domain';
import { keepPicture, plainText, startConsole, type ConsoleBrowser } from '../../support/console-browser.js';

let console_: ConsoleBrowser;

beforeAll(async () => {
  console_ = await startConsole();
}, 120_000);
afterAll(async () => {
  await console_?.close();
}, 60_000);

describe('the page of an agreement', () => {
  it.each([
    ['2019-06-03', 'pas encore · possible'],
    ['2019-06-04', 'en vigueur · possible'],
    ['2019-06-05', 'en vigueur'],
    ['2024-06-04', 'en vigueur'],
    ['2024-06-05', 'expirée'],
  ])(
    'says on %s that AMQ–Mont-Blanc is %s',
    async (day, words) => {
      const page = await console_.open(`/agreements/amq-mbi?on=${day}`);
      const status = page.locator('.status-box .status').first();
      await status.waitFor();
      expect((await status.innerText()).replace(/^\S+ /u, '')).toBe(words);
      await page.context().close();
    },
    60_000,
  );

  it('draws what was true by what was known: each band is a piece of the line, and its table says the same', async () => {
    const page = await console_.open('/agreements/corridor-ne');
    await page.getByText('La même chose en tableau').first().click();
    const rows = page.locator('#picture table tbody tr');
    await rows.first().waitFor();
    await keepPicture(page, 'agreement-fr');
    const { data } = await console_.ledger.gql<{
      agreement: {
        line: readonly { knownFrom: { position: string }; knownTo: { position: string } | null }[];
        moments: readonly { position: string }[];
      };
    }>(
      '{ agreement(id: "corridor-ne") { line { knownFrom { position } knownTo { position } } moments { position } } }',
    );
    const { line = [], moments = [] } = data?.agreement ?? {};
    const cells = moments.flatMap(({ position }) =>
      line.filter(
        ({ knownFrom, knownTo }) =>
          knownFrom.position <= position && (knownTo === null || position < knownTo.position),
      ),
    );
    expect(await rows.count()).toBe(cells.length);
    expect(await page.locator('#picture svg .band').count()).toBe(cells.length);
    await page.context().close();
  }, 60_000);

  it('has in its picture what the ledger answers on any day, as known at any moment', async () => {
    type Piece = Record<'validFrom' | 'validTo', string | null> & { status: string; certainty: string } & {
      knownFrom: { position: string };
      knownTo: { position: string } | null;
    };
    const { data } = await console_.ledger.gql<{
      agreement: { line: readonly Piece[]; moments: readonly { position: string }[] };
    }>(
      `{ agreement(id: "amq-mbi") { moments { position }
         line { validFrom validTo status certainty knownFrom { position } knownTo { position } } } }`,
    );
    const { line = [], moments = [] } = data?.agreement ?? {};
    // Always the same two hundred: a step that meets every part of fifteen years.
    const sample = Array.from({ length: 200 }, (_, at) => ({
      validOn: fromDayNumber(17_000 + ((at * 1_597) % 5_479)),
      position: moments[at % moments.length]?.position ?? '',
    }));
    for (let from = 0; from < sample.length; from += 20) {
      const asked = sample.slice(from, from + 20);
      const asking = asked.map(
        ({ validOn, position }, at) =>
          `a${at}: agreementStatus(id: "amq-mbi", asOf: { validOn: "${validOn}", position: "${position}" }) { status certainty }`,
      );
      const answer = await console_.ledger.gql<Record<string, object>>(`{ ${asking.join(' ')} }`);
      const drawn = asked.map(({ validOn, position }) =>
        line.find(
          ({ validFrom, validTo, knownFrom, knownTo }) =>
            (validFrom ?? '') <= validOn &&
            validOn < (validTo ?? '9999') &&
            knownFrom.position <= position &&
            (knownTo === null || position < knownTo.position),
        ),
      );
      expect(Object.values(answer.data ?? {})).toEqual(
        drawn.map((piece) => ({ status: piece?.status, certainty: piece?.certainty })),
      );
    }
  }, 60_000);

  it('goes to a day as known at a moment, from the table of the picture, by keyboard', async () => {
    const page = await console_.open('/agreements/corridor-ne');
    await page.getByText('La même chose en tableau').first().press('Enter');
    const last = page.getByRole('button', { name: 'Montrer ce jour, tel que connu alors' }).last();
    await last.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/at=/);
    expect(await plainText(page, '.as-of [role=status]')).toContain('tel que le registre le savait');
    await page.context().close();
  }, 60_000);

  it('complained of nothing', () => {
    expect(console_.complaints).toEqual([]);
  });
});

describe('the list of agreements', () => {
  it('keeps its filter in the address, and says when nothing answers it', async () => {
    const page = await console_.open('/agreements');
    await page.getByRole('combobox', { name: 'État' }).selectOption('EXPIRED');
    await page.waitForURL(/status=EXPIRED/);
    await page.getByRole('rowheader', { name: /Mont-Blanc/ }).waitFor();
    await page.getByRole('rowheader', { name: /Corridor/ }).waitFor({ state: 'detached' });
    await page.getByLabel('Titre, identifiant').fill('nothing is called so');
    await page.keyboard.press('Enter');
    await page.getByText('Aucune entente ne répond à ces filtres.').waitFor();
    await page.getByRole('button', { name: 'Tout enlever' }).click();
    await page.getByRole('rowheader', { name: /Corridor/ }).waitFor();
    expect(new URL(page.url()).search).toBe('');
    await page.context().close();
  }, 60_000);
});
