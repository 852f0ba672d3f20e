import { createHash } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { startLastingChromium } from '../../support/chromium.js';
import { keepPicture, plainText, startConsole, type ConsoleBrowser } from '../../support/console-browser.js';
import { Keyboard, pasteText, waitForFocus } from '../../support/console-keyboard.js';
import { keptDrafts } from '../../support/kept-drafts.js';
import { until } from '../../support/ledger-process.js';
import { removeFolder } from '../../support/names-in-clear.js';
import { announcement, IS_SEED, reportOfMeeting } from '../../support/seed-texts.js';

let console_: ConsoleBrowser;
let page: Page;

beforeAll(async () => {
  console_ = await startConsole();
  page = await console_.open('/agreements', { role: 'depositary' });
}, 120_000);
afterAll(async () => {
  await console_?.close();
}, 60_000);

interface Recorded {
  readonly id: string;
  readonly position: string;
  readonly stream: string;
  readonly data: { readonly [name: string]: unknown };
  readonly occurred: { readonly edtf: string; readonly basis: string };
  readonly provenance: readonly { readonly lines: { readonly from: number; readonly to: number } | null }[];
}

/** Events of a type that this spec recorded, once there are so many, the oldest first. */
async function recorded(
  type: string,
  count: number,
  isOurs: (event: Recorded) => boolean,
): Promise<readonly Recorded[]> {
  let found: readonly Recorded[] = [];
  await until(`${count} of ${type} can be read`, async () => {
    const { data } = await console_.ledger.gql<{ events: { nodes: readonly Recorded[] } }>(
      `{ events(types: ["${type}"], direction: DESC, first: 50) { nodes { id position stream data occurred { edtf basis } provenance { lines { from to } } } } }`,
    );
    found = (data?.events.nodes ?? []).filter(isOurs).toReversed();
    return found.length >= count;
  });
  return found;
}

const ofAgreement = (id: string) => (event: Recorded) => event.data['agreementId'] === id;

async function go(path: string): Promise<void> {
  await page.goto(`${console_.ledger.url}${path}`);
}

async function recordedOnPage(): Promise<void> {
  await page
    .getByText(/Consigné\. Révision \d+\./u)
    .first()
    .waitFor();
}

/** What is typed of each party, and whom that offers first. */
const NINE = [
  ['amch', 'AmCham'],
  ['accd', 'Vermont'],
  ['uvm', 'Vermont'],
  ['tech', 'Technum'],
  ['dist', 'Distriq'],
  ['c2mi', 'C2MI'],
  ['iseq', 'ISEQ'],
  ['ushe', 'Sherbrooke'],
  ['cpq', 'patronat'],
] as const;

const TITLE = 'Corridor des semi-conducteurs';
let agreementId = '';

describe('(a) the announcement of a protocol', () => {
  it('becomes an agreement, nine signatures and a presumed entry into force, by keyboard', async () => {
    await go('/record?command=registerAgreement');
    await waitForFocus(page, 'source-choice');
    await pasteText(page, announcement());
    const keys = new Keyboard(page);
    await waitForFocus(page, 'source-lines');
    await keys.type('23');
    await keys.press('Enter');
    await waitForFocus(page, 'field-kind');
    await keys.type('MOU');
    await keys.press('Tab');
    await keys.type(TITLE);
    await keys.press('Control+Enter');
    await recordedOnPage();
    // The next fact is about the agreement that was registered.
    await keys.press('Enter');
    await waitForFocus(page, 'field-organizationId');
    await keys.press('Alt+ArrowUp', '5');
    for (const key of ['PageDown', ...Array.from({ length: 6 }, () => 'ArrowDown')])
      await keys.press(`Shift+${key}`);
    await keys.press('Enter');
    await waitForFocus(page, 'field-organizationId');

    let afterTheFirst = 0;
    for (const [index, [typed, name]] of NINE.entries()) {
      const one = new Keyboard(page);
      await waitForFocus(page, 'field-organizationId');
      await one.choose(typed, name);
      if (index === 0) {
        await one.press('Tab');
        await one.type('avant le 28 janvier 2025');
        expect(await plainText(page, '.read-back')).toContain('Le 28 janvier 2025 ou un jour d’avant.');
        await keepPicture(page, 'walkthrough-signature-fr');
      }
      await one.press('Control+Shift+Enter');
      await recordedOnPage();
      if (index > 0) afterTheFirst += one.pressed;
    }
    expect(afterTheFirst).toBeLessThanOrEqual(8 * 12);
    const [registered] = await recorded('AgreementRegistered', 1, ({ data }) =>
      JSON.stringify(data).includes(TITLE),
    );
    agreementId = String(registered?.data['agreementId']);
    const signed = await recorded('PartnerSigned', 9, ofAgreement(agreementId));
    expect(new Set(signed.map(({ data }) => data['organizationId'])).size).toBe(9);
    for (const { occurred, provenance } of signed) {
      expect(occurred).toEqual({ edtf: '[..2025-01-28]', basis: 'INFERRED' });
      expect(provenance).toEqual([{ lines: { from: 5, to: 21 } }]);
    }

    await page.locator('#command').focus();
    await keys.choose('entr', 'Entrée en vigueur');
    await page.locator('#field-basis').selectOption('PRESUMED_ON_SIGNATURE');
    expect(await page.locator('#field-occurredOn').inputValue()).toBe('avant le 28 janvier 2025');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Un autre fait' }).waitFor();
    await recorded('AgreementEnteredIntoForce', 1, ofAgreement(agreementId));
    await go(`/agreements/${agreementId}`);
    const status = page.locator('.status-box .status').first();
    await status.waitFor();
    expect(await status.innerText()).toContain('en vigueur');
  }, 120_000);
});

describe('(b) the report of a meeting', () => {
  it('becomes three intents, the meeting with those whom its lines name, and its four tracks', async () => {
    await go(`/record?command=declareIntent&agreement=${agreementId}`);
    await waitForFocus(page, 'source-choice');
    const text = reportOfMeeting();
    await pasteText(page, text);
    await page.getByTitle(createHash('sha256').update(text).digest('hex')).waitFor();
    const numbered = await page
      .locator('.source-line')
      .evaluateAll((all) => all.map((line) => line.textContent.replace(/^\d+\s*/u, '')));
    expect(numbered).toEqual(text.split('\n'));
    // The demonstration cites this very text: it is gone on with, by its hash.
    if (IS_SEED) await page.getByText('Déjà au registre, depuis').waitFor();
    const keys = new Keyboard(page);
    await waitForFocus(page, 'source-lines');
    await keys.type('14');
    for (let line = 15; line <= 17; line += 1) await keys.press('Shift+ArrowDown');
    await keys.press('Enter');
    const offered = page.getByRole('group', { name: 'Dans ces lignes :' }).getByRole('button');
    for (const [index, name] of ['Venture Lab', 'CMC Microsystems', ''].entries()) {
      await waitForFocus(page, 'field-organizationId');
      if (name === '') {
        // The release has the third name twice without a space between: it is no known name, and is typed.
        await keys.choose('depart', 'Department of Business');
        expect(await offered.filter({ hasText: /Venture|CMC/u }).count()).toBe(0);
      } else await offered.filter({ hasText: name }).press('Enter');
      if (index === 0) await page.locator('#field-occurredOn').fill('17 avril 2025');
      await page.keyboard.press('Control+Shift+Enter');
      await recordedOnPage();
    }
    await recorded('PartnerIntentDeclared', 3, ofAgreement(agreementId));

    await page.locator('#command').focus();
    await keys.choose('renc', 'Rencontre');
    await page.locator('#source-lines').focus();
    await keys.type('5');
    for (let line = 6; line <= 13; line += 1) await keys.press('Shift+ArrowDown');
    await keys.press('Enter');
    const all = page.getByRole('button', { name: 'Ajouter les 9 organisations que nomment ces lignes' });
    await all.press('Enter');
    await page.locator('#field-occurredOn').fill('16 avril 2025');
    await keepPicture(page, 'walkthrough-meeting-fr');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Un autre fait' }).press('Enter');
    const [meeting] = await recorded('MeetingHeld', 1, ofAgreement(agreementId));
    expect(meeting?.data['attendance']).toHaveLength(9);

    for (const line of [24, 25, 26, 27]) {
      await waitForFocus(page, 'field-code');
      await keys.press('Alt+ArrowDown');
      await keys.type(String(line));
      await keys.press('Enter');
      await waitForFocus(page, 'field-code');
      await keys.type(`P${line}`);
      await page.locator('#field-text-0-text').fill(text.split('\n')[line - 1] ?? '');
      await page.keyboard.press('Control+Shift+Enter');
      await recordedOnPage();
    }
    const tracks = await recorded('ActionTrackIdentified', 4, ({ stream }) => stream === meeting?.stream);
    expect(tracks.map(({ provenance }) => provenance[0]?.lines?.from)).toEqual([24, 25, 26, 27]);
  }, 120_000);
});

describe('a text that was pasted before', () => {
  interface Cited {
    readonly sourceId: string;
    readonly sha256: string;
    readonly citedBy: {
      readonly nodes: readonly {
        readonly lines: { readonly from: number; readonly to: number } | null;
        readonly event: { readonly type: string; readonly data: object };
      }[];
    };
  }

  /** The names and texts that facts give as a source has them. */
  const AS_THEY_STAND = ['OrganizationRegistered', 'OrganizationAliasAdded', 'ActionTrackIdentified'];
  const textsIn = (data: object): readonly string[] =>
    [...JSON.stringify(data).matchAll(/"text":("(?:[^"\\]|\\.)*")/gu)].map(
      ([, text = '""']) => JSON.parse(text) as string,
    );

  it('is the same source, and the numbers of its lines are those that facts cite', async () => {
    const text = reportOfMeeting();
    const sha256 = createHash('sha256').update(text).digest('hex');
    await go('/record?command=declareIntent');
    await waitForFocus(page, 'source-choice');
    await pasteText(page, text);
    await page.getByText('Déjà au registre, depuis').waitFor();
    await page.getByTitle(sha256).waitFor();
    const { data } = await console_.ledger.gql<{ sources: { nodes: readonly Cited[] } }>(
      `{ sources(first: 50) { nodes { sourceId sha256
           citedBy(first: 50) { nodes { lines { from to } event { type data } } } } } }`,
    );
    const same = data?.sources.nodes.filter((source) => source.sha256 === sha256) ?? [];
    expect(same).toHaveLength(1);
    await page.locator('strong', { hasText: same[0]?.sourceId ?? 'none' }).waitFor();
    const lines = await page
      .locator('.source-line')
      .evaluateAll((all) => all.map((line) => [line.id, line.textContent.replace(/^\d+\s*/u, '')] as const));
    expect(lines.map(([id]) => id)).toEqual(text.split('\n').map((_line, at) => `line-${at + 1}`));
    const textOf = new Map(lines);
    const cited = (same[0]?.citedBy.nodes ?? []).filter(({ event }) => AS_THEY_STAND.includes(event.type));
    for (const { lines: of, event } of cited) {
      const line = textOf.get(`line-${of?.from}`) ?? '';
      expect({ line, stands: textsIn(event.data).some((said) => line.includes(said)) }).toEqual({
        line,
        stands: true,
      });
    }
    // The tracks that were recorded above; and what the demonstration cites, where this is its text.
    expect({ cited: cited.length, lines: lines.length }).toEqual(
      IS_SEED ? { cited: 15, lines: 34 } : { cited: 4, lines: 28 },
    );
    if (IS_SEED) expect(same[0]?.sourceId).toBe('s1');
  }, 60_000);
});

describe('(c) AMQ–Mont-Blanc', () => {
  it.each([
    ['on=2024-06-04', 'en vigueur'],
    ['on=2024-06-05', 'expirée'],
  ])('asked with %s is %s', async (dates, words) => {
    await go(`/agreements/amq-mbi?${dates}`);
    const status = page.locator('.status-box .status').first();
    await status.waitFor();
    expect(await status.innerText()).toContain(words);
  });

  it('as known in 2025 is not known yet', async () => {
    await go('/agreements/amq-mbi?known=2025-06-01T00:00:00Z');
    const unknown = page.getByText('le registre ne connaissait rien de ce nom');
    await unknown.waitFor();
    expect(await page.locator('.status-box').count()).toBe(0);
  });
});

describe('(d) a wrong start', () => {
  it('is rectified from its event, and both beliefs are compared', async () => {
    const [force] = await recorded('AgreementEnteredIntoForce', 1, ofAgreement(agreementId));
    await go(`/record?correct=${force?.id}&how=rectify&source=s1&lines=2`);
    await page.locator('#field-reason').fill('Le protocole est entré en vigueur plus tard');
    await page.locator('#field-record-occurredOn').fill('1er mars 2025');
    await page.locator('.effect', { hasText: /\S/u }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Un autre fait' }).waitFor();
    const [rectified] = await recorded('RecordRectified', 1, ({ stream }) => stream === force?.stream);
    await go(
      `/agreements/${agreementId}/compare?on=2025-02-15&at=${force?.position}&on2=2025-02-15&at2=${rectified?.position}`,
    );
    await page.getByText('Notre connaissance a changé').first().waitFor();
    await keepPicture(page, 'walkthrough-compare-fr');
    const { data } = await console_.ledger.gql<Record<'then' | 'now', { status: string }>>(
      `{ then: agreementStatus(id: "${agreementId}", asOf: { validOn: "2025-02-15", position: "${force?.position}" }) { status }
         now: agreementStatus(id: "${agreementId}", asOf: { validOn: "2025-02-15", position: "${rectified?.position}" }) { status } }`,
    );
    expect(data?.then.status).toBe('IN_FORCE');
    expect(data?.now.status).not.toBe('IN_FORCE');
  }, 60_000);
});

describe('(e) the network cut in the middle, the browser closed and opened', () => {
  const OPTIONS = { locale: 'fr-CA', timezoneId: 'Pacific/Kiritimati' } as const;
  let folder: string;
  let browser: BrowserContext | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'entente-test-browser-'));
  });
  afterAll(async () => {
    await browser?.close();
    await removeFolder(folder);
  });

  it('loses nothing and records nothing twice', async () => {
    const { url, tokens } = console_.ledger;
    browser = await startLastingChromium(folder, OPTIONS);
    await browser.request.post(`${url}/session`, { data: { token: tokens.secretariat } });
    const before = await browser.newPage();
    await before.goto(
      `${url}/record?command=declareIntent&agreement=corridor-ne&organization=mbi&source=s1&lines=14`,
    );
    await before.locator('#field-occurredOn').fill('17 avril 2025');
    let cut = false;
    await browser.route('**/graphql', async (route) => {
      // The ledger writes it; its answer never comes, and nothing else goes through.
      if (!cut && (route.request().postData() ?? '').includes('mutation Record')) await route.fetch();
      else if (!cut) return route.continue();
      cut = true;
      return route.abort();
    });
    await before.keyboard.press('Control+Shift+Enter');
    await before.getByText('Le réseau ne répond pas').first().waitFor();
    // The next fact is begun, and left unfinished.
    await before.locator('#field-nameAsSigned, #field-organizationId').first().fill('Ven');
    await before.locator('#field-occurredOn').fill('avant le 17 avril 2025');
    await before.getByRole('link', { name: /1 envoi/u }).waitFor();
    await until('the draft is kept', async () =>
      (await keptDrafts(before)).includes('avant le 17 avril 2025'),
    );
    await browser.close();

    browser = await startLastingChromium(folder, OPTIONS);
    const after = await browser.newPage();
    await after.goto(`${url}/outbox`);
    await after.getByText('C’était déjà consigné par cet envoi.').waitFor();
    await after.getByText('Tout est parti.').waitFor();
    await after.getByRole('heading', { name: 'Brouillons (1)' }).waitFor();
    await after.getByRole('link', { name: /envoi/u }).waitFor({ state: 'detached' });
    const intents = await recorded(
      'PartnerIntentDeclared',
      1,
      ({ data }) => data['organizationId'] === 'mbi',
    );
    expect(intents).toHaveLength(1);
  }, 60_000);
});

it('complained of nothing', () => {
  // The network that was cut.
  expect(console_.complaints.filter((one) => !one.includes('ERR_FAILED'))).toEqual([]);
});
