import { Pool } from 'pg';
import { startPostgres, type TestPostgres } from '../../../test/support/embedded-postgres.js';
import { openAccess, type Access } from './access.js';

describe('the register of tokens', () => {
  let postgres: TestPostgres;
  let pool: Pool;
  let access: Access;
  let now = 0;

  beforeAll(async () => {
    postgres = await startPostgres();
    pool = new Pool({ connectionString: postgres.url() });
    // The server is stopped while connections idle in the pool.
    pool.on('error', () => {});
    access = await openAccess(pool, () => now);
  }, 60_000);
  afterAll(async () => {
    await pool.end();
    await postgres.dispose();
  });

  const header = (token: string) => `Bearer ${token}`;

  it('recognises who presents a token that it created', async () => {
    const { token, tokenId } = await access.createToken({ role: 'auditor', name: 'Cour des comptes' });
    expect(await access.authenticate(header(token))).toEqual({
      role: 'auditor',
      tokenId,
      actor: `auditor:${tokenId}`,
    });
  });

  it('rejects a token with another secret', async () => {
    const { token } = await access.createToken({ role: 'auditor', name: 'one' });
    const other = await access.createToken({ role: 'auditor', name: 'other' });
    const forged = token.slice(0, 21) + other.token.slice(21);
    expect(await access.authenticate(header(forged))).toBeNull();
    // Also while the right one is remembered.
    await access.authenticate(header(token));
    expect(await access.authenticate(header(forged))).toBeNull();
  });

  it('rejects a missing header', async () => {
    expect(await access.authenticate(undefined)).toBeNull();
  });

  it('rejects a token that it revoked, at once', async () => {
    const { token, tokenId } = await access.createToken({ role: 'dashboard', name: 'wall' });
    expect(await access.authenticate(header(token))).not.toBeNull();
    expect(await access.revokeToken(tokenId)).toBe(true);
    expect(await access.authenticate(header(token))).toBeNull();
    expect(await access.revokeToken(tokenId)).toBe(false);
  });

  it('rejects a token that another process revoked, once a second has passed', async () => {
    const { token, tokenId } = await access.createToken({ role: 'dashboard', name: 'wall' });
    expect(await access.authenticate(header(token))).not.toBeNull();
    const elsewhere = await openAccess(pool);
    await elsewhere.revokeToken(tokenId);
    now += 1_001;
    expect(await access.authenticate(header(token))).toBeNull();
  });

  it('lists what it created, without secrets', async () => {
    const { tokenId, token } = await access.createToken({ role: 'secretariat', name: 'Greffe' });
    const listed = await access.listTokens();
    expect(listed).toContainEqual({
      tokenId,
      role: 'secretariat',
      name: 'Greffe',
      created: expect.any(Date) as unknown,
      revoked: null,
    });
    expect(JSON.stringify(listed)).not.toContain(token.slice(21));
  });

  it('keeps no secret in its table', async () => {
    const { token } = await access.createToken({ role: 'auditor', name: 'kept' });
    const { rows } = await pool.query<{ row: string }>('SELECT t::text AS row FROM access.token t');
    const secret = Buffer.from(token.slice(21), 'base64url').toString('hex');
    expect(rows.map(({ row }) => row).join()).not.toContain(secret);
    expect(rows.map(({ row }) => row).join()).not.toContain(token.slice(21));
  });

  it('makes the first tokens once, one a role, however many processes start at once', async () => {
    const starting = await Promise.all(
      Array.from({ length: 8 }, async () => (await openAccess(pool)).firstTokens()),
    );
    expect(starting.flat().map(({ role }) => role)).toEqual(['secretariat', 'auditor', 'dashboard']);
    expect(await access.firstTokens()).toEqual([]);
  });
});
