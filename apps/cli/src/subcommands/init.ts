import { createInterface } from 'node:readline/promises';
import { keepFirstTokens, openAccess } from '@entente/access';
import { redactUrl, type Configuration } from '@entente/platform';
import { InvalidArgumentError, type Command } from 'commander';
import { readName, readTimeZone } from '../arguments.js';
import { identityOf, openAssembly, openPlace, openPool } from '../ledger.js';
import { answer, answerJson } from '../output.js';
import { Refused, UsageError } from '../refused.js';

interface InitOptions {
  readonly name?: string;
  readonly timeZone?: string;
  readonly administrator?: string;
  readonly unlessThere?: true;
  readonly dryRun?: true;
  readonly json?: true;
}

/** What a ledger is opened with. */
interface Opening {
  readonly name: string;
  readonly timeZone: string;
  readonly administrator: string;
}

const USUAL_ZONE = 'America/Toronto';

/** `init`: opens an empty ledger of one's own. */
export function addInitCommand(program: Command, configured: () => Configuration): void {
  program
    .command('init')
    .description(
      'Open an empty ledger of your own, and make its first tokens. What is not given is asked for.',
    )
    .option('--name <name>', 'the name by which people know the ledger', readName)
    .option(
      '--time-zone <zone>',
      `the zone of its civil days, an IANA name; ${USUAL_ZONE} unless asked`,
      readTimeZone,
    )
    .option('--administrator <name>', 'who gets the first tokens, one for each role', readName)
    .option('--unless-there', 'do nothing where there is a ledger of your own already')
    .option('--dry-run', 'say what would be opened, open nothing')
    .option('--json', 'answer {"ledgerId", "name", "timeZone", "administrator", "tokensFile"}')
    .action((options: InitOptions) => init(options, configured()));
}

async function init(options: InitOptions, configured: Configuration): Promise<void> {
  const place = await openPlace(configured);
  const there = await identityOf(place);
  if (there) {
    if (options.unlessThere && !there.demonstration) return;
    const { database, dataDir } = configured;
    throw Refused.here('LEDGER_THERE', {
      place: database.kind === 'embedded' ? dataDir : redactUrl(database.url),
      ledger: there.name ?? there.ledgerId,
    });
  }
  const opening = await askedFor(options, configured.timeZone);
  if (options.dryRun) return report({ ...opening, ledgerId: null, tokensFile: null }, options);
  const { name, timeZone, administrator } = opening;
  const assembly = await openAssembly({ ...place, configuration: { ...configured, timeZone } }, { name });
  const access = openAccess(openPool(place));
  const tokensFile = await keepFirstTokens(access, { dataDir: configured.dataDir, name: administrator });
  report({ ...opening, ledgerId: assembly.ledger.identity.ledgerId, tokensFile }, options);
}

function report(
  opened: Opening & { readonly ledgerId: string | null; readonly tokensFile: string | null },
  { json, dryRun }: InitOptions,
): void {
  if (json) return answerJson(opened);
  const { name, timeZone, administrator, tokensFile } = opened;
  answer(`${dryRun ? 'Would open' : 'Opened'} the ledger “${name}”, with the civil days of ${timeZone}.`);
  if (tokensFile !== null)
    answer(
      `The first tokens of ${administrator}, one for each role, are in ${tokensFile}, which only you may read.`,
    );
  if (!dryRun) answer('Start it with: npm start -- --empty');
}

/** What was given, and what a person at a terminal answers to the rest. @throws {UsageError} where nobody can be asked */
async function askedFor(options: InitOptions, configuredZone: string | null): Promise<Opening> {
  const { name, timeZone = configuredZone ?? undefined, administrator } = options;
  if (name !== undefined && administrator !== undefined)
    return { name, administrator, timeZone: timeZone ?? USUAL_ZONE };
  if (!process.stdin.isTTY)
    throw new UsageError('Give --name and --administrator, or call it where it can ask for them.');
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const ask = async (question: string, read: (text: string) => string, usual?: string): Promise<string> => {
      for (;;) {
        const text = await asking.question(
          usual === undefined ? `${question}: ` : `${question} (${usual}): `,
        );
        try {
          return read(text.trim() === '' && usual !== undefined ? usual : text);
        } catch (error) {
          if (!(error instanceof InvalidArgumentError)) throw error;
          process.stderr.write(`${error.message}\n`);
        }
      }
    };
    return {
      name: name ?? (await ask('Name of the ledger', readName)),
      timeZone: timeZone ?? (await ask('Time zone of its civil days', readTimeZone, USUAL_ZONE)),
      administrator: administrator ?? (await ask('Who gets the first tokens', readName)),
    };
  } finally {
    asking.close();
  }
}
