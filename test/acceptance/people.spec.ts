import { openAccess, type Role } from '@entente/access';
import { Pool } from 'pg';
import { indexNames } from '../../libs/assembly/src/index-names.js';
import { assembleLedger, type AssembledLedger } from '../support/assembled-ledger.js';
import { ask } from '../support/ledger-process.js';
import { depositSource, record } from '../support/recording.js';
import { serveLedger, type ServedLedger } from '../support/served-ledger.js';

/** Persons are found by their names, which stand nowhere in clear. */
const PATIENCE_MS = 120_000;
const evidence = [{ sourceId: 'letter' }];

let made: AssembledLedger;
let ledger: ServedLedger;
let vault: Pool;
const tokens = new Map<Role, string>();
const ids = new Map<string, string>();

async function register(displayName: string): Promise<void> {
  const { data, errors } = await ledger.gql<{ registerPerson: { person: { personId: string } } }>(
    'mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { person { personId } } }',
    { input: { commandId: crypto.randomUUID(), displayName, evidence } },
  );
  expect(errors).toEqual([]);
  ids.set(displayName, data?.registerPerson.person.personId ?? '');
}

beforeAll(async () => {
  made = await assembleLedger();
  const { runner } = made.assembly.startWorker();
  ledger = await serveLedger(made.assembly, { runner, role: 'depositary' });
  const access = openAccess(made.assembly.writerPool);
  for (const role of ['secretariat', 'auditor', 'dashboard'] as const)
    tokens.set(role, (await access.createToken({ role, name: role })).token);
  vault = new Pool({ connectionString: made.databases.vaultUrl });
  vault.on('error', () => {});
  await depositSource(ledger, 'letter');
  for (const name of ['Éloïse Zzyvain', 'Marc-André Zzyvain', 'Zoé Quxbury', 'Bartholomewina Quxbury'])
    await register(name);
}, PATIENCE_MS);
afterAll(async () => {
  await vault?.end();
  await ledger?.close();
  await made?.dispose();
}, PATIENCE_MS);

async function found(
  text: string,
  { role = 'auditor' as Role, more = '' } = {},
): Promise<readonly (string | null)[]> {
  await made.caughtUp();
  const { data, errors } = await ask<{ people: readonly { displayName: string | null }[] }>(
    ledger.url,
    `query ($text: String!) { people(text: $text${more}) { displayName } }`,
    { text },
    tokens.get(role) ?? '',
  );
  expect(errors).toEqual([]);
  return (data?.people ?? []).map(({ displayName }) => displayName);
}

it('finds a person by the beginnings of words, in any order, accents and case apart, by name', async () => {
  expect(await found('zzy')).toEqual(['Éloïse Zzyvain', 'Marc-André Zzyvain']);
  expect(await found('ZZYVAIN eloise')).toEqual(['Éloïse Zzyvain']);
  expect(await found('andre')).toEqual(['Marc-André Zzyvain']);
  expect(await found('bartholomewi', { role: 'secretariat' })).toEqual(['Bartholomewina Quxbury']);
  expect(await found('bartholomewina q')).toEqual(['Bartholomewina Quxbury']);
  expect(await found('q', { more: ', first: 1' })).toEqual(['Bartholomewina Quxbury']);
});

it('finds nobody by the middle of a word, by more than a name has, or by nothing', async () => {
  for (const text of ['vain', 'bartholomewinas', 'eloise quxbury', '  ', '!?'])
    expect(await found(text)).toEqual([]);
});

it('is not for dashboards', async () => {
  const { errors } = await ask(
    ledger.url,
    '{ people(text: "z") { personId } }',
    {},
    tokens.get('dashboard') ?? '',
  );
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
});

it('goes by the name of the dates that are asked for', async () => {
  const before = await made.caughtUp();
  await register('Nadège Wrongname');
  const id = ids.get('Nadège Wrongname') ?? '';
  const { data } = await ledger.gql<{ replay: readonly { id: string }[] }>(
    `{ replay(stream: "person-${id}") { id } position { head } }`,
  );
  const { position: then } = (await ledger.gql<{ position: { head: string } }>('{ position { head } }'))
    .data ?? {
    position: { head: '' },
  };
  await record(ledger, 'rectifyRecord', {
    stream: `person-${id}`,
    records: [{ eventId: data?.replay[0]?.id, setSealed: { displayName: 'Nadège Rightname' } }],
    authority: 'CLERICAL_ERROR',
    reason: 'misread',
    evidence,
  });
  expect(before).toBeGreaterThan(0n);
  expect(await found('rightname')).toEqual(['Nadège Rightname']);
  expect(await found('wrongname')).toEqual([]);
  expect(await found('wrongname', { more: `, asOf: { position: "${then.head}" }` })).toEqual([
    'Nadège Wrongname',
  ]);
  expect(await found('rightname', { more: `, asOf: { position: "${then.head}" }` })).toEqual([]);
});

it('holds no name: neither in the index, nor after erasure anything at all', async () => {
  const id = ids.get('Zoé Quxbury');
  const tokensOf = async () =>
    (
      await vault.query<{ token: Buffer }>(
        'select token from name_token join vault_key using (kid) where person_id = $1',
        [id],
      )
    ).rows;
  const rows = await tokensOf();
  expect(rows.length).toBe('zoe'.length + 'quxbury'.length);
  expect(rows.filter(({ token }) => /zoe|qux/i.test(token.toString('latin1')))).toEqual([]);
  const { rows: kids } = await vault.query<{ kid: string }>(
    'select kid from vault_key where person_id = $1',
    [id],
  );
  await vault.query(
    'with gone as (delete from vault_key where kid = $1) insert into erased_key (kid) values ($1)',
    [kids[0]?.kid],
  );
  expect((await vault.query('select 1 from name_token where kid = $1', [kids[0]?.kid])).rowCount).toBe(0);
  expect(await found('zoe')).toEqual([]);
});

it(
  'is made up at the start of a worker for persons who are not in it yet',
  async () => {
    await vault.query('delete from name_token');
    expect(await found('zzy')).toEqual([]);
    const { vault: names, ledger: log } = made.assembly;
    await indexNames({ vault: names, ledger: log, log: made.log }).done;
    expect(await found('zzy')).toEqual(['Éloïse Zzyvain', 'Marc-André Zzyvain']);
    expect(await found('rightname')).toEqual(['Nadège Rightname']);
  },
  PATIENCE_MS,
);
