import { Pool } from 'pg';
import { startPostgres, type TestPostgres } from '../../../test/support/embedded-postgres.js';
import { openAccess, prepareAccess, type Access } from './access.js';

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
    await prepareAccess(pool);
    access = openAccess(pool, () => now);
  }, 60_000);
  afterAll(async () => {
    await pool.end();
    await postgres.dispose();
  });

  const kept: string[] = [];
  const keep = async (tokens: readonly { readonly role: string }[]) => {
    kept.push(...tokens.map(({ role }) => role));
  };
  const header = (token: string) => `Bearer ${token}`;

  it('recognises who presents a token that it created', async () => {
    const { token, tokenId } = await access.createToken({ role: 'auditor', name: 'Cour des comptes' });
    expect(await access.authenticate(header(token))).toEqual({
      role: 'auditor',
      tokenId,
      actor: `auditor:${tokenId}`,
      ends: null,
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
    const elsewhere = openAccess(pool);
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
      expires: null,
      revoked: null,
      lastUsed: null,
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

  it('rejects a token whose time is over, and says when it ends', async () => {
    const expires = new Date(Date.now() + 3_600_000);
    const { token, tokenId } = await access.createToken({ role: 'auditor', name: 'for an hour', expires });
    expect(await access.authenticate(header(token))).not.toBeNull();
    expect(await access.listTokens()).toContainEqual(expect.objectContaining({ tokenId, expires }));
    await pool.query("UPDATE access.token SET expires = now() - interval '1 second' WHERE token_id = $1", [
      tokenId,
    ]);
    now += 1_001;
    expect(await access.authenticate(header(token))).toBeNull();
  });

  it('notes when a token was last used, to ten minutes', async () => {
    const { token, tokenId } = await access.createToken({ role: 'auditor', name: 'used' });
    const lastUsed = async () =>
      (await access.listTokens()).find((listed) => listed.tokenId === tokenId)?.lastUsed ?? null;
    const used = async () => {
      now += 1_001;
      await access.authenticate(header(token));
      for (let tries = 0; tries < 100 && (await lastUsed()) === null; tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 10));
      return lastUsed();
    };
    expect(await lastUsed()).toBeNull();
    const first = await used();
    expect(first).toBeInstanceOf(Date);
    expect(await used()).toEqual(first);
  });

  it('makes no first tokens that could not be put where their owner finds them', async () => {
    const full = () => Promise.reject(new Error('the disk is full'));
    await expect(access.firstTokens('Greffe', full)).rejects.toThrow('the disk is full');
    expect((await access.listTokens()).filter(({ name }) => name === 'Greffe, first')).toEqual([]);
  });

  it('makes the first tokens once, one a role, however many processes start at once', async () => {
    const starting = await Promise.all(
      Array.from({ length: 8 }, async () => openAccess(pool).firstTokens('Greffe', keep)),
    );
    expect(starting.flat().map(({ role }) => role)).toEqual([
      'secretariat',
      'depositary',
      'auditor',
      'dashboard',
    ]);
    expect(await access.firstTokens('Greffe', keep)).toEqual([]);
    expect(kept).toEqual(['secretariat', 'depositary', 'auditor', 'dashboard']);
  });
});
