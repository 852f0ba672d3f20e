import { randomBytes, randomUUID } from 'node:crypto';
import { openPostgresEventStore, type EventStore } from '@entente/event-store';
import {
  createLedger,
  createMemoryVault,
  commandIndexOfClaims,
  createEventReader,
  NO_LOOKUPS,
  openLedgerIdentity,
  openPostgresClaims,
  preparePostgresClaims,
  openPostgresVault,
  STORED_EVENTS,
  TimeZoneDiffersError,
  VaultKeyDamagedError,
  VaultKeyDiffersError,
  type Claims,
  type CorruptEventError,
  type Ledger,
} from '@entente/ledger';
import { foldIdentifier, type Command } from '@entente/domain';
import { Pool } from 'pg';
import { databasePerTest } from '../support/database-per-test.js';

const PATIENCE_MS = 60_000;
const NEQ = { scheme: 'NEQ', value: '1140' };
const ROR = { scheme: 'ROR', value: '00kybxq39' };

const database = databasePerTest();
const anyLedgers = createEventReader(STORED_EVENTS);

function poolOf(): Pool {
  const pool = new Pool({ connectionString: database.url, max: 8 });
  database.closeAfterwards(() => pool.end());
  return pool;
}

async function storeOf(): Promise<EventStore> {
  const store = await openPostgresEventStore({ connectionString: database.url });
  database.closeAfterwards(() => store.close());
  return store;
}

async function claimsOf(store: EventStore): Promise<Claims> {
  await preparePostgresClaims(poolOf());
  return openPostgresClaims({ pool: poolOf(), store, events: anyLedgers, indexCommands: true });
}

async function ledgerOf(store: EventStore, claims: Claims): Promise<Ledger> {
  const now = () => new Date();
  const identity = await openLedgerIdentity(store, { timeZone: null, demonstration: false, now });
  return createLedger({
    store,
    catalogue: STORED_EVENTS,
    events: createEventReader(STORED_EVENTS, identity.ledgerId),
    vault: createMemoryVault(),
    claims,
    commandIndex: commandIndexOfClaims(claims),
    lookups: NO_LOOKUPS,
    identity,
    now,
  });
}

async function register(
  ledger: Ledger,
  organizationId: string,
  identifiers: readonly object[],
  commandId = randomUUID(),
) {
  const given = (name: string, input: object, id: string = randomUUID()) =>
    ledger.execute({ name, input } as unknown as Command, {
      commandId: id,
      caller: { actor: 'secretariat:t' },
    });
  await given('depositSource', { sourceId: 's0', kind: 'TEST', sha256: '0'.repeat(64) });
  const outcome = await given(
    'registerOrganization',
    {
      organizationId,
      names: [{ text: organizationId, lang: 'fr' }],
      identifiers,
      evidence: [{ sourceId: 's0' }],
    },
    commandId,
  );
  return outcome.refused ? outcome.code : 'recorded';
}

const claimant = (stream: string) => ({ commandId: randomUUID(), stream });

/** Makes every claim older by `minutes`. */
async function age(minutes: number): Promise<void> {
  const pool = poolOf();
  for (const table of ['identifier', 'command'])
    await pool.query(`update claims.${table} set created = created - make_interval(mins => $1)`, [minutes]);
}

describe('commands that are claimed at once', () => {
  it(
    'are one statement, in which each is the first’s alone, and one that comes twice is held twice',
    async () => {
      const claims = await claimsOf(await storeOf());
      const ids = Array.from({ length: 40 }, () => randomUUID());
      const first = ids.map((commandId) => ({ commandId, stream: `agreement-${commandId}` }));
      const [twice] = first as [(typeof first)[0]];
      const claimed = await Promise.all([
        ...first.map((claimant) => claims.claimCommand(claimant)),
        claims.claimCommand(twice),
        claims.claimCommand({ ...twice, stream: 'agreement-other' }),
      ]);
      expect(claimed).toEqual([...first.map(({ stream }) => stream), twice.stream, twice.stream]);
      await claims.releaseCommand(twice);
      expect(await claims.streamOfCommand(twice.commandId)).toBe(twice.stream);
      await claims.releaseCommand(twice);
      expect(await claims.streamOfCommand(twice.commandId)).toBeNull();
    },
    PATIENCE_MS,
  );
});

describe('claims in PostgreSQL', () => {
  it(
    'give an identifier to one of many who want it at once, and to its own command again',
    async () => {
      const store = await storeOf();
      const processes = await Promise.all([claimsOf(store), claimsOf(store)]);
      const wanting = Array.from({ length: 16 }, (_, index) => claimant(`organization-${index}`));
      const taken = await Promise.all(
        wanting.map((one, index) => (processes[index % 2] as Claims).claimAll(one, [NEQ])),
      );
      const winners = wanting.filter((_, index) => taken[index]?.length === 0);
      expect(winners).toHaveLength(1);
      const [winner] = winners as [ReturnType<typeof claimant>];
      expect(await processes[1]?.claimAll(winner, [NEQ, ROR])).toEqual([]);
      expect(await processes[0]?.claimAll(claimant('organization-x'), [ROR, NEQ])).toEqual([ROR, NEQ]);
      await processes[0]?.releaseAll(winner, [NEQ]);
      expect(await processes[1]?.claimAll(claimant('organization-y'), [NEQ])).toEqual([NEQ]);
      await processes[1]?.releaseAll(winner, [NEQ]);
      expect(await processes[1]?.claimAll(claimant('organization-y'), [NEQ])).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'are not given back by somebody else',
    async () => {
      const claims = await claimsOf(await storeOf());
      const holder = claimant('organization-a');
      await claims.claimAll(holder, [NEQ]);
      await claims.releaseAll(claimant('organization-a'), [NEQ]);
      const elsewhere = { ...holder, stream: 'organization-c' };
      expect(await claims.claimAll(elsewhere, [NEQ])).toEqual([NEQ]);
      await claims.releaseAll(elsewhere, [NEQ]);
      expect(await claims.claimAll(claimant('organization-b'), [NEQ])).toEqual([NEQ]);
    },
    PATIENCE_MS,
  );

  it(
    'are taken over after an hour, unless their command was recorded',
    async () => {
      const store = await storeOf();
      const claims = await claimsOf(store);
      const ledger = await ledgerOf(store, claims);
      expect(await register(ledger, 'a', [NEQ])).toBe('recorded');
      await claims.claimAll(claimant('organization-gone'), [foldIdentifier(ROR)]);
      await age(59);
      expect(await register(ledger, 'b', [ROR])).toBe('IDENTIFIER_TAKEN');
      await age(2);
      expect(await register(ledger, 'b', [ROR])).toBe('recorded');
      expect(await register(ledger, 'c', [NEQ])).toBe('IDENTIFIER_TAKEN');
    },
    PATIENCE_MS,
  );

  it(
    'are filled from the log where the tables are new: identifiers and commandIds',
    async () => {
      const store = await storeOf();
      const commandId = randomUUID();
      expect(await register(await ledgerOf(store, await claimsOf(store)), 'a', [NEQ], commandId)).toBe(
        'recorded',
      );
      await poolOf().query('drop schema claims cascade');
      const claims = await claimsOf(store);
      const ledger = await ledgerOf(store, claims);
      expect(await claims.streamOfCommand(commandId)).toBe('organization-a');
      expect(await register(ledger, 'b', [NEQ])).toBe('IDENTIFIER_TAKEN');
      expect(await register(ledger, 'b', [ROR], commandId)).toBe('COMMAND_ID_REUSED');
      expect(await register(ledger, 'a', [NEQ], commandId)).toBe('recorded');
    },
    PATIENCE_MS,
  );

  it(
    'are filled past a damaged event, and from it on again at every start, until it is mended',
    async () => {
      const store = await storeOf();
      const ledger = await ledgerOf(store, await claimsOf(store));
      expect(await register(ledger, 'a', [NEQ])).toBe('recorded');
      expect(await register(ledger, 'b', [ROR])).toBe('recorded');
      const pool = poolOf();
      await pool.query('drop schema claims cascade');
      await preparePostgresClaims(pool);
      const write = (bytes: string) =>
        pool.query(`alter table log.event disable trigger append_only;
          update log.event set bytes = ${bytes} where stream = 'organization-a';
          alter table log.event enable trigger append_only`);
      await write(`bytes || ' '::bytea`);
      for (let start = 0; start < 2; start += 1) {
        const found: string[] = [];
        const onDamage = ({ stream }: CorruptEventError) => void found.push(stream);
        const claims = await openPostgresClaims({
          pool,
          store,
          events: anyLedgers,
          indexCommands: true,
          onDamage,
        });
        expect(found).toEqual(['organization-a']);
        expect(await claims.claimAll(claimant('organization-c'), [foldIdentifier(ROR)])).toHaveLength(1);
      }
      await write('substr(bytes, 1, length(bytes) - 1)');
      const mended = await claimsOf(store);
      expect(await mended.claimAll(claimant('organization-c'), [foldIdentifier(NEQ)])).toHaveLength(1);
    },
    PATIENCE_MS,
  );

  it(
    'are filled on from the end of the log, whatever stands there, and not from the last organisation',
    async () => {
      const store = await storeOf();
      const ledger = await ledgerOf(store, await claimsOf(store));
      expect(await register(ledger, 'a', [NEQ])).toBe('recorded');
      const person = { name: 'registerPerson', input: { displayName: 'P', evidence: [{ sourceId: 's0' }] } };
      const recorded = await ledger.execute(person as unknown as Command, {
        commandId: randomUUID(),
        caller: { actor: 'secretariat:t' },
      });
      expect(recorded.refused).toBe(false);
      const asked: unknown[] = [];
      const watched: EventStore = {
        ...store,
        readAll: (from, filter, limit) => {
          asked.push(from);
          return store.readAll(from, filter, limit);
        },
      };
      await openPostgresClaims({ pool: poolOf(), store: watched, events: anyLedgers, indexCommands: false });
      asked.splice(0);
      await openPostgresClaims({ pool: poolOf(), store: watched, events: anyLedgers, indexCommands: false });
      expect(asked).toEqual([await store.head({})]);
    },
    PATIENCE_MS,
  );

  it(
    'hold a commandId for one stream until all who claimed it for that stream gave it back',
    async () => {
      const store = await storeOf();
      const [one, two] = [await claimsOf(store), await claimsOf(store)];
      const mine = claimant('agreement-a');
      expect(await Promise.all([one.claimCommand(mine), two.claimCommand(mine)])).toEqual([
        'agreement-a',
        'agreement-a',
      ]);
      const theirs = { ...mine, stream: 'agreement-b' };
      expect(await two.claimCommand(theirs)).toBe('agreement-a');
      await two.releaseCommand(theirs);
      await one.releaseCommand(mine);
      expect(await two.claimCommand(theirs)).toBe('agreement-a');
      await two.releaseCommand(mine);
      expect(await two.streamOfCommand(mine.commandId)).toBeNull();
      expect(await two.claimCommand(theirs)).toBe('agreement-b');
    },
    PATIENCE_MS,
  );

  it(
    'give a commandId to one of two streams that want it at once',
    async () => {
      const store = await storeOf();
      const [one, two] = [await claimsOf(store), await claimsOf(store)];
      for (let round = 0; round < 20; round += 1) {
        const commandId = randomUUID();
        const held = await Promise.all([
          one.claimCommand({ commandId, stream: 'agreement-a' }),
          two.claimCommand({ commandId, stream: 'agreement-b' }),
        ]);
        expect(held[0]).toBe(held[1]);
      }
    },
    PATIENCE_MS,
  );

  it(
    'let a commandId go that was left an hour ago and recorded nothing',
    async () => {
      const store = await storeOf();
      const claims = await claimsOf(store);
      const left = claimant('agreement-a');
      await claims.claimCommand(left);
      await age(61);
      expect(await claims.claimCommand({ ...left, stream: 'agreement-b' })).toBe('agreement-b');
    },
    PATIENCE_MS,
  );
});

describe('the vault in PostgreSQL', () => {
  const masterKey = randomBytes(32);
  const ledgerId = randomUUID();
  const vaultOf = async (key = masterKey) => {
    const vault = await openPostgresVault({
      connectionString: database.url,
      masterKey: key,
      ledgerId,
    });
    database.closeAfterwards(() => vault.close());
    return vault;
  };

  it(
    'has one key a person, though many ask for the first one at once, and one a text',
    async () => {
      const [one, two] = [await vaultOf(), await vaultOf()];
      const asked = await Promise.all(
        Array.from({ length: 16 }, (_, index) =>
          (index % 2 ? one : two).keysFor([
            { kind: 'TEXT', names: ['p-1'] },
            { kind: 'PERSON', personId: 'p-1' },
          ]),
        ),
      );
      expect(new Set(asked.map(([, person]) => `${person?.kid} ${person?.key.toString('hex')}`)).size).toBe(
        1,
      );
      expect(new Set(asked.map(([text]) => text?.kid)).size).toBe(16);
    },
    PATIENCE_MS,
  );

  it(
    'gives the same key to two requests for one person in one call',
    async () => {
      const vault = await vaultOf();
      const [a, b] = await vault.keysFor([
        { kind: 'PERSON', personId: 'p-1' },
        { kind: 'PERSON', personId: 'p-1' },
      ]);
      expect(a?.kid).toBe(b?.kid);
      expect(a?.key.equals(b?.key ?? Buffer.alloc(0))).toBe(true);
    },
    PATIENCE_MS,
  );

  it(
    'opens what it gave, in another process too, and nothing that was erased',
    async () => {
      const vault = await vaultOf();
      const [text, person] = await vault.keysFor([
        { kind: 'TEXT', names: [] },
        { kind: 'PERSON', personId: 'p-1' },
      ]);
      const kids = [text?.kid ?? '', person?.kid ?? '', randomUUID()];
      const opened = await (await vaultOf()).open(kids);
      expect([...opened.keys.keys()].toSorted()).toEqual(kids.slice(0, 2).toSorted());
      expect(opened.keys.get(kids[1] ?? '')).toEqual(person?.key);
      await poolOf().query(`with gone as (delete from vault_key where person_id = 'p-1' returning kid)
        insert into erased_key select kid from gone`);
      const left = await vault.open(kids);
      expect([...left.keys.keys()]).toEqual([kids[0]]);
      expect([...left.erased]).toEqual([kids[1]]);
    },
    PATIENCE_MS,
  );

  it(
    'knows the keys that were lost or damaged from those that were erased, until they are back',
    async () => {
      const vault = await vaultOf();
      const made = await vault.keysFor(
        ['p-1', 'p-2', 'p-3'].map((personId) => ({ kind: 'PERSON', personId })),
      );
      const [damaged = '', missing = '', whole = ''] = made.map(({ kid }) => kid);
      await poolOf().query('create table kept as select * from vault_key');
      await poolOf().query(`update vault_key set wrapped = 'short' where kid = $1`, [damaged]);
      await poolOf().query('delete from vault_key where kid = $1', [missing]);

      const found = await vault.open([damaged, missing, whole]);
      expect([...found.keys.keys()]).toEqual([whole]);
      expect(found.erased.size).toBe(0);
      expect((await vault.unusable([])).toSorted()).toEqual([damaged, missing].toSorted());
      await expect(vault.keysFor([{ kind: 'PERSON', personId: 'p-1' }])).rejects.toBeInstanceOf(
        VaultKeyDamagedError,
      );

      await poolOf().query('delete from vault_key; insert into vault_key select * from kept');
      expect(await vault.unusable([])).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'links the key of a text to the persons whom the text may name',
    async () => {
      const vault = await vaultOf();
      const [text] = await vault.keysFor([{ kind: 'TEXT', names: ['p-1', 'p-2'] }]);
      const { rows } = await poolOf().query('select kid, person_id from text_key_person order by person_id');
      expect(rows).toEqual([
        { kid: text?.kid, person_id: 'p-1' },
        { kid: text?.kid, person_id: 'p-2' },
      ]);
    },
    PATIENCE_MS,
  );

  it(
    'keeps no key in clear',
    async () => {
      const vault = await vaultOf();
      const [person] = await vault.keysFor([{ kind: 'PERSON', personId: 'p-1' }]);
      const { rows } = await poolOf().query<{ wrapped: Buffer }>('select wrapped from vault_key');
      expect(rows).toHaveLength(1);
      expect(rows[0]?.wrapped.includes(person?.key ?? Buffer.alloc(1))).toBe(false);
    },
    PATIENCE_MS,
  );

  it(
    'refuses another master key than the one that wrapped what is there',
    async () => {
      await vaultOf();
      await expect(vaultOf(randomBytes(32))).rejects.toBeInstanceOf(VaultKeyDiffersError);
    },
    PATIENCE_MS,
  );
});

describe('the identity of a ledger', () => {
  const now = () => new Date();

  it(
    'is what event 0 says, also when several open an empty log at once',
    async () => {
      const stores = await Promise.all([storeOf(), storeOf(), storeOf()]);
      const identities = await Promise.all(
        stores.map((store) =>
          openLedgerIdentity(store, { timeZone: 'America/Toronto', demonstration: false, now }),
        ),
      );
      expect(new Set(identities.map((identity) => JSON.stringify(identity))).size).toBe(1);
      expect(await stores[0]?.readAll(null, {}, 10)).toHaveLength(1);
    },
    PATIENCE_MS,
  );

  it(
    'stays: another time zone is refused, none takes the one that is there',
    async () => {
      const store = await storeOf();
      const opened = await openLedgerIdentity(store, { timeZone: 'Europe/Paris', demonstration: true, now });
      expect(opened).toMatchObject({ timeZone: 'Europe/Paris', demonstration: true });
      await expect(
        openLedgerIdentity(store, { timeZone: 'America/Toronto', demonstration: true, now }),
      ).rejects.toBeInstanceOf(TimeZoneDiffersError);
      expect(await openLedgerIdentity(store, { timeZone: null, demonstration: false, now })).toEqual(opened);
    },
    PATIENCE_MS,
  );
});
