import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadDemonstration, readScenario, type Scenario, type ScenarioEvent } from '@entente/demonstration';
import { findEmbeddedPostgres, systemClock } from '@entente/platform';
import { Client } from 'pg';
import { assembleLedger } from '../support/assembled-ledger.js';
import { startLedger, type LedgerProcess } from '../support/ledger-process.js';
import { RUNS_ON_EVENTSTOREDB } from '../support/log-stores.js';
import {
  depositSource,
  record,
  registerOrganization,
  registerAgreement,
  send,
} from '../support/recording.js';

const PATIENCE_MS = 300_000;
const scenario = withQuotes(readScenario());

/** The project's copy of the scenario holds no sentence of its sources: each citation gets a quote that is in nothing else. */
function withQuotes(read: Scenario): Scenario {
  return {
    ...read,
    events: read.events.map((event) => ({
      ...event,
      provenance: event.provenance.map((citation, index) => ({
        ...citation,
        quote: `mots-cités-${event.seq}-${index}-de-la-source`,
      })),
    })),
  };
}

/** What is never to be in clear, each with a name for the report. */
type Secrets = Readonly<Record<string, string>>;

/** Names, quotes and notes of the scenario: but for those that are also said in a title or another public text. */
function secretsOf(events: readonly ScenarioEvent[]): Secrets {
  const secrets: Record<string, string> = {};
  const open: unknown[] = [];
  for (const { seq, data, provenance, occurredOnDetail, ...rest } of events) {
    const { personalData, note, ...publicData } = data;
    const { note: dateNote, ...date } = occurredOnDetail;
    open.push(publicData, date, rest);
    for (const [index, { quote, note: citationNote, ...citation }] of provenance.entries()) {
      if (quote !== undefined) secrets[`quote ${seq}.${index}`] = quote;
      if (citationNote !== undefined) secrets[`note ${seq}.${index}`] = citationNote;
      open.push(citation);
    }
    if (dateNote !== undefined) secrets[`note of the date of ${seq}`] = dateNote;
    for (const [lang, text] of Object.entries((note ?? {}) as Record<string, string>))
      secrets[`note ${lang} of ${seq}`] = text;
    const { displayName } = (personalData ?? {}) as { displayName?: string };
    if (displayName !== undefined) secrets[`name of ${String(data['personId'])}`] = displayName;
  }
  const inClear = JSON.stringify(open);
  return Object.fromEntries(
    Object.entries(secrets).filter(([what, text]) => what.startsWith('name') || !inClear.includes(text)),
  );
}

/** Which secrets stand in some bytes, as they are or in hexadecimal. */
function foundIn(where: string, bytes: Buffer, secrets: Secrets): readonly string[] {
  return Object.entries(secrets)
    .filter(([, text]) => bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf8').toString('hex')))
    .map(([what]) => `${what} in ${where}`);
}

async function foundInFiles(
  folder: string,
  secrets: Secrets,
): Promise<{ files: number; found: readonly string[] }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  let files = 0;
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path).catch(() => null);
    if (!bytes) continue;
    files += 1;
    found.push(...foundIn(path.slice(folder.length), bytes, secrets));
  }
  return { files, found };
}

/** Rows can be compressed in their files: every one is read as text besides. */
async function foundInRows(
  urlOf: (database: string) => string,
  secrets: Secrets,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const database of ['entente', 'entente_vault', 'postgres']) {
    const client = new Client({ connectionString: urlOf(database) });
    await client.connect();
    try {
      await client.query('checkpoint');
      const { rows: tables } = await client.query<{ name: string }>(
        `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where c.relkind in ('r', 'm') and n.nspname <> 'information_schema' and n.nspname not like 'pg_toast%'
           and (n.nspname <> 'pg_catalog' or c.relname = 'pg_statistic')`,
      );
      for (const { name } of tables) {
        const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`);
        const text = rows.map(({ row }) => row.replaceAll('""', '"').replaceAll('\\\\"', '"')).join('\n');
        found.push(...foundIn(`${database} ${name}`, Buffer.from(text, 'utf8'), secrets));
      }
    } finally {
      await client.end();
    }
  }
  return found;
}

describe('the scenario, recorded with its quotes', () => {
  it(
    'leaves no name, no quote and no note in clear: in no file of the folder, no row, no line of the log',
    async () => {
      const secrets = secretsOf(scenario.events);
      const names = Object.keys(secrets).filter((what) => what.startsWith('name'));
      expect(names.length).toBeGreaterThan(5);
      expect(Object.keys(secrets).length).toBeGreaterThan(60);
      const made = await assembleLedger({ scenario });
      try {
        made.assembly.startWorker();
        await loadDemonstration(made.assembly.ledger, scenario, { now: systemClock.now });
        await made.caughtUp();
        const urlOf = (database: string) => {
          const url = new URL(made.databases.ownerUrl);
          url.pathname = `/${database}`;
          return url.href;
        };
        expect(await foundInRows(urlOf, secrets)).toEqual([]);
        const { files, found } = await foundInFiles(made.dataDir, secrets);
        expect(files).toBeGreaterThan(500);
        expect(found).toEqual([]);
        expect(foundIn('the log', Buffer.from(made.lines.join('\n'), 'utf8'), secrets)).toEqual([]);
      } finally {
        await made.dispose();
      }
    },
    PATIENCE_MS,
  );

  it('would be found if it were there', async () => {
    const [what, text] = Object.entries(secretsOf(scenario.events))[0] ?? ['', ''];
    expect(foundIn('here', Buffer.from(`…${text}…`, 'utf8'), { [what]: text })).toEqual([`${what} in here`]);
    const hex = Buffer.from(text, 'utf8').toString('hex');
    expect(foundIn('here', Buffer.from(`\\x00${hex}`, 'utf8'), { [what]: text })).toEqual([
      `${what} in here`,
    ]);
  });
});

/** Said in public: what is searched like the secrets, and must be found, or the search is blind. */
const PUBLIC = { control: 'Entente chuchotée' };

/** Words that stand in nothing else. */
const SPOKEN = {
  name: 'Zéphyrine Quatrepoint',
  quote: 'paroles-rapportées-mot-à-mot',
  note: 'note-que-personne-ne-lira',
  dateNote: 'date-tenue-d-un-témoin',
  reason: 'raison-donnée-en-confiance',
  minutes: 'compte-rendu-de-séance-à-huis-clos',
  refused: 'nom-d-une-personne-dans-un-refus',
} as const;

async function say(ledger: LedgerProcess): Promise<void> {
  const evidence = [{ sourceId: 'spoken', quote: SPOKEN.quote, note: SPOKEN.note }];
  await depositSource(ledger, 'spoken');
  for (const id of ['one', 'two', 'three'])
    await registerOrganization(ledger, id, `Organisation ${id}`, 'spoken');
  await registerAgreement(ledger, 'whispered', PUBLIC.control, 'spoken');
  await record(ledger, 'registerPerson', { displayName: SPOKEN.name, evidence });
  for (const organizationId of ['one', 'two'])
    await record(ledger, 'recordSignature', {
      agreementId: 'whispered',
      organizationId,
      occurredOn: { edtf: '2024-05-01', note: SPOKEN.dateNote },
      evidence,
    });
  await record(ledger, 'declareIntent', {
    agreementId: 'whispered',
    organizationId: 'three',
    occurredOn: { edtf: '2024-05-02' },
    evidence,
  });
  await record(ledger, 'withdrawIntent', {
    agreementId: 'whispered',
    organizationId: 'three',
    reason: SPOKEN.reason,
    occurredOn: { edtf: '2024-05-03' },
    evidence,
  });
  await record(ledger, 'setTerm', {
    agreementId: 'whispered',
    startsOn: { edtf: '2024-05-01', note: SPOKEN.dateNote },
    endsOn: { edtf: '2030-01-01', note: SPOKEN.dateNote },
    duration: 'P1Y',
    overrides: [{ rule: 'TERM_INCONSISTENT', reason: SPOKEN.reason }],
    evidence,
  });
  await record(ledger, 'recordMeeting', {
    meetingId: 'whispers',
    attendance: [{ organizationId: 'one' }],
    occurredOn: { edtf: '2024-06-01', note: SPOKEN.dateNote },
    evidence,
  });
  await record(ledger, 'depositMinutes', {
    meetingId: 'whispers',
    docHash: 'ab'.repeat(32),
    lang: 'fr',
    text: SPOKEN.minutes,
    evidence,
  });
}

/** Says the same words where they are refused: by the domain, by the input, by the parser, by the router. */
async function beRefused(ledger: LedgerProcess): Promise<void> {
  const refusals = await Promise.all([
    send(ledger, 'registerPerson', { displayName: SPOKEN.refused, evidence: [] }),
    send(ledger, 'registerPerson', {
      displayName: `${SPOKEN.refused}\0`,
      evidence: [{ sourceId: 'spoken' }],
    }),
    send(ledger, 'registerPerson', { displayName: { text: SPOKEN.refused }, evidence: [] }),
    send(ledger, 'withdrawIntent', {
      agreementId: 'none',
      organizationId: 'one',
      reason: SPOKEN.refused,
      occurredOn: { edtf: '2024-05-03' },
      evidence: [{ sourceId: 'spoken', quote: SPOKEN.refused, lines: { from: SPOKEN.refused, to: 1 } }],
    }),
    ledger.gql(`{ person(id: "${SPOKEN.refused}" `),
    ledger.gql(`{ nothing(name: "${SPOKEN.refused}") }`),
    ledger.gql('query ($name: String) { organization(name: $name) { id } }', { name: SPOKEN.refused }),
  ]);
  expect(refusals.filter(({ errors }) => errors.length > 0).length).toBeGreaterThan(4);
  await ledger.http(`/graphql?query=${encodeURIComponent(`{ person(id: "${SPOKEN.refused}") { id } }`)}`);
  await ledger.http(`/nowhere/${encodeURIComponent('x')}?name=${encodeURIComponent(SPOKEN.refused)}`);
  await ledger.http('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${SPOKEN.refused.replaceAll('é', 'e')}`,
    },
    body: `{"query": "${SPOKEN.refused}`,
  });
}

describe('a ledger that is given names, quotes, notes and reasons over GraphQL, and logs all it can', () => {
  it(
    'leaves them in no file of its folder, in no row, and in no line of its log',
    async () => {
      const secrets = { ...SPOKEN, ...secretsOf(readScenario().events) };
      const ledger = await startLedger({ env: { ENTENTE_LOG_LEVEL: 'trace' } });
      try {
        await say(ledger);
        await beRefused(ledger);
        const read = await ledger.gql<{ organization: { people: { person: { displayName: string } }[] } }>(
          '{ organization(id: "technum") { people { person { displayName } } } }',
        );
        expect(read.data?.organization.people.map(({ person }) => person.displayName)).toEqual(
          expect.arrayContaining([secrets['name of person-03' as keyof typeof secrets]]),
        );
        const server = await findEmbeddedPostgres(ledger.dataDir);
        if (!server) throw new Error('the embedded server is not there');
        const urlOf = (database: string) => server.superuserUrl(database);
        expect((await foundInRows(urlOf, PUBLIC)).toSorted()).toEqual([
          ...(RUNS_ON_EVENTSTOREDB ? [] : ['control in entente log.event']),
          expect.stringMatching(/^control in entente read_model_v\d+\.agreement$/),
          expect.stringMatching(/^control in entente read_model_v\d+\.event$/),
        ]);
        expect((await foundInFiles(ledger.dataDir, PUBLIC)).found.length).toBeGreaterThan(1);
        expect(await foundInRows(urlOf, secrets)).toEqual([]);
        expect((await foundInFiles(ledger.dataDir, secrets)).found).toEqual([]);
        await ledger.stop();
        expect((await foundInFiles(ledger.dataDir, secrets)).found).toEqual([]);
        const said = ledger.said();
        expect(said.split('\n').length).toBeGreaterThan(20);
        expect(foundIn('the log', Buffer.from(said, 'utf8'), secrets)).toEqual([]);
      } finally {
        await ledger.dispose();
      }
    },
    PATIENCE_MS,
  );
});
