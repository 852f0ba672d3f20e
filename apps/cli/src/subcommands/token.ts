import { openAccess, type Access, type Role } from '@entente/access';
import type { Configuration } from '@entente/platform';
import type { Command } from 'commander';
import { readRole, readTokenName } from '../arguments.js';
import { openExistingPlace, openPlace, openPool, type Place } from '../ledger.js';
import { answer, answerJson, table } from '../output.js';
import { Refused } from '../refused.js';

/** `token create | list | revoke`: who may ask the API. */
export function addTokenCommand(program: Command, configured: () => Configuration): void {
  const token = program
    .command('token')
    .description('Create, list and revoke the tokens that the API asks for.');

  token
    .command('create')
    .description('Create a token and show it, once: only its hash is kept.')
    .requiredOption(
      '--role <role>',
      'secretariat (reads and records), auditor (reads everything) or dashboard',
      readRole,
    )
    .requiredOption('--name <name>', 'whose token it is, for the list', readTokenName)
    .option('--json', 'answer {"token", "tokenId", "role", "name"}')
    .action(async ({ role, name, json }: { role: Role; name: string; json?: true }) => {
      const access = await accessIn(await openPlace(configured()));
      const created = await access.createToken({ role, name });
      if (json) answerJson(created);
      else answer(created.token);
    });

  token
    .command('list')
    .description('List the tokens that were ever created.')
    .option('--json', 'answer an array of {"tokenId", "role", "name", "created", "revoked"}')
    .action(async ({ json }: { json?: true }) => {
      const access = await accessIn(await openExistingPlace(configured()));
      const tokens = await access.listTokens();
      if (json) return answerJson(tokens);
      answer(
        table(
          ['ID', 'ROLE', 'CREATED', 'REVOKED', 'NAME'],
          tokens.map(({ tokenId, role, created, revoked, name }) => [
            tokenId,
            role,
            created.toISOString(),
            revoked?.toISOString() ?? '-',
            name,
          ]),
        ),
      );
    });

  token
    .command('revoke')
    .description('Revoke a token; a running ledger refuses it within a second.')
    .argument('<id>', 'its id, as in the list (or the token itself)')
    .option('--json', 'answer {"tokenId", "revoked": true}')
    .action(async (id: string, { json }: { json?: true }) => {
      const access = await accessIn(await openExistingPlace(configured()));
      const tokenId = /^ent_([0-9a-f]{16})_/.exec(id)?.[1] ?? id;
      // PostgreSQL takes no NUL, and no token has one.
      const revoked = !tokenId.includes('\0') && (await access.revokeToken(tokenId));
      if (!revoked) throw Refused.here('TOKEN_NOT_FOUND', { id: tokenId });
      if (json) answerJson({ tokenId, revoked });
      else answer(`${tokenId} is revoked`);
    });
}

function accessIn(place: Place): Promise<Access> {
  return openAccess(openPool(place));
}
