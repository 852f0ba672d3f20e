import { createHash, randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { Client as Database } from 'pg';
import {
  databaseUrl,
  startLedger,
  until,
  type GqlError,
  type LedgerProcess,
} from '../support/ledger-process.js';
import { RUNS_ON_EVENTSTOREDB } from '../support/log-stores.js';
import { depositSource, record, registerAgreement, registerOrganization } from '../support/recording.js';

let ledger: LedgerProcess;
let other: { readonly token: string; readonly position: string; readonly cursor: string };

beforeAll(async () => {
  const elsewhere = await startLedger({ demonstration: false });
  try {
    await depositSource(elsewhere, 'elsewhere');
    await registerAgreement(elsewhere, 'elsewhere-1', 'Entente d’ailleurs', 'elsewhere');
    const { position } = await registerAgreement(
      elsewhere,
      'elsewhere-2',
      'Autre entente d’ailleurs',
      'elsewhere',
    );
    const { data } = await elsewhere.gql<{ agreements: { pageInfo: { endCursor: string } } }>(
      'query ($at: Position) { agreements(first: 1, asOf: { position: $at }) { pageInfo { endCursor } } }',
      { at: position },
    );
    other = {
      token: elsewhere.tokens.secretariat,
      position,
      cursor: data?.agreements.pageInfo.endCursor ?? '',
    };
  } finally {
    await elsewhere.dispose();
  }
  ledger = await startLedger();
  await depositSource(ledger, 'known');
  await registerOrganization(ledger, 'known-org', 'Organisation connue', 'known');
  await registerAgreement(ledger, 'known-agreement', 'Entente connue', 'known');
}, 120_000);
afterAll(() => ledger?.dispose());

const count = (length: number, of: (index: number) => string): string =>
  Array.from({ length }, (_, index) => of(index)).join(' ');

/** How many events the log holds, by the database itself; where it has no log, the last position. */
async function head(): Promise<unknown> {
  if (RUNS_ON_EVENTSTOREDB) return (await ledger.gql('{ position { head } }')).data;
  const database = new Database({ connectionString: await databaseUrl(ledger.dataDir) });
  await database.connect();
  try {
    const { rows } = await database.query<{ schema: string }>(
      `select table_schema as schema from information_schema.columns where table_name = 'event' and column_name = 'bytes'`,
    );
    const { rows: counted } = await database.query<{ count: string }>(
      `select count(*) from "${rows[0]?.schema}".event`,
    );
    return counted[0]?.count;
  } finally {
    await database.end();
  }
}

/** Words of English that no sentence in French has. */
const ENGLISH =
  /\b(the|is|are|not|of|and|with|at least|more than|than|that|written|may|field|query|body|send|must|this|only)\b/i;

/** The project's own form of an error: a code, both languages, and nothing of the inside. */
function expectOwnForm(errors: readonly GqlError[]): GqlError['extensions'] {
  expect(errors.length).toBeGreaterThan(0);
  for (const { message, extensions } of errors) {
    expect(extensions).toEqual({
      code: expect.stringMatching(/^[A-Z_]+$/),
      strength: expect.stringMatching(/^(INVARIANT|POLICY|ADVICE)$/),
      rule: extensions.rule === null ? null : expect.any(String),
      field: extensions.field === null ? null : expect.any(String),
      details: expect.any(Object),
      retryable: expect.any(Boolean),
      message: { fr: expect.stringMatching(/\S/), en: expect.stringMatching(/\S/) },
    });
    if (extensions.code === 'PERSISTED_QUERY_NOT_SUPPORTED')
      expect(message).toBe('PersistedQueryNotSupported');
    else expect(extensions.message.en).toBe(message);
    expect(extensions.message.fr).not.toBe(extensions.message.en);
    // What a library says in English is quoted; the sentence around it is in French.
    expect(extensions.message.fr.replace(/«[^]*»/, '')).not.toMatch(ENGLISH);
    expect(extensions.code).not.toBe('INTERNAL');
  }
  const text = JSON.stringify(errors);
  expect(text).not.toMatch(/node_modules|\.[jt]s:\d+|at [A-Za-z.]+ \(|postgres:|select .* from/i);
  // What is sent back of a long text is short.
  expect(text.length).toBeLessThan(20_000);
  const [first] = errors;
  if (!first) throw new Error('there is no error');
  return first.extensions;
}

interface Refusal {
  readonly query: string;
  readonly variables?: () => Readonly<Record<string, unknown>>;
  readonly code: string;
  readonly field: string | null;
}

const SIGN = 'mutation ($input: RecordSignatureInput!) { recordSignature(input: $input) { position } }';
const REGISTER =
  'mutation ($input: RegisterOrganizationInput!) { registerOrganization(input: $input) { position } }';
const TERM = 'mutation ($input: SetTermInput!) { setTerm(input: $input) { position } }';
const signature = (changed: Readonly<Record<string, unknown>>) => () => ({
  input: {
    commandId: randomUUID(),
    agreementId: 'known-agreement',
    organizationId: 'known-org',
    occurredOn: { edtf: '2025-03-03' },
    evidence: [{ sourceId: 'known' }],
    ...changed,
  },
});
const organization = (changed: Readonly<Record<string, unknown>>) => () => ({
  input: {
    commandId: randomUUID(),
    names: [{ text: 'Une toute nouvelle', lang: 'fr' }],
    evidence: [{ sourceId: 'known' }],
    ...changed,
  },
});
const AGREEMENT =
  'mutation ($input: RegisterAgreementInput!) { registerAgreement(input: $input) { position } }';
const agreement = (changed: Readonly<Record<string, unknown>>) => () => ({
  input: {
    commandId: randomUUID(),
    kind: 'MOU',
    title: [{ text: 'Une toute nouvelle', lang: 'fr' }],
    evidence: [{ sourceId: 'known' }],
    ...changed,
  },
});
const nested = (depth: number): string =>
  `{ agreement(id: "corridor-ne") { ${'parties { organization { agreements { nodes { '.repeat(depth)} id ${'} } } }'.repeat(depth)} } }`;

const HOSTILE: Readonly<Record<string, Refusal>> = {
  'a day that does not exist': {
    query: '{ agreement(id: "corridor-ne", asOf: { validOn: "2025-02-29" }) { id } }',
    code: 'VALIDATION_FAILED',
    field: 'asOf.validOn',
  },
  'a day that does not exist, in a variable': {
    query: 'query ($on: Date) { agreement(id: "corridor-ne", asOf: { validOn: $on }) { id } }',
    variables: () => ({ on: '2023-02-29' }),
    code: 'VALIDATION_FAILED',
    field: 'asOf.validOn',
  },
  'the year 10000': {
    query: '{ agreement(id: "corridor-ne", asOf: { validOn: "10000-01-01" }) { id } }',
    code: 'VALIDATION_FAILED',
    field: 'asOf.validOn',
  },
  'an instant that does not exist': {
    query: '{ agreement(id: "corridor-ne", asOf: { knownAt: "2025-02-30T00:00:00Z" }) { id } }',
    code: 'VALIDATION_FAILED',
    field: 'asOf.knownAt',
  },
  'an instant without an offset': {
    query: '{ agreement(id: "corridor-ne", asOf: { knownAt: "2025-02-03T00:00:00" }) { id } }',
    code: 'VALIDATION_FAILED',
    field: 'asOf.knownAt',
  },
  'knownAt and position together': {
    query:
      'query ($at: Position) { agreement(id: "corridor-ne", asOf: { knownAt: "2025-02-03T00:00:00Z", position: $at }) { id } }',
    variables: () => ({ at: other.position }),
    code: 'AS_OF_AMBIGUOUS',
    field: 'asOf',
  },
  'a position of another ledger': {
    query: 'query ($at: Position) { agreement(id: "corridor-ne", asOf: { position: $at }) { id } }',
    variables: () => ({ at: other.position }),
    code: 'POSITION_FOREIGN',
    field: 'asOf.position',
  },
  'a position that is none': {
    query: '{ agreement(id: "corridor-ne", asOf: { position: "12" }) { id } }',
    code: 'VALIDATION_FAILED',
    field: 'asOf.position',
  },
  'first of 0': {
    query: '{ agreements(first: 0) { nodes { id } } }',
    code: 'VALIDATION_FAILED',
    field: 'first',
  },
  'first of -1': {
    query: '{ agreements(first: -1) { nodes { id } } }',
    code: 'VALIDATION_FAILED',
    field: 'first',
  },
  'first of a million': {
    query: '{ organizations(first: 1000000) { nodes { id } } }',
    code: 'VALIDATION_FAILED',
    field: 'first',
  },
  'first of a thousand': {
    query: 'query ($first: Int) { agreements(first: $first) { nodes { id } } }',
    variables: () => ({ first: 1_000 }),
    code: 'VALIDATION_FAILED',
    field: 'first',
  },
  'first beyond 32 bits': {
    query: 'query ($first: Int) { agreements(first: $first) { nodes { id } } }',
    variables: () => ({ first: 2 ** 40 }),
    code: 'VALIDATION_FAILED',
    field: 'first',
  },
  'first that is no number': {
    query: 'query ($first: Int) { agreements(first: $first) { nodes { id } } }',
    variables: () => ({ first: '10' }),
    code: 'VALIDATION_FAILED',
    field: 'first',
  },
  'first of 0 below an object': {
    query: '{ agreement(id: "corridor-ne") { history(first: 0) { totalCount } } }',
    code: 'VALIDATION_FAILED',
    field: 'first',
  },
  'a cursor of another list': {
    query: 'query ($after: String) { organizations(after: $after) { nodes { id } } }',
    variables: () => ({ after: other.cursor }),
    code: 'CURSOR_INVALID',
    field: 'after',
  },
  'a cursor that is none': {
    query: '{ agreements(after: "abc") { nodes { id } } }',
    code: 'CURSOR_INVALID',
    field: 'after',
  },
  'a cursor of 90,000 letters': {
    query: 'query ($after: String) { agreements(after: $after) { nodes { id } } }',
    variables: () => ({ after: 'A'.repeat(90_000) }),
    code: 'CURSOR_INVALID',
    field: 'after',
  },
  'a forged cursor': {
    query: 'query ($after: String) { agreements(sort: END_DATE, after: $after) { nodes { id } } }',
    variables: () => ({
      after: Buffer.from(
        JSON.stringify([
          'agreements',
          'END_DATE',
          createHash('sha256').update('null').digest('base64url').slice(0, 16),
          '2025-01-01',
          '1',
          ['no day', "'; drop table event; --"],
        ]),
      ).toString('base64url'),
    }),
    code: 'CURSOR_INVALID',
    field: 'after',
  },
  'a forged cursor with a day that does not exist': {
    query: 'query ($after: String) { agreements(after: $after) { nodes { id } } }',
    variables: () => ({
      after: Buffer.from(
        JSON.stringify([
          'agreements',
          'TITLE',
          createHash('sha256').update('null').digest('base64url').slice(0, 16),
          '2025-02-31',
          '1',
          ['a', 'b'],
        ]),
      ).toString('base64url'),
    }),
    code: 'CURSOR_INVALID',
    field: 'after',
  },
  'a forged cursor with a position beyond all': {
    query: 'query ($after: String) { agreements(after: $after) { nodes { id } } }',
    variables: () => ({
      after: Buffer.from(
        JSON.stringify([
          'agreements',
          'TITLE',
          createHash('sha256').update('null').digest('base64url').slice(0, 16),
          '2025-02-03',
          'ffffffffffffffff',
          ['a', 'b'],
        ]),
      ).toString('base64url'),
    }),
    code: 'CURSOR_INVALID',
    field: 'after',
  },
  'a forged cursor with a NUL in its key': {
    query: 'query ($after: String) { agreements(after: $after) { nodes { id } } }',
    variables: () => ({
      after: Buffer.from(
        JSON.stringify([
          'agreements',
          'TITLE',
          createHash('sha256').update('null').digest('base64url').slice(0, 16),
          '2025-02-03',
          '1',
          ['a\0', 'b'],
        ]),
      ).toString('base64url'),
    }),
    code: 'CURSOR_INVALID',
    field: 'after',
  },
  'a forged cursor without a key': {
    query: 'query ($after: String) { agreements(after: $after) { nodes { id } } }',
    variables: () => ({
      after: Buffer.from(
        JSON.stringify([
          'agreements',
          'TITLE',
          createHash('sha256').update('null').digest('base64url').slice(0, 16),
          '2025-02-03',
          '1',
          [],
        ]),
      ).toString('base64url'),
    }),
    code: 'CURSOR_INVALID',
    field: 'after',
  },
  'an id with spaces': {
    query: '{ agreement(id: "corridor ne") { id } }',
    code: 'VALIDATION_FAILED',
    field: 'id',
  },
  'an empty id': { query: '{ agreement(id: "") { id } }', code: 'VALIDATION_FAILED', field: 'id' },
  'an id of 100,000 letters': {
    query: 'query ($id: ID!) { agreement(id: $id) { id } }',
    variables: () => ({ id: 'a'.repeat(100_000) }),
    code: 'VALIDATION_FAILED',
    field: 'id',
  },
  'an id with a NUL': {
    query: 'query ($id: ID!) { person(id: $id) { id } }',
    variables: () => ({ id: 'a\0b' }),
    code: 'VALIDATION_FAILED',
    field: 'id',
  },
  'a stream with spaces': {
    query: '{ replay(stream: "agreement-x y") { id } }',
    code: 'VALIDATION_FAILED',
    field: 'stream',
  },
  'a name with a NUL to look for': {
    query: 'query ($name: String) { organization(name: $name) { id } }',
    variables: () => ({ name: 'a\0b' }),
    code: 'VALIDATION_FAILED',
    field: 'name',
  },
  'a lone surrogate to look for': {
    query: 'query ($text: String) { agreements(filter: { text: $text }) { totalCount } }',
    variables: () => ({ text: 'a\ud800b' }),
    code: 'VALIDATION_FAILED',
    field: 'filter.text',
  },
  'a text of 100,000 letters to look for': {
    query: 'query ($text: String) { agreements(filter: { text: $text }) { totalCount } }',
    variables: () => ({ text: 'a'.repeat(100_000) }),
    code: 'VALIDATION_FAILED',
    field: 'filter.text',
  },
  'a NUL in the types of events': {
    query: 'query ($types: [String!]) { events(types: $types) { totalCount } }',
    variables: () => ({ types: ['a\0b'] }),
    code: 'VALIDATION_FAILED',
    field: 'types.0',
  },
  'a kind with a NUL to filter by': {
    query: 'query ($kind: [String!]) { agreements(filter: { kind: $kind }) { totalCount } }',
    variables: () => ({ kind: ['a\0b'] }),
    code: 'VALIDATION_FAILED',
    field: 'filter.kind.0',
  },
  'a negative number of days': {
    query: '{ expiring(withinDays: -1) { totalCount } }',
    code: 'VALIDATION_FAILED',
    field: 'withinDays',
  },
  'a language tag that is none': {
    query: '{ agreement(id: "corridor-ne") { title(lang: "français!") } }',
    code: 'VALIDATION_FAILED',
    field: 'lang',
  },
  'both an id and a name': {
    query: '{ organization(id: "uvm", name: "uvm") { id } }',
    code: 'VALIDATION_FAILED',
    field: 'name',
  },
  'nonsense EDTF': {
    query: SIGN,
    variables: signature({ occurredOn: { edtf: 'last summer' } }),
    code: 'VALIDATION_FAILED',
    field: 'occurredOn.edtf',
  },
  'EDTF of a day that does not exist': {
    query: SIGN,
    variables: signature({ occurredOn: { edtf: '2023-02-29' } }),
    code: 'VALIDATION_FAILED',
    field: 'occurredOn.edtf',
  },
  'EDTF of 100,000 letters': {
    query: SIGN,
    variables: signature({ occurredOn: { edtf: `[${'2023-01-01,'.repeat(9_000)}2023-01-02]` } }),
    code: 'VALIDATION_FAILED',
    field: 'occurredOn.edtf',
  },
  'a date without a bound': {
    query: SIGN,
    variables: signature({ occurredOn: { edtf: '../..' } }),
    code: 'VALIDATION_FAILED',
    field: 'occurredOn.edtf',
  },
  'a point outside of its bounds': {
    query: SIGN,
    variables: signature({ occurredOn: { edtf: '2025-03', point: '2025-05-01' } }),
    code: 'VALIDATION_FAILED',
    field: 'occurredOn.point',
  },
  'an act of the year 9999': {
    query: SIGN,
    variables: signature({ occurredOn: { edtf: '9999-12-31' } }),
    code: 'DATE_IN_FUTURE',
    field: 'occurredOn',
  },
  'a term to the end of time': {
    query: TERM,
    variables: () => ({
      input: {
        commandId: randomUUID(),
        agreementId: 'known-agreement',
        endsOn: { edtf: '10000-01-01' },
        evidence: [{ sourceId: 'known' }],
      },
    }),
    code: 'VALIDATION_FAILED',
    field: 'endsOn.edtf',
  },
  'a name of 100,000 letters': {
    query: REGISTER,
    variables: organization({ names: [{ text: 'a'.repeat(100_000), lang: 'fr' }] }),
    code: 'VALIDATION_FAILED',
    field: 'names.0.text',
  },
  'a lone surrogate in a name': {
    query: REGISTER,
    variables: organization({ names: [{ text: 'mal\udc00formé', lang: 'fr' }] }),
    code: 'VALIDATION_FAILED',
    field: 'names.0.text',
  },
  'a NUL in a name': {
    query: REGISTER,
    variables: organization({ names: [{ text: 'mal\0formé', lang: 'fr' }] }),
    code: 'VALIDATION_FAILED',
    field: 'names.0.text',
  },
  'a name of blanks': {
    query: REGISTER,
    variables: organization({ names: [{ text: '   ', lang: 'fr' }] }),
    code: 'NAME_REQUIRED',
    field: 'names.0.text',
  },
  'a name of what is not seen': {
    query: REGISTER,
    variables: organization({ names: [{ text: '\u200b\u2060', lang: 'fr' }] }),
    code: 'NAME_REQUIRED',
    field: 'names.0.text',
  },
  'a title of blanks': {
    query: AGREEMENT,
    variables: agreement({ title: [{ text: ' ', lang: 'fr' }] }),
    code: 'TITLE_REQUIRED',
    field: 'title.0.text',
  },
  'a kind of blanks': {
    query: AGREEMENT,
    variables: agreement({ kind: '\u200b' }),
    code: 'VALIDATION_FAILED',
    field: 'kind',
  },
  'an empty sector': {
    query: AGREEMENT,
    variables: agreement({ sectors: [{ text: '', lang: 'fr' }] }),
    code: 'VALIDATION_FAILED',
    field: 'sectors.0.text',
  },
  'an identifier of blanks': {
    query: REGISTER,
    variables: organization({ identifiers: [{ scheme: ' ', value: ' ' }] }),
    code: 'VALIDATION_FAILED',
    field: 'identifiers.0.scheme',
  },
  'an event that is no UUID': {
    query: 'mutation ($input: AttachEvidenceInput!) { attachEvidence(input: $input) { position } }',
    variables: () => ({
      input: {
        commandId: randomUUID(),
        agreementId: 'known-agreement',
        sourceId: 'known',
        supports: ['x'],
        strength: 'CONFIRMS',
        evidence: [{ sourceId: 'known' }],
      },
    }),
    code: 'VALIDATION_FAILED',
    field: 'supports.0',
  },
  'the nil UUID for a commandId': {
    query: REGISTER,
    variables: organization({ commandId: '00000000-0000-0000-0000-000000000000' }),
    code: 'VALIDATION_FAILED',
    field: 'commandId',
  },
  'no name at all': {
    query: REGISTER,
    variables: organization({ names: [] }),
    code: 'NAME_REQUIRED',
    field: 'names',
  },
  'an organisation id with spaces': {
    query: REGISTER,
    variables: organization({ organizationId: 'un deux' }),
    code: 'VALIDATION_FAILED',
    field: 'organizationId',
  },
  'a list of 10,000 members': {
    query: REGISTER,
    variables: organization({
      identifiers: Array.from({ length: 10_000 }, () => ({ scheme: 'A', value: 'b' })),
    }),
    code: 'VALIDATION_FAILED',
    field: 'identifiers',
  },
  'a commandId that is no UUID': {
    query: REGISTER,
    variables: organization({ commandId: 'mine' }),
    code: 'VALIDATION_FAILED',
    field: 'commandId',
  },
  'a member that the input has not': {
    query: REGISTER,
    variables: organization({ recordedAt: '2020-01-01T00:00:00Z' }),
    code: 'VALIDATION_FAILED',
    field: 'recordedAt',
  },
  'a revision below zero': {
    query: SIGN,
    variables: signature({ expectedRevision: -1 }),
    code: 'CONCURRENCY_CONFLICT',
    field: 'expectedRevision',
  },
  'another revision than the stream has': {
    query: SIGN,
    variables: signature({ expectedRevision: 99 }),
    code: 'CONCURRENCY_CONFLICT',
    field: 'expectedRevision',
  },
  'lines from the last to the first': {
    query: SIGN,
    variables: signature({ evidence: [{ sourceId: 'known', lines: { from: 9, to: 2 } }] }),
    code: 'VALIDATION_FAILED',
    field: 'evidence.0.lines',
  },
  'a source that was not deposited': {
    query: SIGN,
    variables: signature({ evidence: [{ sourceId: 'no-such-source' }] }),
    code: 'SOURCE_NOT_FOUND',
    field: 'evidence.0.sourceId',
  },
  'an override of an invariant': {
    query: REGISTER,
    variables: organization({
      organizationId: 'known-org',
      overrides: [{ rule: 'ORGANIZATION_ALREADY_EXISTS', reason: 'because' }],
    }),
    code: 'OVERRIDE_NOT_ALLOWED',
    field: 'overrides.0.rule',
  },
  'a missing variable': { query: SIGN, variables: () => ({}), code: 'VALIDATION_FAILED', field: 'input' },
  '1,000 aliases': {
    query: `{ ${count(1_000, (index) => `a${index}: agreement(id: "corridor-ne") { id }`)} }`,
    code: 'LIMIT_EXCEEDED',
    field: 'query',
  },
  '1,000 aliases of one mutation': {
    query: `mutation ($input: RegisterOrganizationInput!) { ${count(1_000, (index) => `a${index}: registerOrganization(input: $input) { position }`)} }`,
    variables: organization({}),
    code: 'LIMIT_EXCEEDED',
    field: 'query',
  },
  'a fragment cycle': {
    query:
      '{ agreement(id: "corridor-ne") { ...a } } fragment a on Agreement { ...b } fragment b on Agreement { id ...a }',
    code: 'VALIDATION_FAILED',
    field: 'query',
  },
  'a fragment that spreads itself': {
    query:
      '{ agreement(id: "corridor-ne") { ...a } } fragment a on Agreement { id parties { organization { agreements { nodes { ...a } } } } }',
    code: 'VALIDATION_FAILED',
    field: 'query',
  },
  'fields twenty deep': { query: nested(5), code: 'LIMIT_EXCEEDED', field: 'query' },
  'fields two hundred deep': { query: nested(50), code: 'LIMIT_EXCEEDED', field: 'query' },
  'brackets ten thousand deep': {
    query: `${'{a'.repeat(10_000)}${'}'.repeat(10_000)}`,
    code: 'LIMIT_EXCEEDED',
    field: 'query',
  },
  'an argument ten thousand lists deep': {
    query: `{ events(types: ${'['.repeat(10_000)}${']'.repeat(10_000)}) { totalCount } }`,
    code: 'LIMIT_EXCEEDED',
    field: 'query',
  },
  'more than an answer can hold': {
    query:
      '{ agreements(first: 200) { nodes { meetings(first: 200) { nodes { id } } history(first: 200) { nodes { id } } } } }',
    code: 'LIMIT_EXCEEDED',
    field: 'query',
  },
  'a thousand directives': {
    query: `{ position { head ${'@skip(if: false) '.repeat(1_000)} } }`,
    code: 'LIMIT_EXCEEDED',
    field: 'query',
  },
  'a query of a million characters': {
    query: `{ position { head } } #${'x'.repeat(900_000)}`,
    code: 'LIMIT_EXCEEDED',
    field: 'query',
  },
  'no query': { query: '', code: 'VALIDATION_FAILED', field: 'query' },
  'what is not GraphQL': { query: 'hello', code: 'VALIDATION_FAILED', field: 'query' },
  'a field that there is not': {
    query: '{ agrement(id: "x") { id } }',
    code: 'VALIDATION_FAILED',
    field: 'query',
  },
  'two operations and no name': {
    query: 'query a { position { head } } query b { position { head } }',
    code: 'VALIDATION_FAILED',
    field: 'query',
  },
  'a subscription over HTTP': {
    query: 'subscription { eventRecorded { id } }',
    code: 'VALIDATION_FAILED',
    field: 'query',
  },
};

describe('what a stranger sends', () => {
  it.each(Object.keys(HOSTILE))(
    '%s is answered with a code, the field and both languages, and nothing is written',
    async (name) => {
      const hostile = HOSTILE[name];
      if (!hostile) throw new Error('no such case');
      const before = await head();
      // The third time a query comes it has been compiled, and is another program that answers.
      for (let time = 0; time < 3; time += 1) {
        const { errors, status } = await ledger.gql(hostile.query, hostile.variables?.());
        expect(status).toBeLessThan(500);
        const { code, field } = expectOwnForm(errors);
        expect({ code, field }).toEqual({ code: hostile.code, field: hostile.field });
      }
      expect(await head()).toEqual(before);
      const next = await ledger.gql<{ agreement: object }>('{ agreement(id: "corridor-ne") { id } }');
      expect(next).toMatchObject({
        status: 200,
        data: { agreement: { id: 'Agreement:corridor-ne' } },
        errors: [],
      });
    },
  );

  it('a commandId that another command used is refused, on another stream, mutation or input', async () => {
    const commandId = randomUUID();
    const { input } = organization({
      commandId,
      organizationId: 'used-once',
      names: [{ text: 'Servie une fois', lang: 'fr' }],
    })();
    await record(ledger, 'registerOrganization', input);
    const before = await head();
    const others: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
      [REGISTER, { ...input, organizationId: 'used-twice' }],
      [REGISTER, { ...input, names: [{ text: 'Servie deux fois', lang: 'fr' }] }],
      [SIGN, { ...signature({ commandId })().input }],
      // Refused for another reason too: the commandId is reported first.
      [SIGN, { ...signature({ commandId, agreementId: 'no-such-agreement', expectedRevision: 7 })().input }],
    ];
    for (const [query, changed] of others) {
      const { errors } = await ledger.gql(query, { input: changed });
      expect(expectOwnForm(errors)).toMatchObject({ code: 'COMMAND_ID_REUSED', field: 'commandId' });
    }
    expect(await head()).toEqual(before);
  });

  it('refuses an answer of few values that are long, and sends none of it', async () => {
    let position = '';
    for (let index = 0; index < 5; index += 1)
      ({ position } = await record(ledger, 'registerAgreement', {
        agreementId: `long-${index}`,
        kind: 'MOU',
        title: [{ text: `Entente interminable ${index}`, lang: 'fr' }],
        objectives: Array.from({ length: 20 }, () => ({
          texts: [{ text: 'long '.repeat(400), lang: 'fr' }],
        })),
        evidence: [{ sourceId: 's0' }],
      }));
    const aliases = Array.from({ length: 90 }, (_, index) => `a${index}: objectives { texts { text } }`);
    const query = `{ agreements(first: 5, filter: { text: "interminable" }, asOf: { position: "${position}" }) { nodes { ${aliases.join(' ')} } } }`;
    const { data, errors, status } = await ledger.gql(query);
    expect({ status, data }).toEqual({ status: 200, data: null });
    expect(errors.map(({ extensions }) => extensions)).toMatchObject([
      { code: 'LIMIT_EXCEEDED', details: { limit: 'ANSWER_CHARACTERS', most: 8_000_000 } },
    ]);
  });

  it('names things beside their ids, the value, and the mutation that it is of', async () => {
    const sign = (edtf: string) => ({
      commandId: randomUUID(),
      agreementId: 'corridor-ne',
      organizationId: 'uvm',
      occurredOn: { edtf },
      evidence: [{ sourceId: 's0' }],
    });
    const two =
      'mutation ($a: RecordSignatureInput!, $b: RecordSignatureInput!) { one: recordSignature(input: $a) { position } two: recordSignature(input: $b) { position } }';
    const refused = await ledger.gql(two, { a: sign('2025-01-01'), b: sign('2025-13-41') });
    expect(refused.errors).toHaveLength(1);
    expect(refused.errors[0]).toMatchObject({
      path: ['two'],
      message: expect.stringContaining('(2025-13-41)') as string,
      extensions: { field: 'occurredOn.edtf', details: { problem: 'NOT_EDTF', value: '2025-13-41' } },
    });
    const written =
      'mutation { one: expireAgreement(input: { commandId: "x", agreementId: "a" }) { position } }';
    expect((await ledger.gql(written)).errors[0]).toMatchObject({
      path: ['one'],
      extensions: { field: 'commandId', details: { problem: 'NOT_A_UUID', value: 'x' } },
    });
    const again = await ledger.gql(two, { a: sign('2025-01-28'), b: sign('2025-01-28') });
    expect(again.errors.map(({ path }) => path)).toEqual([['one'], ['two']]);
    expect(again.errors[0]).toMatchObject({
      message: 'Organisation University of Vermont (uvm) is already a party to the agreement.',
      extensions: {
        code: 'PARTNER_ALREADY_SIGNED',
        details: { organizationId: 'uvm', names: { uvm: { en: 'University of Vermont' } } },
      },
    });
  });

  it('a signature before the opening is asked about, naming the opening that would count no more, and recorded with a reason', async () => {
    await record(ledger, 'openForSignature', {
      commandId: randomUUID(),
      agreementId: 'known-agreement',
      eligible: ['known-org'],
      closesOn: '2026-06-30',
      occurredOn: { edtf: '2025-05-03' },
      evidence: [{ sourceId: 'known' }],
    });
    const sign = `mutation ($input: RecordSignatureInput!) { recordSignature(input: $input) { agreement { agreementId } } }`;
    const early = { occurredOn: { edtf: '2025-04-01' } };
    const asked = await ledger.gql(sign, signature(early)());
    expect(expectOwnForm(asked.errors)).toMatchObject({ code: 'FACTS_PASSED_OVER', field: 'occurredOn' });
    expect(asked.errors[0]?.extensions).toMatchObject({
      message: {
        fr: expect.stringContaining('ouverture à la signature (2025-05-03)') as string,
        en: expect.stringContaining('opening for signature (2025-05-03)') as string,
      },
      details: { events: [{ type: 'AgreementOpenedForSignature', effectiveOn: '2025-05-03' }] },
    });
    const overrides = [{ rule: 'FACTS_PASSED_OVER', reason: 'the signature is the surer of the two' }];
    const { data, errors } = await ledger.gql(sign, signature({ ...early, overrides })());
    expect(errors).toEqual([]);
    expect(data).toEqual({ recordSignature: { agreement: { agreementId: 'known-agreement' } } });
  });

  it('knownAt in the future is now', async () => {
    const { data, errors } = await ledger.gql<{ agreement: object; position: { projected: string } }>(
      '{ agreement(id: "corridor-ne", asOf: { knownAt: "9999-12-31T23:59:59Z" }) { asOf { position } } position { projected } }',
    );
    expect(errors).toEqual([]);
    expect(data?.agreement).toEqual({ asOf: { position: data?.position.projected } });
  });

  it('fragments that double thirty times are answered at once, compiled too', async () => {
    const doubling = count(
      30,
      (index) => `fragment f${index} on Agreement { ...f${index + 1} ...f${index + 1} }`,
    );
    const query = `{ agreement(id: "corridor-ne") { ...f0 } } ${doubling} fragment f30 on Agreement { id }`;
    for (let time = 0; time < 3; time += 1) {
      const { data, errors } = await ledger.gql<object>(query);
      if (errors.length > 0)
        expect(expectOwnForm(errors)).toMatchObject({ code: 'LIMIT_EXCEEDED', field: 'query' });
      else expect(data).toEqual({ agreement: { id: 'Agreement:corridor-ne' } });
    }
  }, 5_000);

  it('days beyond the end of the calendar reach to its end', async () => {
    const { data, errors } = await ledger.gql<Record<string, { totalCount: number }>>(
      `{ all: expiring(withinDays: 2147483647, asOf: { validOn: "2020-01-01" }) { totalCount }
         none: openIntents(olderThanDays: 2147483647) { totalCount } }`,
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ all: { totalCount: 1 }, none: { totalCount: 0 } });
  });

  it('a day at either end of the calendar has an answer', async () => {
    const { data, errors } = await ledger.gql<Record<string, object>>(
      `{ first: agreementStatus(id: "corridor-ne", asOf: { validOn: "0001-01-01" }) { status inForce }
         last: agreementStatus(id: "corridor-ne", asOf: { validOn: "9999-12-31" }) { status inForce } }`,
    );
    expect(errors).toEqual([]);
    expect(data?.['first']).toEqual({ status: 'NOT_YET', inForce: expect.stringMatching(/NO|UNKNOWN/) });
    expect(data?.['last']).toEqual({ status: 'IN_FORCE', inForce: 'YES' });
  });

  it('members called __proto__ and constructor change nothing', async () => {
    const before = await head();
    const bodies = [
      `{"query":"{ position { head } }","variables":{"__proto__":{"polluted":true}}}`,
      `{"query":"{ position { head } }","__proto__":{"polluted":true}}`,
      `{"query":"query ($filter: AgreementFilter) { agreements(filter: $filter) { totalCount } }","variables":{"filter":{"__proto__":{"polluted":true}}}}`,
      `{"query":"query ($filter: AgreementFilter) { agreements(filter: $filter) { totalCount } }","variables":{"filter":{"constructor":{"prototype":{"polluted":true}}}}}`,
    ];
    for (const body of bodies) {
      const { status, text } = await post(body);
      expect(status).toBeLessThan(500);
      const { errors } = JSON.parse(text) as { errors?: readonly GqlError[] };
      if (errors) expectOwnForm(errors);
    }
    expect(await head()).toEqual(before);
    const next = await ledger.gql<object>('{ position { head } }');
    expect(JSON.stringify(next)).not.toContain('polluted');
  });
});

function post(
  body: NonNullable<RequestInit['body']>,
  headers: Readonly<Record<string, string>> = {},
  token: string | null = ledger.tokens.secretariat,
) {
  return ledger.http('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body,
  });
}

function errorIn(text: string): GqlError['extensions'] {
  return expectOwnForm((JSON.parse(text) as { errors: readonly GqlError[] }).errors);
}

describe('a request that is no GraphQL request', () => {
  const REGISTER_INLINE = `mutation { registerOrganization(input: { commandId: "${randomUUID()}", names: [{ text: "Par GET", lang: "fr" }], evidence: [{ sourceId: "known" }] }) { position } }`;
  let before: unknown;
  beforeEach(async () => {
    before = await head();
  });
  afterEach(async () => {
    expect(await head()).toEqual(before);
    expect((await ledger.http('/health/ready')).status).toBe(200);
  });

  it('is refused a mutation by GET, and learns why', async () => {
    const { status, text } = await ledger.http(`/graphql?query=${encodeURIComponent(REGISTER_INLINE)}`, {
      headers: { authorization: `Bearer ${ledger.tokens.secretariat}`, 'mercurius-require-preflight': '1' },
    });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(errorIn(text).code).toBe('VALIDATION_FAILED');
  });

  it('is refused what a page of another origin could send: a GET or a form without a preflight', async () => {
    // Such a page cannot send the header Authorization: the browser would ask first.
    const get = await ledger.http(`/graphql?query=${encodeURIComponent('{ position { head } }')}`);
    expect([get.status, errorIn(get.text).details['problem']]).toEqual([400, 'PREFLIGHT_NEEDED']);
    for (const type of [
      'application/x-www-form-urlencoded',
      'text/plain',
      'multipart/form-data; boundary=x',
    ]) {
      const { status, text } = await post(JSON.stringify({ query: REGISTER_INLINE }), {
        'content-type': type,
      });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(errorIn(text).code).toBe('VALIDATION_FAILED');
    }
  });

  it('is refused another media type, and learns which to send', async () => {
    for (const type of [
      'application/xml',
      'application/graphql',
      'application/json; charset=utf-16',
      'nonsense',
    ]) {
      const { status, text } = await post(`<query/>`, { 'content-type': type });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(errorIn(text).code).toBe('VALIDATION_FAILED');
    }
  });

  it('is refused several queries in one request', async () => {
    const { status, text } = await post(
      JSON.stringify([{ query: '{ position { head } }' }, { query: REGISTER_INLINE }]),
    );
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(errorIn(text).code).toBe('VALIDATION_FAILED');
  });

  it.each([
    ['half of its JSON', '{"query":"{ position { head'],
    ['nothing', ''],
    ['null', 'null'],
    ['a number', '42'],
    ['a text', '"{ position { head } }"'],
    ['a query that is a number', '{"query":42}'],
    ['a query that is a list', '{"query":["{ position { head } }","{ position { head } }"]}'],
    ['variables that are a text', '{"query":"{ position { head } }","variables":"x"}'],
    [
      'variables that are a list',
      '{"query":"query ($a: Int) { agreements(first: $a) { totalCount } }","variables":[1]}',
    ],
    ['an operation name that there is not', '{"query":"query a { position { head } }","operationName":"b"}'],
    ['a syntax tree in place of a query', '{"query":"{\\"kind\\":\\"Document\\",\\"definitions\\":[]}"}'],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
    [
      '100,000 brackets',
      `{"query":"{ position { head } }","variables":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    ],
    [
      '100,000 objects within each other',
      `{"query":"query ($f: AgreementFilter) { agreements(filter: $f) { totalCount } }","variables":{"f":${'{"text":'.repeat(100_000)}1${'}'.repeat(100_000)}}}`,
    ],
    ['a persisted query', '{"query":"","extensions":{"persistedQuery":{"version":1,"sha256Hash":"abc"}}}'],
  ])('is refused a body that is not a request: %s', async (_what, body) => {
    const { status, text } = await post(body);
    expect(status).toBeLessThan(500);
    expect(['VALIDATION_FAILED', 'LIMIT_EXCEEDED', 'PERSISTED_QUERY_NOT_SUPPORTED']).toContain(
      errorIn(text).code,
    );
  });

  it('is refused a body of 10 MB, also when it does not say how long it is', async () => {
    const { status, text } = await post(
      JSON.stringify({ query: '{ position { head } }', variables: { a: 'x'.repeat(10_000_000) } }),
    );
    expect(status).toBe(413);
    expect(errorIn(text)).toMatchObject({ code: 'LIMIT_EXCEEDED' });

    const chunked = await new Promise<{ status: number; text: string }>((resolve, reject) => {
      const request = httpRequest(
        `${ledger.url}/graphql`,
        {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            authorization: `Bearer ${ledger.tokens.secretariat}`,
          },
        },
        (response) => {
          let body = '';
          response.on('data', (chunk: Buffer) => (body += chunk.toString()));
          response.on('end', () => resolve({ status: response.statusCode ?? 0, text: body }));
        },
      );
      let answered = false;
      request.once('response', () => (answered = true));
      request.once('error', (error) => (answered ? undefined : reject(error)));
      request.write('{"query":"');
      for (let index = 0; index < 20; index += 1) request.write('x'.repeat(100_000));
      request.end('"}');
    });
    expect(chunked.status).toBe(413);
    expect(errorIn(chunked.text).code).toBe('LIMIT_EXCEEDED');

    // A client that sends all of it before it listens reads the answer too, every time.
    for (let again = 0; again < 5; again += 1) {
      const response = await fetch(`${ledger.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${ledger.tokens.secretariat}`,
        },
        body: JSON.stringify({ query: '{ position { head } }', variables: { a: 'x'.repeat(10_000_000) } }),
      });
      expect(response.status).toBe(413);
      expect(errorIn(await response.text()).code).toBe('LIMIT_EXCEEDED');
    }
  });

  it('cannot hold the server by sending half of its body', async () => {
    const { port } = new URL(ledger.url);
    const sockets = Array.from({ length: 50 }, () => connect(Number(port), '127.0.0.1'));
    try {
      for (const socket of sockets) {
        socket.on('error', () => undefined);
        socket.write(
          'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"query',
        );
      }
      const { status, errors } = await ledger.gql('{ position { head } }');
      expect({ status, errors }).toEqual({ status: 200, errors: [] });
    } finally {
      for (const socket of sockets) socket.destroy();
    }
  });

  it('is answered with 404 elsewhere, in the same form, and reads no file', async () => {
    for (const path of [
      '/nothing',
      '/../../etc/passwd',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/assets/../../package.json',
    ]) {
      const { status, text } = await ledger.http(path);
      expect(status).toBe(404);
      expect(errorIn(text).code).toBe('NOT_FOUND');
    }
    const { status } = await ledger.http('/%');
    expect([400, 404]).toContain(status);
  });
});

describe('somebody who sends hundreds of different queries as long as they may be', () => {
  it('does not make the ledger remember them all: it lives in half a gigabyte', async () => {
    await ledger.stop();
    await ledger.restart({ NODE_OPTIONS: '--max-old-space-size=512' });
    const fields = '__typename '.repeat(4_000);
    for (let index = 0; index < 600; index += 1) {
      const { status } = await post(
        JSON.stringify({ query: `{ nothing${index} ${fields} }` }),
        {},
        ledger.tokens.auditor,
      );
      expect(status).toBe(400);
    }
    expect((await ledger.http('/health/ready')).status).toBe(200);
  }, 90_000);
});

describe('who is not known', () => {
  const ask = (authorization: string | null) =>
    ledger.http('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization !== null && { authorization }) },
      body: JSON.stringify({ query: '{ agreement(id: "corridor-ne") { id } }' }),
    });

  it.each([
    ['no token', () => null],
    ['an empty token', () => 'Bearer '],
    ['another scheme', () => `Basic ${Buffer.from('a:b').toString('base64')}`],
    ['a token of another ledger', () => `Bearer ${other.token}`],
    ['a token with another secret', () => `Bearer ${ledger.tokens.auditor.slice(0, 21)}${'A'.repeat(43)}`],
    ['a token without its secret', () => `Bearer ${ledger.tokens.auditor.slice(0, 20)}`],
    ['two tokens', () => `Bearer ${ledger.tokens.auditor} ${ledger.tokens.auditor}`],
    ['a token with SQL in it', () => `Bearer ent_' or 1=1 --_x`],
    ['a token of 10,000 letters', () => `Bearer ent_${'a'.repeat(10_000)}`],
    [
      'an unsigned JWT',
      () =>
        `Bearer ${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"role":"secretariat"}').toString('base64url')}.`,
    ],
  ])('is refused: %s', async (_what, header) => {
    const { text } = await ask(header());
    const error = errorIn(text);
    expect(error.code).toBe('UNAUTHENTICATED');
    expect((JSON.parse(text) as { data: { agreement: null } | null }).data?.agreement ?? null).toBeNull();
  });

  it('is refused within two seconds of the revocation of the token', async () => {
    const database = new Database({ connectionString: await databaseUrl(ledger.dataDir) });
    await database.connect();
    const token = ledger.tokens.dashboard;
    const code = async (): Promise<string | undefined> =>
      (await ledger.gql('{ agreement(id: "corridor-ne") { id } }', {}, token)).errors[0]?.extensions.code;
    try {
      expect(await code()).toBeUndefined();
      await database.query('update access.token set revoked = now() where token_id = $1', [
        token.split('_')[1],
      ]);
      await until('the token is refused', async () => (await code()) === 'UNAUTHENTICATED', 2_000);
    } finally {
      await database.end();
    }
  });

  it('learns nothing of the tables of tokens: no token is stored as it is', async () => {
    const database = new Database({ connectionString: await databaseUrl(ledger.dataDir) });
    await database.connect();
    try {
      const { rows } = await database.query<{ row: string }>(
        'select row_to_json(t)::text as row from access.token t',
      );
      for (const token of Object.values(ledger.tokens)) {
        const secret = token.split('_').slice(2).join('_');
        const hex = Buffer.from(secret, 'base64url').toString('hex');
        for (const { row } of rows) {
          expect(row).not.toContain(secret);
          expect(row).not.toContain(hex);
        }
      }
    } finally {
      await database.end();
    }
  });
});

describe('in production', () => {
  beforeAll(async () => {
    await ledger.stop();
    await ledger.restart({ NODE_ENV: 'production' });
  }, 60_000);

  it('shows no schema, and hints at none', async () => {
    for (const query of [
      '{ __schema { types { name } } }',
      '{ __type(name: "Agreement") { fields { name } } }',
    ]) {
      const { errors, data } = await ledger.gql(query);
      expect(expectOwnForm(errors).code).toBe('VALIDATION_FAILED');
      expect(data).toBeNull();
    }
    const { errors } = await ledger.gql('{ agrement(id: "x") { id } }');
    expect(expectOwnForm(errors).code).toBe('VALIDATION_FAILED');
    expect(JSON.stringify(errors)).not.toMatch(/Did you mean/i);
    const variable = await ledger.gql(
      'query ($sort: AgreementSort) { agreements(sort: $sort) { totalCount } }',
      { sort: 'TITEL' },
    );
    expect(JSON.stringify(variable.errors)).not.toMatch(/Did you mean/i);
  });

  it('has no GraphiQL', async () => {
    for (const path of ['/graphiql', '/graphiql/', '/graphiql/index.html', '/assets/index.js']) {
      const { status, headers } = await ledger.http(path);
      expect(status).toBe(404);
      expect(headers.get('content-type')).toMatch(/json/);
    }
  });

  it('answers as before', async () => {
    const { data, errors } = await ledger.gql<object>('{ agreement(id: "corridor-ne") { id __typename } }');
    expect({ data, errors }).toEqual({
      data: { agreement: { id: 'Agreement:corridor-ne', __typename: 'Agreement' } },
      errors: [],
    });
  });

  it('says in the headers that its answers are nobody else’s to frame, sniff or load from', async () => {
    const { headers } = await post('{"query":"{ position { head } }"}');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'/);
    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'/);
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
  });
});

describe('afterwards', () => {
  it('there was no accident in the log, and no token', () => {
    const said = ledger.said();
    expect(said).not.toContain('unexpected error');
    for (const token of Object.values(ledger.tokens)) {
      expect(token).not.toBe('');
      expect(said).not.toContain(token);
    }
  });
});
