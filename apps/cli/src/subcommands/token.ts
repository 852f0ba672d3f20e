import { openAccess, signInLink, type Access, type Role } from '@entente/access';
import type { Configuration } from '@entente/platform';
import type { Command } from 'commander';
import { readAddress, readDays, readName, readRole } from '../arguments.js';
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

interface LinkOptions {
  readonly role: Role;
  readonly url?: string;
  readonly json?: true;
}

/** `token create | list | revoke | link`: who may ask the API. */
export function addTokenCommand(program: Command, configured: () => Configuration): void {
  const token = program
    .command('token')
    .description('Create, list and revoke the tokens that the API asks for.');

  token
    .command('create')
    .description('Create a token and show it, once: only its hash is kept.')
    .requiredOption(
      '--role <role>',
      'secretariat (reads and records), depositary (corrects besides), auditor (reads everything) or dashboard',
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
      const tokenId = readId(id);
      const revoked = await access.revokeToken(tokenId);
      if (!revoked) throw Refused.here('TOKEN_NOT_FOUND', { id: tokenId });
      if (json) answerJson({ tokenId, revoked });
      else answer(`${tokenId} is revoked`);
    });

  token
    .command('link')
    .description('Show a link that signs a browser in to the console, once, within the hour.')
    .argument(
      '[id]',
      'of the token it signs in with, as in the list; without it, the first valid one of the role',
    )
    .option('--role <role>', 'the role to sign in with, where no token is named', readRole, 'depositary')
    .option(
      '--url <address>',
      'where the console is; the configured port of this machine unless given',
      readAddress,
    )
    .option('--json', 'answer {"url"}')
    .action(async (id: string | undefined, { role, url, json }: LinkOptions) => {
      const configuration = configured();
      const { sessions } = accessIn(await openExistingPlace(configuration));
      const code = await (id === undefined ? sessions.createCodeFor(role) : sessions.createCode(readId(id)));
      if (code === null)
        throw id === undefined
          ? Refused.here('NO_TOKEN_OF_ROLE', { role })
          : Refused.here('TOKEN_NOT_FOUND', { id: readId(id) });
      const link = signInLink(url ?? `http://localhost:${configuration.port}`, code);
      if (json) answerJson({ url: link });
      else answer(link);
    });
}

/** The id of a token that was named by its id or by itself. */
function readId(given: string): string {
  // PostgreSQL takes no NUL, and no token has one.
  return /^ent_([0-9a-f]{16})_/.exec(given)?.[1] ?? given.replaceAll('\0', '');
}

function accessIn(place: Place): Access {
  return openAccess(openPool(place));
}
