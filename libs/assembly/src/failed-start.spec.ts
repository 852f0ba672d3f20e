import { EventStoreError, NotDurableError } from '@entente/event-store';
import {
  EXIT_CONFIGURATION,
  StartupProblem,
  loadConfiguration,
  silentLogger,
  type Configuration,
} from '@entente/platform';
import { CorruptEventError, FilesUnavailableError, TimeZoneDiffersError } from '@entente/ledger';
import { DatabaseError } from 'pg';
import { explainFailedStart } from './failed-start.js';
import { openLog } from './open-log.js';

function configured(eventStore: string): Configuration {
  const loaded = loadConfiguration({ ENTENTE_EVENT_STORE_URL: eventStore });
  if (!loaded.ok) throw new Error(loaded.problems.join());
  return loaded.configuration;
}

const onServer: Configuration = {
  ...configured('esdb://localhost'),
  eventStore: { kind: 'postgres' },
  database: { kind: 'server', url: 'postgres://u:hunter2@h/db', accounts: null },
};

function databaseError(message: string, code: string): Error {
  return Object.assign(new DatabaseError(message, 0, 'error'), { code });
}

const secure = configured('esdb://admin:hunter2@localhost:2113?tls=true&tlsCAFile=/nowhere/at/all.crt');

it('says in one line what somebody can fix', () => {
  expect(explainFailedStart(new StartupProblem('move it away'), secure)).toEqual({
    says: 'move it away',
    exitCode: 1,
  });
  expect(explainFailedStart(new StartupProblem('correct it', { exitCode: 78 }), secure)).toEqual({
    says: 'correct it',
    exitCode: 78,
  });
  expect(explainFailedStart(new TimeZoneDiffersError('America/Toronto', 'Europe/Paris'), secure)).toEqual({
    says: expect.stringContaining('Europe/Paris') as string,
    exitCode: EXIT_CONFIGURATION,
  });
});

it('says what a server must do to keep a ledger', () => {
  expect(explainFailedStart(new NotDurableError(['fsync is off, it must be on']), onServer)).toEqual({
    says: 'this PostgreSQL server cannot keep a ledger: fsync is off, it must be on',
    exitCode: EXIT_CONFIGURATION,
  });
});

it('says why the files of somebody who was erased cannot be removed', () => {
  const error = new FilesUnavailableError('s3://files (https://s3.example)', 'ECONNREFUSED', false);
  expect(explainFailedStart(error, secure)).toEqual({
    says: expect.stringContaining('s3://files (https://s3.example): ECONNREFUSED') as string,
    exitCode: 1,
  });
});

it('says which event of the log is damaged', () => {
  const error = new CorruptEventError('agreement-a', 3, { corruption: 'HASH_DIFFERS' });
  expect(explainFailedStart(error, secure)).toEqual({
    says: expect.stringMatching(
      /^the log is damaged: agreement-a at revision 3: .*; restore it .*$/,
    ) as string,
    exitCode: 1,
  });
});

it('says which EventStoreDB it is that cannot be asked, and not its password', () => {
  const refused = new EventStoreError({ kind: 'UNAVAILABLE', reason: '16 UNAUTHENTICATED' });
  expect(explainFailedStart(refused, secure)).toEqual({
    says: expect.stringMatching(
      /^ENTENTE_EVENT_STORE_URL: esdb:\/\/admin:\*\*\*@localhost:2113.*16 UNAUTHENTICATED; correct .*$/,
    ) as string,
    exitCode: EXIT_CONFIGURATION,
  });
  const away = new EventStoreError({ kind: 'UNAVAILABLE', reason: '14 UNAVAILABLE:\nno connection' });
  expect(explainFailedStart(away, secure)).toEqual({
    says: expect.stringMatching(/14 UNAVAILABLE: no connection; start that server, or .*$/) as string,
    exitCode: 1,
  });
});

it.each([
  [
    'goes away during the start',
    Object.assign(new Error(''), { code: 'ECONNRESET' }),
    /cannot be reached \(ECONNRESET\)/,
    1,
  ],
  [
    'asks for a password',
    new Error('SASL: client password must be a string'),
    /the address has none; add it/,
    78,
  ],
  ['speaks no TLS', new Error('The server does not support SSL connections'), /cannot agree .*sslmode/, 78],
  [
    'cannot be verified',
    Object.assign(new Error('-'), { code: 'SELF_SIGNED_CERT_IN_CHAIN' }),
    /sslrootcert/,
    78,
  ],
  ['is being stopped', databaseError('the database system is shutting down', '57P03'), /cannot serve now/, 1],
  [
    'refuses what is needed',
    databaseError('permission denied for schema log', '42501'),
    /permission denied for schema log/,
    78,
  ],
])('says in one line that a server %s', (_what, error, problem, exitCode) => {
  for (const raised of [error, new EventStoreError({ kind: 'UNAVAILABLE', reason: '-' }, { cause: error })])
    expect(explainFailedStart(raised, onServer)).toEqual({
      says: expect.stringMatching(
        new RegExp(`^ENTENTE_DATABASE_URL: postgres://u:\\*\\*\\*@h/db .*${problem.source}.*$`),
      ) as string,
      exitCode,
    });
});

it('shows where an unexpected error comes from', () => {
  expect(explainFailedStart(new RangeError('out of range'), secure)).toEqual({
    says: expect.stringMatching(/^RangeError: out of range\n\s+at /) as string,
    exitCode: 1,
  });
});

it('refuses the address of an EventStoreDB whose authority’s certificate is not there, before it asks any server', async () => {
  const opening = openLog({ configuration: secure, databases: { writerUrl: '' }, log: silentLogger });
  await expect(opening).rejects.toThrow(StartupProblem);
  await expect(opening).rejects.toThrow(/^ENTENTE_EVENT_STORE_URL cannot be used: .*not found/);
  await expect(opening).rejects.toMatchObject({ exitCode: EXIT_CONFIGURATION });
});
