import { createHash, randomUUID } from 'node:crypto';
import { openAccess, type Role } from '@entente/access';
import { Pool } from 'pg';
import { assembleLedger, type AssembledLedger } from '../support/assembled-ledger.js';
import { ask, type GqlAnswer } from '../support/ledger-process.js';
import { record, registerAgreement, registerOrganization, send } from '../support/recording.js';
import { serveLedger, type ServedLedger } from '../support/served-ledger.js';

/** Sources with their texts, deposited and read over GraphQL. */
const PATIENCE_MS = 120_000;
/** Begins with an empty line, as a pasted release does; its é is one letter and an accent. */
const PASTED =
  '\r\nSherbrooke, le 17 avril 2025\r\nTrois nouveaux partenaires s’ajoutent a\u0300 l’entente.\r\n– Venture Lab';
const CANONICAL = PASTED.normalize('NFC').replaceAll('\r\n', '\n');
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

let made: AssembledLedger;
let ledger: ServedLedger;
let vault: Pool;
const tokens = new Map<Role, string>();

beforeAll(async () => {
  made = await assembleLedger();
  const { runner } = made.assembly.startWorker();
  ledger = await serveLedger(made.assembly, { runner, role: 'depositary' });
  const access = openAccess(made.assembly.writerPool);
  for (const role of ['secretariat', 'auditor', 'dashboard'] as const)
    tokens.set(role, (await access.createToken({ role, name: role })).token);
  vault = new Pool({ connectionString: made.databases.vaultUrl });
  vault.on('error', () => {});
}, PATIENCE_MS);
afterAll(async () => {
  await vault?.end();
  await ledger?.close();
  await made?.dispose();
}, PATIENCE_MS);

async function as<T>(role: Role, query: string, variables: object = {}): Promise<GqlAnswer<T>> {
  await made.caughtUp();
  return ask(ledger.url, query, { ...variables }, tokens.get(role) ?? '');
}

async function asked<T>(query: string, variables: object = {}): Promise<T> {
  const { data, errors } = await as<T>('auditor', query, variables);
  expect(errors).toEqual([]);
  return data as T;
}

interface Text {
  readonly text: string | null;
  readonly textLines: number | null;
}
const textOf = async (id: string): Promise<Text> =>
  (await asked<{ source: Text }>('query ($id: ID!) { source(id: $id) { text textLines } }', { id })).source;

const deposit = (sourceId: string, more: object = {}) =>
  record(ledger, 'depositSource', { sourceId, kind: 'PRESS_RELEASE', sha256: sha256(CANONICAL), ...more });

describe('a text that is deposited with its source', () => {
  it('is read back in its canonical form, whole and by lines', async () => {
    await deposit('pasted', { issuer: 'Technum Québec', file: 'communiqué.txt', text: PASTED });
    const { source } = await asked<{ source: unknown }>(
      `{ source(id: "pasted") { text textLines lines { number text } some: lines(from: 3, to: 4) { number text }
          beyond: lines(from: 5) { number } } }`,
    );
    const lines = CANONICAL.split('\n').map((text, index) => ({ number: index + 1, text }));
    expect(source).toEqual({
      text: CANONICAL,
      textLines: 4,
      lines,
      some: lines.slice(2),
      beyond: [],
    });
  });

  it('is refused where its hash is another one, and nothing is recorded', async () => {
    const { errors } = await send(ledger, 'depositSource', {
      sourceId: 'other',
      kind: 'ARTICLE',
      sha256: sha256('something else'),
      text: PASTED,
    });
    expect(errors[0]?.extensions).toMatchObject({ code: 'TEXT_DIFFERS', field: 'text' });
    expect(await asked('{ source(id: "other") { sourceId } }')).toEqual({ source: null });
  });

  it('stands nowhere in clear: not in the log, not in the read model, not in the vault', async () => {
    const { rows } = await made.assembly.writerPool.query<{ schema: string }>(
      `select 'read_model_v' || max(version) as schema from read_model.version`,
    );
    const found = await made.assembly.writerPool.query<{ seen: string }>(
      `select envelope::text as seen from ${rows[0]?.schema ?? ''}.event where stream = 'source-pasted'
       union all select s::text from ${rows[0]?.schema ?? ''}.source s`,
    );
    const kept = await vault.query<{ sealed: Buffer }>('select sealed from kept_document');
    const bytes = [
      ...found.rows.map(({ seen }) => seen),
      ...kept.rows.map(({ sealed }) => sealed.toString()),
    ];
    expect(bytes.length).toBeGreaterThan(2);
    expect(bytes.filter((seen) => /Sherbrooke|partenaires/.test(seen))).toEqual([]);
    expect(made.lines.filter((line) => line.includes('Sherbrooke'))).toEqual([]);
  });

  it('is not for dashboards, and neither is the list of sources', async () => {
    const { data, errors } = await as<{ sources: unknown; source: unknown }>(
      'dashboard',
      '{ sources { totalCount } source(id: "pasted") { text } }',
    );
    expect(data).toEqual({ sources: null, source: null });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  });
});

describe('a text that is deposited later', () => {
  it('has to have the hash of its source, and is known from then on', async () => {
    const { position: before } = await deposit('by-hash');
    expect(await textOf('by-hash')).toEqual({ text: null, textLines: null });
    const refused = await send(ledger, 'depositSourceText', {
      sourceId: 'by-hash',
      text: PASTED.trim(),
    });
    expect(refused.errors[0]?.extensions).toMatchObject({
      code: 'TEXT_DIFFERS',
      field: 'text',
      details: { wanted: sha256(CANONICAL) },
    });
    const commandId = randomUUID();
    const input = { commandId, sourceId: 'by-hash', text: PASTED };
    const first = await record(ledger, 'depositSourceText', input);
    expect(first.events.map(({ type }) => type)).toEqual(['SourceTextDeposited']);
    expect((await record(ledger, 'depositSourceText', input)).repeated).toBe(true);
    expect(await textOf('by-hash')).toEqual({ text: CANONICAL, textLines: 4 });
    const again = await send(ledger, 'depositSourceText', { sourceId: 'by-hash', text: PASTED });
    expect(again.errors[0]?.extensions.code).toBe('TEXT_ALREADY_DEPOSITED');
    const then = await asked<{ sources: { nodes: readonly object[] } }>(
      `query ($p: Position!) { sources(filter: { text: "by-hash" }, asOf: { position: $p }) { nodes { text } } }`,
      { p: before },
    );
    expect(then.sources.nodes).toEqual([{ text: null }]);
  });

  it('is taken back with an annulment, and may then be deposited again', async () => {
    await deposit('taken-back');
    const given = await record(ledger, 'depositSourceText', { sourceId: 'taken-back', text: PASTED });
    await deposit('why');
    await record(ledger, 'annulRecord', {
      stream: 'source-taken-back',
      eventId: given.events[0]?.id,
      authority: 'CLERICAL_ERROR',
      reason: 'of another release',
      evidence: [{ sourceId: 'why' }],
    });
    expect(await textOf('taken-back')).toEqual({ text: null, textLines: null });
    await record(ledger, 'depositSourceText', { sourceId: 'taken-back', text: PASTED });
    expect((await textOf('taken-back')).textLines).toBe(4);
  });

  it('is gone after erasure, without a code; lost without erasure, with one', async () => {
    const text = 'Une lettre de Camille';
    await deposit('letter', { sha256: sha256(text), text });
    const { rows } = await vault.query<{ kid: string; wrapped: Buffer }>(
      `select k.kid, k.wrapped from kept_document d join vault_key k using (kid) where d.sha256 = $1`,
      [sha256(text)],
    );
    const kid = rows[0]?.kid;
    await vault.query('delete from vault_key where kid = $1', [kid]);
    const lost = await as<object>('auditor', '{ source(id: "letter") { text } }');
    expect(lost.errors.map(({ extensions }) => extensions.code)).toEqual(['SEALED_UNREADABLE']);
    await vault.query('insert into erased_key (kid) values ($1)', [kid]);
    expect(await textOf('letter')).toEqual({ text: null, textLines: 1 });
  });
});

describe('the sources', () => {
  beforeAll(async () => {
    await deposit('seen', { kind: 'ARTICLE', issuer: 'Le Devoir', sha256: sha256('seen') });
    await registerOrganization(ledger, 'un', 'Institut un', 'seen');
    await registerAgreement(ledger, 'mou', 'Entente', 'seen');
    await record(ledger, 'recordSignature', {
      agreementId: 'mou',
      organizationId: 'un',
      occurredOn: { edtf: '2025-01-15' },
      evidence: [
        { sourceId: 'seen', lines: { from: 3, to: 4 }, quote: '– Institut un', kind: 'INFERRED' },
        { sourceId: 'seen', lines: { from: 9, to: 9 } },
      ],
    });
  }, PATIENCE_MS);

  const found = async (filter: object): Promise<readonly string[]> => {
    const { sources } = await asked<{
      sources: { totalCount: number; nodes: readonly { sourceId: string }[] };
    }>('query ($filter: SourceFilter) { sources(filter: $filter) { totalCount nodes { sourceId } } }', {
      filter,
    });
    expect(sources.totalCount).toBe(sources.nodes.length);
    return sources.nodes.map(({ sourceId }) => sourceId);
  };

  it('are found by words, kind, hash, citations and text, the last deposited first', async () => {
    expect((await found({}))[0]).toBe('seen');
    expect(await found({ text: 'devoir' })).toEqual(['seen']);
    expect(await found({ text: 'QUEBEC technum' })).toEqual(['pasted']);
    expect(await found({ text: 'communique' })).toEqual(['pasted']);
    expect(await found({ kind: 'ARTICLE' })).toEqual(['seen']);
    expect(await found({ sha256: sha256('seen').toUpperCase() })).toEqual(['seen']);
    expect(await found({ uncited: false })).toEqual(['seen', 'why']);
    expect(await found({ uncited: true, kind: 'ARTICLE' })).toEqual([]);
    expect(await found({ hasText: false })).toEqual(['seen', 'why']);
  });

  it('come in pages, each source once', async () => {
    const all = await found({});
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { sources }: { sources: Page } = await asked(
        'query ($after: String) { sources(first: 2, after: $after) { nodes { sourceId } pageInfo { endCursor hasNextPage } } }',
        { after },
      );
      seen.push(...sources.nodes.map(({ sourceId }) => sourceId));
      after = sources.pageInfo.hasNextPage ? sources.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(all);
  });

  it('tell what cites them, with lines and quotes, and no more what was annulled', async () => {
    const query = `{ source(id: "seen") { depositedAt depositedByName timesCited citedBy {
      totalCount nodes { event { type } agreement { agreementId } lines { from to } kind quote } } } }`;
    const { source } = await asked<{ source: Cited }>(query);
    expect(source.timesCited).toBe(4);
    expect(source.depositedByName).toBe('acceptance');
    expect(Date.parse(source.depositedAt)).toBeGreaterThan(0);
    expect(source.citedBy).toEqual({
      totalCount: 4,
      nodes: [
        {
          event: { type: 'OrganizationRegistered' },
          agreement: null,
          lines: null,
          kind: 'STATED',
          quote: null,
        },
        {
          event: { type: 'AgreementRegistered' },
          agreement: { agreementId: 'mou' },
          lines: null,
          kind: 'STATED',
          quote: null,
        },
        {
          event: { type: 'PartnerSigned' },
          agreement: { agreementId: 'mou' },
          lines: { from: 3, to: 4 },
          kind: 'INFERRED',
          quote: '– Institut un',
        },
        {
          event: { type: 'PartnerSigned' },
          agreement: { agreementId: 'mou' },
          lines: { from: 9, to: 9 },
          kind: 'STATED',
          quote: null,
        },
      ],
    });
    const { replay } = await asked<{ replay: readonly { id: string; type: string }[] }>(
      '{ replay(stream: "agreement-mou") { id type } }',
    );
    await record(ledger, 'annulRecord', {
      stream: 'agreement-mou',
      eventId: replay.find(({ type }) => type === 'PartnerSigned')?.id,
      authority: 'CLERICAL_ERROR',
      reason: 'another MOU',
      evidence: [{ sourceId: 'why' }],
    });
    const after = await asked<{ source: Cited }>(query);
    expect(after.source.timesCited).toBe(2);
    expect(after.source.citedBy.nodes).toHaveLength(2);
  });
});

interface Page {
  readonly nodes: readonly { readonly sourceId: string }[];
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
}

interface Cited {
  readonly depositedAt: string;
  readonly depositedByName: string | null;
  readonly timesCited: number;
  readonly citedBy: { readonly totalCount: number; readonly nodes: readonly object[] };
}
