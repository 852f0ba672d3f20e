import { streamNamed } from '@entente/domain';
import type { Configuration } from '@entente/platform';
import { newestReads, readsFolder, verifyReads, type ReadEntry } from '@entente/transparency';
import type { Command } from 'commander';
import type { Pool } from 'pg';
import { readInstant, readMost } from '../arguments.js';
import { openExistingPlace, openLedger, openPool } from '../ledger.js';
import { answer, answerJson, table } from '../output.js';
import { Refused, UsageError } from '../refused.js';

interface ListOptions {
  readonly since?: Date;
  readonly until?: Date;
  readonly who?: string;
  readonly person?: string;
  readonly most: number;
  readonly json?: true;
}

type ListedRead = ReadEntry & { readonly index: number };

const PAGE = 1_000;

/** `reads list | verify`: the log of who read what is sealed, and of exports. */
export function addReadsCommand(program: Command, configured: () => Configuration): void {
  const reads = program
    .command('reads')
    .description('Show and verify the log of who read what is sealed, and of exports.');

  reads
    .command('list')
    .description(
      'List who read what is sealed, when and by which way, newest first. What was read stands there by digest: --person shows what was read of one person. The names of callers: entente token list.',
    )
    .option('--since <instant>', 'from then on, such as 2025-04-16T00:00:00Z', readInstant)
    .option('--until <instant>', 'before then', readInstant)
    .option('--who <caller>', 'by one caller alone, as the list shows it')
    .option('--person <id>', 'where something was opened that is sealed under the key of that person')
    .option('--most <number>', 'as many at most', readMost, 200)
    .option('--json', 'answer an array of {"index", "at", "who", "way", "what"}')
    .action(async (options: ListOptions) => {
      const { pool, digests } = await openReads(configured(), options);
      const listed = await list(pool, options, digests);
      if (options.json) return answerJson(listed);
      const rows = listed.map(({ index, at, who, way, what }) => [
        String(index),
        at,
        who,
        way,
        String(what.length),
      ]);
      answer(table(['ENTRY', 'AT', 'WHO', 'WAY', 'OPENED'], rows));
    });

  reads
    .command('verify')
    .description(
      'Verify each entry against its hash, all of them against every head that was signed, and against the one that the folder of the signing key keeps.',
    )
    .option('--json', 'answer {"entries", "forgotten", "signed", "findings": [{"code", "index"}]}')
    .addHelpText('after', '\nExit codes: 0 all is whole, 3 something was changed or taken away.')
    .action(async ({ json }: { json?: true }) => {
      const configuration = configured();
      const { logSigner } = configuration;
      if (logSigner === null)
        throw new UsageError('set ENTENTE_LOG_SIGNER_DIR to the folder of the signing key');
      const pool = openPool(await openExistingPlace(configuration));
      const verified = await verifyReads(pool, readsFolder(logSigner.folder));
      const { entries, forgotten, signed, findings } = verified;
      if (json) answerJson(verified);
      else {
        answer(
          `${entries} entries, ${forgotten} of them kept for long enough and forgotten, ${signed} signed`,
        );
        for (const { code, index } of findings) answer(`${code} at ${index}`);
      }
      if (findings.length > 0) throw Refused.here('READS_DAMAGED', { count: findings.length });
    });
}

/** The database of the read log; and where a person is asked for, the digests of what is sealed of that person. */
async function openReads(
  configuration: Configuration,
  { person }: ListOptions,
): Promise<{ readonly pool: Pool; readonly digests: ReadonlySet<string> | null }> {
  if (person === undefined) return { pool: openPool(await openExistingPlace(configuration)), digests: null };
  const { ledger, reads, writerPool } = await openLedger(configuration);
  const id = person.toLowerCase();
  const events = await ledger.reader.read(streamNamed('person', id));
  if (events.length === 0) throw Refused.byLedger('PERSON_NOT_FOUND', { id });
  const keys = events.flatMap(({ envelope }) => Object.values(envelope.personal).map(({ kid }) => kid));
  const digests = keys.map((kid) => reads.digestOf({ kind: 'KEY', id: kid }));
  return { pool: writerPool, digests: new Set([...digests, reads.digestOf({ kind: 'PERSON', id })]) };
}

async function list(
  pool: Pool,
  {
    since = null,
    until = null,
    who,
    most,
  }: Omit<ListOptions, 'since' | 'until'> & {
    readonly since?: Date | null;
    readonly until?: Date | null;
  },
  digests: ReadonlySet<string> | null,
): Promise<readonly ListedRead[]> {
  const listed: ListedRead[] = [];
  for (let before = Number.MAX_SAFE_INTEGER; ;) {
    const page = await newestReads(pool, { before, since, until, limit: PAGE });
    listed.push(
      ...page.filter(
        (one) =>
          (who === undefined || one.who === who) &&
          (digests === null || one.what.some((digest) => digests.has(digest))),
      ),
    );
    if (page.length < PAGE || listed.length >= most) return listed.slice(0, most);
    before = page.at(-1)?.index ?? 0;
  }
}
