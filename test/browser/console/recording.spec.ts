import { createHash } from 'node:crypto';
import { FACTS, readStream } from '@entente/domain';
import type { Locator, Page, Request, Route } from 'playwright-core';
import { keepPicture, plainText, startConsole, type ConsoleBrowser } from '../../support/console-browser.js';
import { Keyboard, pasteText, waitForFocus } from '../../support/console-keyboard.js';
import { Settling } from '../../support/console-look.js';
import { keptDrafts } from '../../support/kept-drafts.js';
import { until } from '../../support/ledger-process.js';
import { send, untilShown } from '../../support/recording.js';
import {
  fillIn,
  openFilled,
  recordThroughForm,
  sendForm,
  setAside,
  type FormEvent,
} from './forms/fill-form.js';
import { form } from './forms/filled-form.js';
import { FORMS } from './forms/index.js';

let console_: ConsoleBrowser;

beforeAll(async () => {
  console_ = await startConsole();
}, 120_000);
afterAll(async () => {
  await console_?.close();
}, 60_000);

/** A release of the shape of those that secretariats have: an empty first line, a list of names. */
const RELEASE = `
Sherbrooke, le 12 mars 2026 — Trois partenaires ont signé le protocole d’entente du corridor.
Ont signé :
– CMC Microsystems
– Venture Lab
– Department of Business and Economic Affairs – State of New Hampshire
`;

/** Presses a key until something is there; a few times at most. */
async function pressUntil(keys: Keyboard, key: string, there: Locator): Promise<void> {
  for (let times = 0; (await there.count()) === 0 && times < 8; times += 1) await keys.press(key);
  await there.waitFor({ timeout: 2_000 });
}

const focused = (page: Page) => page.evaluate<string>('document.activeElement?.id ?? ""');

interface Told {
  readonly data: { readonly organizationId?: string };
  readonly occurred: object;
  readonly provenance: object;
}

/** What is recorded of a type about an organisation in the corridor, once the answers include some. */
async function told(type: string, organizationId: string): Promise<readonly Told[]> {
  let found: readonly Told[] = [];
  await until(`${type} of ${organizationId} can be read`, async () => {
    const { data } = await console_.ledger.gql<{ events: { nodes: readonly Told[] } }>(
      `{ events(types: ["${type}"], stream: "agreement-corridor-ne", direction: DESC, first: 50) { nodes { data occurred { edtf basis } provenance { source { sourceId } lines { from to } } } } }`,
    );
    found = (data?.events.nodes ?? []).filter((event) => event.data.organizationId === organizationId);
    return found.length > 0;
  });
  return found;
}

const signatures = (organizationId: string) => told('PartnerSigned', organizationId);
const intents = (organizationId: string) => told('PartnerIntentDeclared', organizationId);

const isRecording = (request: Request): boolean => (request.postData() ?? '').includes('mutation Record');

/** What was set aside for an event, and why, as an auditor reads it. */
async function overrides(id: string): Promise<unknown> {
  let found: { readonly overrides: unknown } | null = null;
  await until('the event can be read', async () => {
    const { data } = await console_.ledger.gql<{ event: typeof found }>(
      `{ event(id: "${id}") { overrides { rule reason } } }`,
      {},
      console_.ledger.tokens.auditor,
    );
    found = data?.event ?? null;
    return found !== null;
  });
  return (found as { readonly overrides: unknown } | null)?.overrides;
}

describe('a signature of a deposited source', () => {
  it('is recorded from the page of its agreement by keyboard alone, in at most 25 presses', async () => {
    const page = await console_.open('/agreements/corridor-ne');
    await page.evaluate(
      'globalThis.clicks = 0; addEventListener("pointerdown", () => { clicks += 1; }, true)',
    );
    const keys = new Keyboard(page);
    await keys.press('r');
    await waitForFocus(page, 'source-choice');
    await keys.choose('s1', 's1');
    await waitForFocus(page, 'lines-typed');
    await keys.type('16');
    await keys.press('Tab', 'Tab', 'Tab');
    expect(await focused(page)).toBe('field-organizationId');
    await keys.choose('cmc', 'CMC Microsystems');
    await keys.press('Tab', 'Tab', 'Tab', 'Tab', 'Enter');
    expect(await page.locator('#field-occurredOn').inputValue()).toBe('[..2025-04-17]');
    expect(await plainText(page, '.read-back')).toContain('Le 17 avril 2025 ou un jour d’avant.');
    await page.locator('.effect', { hasText: 'Parties' }).waitFor();
    await keepPicture(page, 'record-fr');
    await keys.press('Control+Enter');
    await page.getByText(/Consigné\. Révision \d+\./u).waitFor();
    expect(keys.pressed).toBeLessThanOrEqual(25);
    expect(await page.evaluate('clicks')).toBe(0);
    expect(await signatures('cmc')).toEqual([
      expect.objectContaining({
        occurred: { edtf: '[..2025-04-17]', basis: 'INFERRED' },
        provenance: [{ source: { sourceId: 's1' }, lines: { from: 16, to: 16 } }],
      }),
    ]);
    await page.context().close();
  }, 90_000);
});

describe('an organisation', () => {
  it('is found by its name where there are more than a form reads', async () => {
    const page = await console_.open('/');
    let read = 0;
    // As in a ledger whose first pages have others.
    await page.route('**/graphql', (route) => {
      if (!(route.request().postData() ?? '').includes('query OrganizationsToName')) return route.continue();
      read += 1;
      const pageInfo = { hasNextPage: true, endCursor: String(read) };
      return route.fulfill({ json: { data: { organizations: { nodes: [], pageInfo } } } });
    });
    await page.goto(`${console_.ledger.url}/record?agreement=corridor-ne&source=s1&lines=16`);
    const name = page.locator('#field-organizationId');
    await name.pressSequentially('mont bl');
    await page.getByRole('option', { name: /Mont-Blanc/u }).waitFor();
    await name.press('Enter');
    expect(await name.inputValue()).toContain('Mont-Blanc');
    expect(read).toBe(10);
    await page.context().close();
  }, 60_000);
});

describe('a pasted text', () => {
  it('is numbered as it is, deposited with its first fact, and found again by its hash', async () => {
    // From the desk, where nothing is chosen yet.
    const page = await console_.open('/');
    const keys = new Keyboard(page);
    await keys.press('r');
    await waitForFocus(page, 'source-choice');
    await keys.press('Tab');
    await waitForFocus(page, 'source-text');
    await pasteText(page, RELEASE);
    await waitForFocus(page, 'source-lines');
    expect(await page.locator('.source-line').count()).toBe(7);
    expect(await plainText(page, '#line-5')).toContain('– Venture Lab');
    const sha256 = createHash('sha256').update(RELEASE).digest('hex');
    await page.getByTitle(sha256).waitFor();
    // When it was published is offered from its first lines, before them.
    await pressUntil(keys, 'Shift+Tab', page.locator('button:focus', { hasText: 'Publié le' }));
    await keys.press('Enter');
    await pressUntil(keys, 'Tab', page.locator('#source-lines:focus'));
    await keys.press('5', 'Enter');
    await waitForFocus(page, 'field-agreementId');
    await keys.choose('corr', 'Corridor');
    await pressUntil(keys, 'Tab', page.locator('#field-organizationId:focus'));
    await keys.choose('venture', 'Venture Lab');
    await keys.press('Tab');
    await keys.type('12 mars 2026');
    await keys.press('Control+Shift+Enter');
    await page.getByText(/Consigné\. Révision \d+\./u).waitFor();
    expect(keys.pressed).toBeLessThanOrEqual(60);
    await waitForFocus(page, 'field-organizationId');

    // The next one: everything is kept but who.
    const next = new Keyboard(page);
    await next.choose('depart', 'Department of Business');
    await page.locator('.effect', { hasText: 'L’intention de' }).waitFor();
    expect(await plainText(page, '.effect')).toMatch(
      /L’intention de .*Department of Business.* est comblée\./u,
    );
    await next.press('Control+Enter');
    await page.getByRole('button', { name: 'Un autre fait' }).waitFor();
    expect(next.pressed).toBeLessThanOrEqual(12);

    for (const organizationId of ['venture-lab', 'nh-bea'])
      expect(await signatures(organizationId)).toEqual([
        expect.objectContaining({ occurred: { edtf: '2026-03-12', basis: 'STATED' } }),
      ]);
    await page.goto(`${console_.ledger.url}/record`);
    await waitForFocus(page, 'source-choice');
    await pasteText(page, RELEASE);
    await page.getByText('Déjà au registre, depuis').waitFor();
    await page.context().close();
  }, 90_000);
});

describe('what cannot be sent', () => {
  it('says so beside its field, and puts the focus on the first', async () => {
    const page = await console_.open('/record?agreement=corridor-ne&source=s1&lines=16');
    await waitForFocus(page, 'field-organizationId');
    await page.locator('#field-occurredOn').fill('03/04/2025');
    await page.getByText('Quel jour est-ce ?').waitFor();
    await page.keyboard.press('Control+Enter');
    await waitForFocus(page, 'field-organizationId');
    expect(await page.locator('#field-organizationId').getAttribute('aria-invalid')).toBe('true');
    await page.getByRole('button', { name: '3 avril 2025' }).press('Enter');
    expect(await page.locator('#field-occurredOn').inputValue()).toBe('2025-04-03');
    // A day that is about so is not sent without its margin.
    let sent = 0;
    page.on('request', (request) => (sent += isRecording(request) ? 1 : 0));
    await page.locator('#field-organizationId').fill('cmc');
    await page.locator('[data-combobox-option][data-combobox-selected]').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('#field-occurredOn').fill('vers le 3 avril 2025');
    await page.keyboard.press('Control+Enter');
    await page.locator('#field-occurredOn[aria-invalid=true]').waitFor();
    expect(sent).toBe(0);
    await page.context().close();
  }, 60_000);
});

describe('a rule that may be set aside', () => {
  const WHY = 'Le registre du barreau le dit ainsi';
  const ofCorridor = { agreementId: 'corridor-ne' };

  /** A form that the rule stops, and what is changed where the first choice is taken: back to the field. */
  const RULES = [
    [
      'ORGANIZATION_DUPLICATE_SUSPECTED',
      form('registerOrganization', { 'names.0.text': 'C2MI' }),
      { 'names.0.text': 'Cercle des homonymes' },
    ],
    [
      'TERM_INCONSISTENT',
      form('setTerm', {
        ...ofCorridor,
        startsOn: '2025-02-01',
        endsOn: '2030-01-31',
        duration: '4 ans',
        noticeDays: '60',
      }),
      { duration: '5 ans' },
    ],
    [
      'NOTICE_TOO_SHORT',
      form('recordWithdrawal', {
        ...ofCorridor,
        organizationId: 'iseq',
        occurredOn: '2025-09-01',
        effectiveOn: '2025-09-10',
      }),
      { organizationId: 'cpq', effectiveOn: '2025-12-01' },
    ],
    [
      'DUPLICATE_MEETING',
      form('recordMeeting', {
        ...ofCorridor,
        'attendance.0.organizationId': 'c2mi',
        occurredOn: '2025-04-16',
      }),
      { occurredOn: '2025-04-15' },
    ],
  ] as const;
  let page: Page;
  beforeAll(async () => {
    page = await console_.open('/settings', { role: 'depositary' });
  });
  afterAll(() => page.context().close());

  const overridesOf = (events: readonly FormEvent[]) => overrides(events[0]?.id ?? '');
  /** Where the history of what was recorded is read. */
  const toldAt = new Map<string, string>();

  it.each(RULES)(
    '%s is not, by its first choice; is only with a reason, by the other',
    async (rule, stopped, mended) => {
      const policy = page.locator('.policy');
      const [mend, aside] = [policy.getByRole('radio').first(), policy.getByRole('radio').nth(1)];
      await openFilled(page, stopped, undefined);
      await policy.waitFor();
      expect(await mend.isChecked()).toBe(true);
      // Back from the other choice, the first leads to the field at fault.
      await aside.check();
      await mend.check();
      expect(await focused(page)).toMatch(/^field-/u);
      await fillIn(page, mended);
      await policy.waitFor({ state: 'detached' });
      expect(await overridesOf(await sendForm(page))).toEqual([]);
      await untilShown(console_.ledger);
      let sent = 0;
      page.on('request', (request) => (sent += isRecording(request) ? 1 : 0));
      await openFilled(page, stopped, undefined);
      await policy.waitFor();
      await aside.check();
      await page.keyboard.press('Control+Enter');
      await page.getByText('Dites pourquoi la règle est mise de côté.').first().waitFor();
      expect(sent).toBe(0);
      await setAside(policy, WHY);
      const events = await sendForm(page);
      expect(await overridesOf(events)).toEqual([{ rule, reason: WHY }]);
      const [{ stream } = { stream: '' }] = events;
      const { kind, id } = readStream(stream) ?? {};
      // That of a meeting is in the log alone.
      toldAt.set(rule, kind === 'meeting' ? `/events?about=${stream}` : `/${kind}s/${id}`);
    },
    30_000,
  );

  it.each(['auditor', 'dashboard'] as const)(
    'shows for ever in the history that each was, and why to an auditor, not to a dashboard: to the %s',
    async (role) => {
      await untilShown(console_.ledger);
      const reader = await console_.open('/settings', { role });
      const settling = new Settling(reader);
      expect([...toldAt.keys()]).toEqual(RULES.map(([rule]) => rule));
      for (const [rule, path] of toldAt) {
        await settling.go(path);
        const said = await reader.locator('.history .override').allInnerTexts();
        const isAuditor = role === 'auditor';
        expect({
          rule,
          setAside: said.length > 0,
          why: said.some((text) => text.includes(WHY)),
          anywhere: (await reader.content()).includes(WHY),
        }).toEqual({
          rule,
          setAside: isAuditor || !path.startsWith('/events'),
          why: isAuditor,
          anywhere: isAuditor,
        });
      }
      await reader.context().close();
    },
    60_000,
  );

  it('is not where what is meant is known already: it is taken in its place', async () => {
    const signing = await console_.open(
      '/record?command=recordSignature&agreement=corridor-ne&source=s1&lines=14',
    );
    const who = signing.locator('#field-organizationId');
    await waitForFocus(signing, 'field-organizationId');
    await who.fill('C2MI inc');
    await signing.getByRole('option', { name: /C2MI inc/u }).click();
    await signing.locator('#field-names-0-text').waitFor();
    await signing.locator('#field-names-0-text').fill('C2MI');
    const policy = signing.locator('.policy');
    await policy.waitFor();
    expect(await policy.getByRole('radio').first().isChecked()).toBe(true);
    await policy.getByRole('button', { name: /^Utiliser C2MI . Centre/u }).click();
    await who.waitFor();
    await until('it is taken', async () => (await who.inputValue()).includes('C2MI'));
    expect(await keptDrafts(signing)).toContain('"organizationId":"c2mi"');
    await signing.context().close();
  }, 60_000);
});

describe('with the network cut', () => {
  const lost = (route: Route) => route.abort();
  /** It reaches the ledger, and nobody waits for its answer. */
  const unanswered = async (route: Route) => {
    const written = route.fetch();
    await route.abort();
    await written;
  };
  const answerLost = async (route: Route) => {
    await route.fetch();
    await route.abort();
  };

  it.each([
    ['before it is sent', 'mbi', lost, { repeated: false }],
    ['while it is written', 'sodil', unanswered, { repeated: true }],
    ['after it was written', 'amq', answerLost, { repeated: true }],
  ] as const)(
    '%s, the draft is kept while the page is loaded again; the fact is recorded once, and the page says whether it was there before',
    async (_when, organizationId, sent, { repeated }) => {
      const page = await console_.open(
        `/record?command=declareIntent&agreement=corridor-ne&organization=${organizationId}&source=s1&lines=14`,
      );
      await waitForFocus(page, 'field-occurredOn');
      await page.locator('#field-occurredOn').fill('17 avril 2025');
      let recorded: Promise<void> | null = null;
      await page.context().route('**/graphql', (route) => {
        if (recorded !== null) return route.abort();
        if (!isRecording(route.request())) return route.continue();
        recorded = sent(route);
        return recorded;
      });
      await page.keyboard.press('Control+Enter');
      await page.getByText('Le réseau ne répond pas').first().waitFor();
      await page.getByRole('link', { name: /1 envoi/u }).waitFor();
      await (recorded as Promise<void> | null);
      const again = await page.context().newPage();
      await page.close();
      await again.goto(`${console_.ledger.url}/outbox`);
      expect(await keptDrafts(again)).toContain('17 avril 2025');
      await again.context().unroute('**/graphql');
      await again.reload();
      const told = again.getByText(/Consigné\. Révision \d+\./u);
      const toldRepeated = again.getByText('C’était déjà consigné par cet envoi.');
      await told.or(toldRepeated).first().waitFor();
      await again.getByText('Tout est parti.').waitFor();
      expect([await told.count(), await toldRepeated.count()]).toEqual(repeated ? [0, 1] : [1, 0]);
      await again.getByRole('link', { name: /envoi/u }).waitFor({ state: 'detached' });
      expect(await intents(organizationId)).toHaveLength(1);
      await again.context().close();
    },
    60_000,
  );
});

describe('the form of every command', () => {
  const recorded = new Map<string, FormEvent>();
  let page: Page;

  /** Agreements whose life ends otherwise than that of the one that the forms begin. */
  const OTHERS = [
    ['forms-draft', null],
    ['forms-ended', {}],
    ['forms-tacit', { endsOn: { edtf: '2026-01-31' }, renewal: 'TACIT', renewalPeriod: 'P1Y' }],
    ['forms-over', { endsOn: { edtf: '2023-12-31' } }],
  ] as const;

  beforeAll(async () => {
    const evidence = [{ sourceId: 's1' }];
    const begin = async (mutation: string, input: object) =>
      expect(
        (await send(console_.ledger, mutation, { evidence, ...input }, console_.ledger.tokens.depositary))
          .errors,
      ).toEqual([]);
    for (const [agreementId, term] of OTHERS) {
      await begin('registerAgreement', {
        agreementId,
        kind: 'MOU',
        title: [{ text: agreementId, lang: 'fr' }],
      });
      if (term === null) continue;
      for (const organizationId of ['mbi', 'uvm'])
        await begin('recordSignature', { agreementId, organizationId, occurredOn: { edtf: '2021-01-01' } });
      const occurredOn = { edtf: '2021-02-01' };
      await begin('recordEntryIntoForce', { agreementId, basis: 'STATED', occurredOn });
      if ('endsOn' in term)
        await begin('setTerm', { agreementId, occurredOn, startsOn: occurredOn, ...term });
    }
    page = await console_.open('/settings', { role: 'depositary' });
    page.setDefaultTimeout(15_000);
  }, 60_000);

  it.each(FORMS.map((filled) => [filled.command, filled] as const))(
    '%s is recorded',
    async (command, filled) => {
      // A correction is of what somebody has seen: by then all is shown that was recorded before.
      if (filled.how !== undefined) await untilShown(console_.ledger);
      const give = () => recordThroughForm(page, filled, recorded.get(filled.of ?? ''));
      const events = await give().catch(async (error: unknown) => {
        // The ledger may have recorded a notice since the form was opened: whoever is asked to try again does so.
        if (!String(error).includes('CONCURRENCY_CONFLICT')) throw error;
        await untilShown(console_.ledger);
        return give();
      });
      const ofCommand = FACTS.filter((fact) => fact.command === command).map(({ type }) => type);
      expect(events.map(({ type }) => type)).toEqual(ofCommand);
      for (const event of events) recorded.set(command, event);
    },
    30_000,
  );

  it('is among these', () => {
    const commands = FACTS.filter(({ stream, recorder }) => stream !== 'ledger' && recorder !== 'SYSTEM');
    expect(new Set(FORMS.map(({ command }) => command))).toEqual(
      new Set(commands.map(({ command }) => command)),
    );
  });
});

it('complained of nothing', () => {
  // The network that was cut.
  expect(console_.complaints.filter((one) => !one.includes('ERR_FAILED'))).toEqual([]);
});
