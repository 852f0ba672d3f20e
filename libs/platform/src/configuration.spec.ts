import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfiguration, redactUrl, type Configuration } from './configuration.js';

const cwd = mkdtempSync(join(tmpdir(), 'entente-configuration-'));
mkdirSync(join(cwd, 'keys'));
writeFileSync(join(cwd, 'keys', 'vault'), `${'0a'.repeat(32)}\n`, { mode: 0o600 });
afterAll(() => rmSync(cwd, { recursive: true }));

const KEY = { ENTENTE_VAULT_KEY_FILE: 'keys/vault' };

function configured(env: Record<string, string>): Configuration {
  const loaded = loadConfiguration(env, cwd);
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'));
  return loaded.configuration;
}

function problems(env: Record<string, string>): readonly string[] {
  const loaded = loadConfiguration(env, cwd);
  return loaded.ok ? [] : loaded.problems;
}

describe('configuration', () => {
  it('with nothing set is embedded, on the loopback, in .entente', () => {
    expect(configured({ PATH: '/bin', ENTENTE_PORT: '' })).toEqual({
      production: false,
      host: '127.0.0.1',
      port: 4000,
      dataDir: join(cwd, '.entente'),
      files: { kind: 'folder', folder: join(cwd, '.entente', 'files') },
      database: { kind: 'embedded' },
      eventStore: { kind: 'postgres' },
      vault: {
        key: { kind: 'FILE', file: join(cwd, '.entente/vault.key'), make: true },
        database: { kind: 'beside' },
      },
      logSigner: { folder: join(cwd, '.entente/log-signer'), makeKey: true, inDataDir: true },
      witnesses: { all: [], quorum: 0 },
      timeStampUrl: null,
      readLogDays: 400,
      timeZone: null,
      logLevel: 'info',
      corsOrigins: [],
      metricsOpen: false,
      flags: { expiringDays: 90, recordedLateDays: 30, dormantYears: 5 },
      notices: { mail: null, publicUrl: null, reminderDays: [90, 30, 7, 0], hour: 7 },
    });
  });

  it('takes the vault’s key from a variable, or from a command that is run when it is needed', () => {
    const [hex, command] = ['0b'.repeat(32), 'a-service decrypt'];
    expect(configured({ ENTENTE_VAULT_KEY: hex }).vault.key).toEqual({ kind: 'VARIABLE', text: hex });
    const server = { ENTENTE_DATABASE_URL: 'postgres://u:p@db.example/entente' };
    expect(configured({ ...server, ENTENTE_VAULT_KEY_COMMAND: command }).vault.key).toEqual({
      kind: 'COMMAND',
      command,
    });
    expect(problems({ ENTENTE_VAULT_KEY: 'secret' })).toEqual([
      'ENTENTE_VAULT_KEY: is not a vault key (64 hexadecimal digits); set it to the right one',
    ]);
    expect(problems({ ENTENTE_VAULT_KEY: hex, ENTENTE_VAULT_KEY_COMMAND: command })).toEqual([
      'ENTENTE_VAULT_KEY_COMMAND: set, and ENTENTE_VAULT_KEY is too; set one of them',
    ]);
  });

  it('signs nothing on a server unless it is told where its key is', () => {
    expect(
      configured({
        ENTENTE_DATABASE_URL: 'postgres://u:p@db.example/entente',
        ENTENTE_VAULT_KEY_FILE: 'keys/vault',
      }).logSigner,
    ).toBeNull();
  });

  it('takes every variable', () => {
    const server = 'postgres://u:p@db.example:5432/entente';
    const [writer, reader] = ['postgres://w:p@db.example/entente', 'postgres://r:p@db.example/entente'];
    const vault = 'postgresql://v:p@db.example/entente_vault';
    const events = 'esdb+discover://admin:changeit@a:2113,b:2113,c:2113?tls=false';
    expect(
      configured({
        NODE_ENV: 'production',
        ENTENTE_PORT: '0',
        ENTENTE_HOST: '::1',
        ENTENTE_DATA_DIR: '/var/lib/entente',
        ENTENTE_DATABASE_URL: server,
        ENTENTE_DATABASE_WRITER_URL: writer,
        ENTENTE_DATABASE_READER_URL: reader,
        ENTENTE_EVENT_STORE_URL: events,
        ENTENTE_VAULT_KEY_FILE: 'keys/vault',
        ENTENTE_VAULT_DATABASE_URL: vault,
        ENTENTE_FILES_URL: 's3://entente-files/ledger/?endpoint=https://s3.example:9000&region=ca-central-1',
        ENTENTE_FILES_KEY_ID: 'AKID',
        ENTENTE_FILES_SECRET: 'sesame',
        ENTENTE_LOG_SIGNER_DIR: 'keys/log',
        ENTENTE_WITNESSES:
          'https://a.example/w/ a.example+0a0b0c0d+BAAA, http://b.example b.example+0a0b0c0d+BBBB',
        ENTENTE_WITNESS_QUORUM: '1',
        ENTENTE_TIMESTAMP_URL: 'https://tsa.example/stamp',
        ENTENTE_READ_LOG_DAYS: '30',
        ENTENTE_TIME_ZONE: 'Europe/Paris',
        ENTENTE_LOG_LEVEL: 'silent',
        ENTENTE_CORS_ORIGINS: 'https://console.example.org, http://localhost:5173',
        ENTENTE_METRICS: 'open',
        ENTENTE_FLAG_EXPIRING_DAYS: '60',
        ENTENTE_FLAG_RECORDED_LATE_DAYS: '7',
        ENTENTE_FLAG_DORMANT_YEARS: '3',
        ENTENTE_SMTP_URL: 'smtps://u:p@mail.example.org',
        ENTENTE_MAIL_FROM: 'entente@example.org',
        ENTENTE_PUBLIC_URL: 'https://entente.example/',
        ENTENTE_REMINDER_DAYS: '7, 60,7',
        ENTENTE_NOTICES_HOUR: '23',
      }),
    ).toEqual({
      production: true,
      host: '::1',
      port: 0,
      dataDir: '/var/lib/entente',
      files: {
        kind: 'bucket',
        endpoint: 'https://s3.example:9000',
        name: 'entente-files',
        prefix: 'ledger',
        region: 'ca-central-1',
        named: 'PATH',
        keyId: 'AKID',
        secret: 'sesame',
      },
      database: { kind: 'server', url: server, accounts: { writerUrl: writer, readerUrl: reader } },
      eventStore: { kind: 'eventstoredb', url: events },
      vault: {
        key: { kind: 'FILE', file: join(cwd, 'keys/vault'), make: false },
        database: { kind: 'server', url: vault },
      },
      logSigner: { folder: join(cwd, 'keys/log'), makeKey: false, inDataDir: false },
      witnesses: {
        all: [
          { url: 'https://a.example/w', key: 'a.example+0a0b0c0d+BAAA' },
          { url: 'http://b.example', key: 'b.example+0a0b0c0d+BBBB' },
        ],
        quorum: 1,
      },
      timeStampUrl: 'https://tsa.example/stamp',
      readLogDays: 30,
      timeZone: 'Europe/Paris',
      logLevel: 'silent',
      corsOrigins: ['https://console.example.org', 'http://localhost:5173'],
      metricsOpen: true,
      flags: { expiringDays: 60, recordedLateDays: 7, dormantYears: 3 },
      notices: {
        mail: {
          url: 'smtps://u:p@mail.example.org',
          from: 'entente@example.org',
          publicUrl: 'https://entente.example',
        },
        publicUrl: 'https://entente.example',
        reminderDays: [60, 7],
        hour: 23,
      },
    });
  });

  it.each([
    ['ENTENTE_WITNESSES', 'https://a.example', 'give its address and its public key'],
    ['ENTENTE_FILES_URL', 'https://s3.example/bucket', 'give s3://bucket/prefix?endpoint=https://host'],
    ['ENTENTE_FILES_URL', 's3://A_bucket?region=x', 'give s3://bucket/prefix'],
    ['ENTENTE_FILES_URL', 's3://bucket', 'names neither endpoint nor region'],
    ['ENTENTE_FILES_URL', 's3://bucket/a%20b?region=x', 'give letters, digits, -, _ and .'],
    ['ENTENTE_FILES_URL', 's3://bucket?region=x&secret=y', 'give endpoint, region, named'],
    ['ENTENTE_FILES_URL', 's3://bucket?endpoint=s3.example', 'give https://host or https://host:port'],
    ['ENTENTE_FILES_URL', 's3://bucket?region=x&named=dns', 'give named=path or named=host'],
    ['ENTENTE_FILES_URL', 's3://id:hunter2@bucket?region=x', 'take them out, and set ENTENTE_FILES_KEY_ID'],
    ['ENTENTE_TIMESTAMP_URL', 'tsa.example', 'give http://host/path or https://host/path'],
    ['ENTENTE_WITNESS_QUORUM', '1', 'give a number from 1 to that of ENTENTE_WITNESSES'],
    ['ENTENTE_PORT', '65536', 'give a whole number from 0 to 65535'],
    ['ENTENTE_PORT', '4e3', 'give a whole number from 0 to 65535'],
    ['ENTENTE_HOST', 'http://localhost', 'give an IP address or a host name'],
    ['ENTENTE_DATABASE_URL', 'mysql://h/db', 'give postgres://user:password@host:port/database'],
    ['ENTENTE_DATABASE_URL', 'postgres://h', 'give postgres://user:password@host:port/database'],
    ['ENTENTE_VAULT_DATABASE_URL', 'somewhere', 'give postgres://user:password@host:port/database'],
    ['ENTENTE_EVENT_STORE_URL', 'http://h:2113', 'give esdb://host:port'],
    ['ENTENTE_EVENT_STORE_URL', 'esdb://u:p@ss@h:2113', 'percent-encoded'],
    ['ENTENTE_EVENT_STORE_URL', 'esdb://u:100%@h:2113', 'percent-encoded'],
    ['ENTENTE_EVENT_STORE_URL', 'esdb://h:2113?tlsVerifyCert=false', 'give tls and tlsCAFile'],
    ['ENTENTE_EVENT_STORE_URL', 'esdb://h:2113?tls=maybe', 'has a value that the option "tls" cannot have'],
    ['ENTENTE_TIME_ZONE', 'Montréal', 'give an IANA name such as America/Toronto'],
    ['ENTENTE_TIME_ZONE', '+05:00', 'give an IANA name such as America/Toronto'],
    ['ENTENTE_LOG_LEVEL', 'loud', 'give one of silent, fatal, error, warn, info, debug, trace'],
    ['ENTENTE_FLAG_EXPIRING_DAYS', '-1', 'give a whole number from 0 to 100000'],
    ['ENTENTE_METRICS', 'yes', 'give open or token'],
    ['ENTENTE_CORS_ORIGINS', '*', 'give https://host or https://host:port'],
    [
      'ENTENTE_CORS_ORIGINS',
      'https://a.example/,https://b.example',
      'give https://host or https://host:port',
    ],
    ['ENTENTE_MAIL_FROM', 'Entente <a@b.example>', 'give one such as entente@example.org'],
    ['ENTENTE_PUBLIC_URL', 'https://a.example/x', 'give one without a path'],
    ['ENTENTE_REMINDER_DAYS', '90;30', 'such as 90,30,7,0'],
    ['ENTENTE_NOTICES_HOUR', '24', 'give a whole number from 0 to 23'],
    ['ENTENTE_FLAG_DORMANT_YEARS', '201', 'give a whole number from 0 to 200'],
    ['ENTENTE_DATA_DIRECTORY', '/x', 'remove it or correct its name'],
  ])('refuses %s=%s in one line that says what to do', (name, value, advice) => {
    const found = problems({ ...KEY, [name]: value });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^${name}: `));
    expect(found[0]).toContain(advice);
    expect(found[0]).not.toContain('\n');
  });

  describe('of a bucket for files', () => {
    const bucket = (more: Record<string, string>) => ({
      ENTENTE_FILES_URL: 's3://bucket?region=ca-central-1&named=host',
      ENTENTE_FILES_KEY_ID: 'AKID',
      ...more,
    });

    it('has Amazon’s address by default, and its secret in a file', () => {
      writeFileSync(join(cwd, 'keys', 'files'), 'ses/ame+\n', { mode: 0o400 });
      expect(configured(bucket({ ENTENTE_FILES_SECRET_FILE: 'keys/files' })).files).toEqual({
        kind: 'bucket',
        endpoint: 'https://s3.ca-central-1.amazonaws.com',
        name: 'bucket',
        prefix: '',
        region: 'ca-central-1',
        named: 'HOST',
        keyId: 'AKID',
        secret: 'ses/ame+',
      });
    });

    it.each([
      ['no bucket', { ENTENTE_FILES_URL: '' }, 'ENTENTE_FILES_KEY_ID: set, and ENTENTE_FILES_URL is not'],
      ['no key', { ENTENTE_FILES_KEY_ID: '', ENTENTE_FILES_SECRET: 'x' }, 'ENTENTE_FILES_KEY_ID: not set'],
      ['no secret', {}, 'ENTENTE_FILES_SECRET_FILE: not set'],
      [
        'two secrets',
        { ENTENTE_FILES_SECRET: 'x', ENTENTE_FILES_SECRET_FILE: 'y' },
        'ENTENTE_FILES_SECRET_FILE: set, and ENTENTE_FILES_SECRET is too',
      ],
      ['a file that is not there', { ENTENTE_FILES_SECRET_FILE: 'none' }, 'cannot be read (ENOENT)'],
      ['a secret of two lines', { ENTENTE_FILES_SECRET: 'hunter2\nhunter3' }, 'does not hold the secret'],
    ])('refuses %s, and shows no secret', (_what, more: Record<string, string>, problem) => {
      const found = problems(bucket(more));
      expect(found).toEqual([expect.stringContaining(problem)]);
      expect(found[0]).not.toContain('hunter2');
    });

    it('refuses plain http in production, but on this machine', () => {
      const at = (endpoint: string) =>
        problems(
          bucket({
            NODE_ENV: 'production',
            ENTENTE_FILES_URL: `s3://bucket?endpoint=${endpoint}`,
            ENTENTE_FILES_SECRET: 'sesame',
          }),
        );
      expect(at('http://s3.example')).toEqual([expect.stringContaining('is not https://')]);
      for (const endpoint of ['https://s3.example', 'http://127.0.0.1:9000', 'http://[::1]:9000'])
        expect(at(endpoint)).toEqual([]);
    });
  });

  it('reports every problem at once', () => {
    const found = problems({
      ENTENTE_PORT: 'x',
      ENTENTE_TIME_ZONE: 'x',
      ENTENTE_A: '1',
      ENTENTE_B: '1',
      ENTENTE_VAULT_KEY_FILE: 'none',
    });
    expect(found.map((line) => line.split(':')[0]).sort()).toEqual([
      'ENTENTE_A',
      'ENTENTE_B',
      'ENTENTE_PORT',
      'ENTENTE_TIME_ZONE',
      'ENTENTE_VAULT_KEY_FILE',
    ]);
  });

  it.each([
    ['does not exist', 'none', 'does not exist; restore it'],
    ['is a folder', 'keys', 'is a folder; name the file'],
    ['holds no key', 'hunter2', 'does not hold a vault key (64 hexadecimal digits)'],
    ['holds half a key', 'half', 'does not hold a vault key (64 hexadecimal digits)'],
    ['others may read', 'open', 'may be read or written by others; make it its owner’s alone (chmod 600)'],
  ])('refuses a vault key file that %s, and shows nothing of what it holds', (_what, file, problem) => {
    writeFileSync(join(cwd, 'hunter2'), 'hunter3', { mode: 0o600 });
    writeFileSync(join(cwd, 'half'), '0a'.repeat(16), { mode: 0o600 });
    writeFileSync(join(cwd, 'open'), '0a'.repeat(32), { mode: 0o644 });
    const found = problems({ ENTENTE_VAULT_KEY_FILE: file });
    expect(found).toEqual([expect.stringContaining(`ENTENTE_VAULT_KEY_FILE: "${file}" ${problem}`)]);
    expect(found[0]).not.toMatch(/hunter3|0a0a/);
  });

  it('leaves the tests’ own variables alone', () => {
    expect(problems({ ENTENTE_TEST_EVENTSTORE_URL: 'esdb://x' })).toEqual([]);
  });

  it.each(['ENTENTE_DATABASE_URL', 'ENTENTE_VAULT_DATABASE_URL'])(
    'refuses %s without a vault key file',
    (name) => {
      const url = 'postgres://u:secret@h/db';
      expect(problems({ [name]: url })).toEqual([
        expect.stringMatching(/^ENTENTE_VAULT_KEY_FILE: not set, /),
      ]);
      expect(problems({ [name]: url, ...KEY })).toEqual([]);
    },
  );

  it('asks for all accounts of the main database where one beside its owner is named', () => {
    const url = 'postgres://u:secret@h/db';
    expect(problems({ ENTENTE_DATABASE_WRITER_URL: url })).toEqual([
      'ENTENTE_DATABASE_URL: not set, and ENTENTE_DATABASE_WRITER_URL is; set all three, or the first alone',
    ]);
    expect(problems({ ENTENTE_DATABASE_URL: url, ENTENTE_DATABASE_READER_URL: url, ...KEY })).toEqual([
      'ENTENTE_DATABASE_WRITER_URL: not set, and ENTENTE_DATABASE_READER_URL is; set all three, or the first alone',
    ]);
  });

  it('prints no password in a problem', () => {
    const found = problems({
      ...KEY,
      ENTENTE_DATABASE_URL: 'mysql://u:hunter2@h/db',
      ENTENTE_EVENT_STORE_URL: 'http://u:hunter2@h',
    });
    expect(found).toHaveLength(2);
    expect(found.join('\n')).not.toContain('hunter2');
  });

  it.each(['?tlsVerifyCert=false', '?nonsense=1', '?tls', '?tls=true&', ':port', '@h:2113', '?a:b@c=1'])(
    'refuses an address of EventStoreDB of which its client would print the password: …%s',
    (rest) => {
      const found = problems({ ENTENTE_EVENT_STORE_URL: `esdb://admin:hunter2@h${rest}` });
      expect(found).toHaveLength(1);
      expect(found[0]).not.toContain('hunter2');
    },
  );

  it.each([
    'esdb://admin:changeit@localhost:2113?tls=true&tlsCAFile=/etc/entente/ca%20one.crt',
    'esdb+discover://admin:ch%40nge%3Ait@a,b:2113,c.example:2113/?tls=true&nodePreference=leader&keepAliveInterval=-1',
  ])('takes %s', (url) => {
    expect(configured({ ENTENTE_EVENT_STORE_URL: url }).eventStore).toEqual({ kind: 'eventstoredb', url });
  });
});

describe('redactUrl', () => {
  it.each([
    ['postgres://u:p@h:5432/db', 'postgres://u:***@h:5432/db'],
    ['postgres://u:p@ss/w:rd@h/db', 'postgres://u:***@h/db'],
    ['esdb+discover://admin:changeit@a:2113,b:2113', 'esdb+discover://admin:***@a:2113,b:2113'],
    ['postgres://h/db?password=p&sslmode=require', 'postgres://h/db?password=***&sslmode=require'],
    ['postgres://u@h/db', 'postgres://u@h/db'],
    ['esdb://127.0.0.1:2113?tls=false', 'esdb://127.0.0.1:2113?tls=false'],
  ])('shows %s as %s', (url, shown) => {
    expect(redactUrl(url)).toBe(shown);
  });
});
