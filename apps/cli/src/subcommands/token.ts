import { openAccess, type Access, type Role } from '@entente/access';
import type { Configuration } from '@entente/platform';
import type { Command } from 'commander';
import { readDays, readRole, readName } from '../arguments.js';
import { openExistingPlace, openPlace, openPool, type Place } from '../ledger.js';
import { answer, answerJson, table } from '../output.js';
import { Refused } from '../refused.js';

const DAY_MS = 86_400_000;

interface CreateOptions {
  readonly role: Role;
  readonly name: string;
  readonly validDays?: number;
  readonly json?: true;
}

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
    .requiredOption('--name <name>', 'whose token it is, for the list', readName)
    .option('--valid-days <days>', 'how long it is valid; without it, until it is revoked', readDays)
    .option('--json', 'answer {"token", "tokenId", "role", "name", "expires"}')
    .action(async ({ role, name, validDays, json }: CreateOptions) => {
      const access = accessIn(await openPlace(configured()));
      const expires = validDays === undefined ? null : new Date(Date.now() + validDays * DAY_MS);
      const created = await access.createToken({ role, name, expires });
      if (json) answerJson(created);
      else answer(created.token);
    });

  token
    .command('list')
    .description('List the tokens that were ever created.')
    .option(
      '--json',
      'answer an array of {"tokenId", "role", "name", "created", "expires", "revoked", "lastUsed"}',
    )
    .action(async ({ json }: { json?: true }) => {
      const access = accessIn(await openExistingPlace(configured()));
      const tokens = await access.listTokens();
      if (json) return answerJson(tokens);
      answer(
        table(
          ['ID', 'ROLE', 'CREATED', 'EXPIRES', 'REVOKED', 'LAST USED', 'NAME'],
          tokens.map(({ tokenId, role, created, expires, revoked, lastUsed, name }) => [
            tokenId,
            role,
            created.toISOString(),
            expires?.toISOString() ?? '-',
            revoked?.toISOString() ?? '-',
            lastUsed?.toISOString() ?? '-',
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
      const access = accessIn(await openExistingPlace(configured()));
      const tokenId = /^ent_([0-9a-f]{16})_/.exec(id)?.[1] ?? id;
      // PostgreSQL takes no NUL, and no token has one.
      const revoked = !tokenId.includes('\0') && (await access.revokeToken(tokenId));
      if (!revoked) throw Refused.here('TOKEN_NOT_FOUND', { id: tokenId });
      if (json) answerJson({ tokenId, revoked });
      else answer(`${tokenId} is revoked`);
    });
}

function accessIn(place: Place): Access {
  return openAccess(openPool(place));
}
