import { serverEnvironment } from './cluster.js';

const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
});

describe('the environment of PostgreSQL’s programs', () => {
  it('is what they need to run, and nothing that configures them or tells them a secret', () => {
    process.env = {
      PATH: '/bin',
      HOME: '/home/somebody',
      TMPDIR: '/tmp',
      LC_ALL: 'fr_CA.UTF-8',
      LANG: 'fr_CA.UTF-8',
      PGDATA: '/elsewhere',
      PGPASSWORD: 'secret',
      PGOPTIONS: '-c fsync=off',
      PG_COLOR: 'always',
      LD_PRELOAD: '/elsewhere.so',
      ENTENTE_VAULT_KEY: 'secret',
      NODE_OPTIONS: '--inspect',
    };
    expect(serverEnvironment()).toEqual({
      PATH: '/bin',
      HOME: '/home/somebody',
      TMPDIR: '/tmp',
      LC_ALL: 'C',
    });
  });
});
