import { openAccess, type Role } from '@entente/access';
import { assembleLedger, type AssembledLedger } from '../support/assembled-ledger.js';
import { ask } from '../support/ledger-process.js';
import { depositSource, record, registerAgreement, registerOrganization } from '../support/recording.js';
import { serveLedger, type ServedLedger } from '../support/served-ledger.js';

/** One search of everything, and organisations that may be one. */
const PATIENCE_MS = 120_000;
const evidence = [{ sourceId: 'letter' }];

let made: AssembledLedger;
let ledger: ServedLedger;
const tokens = new Map<Role, string>();

beforeAll(async () => {
  made = await assembleLedger();
  const { runner } = made.assembly.startWorker();
  ledger = await serveLedger(made.assembly, { runner, role: 'depositary' });
  const access = openAccess(made.assembly.writerPool);
  for (const role of ['secretariat', 'auditor', 'dashboard'] as const)
    tokens.set(role, (await access.createToken({ role, name: role })).token);
  await depositSource(ledger, 'letter');
  await record(ledger, 'depositSource', {
    sourceId: 'corridor-release',
    kind: 'PRESS_RELEASE',
    issuer: 'Technum Québec',
    publishedOn: '2025-01-28',
    sha256: 'a'.repeat(64),
  });
  await registerOrganization(ledger, 'c2mi', 'Centre de collaboration MiQro Innovation', 'letter');
  await record(ledger, 'addOrganizationIdentifier', {
    organizationId: 'c2mi',
    identifier: { scheme: 'NEQ', value: '11 4265 0099' },
    evidence,
  });
  await registerAgreement(ledger, 'corridor-ne', 'Corridor de fabrication du Nord-Est', 'letter');
  await registerAgreement(ledger, 'other', 'Entente sans rapport', 'letter');
  await record(ledger, 'recordSignature', {
    agreementId: 'corridor-ne',
    organizationId: 'c2mi',
    occurredOn: { edtf: '2025-01-15' },
    evidence,
  });
  await record(ledger, 'recordMeeting', {
    meetingId: 'table',
    agreementId: 'corridor-ne',
    title: [{ text: 'Table du corridor', lang: 'fr' }],
    place: 'Bromont',
    attendance: [],
    occurredOn: { edtf: '2025-02-03' },
    evidence,
  });
  await record(ledger, 'registerPerson', { displayName: 'Corinne Zzyvain', evidence });
}, PATIENCE_MS);
afterAll(async () => {
  await ledger?.close();
  await made?.dispose();
}, PATIENCE_MS);

async function as<T>(role: Role, query: string, variables: object = {}): Promise<T> {
  await made.caughtUp();
  const { data, errors } = await ask<T>(ledger.url, query, { ...variables }, tokens.get(role) ?? '');
  expect(errors).toEqual([]);
  return data as T;
}

interface Hit {
  readonly kind: string;
  readonly key: string;
  readonly label: string;
  readonly hint: string | null;
}

const search = async (text: string, { role = 'auditor' as Role, more = '' } = {}): Promise<readonly Hit[]> =>
  (
    await as<{ search: readonly Hit[] }>(
      role,
      `query ($text: String!) { search(text: $text${more}) { kind key label(lang: "fr") hint(lang: "fr") } }`,
      { text },
    )
  ).search;

const keys = async (...asked: Parameters<typeof search>) =>
  (await search(...asked)).map(({ kind, key }) => `${kind} ${key}`);

describe('one search', () => {
  it('finds each kind by its words, of each kind in turn, with what it is called and what tells it apart', async () => {
    const hits = await search('cor');
    expect(hits.map(({ key, ...hit }) => (hit.kind === 'PERSON' ? hit : { key, ...hit }))).toEqual([
      { kind: 'AGREEMENT', key: 'corridor-ne', label: 'Corridor de fabrication du Nord-Est', hint: 'MOU' },
      { kind: 'MEETING', key: 'table', label: 'Table du corridor', hint: '2025-02-03' },
      { kind: 'SOURCE', key: 'corridor-release', label: 'Technum Québec', hint: 'PRESS_RELEASE, 2025-01-28' },
      { kind: 'PERSON', label: 'Corinne Zzyvain', hint: null },
    ]);
  });

  it('finds agreements by the names of their parties, and organisations by id and identifier', async () => {
    expect(await keys('miqro')).toEqual(['AGREEMENT corridor-ne', 'ORGANIZATION c2mi']);
    expect(await keys('C2M')).toEqual(['ORGANIZATION c2mi']);
    expect(await keys('1142650099')).toEqual(['ORGANIZATION c2mi']);
    expect(await keys('corridor-ne')).toEqual(['AGREEMENT corridor-ne']);
    expect(await keys('bromont')).toEqual(['MEETING table']);
    expect(await keys('technum')).toEqual(['SOURCE corridor-release']);
  });

  it('finds nothing by nothing, by half of a word, or by what is a pattern elsewhere', async () => {
    for (const text of ['', '  ', 'iqro', '%', '_', 'corridor miqro sans'])
      expect(await keys(text)).toEqual([]);
  });

  it('goes by the kinds, the length and the dates asked for', async () => {
    expect(await keys('cor', { more: ', kinds: [MEETING, SOURCE]' })).toEqual([
      'MEETING table',
      'SOURCE corridor-release',
    ]);
    expect(await keys('cor', { more: ', first: 1' })).toEqual(['AGREEMENT corridor-ne']);
    expect(await keys('miqro', { more: ', asOf: { validOn: "2025-01-14" }' })).toEqual(['ORGANIZATION c2mi']);
    expect(await keys('cor', { more: ', asOf: { knownAt: "2001-01-01T00:00:00Z" }' })).toEqual([]);
  });

  it('gives dashboards agreements and organisations alone', async () => {
    expect(await keys('cor', { role: 'dashboard' })).toEqual(['AGREEMENT corridor-ne']);
    expect(await keys('zzyvain', { role: 'dashboard', more: ', kinds: [PERSON]' })).toEqual([]);
  });
});

describe('organisations that may be one', () => {
  const candidates = async () =>
    (
      await as<{
        duplicateCandidates: readonly {
          readonly organizations: readonly { readonly organizationId: string }[];
          readonly names: readonly string[];
        }[];
      }>('auditor', '{ duplicateCandidates { organizations { organizationId } names } }')
    ).duplicateCandidates.map(({ organizations, names }) => [
      ...organizations.map(({ organizationId }) => organizationId),
      ...names,
    ]);

  const resembling = async (name: string) =>
    (
      await as<{ organizationsResembling: readonly object[] }>(
        'secretariat',
        'query ($name: String!) { organizationsResembling(name: $name) { organization { organizationId } name likeness } }',
        { name },
      )
    ).organizationsResembling;

  it('are found by a name that is the same or near', async () => {
    const organization = { organizationId: 'c2mi' };
    const name = 'Centre de collaboration MiQro Innovation';
    expect(await resembling('Centre collaboration miqro innovation inc.')).toEqual([
      { organization, name, likeness: 'SAME' },
    ]);
    expect(await resembling('Centre de collaboration MiQro')).toEqual([
      { organization, name, likeness: 'NEAR' },
    ]);
    expect(await resembling('Université de Sherbrooke')).toEqual([]);
  });

  it('are shown until somebody says whether they are one, by a link or by an override', async () => {
    const name = 'Institut du Quartz';
    await registerOrganization(ledger, 'quartz', name, 'letter');
    await registerOrganization(ledger, 'iq', 'IQ', 'letter');
    expect(await candidates()).toEqual([]);
    // Nobody is asked where the second name comes with the use of an acronym.
    await record(ledger, 'addOrganizationAlias', {
      organizationId: 'iq',
      alias: { text: name, lang: 'fr', use: 'ACRONYM' },
      evidence,
    });
    expect(await candidates()).toEqual([['iq', 'quartz', name, name]]);
    await record(ledger, 'linkOrganizations', { organizationId: 'quartz', sameIds: ['iq'], evidence });
    expect(await candidates()).toEqual([]);
    await record(ledger, 'severOrganizationLink', { organizationId: 'quartz', sameIds: ['iq'], evidence });
    expect(await candidates()).toEqual([]);
    await record(ledger, 'registerOrganization', {
      organizationId: 'quartz-2',
      names: [{ text: name, lang: 'fr' }],
      overrides: [{ rule: 'ORGANIZATION_DUPLICATE_SUSPECTED', reason: 'another one, in Estrie' }],
      evidence,
    });
    expect(await candidates()).toEqual([]);
  });

  it('are not for dashboards', async () => {
    await made.caughtUp();
    const query = '{ duplicateCandidates { names } organizationsResembling(name: "x") { name } }';
    const { errors } = await ask(ledger.url, query, {}, tokens.get('dashboard') ?? '');
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  });
});
