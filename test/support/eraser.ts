/**
 * Destroys the keys of a person in a vault, and kills itself right after a statement that begins with some words, as a machine
 * that loses its power would: `eraser.ts <database of the vault> <ledger> <person> <words>`, the master key in ERASER_KEY.
 */
import { Client } from 'pg';
import { openPostgresVault } from '../../libs/ledger/src/vault/postgres-vault.js';

const [connectionString = '', ledgerId = '', personId = '', words = ''] = process.argv.slice(2);
const masterKey = Buffer.from(process.env['ERASER_KEY'] ?? '', 'hex');

const client = Client.prototype as unknown as { query: (...given: unknown[]) => unknown };
const { query } = client;
client.query = function (...given: unknown[]): unknown {
  const answer = query.apply(this, given);
  const [said] = given;
  if (typeof said === 'string' && said.trimStart().startsWith(words))
    void Promise.resolve(answer).then(() => process.kill(process.pid, 'SIGKILL'));
  return answer;
};

const vault = await openPostgresVault({ connectionString, masterKey, ledgerId });
await vault.erase({ personId, documents: [], keys: [] });
await vault.close();
