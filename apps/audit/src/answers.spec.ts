import { appendFile, mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  canonicalBytes,
  createLogTree,
  leafHash,
  makeSignerKey,
  signNote,
  verifierOf,
  writeCheckpoint,
  writeVerifierKey,
} from '@entente/proof';
import { loggedEvent, replayStream, type StoredRow } from '@entente/replay';
import { writeBundle, type LogTree, type RowsOfReadModel } from '@entente/transparency';
import { run } from './run.js';
import { removeFolder } from '../../../test/support/names-in-clear.js';

const LEDGER = '11111111-1111-4111-8111-111111111111';
const ORIGIN = `entente/${LEDGER}`;
const key = makeSignerKey(ORIGIN);

interface Answer {
  readonly exit: number;
  readonly size?: number;
  readonly now?: number;
  readonly copied?: number;
  readonly notReplayed?: readonly string[];
  readonly says?: readonly {
    readonly stream: string;
    readonly says: readonly {
      readonly table: string;
      readonly values: object;
      readonly index: number | null;
    }[];
    readonly notReplayed: readonly string[];
  }[];
  readonly findings: readonly {
    readonly code: string;
    readonly index: number | null;
    readonly detail: string;
  }[];
}

let place = '';
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'entente-test-answers-'));
  await writeFile(join(place, 'policy'), `log ${writeVerifierKey(verifierOf(key))}\nquorum none\n`);
});
afterAll(() => removeFolder(place));

function ask(...args: readonly string[]): Answer {
  const lines: string[] = [];
  const exit = run([...args, '--policy', join(place, 'policy'), '--json'], {
    out: (text) => lines.push(text),
    err: () => {},
  });
  return { ...(JSON.parse(lines.at(-1) ?? '{}') as Answer), exit };
}

interface Said {
  readonly stream: string;
  readonly type: string;
  readonly day?: string;
  readonly earliest?: string | null;
  readonly data?: object;
  readonly recorded?: string;
}

/** The bytes of events, chained within their streams; the index of an event gives its id. */
function logOf(events: readonly Said[]): readonly Uint8Array[] {
  const ends = new Map<string, { readonly rev: number; readonly prev: string }>();
  return events.map(({ stream, type, day = '2025-01-10', earliest = day, data = {}, recorded }, index) => {
    const end = ends.get(stream);
    const date = { edtf: day, point: day, earliest, latest: day, precision: 'DAY', basis: 'STATED' };
    const rev = end ? end.rev + 1 : 0;
    const bytes = canonicalBytes({
      ledger: LEDGER,
      id: idOf(index),
      stream,
      rev,
      type,
      recorded: recorded ?? `2026-01-01T00:00:${String(index).padStart(2, '0')}.000Z`,
      prev: end?.prev ?? null,
      after: null,
      occurred: date,
      effective: date,
      data,
    });
    ends.set(stream, { rev, prev: leafHash(bytes) });
    return bytes;
  });
}

const idOf = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

let bundles = 0;
async function bundleOf(events: readonly Said[], rows?: RowsOfReadModel): Promise<string> {
  const folder = join(place, `bundle-${(bundles += 1)}`);
  const entries = logOf(events);
  const tree = createLogTree();
  for (const bytes of entries) tree.append(Buffer.from(leafHash(bytes), 'hex'));
  const { size } = tree;
  const log: LogTree = {
    tree,
    catchUp: async () => {},
    indexAt: () => null,
    positionAt: () => null,
    entries: async (from, count) => entries.slice(from, from + count),
  };
  const note = signNote(writeCheckpoint({ origin: ORIGIN, size, root: tree.root() }), [key]);
  await writeBundle({
    folder,
    log,
    book: { publish: async () => {}, latest: async () => null, page: async () => [] },
    checkpoint: { number: 1, size, note, published: new Date(0) },
    ...(rows && { rows }),
    onProgress: () => {},
  });
  return folder;
}

const agreement = (type: string, data: object = {}, more: Partial<Said> = {}): Said => ({
  stream: 'agreement-mou',
  type,
  data,
  ...more,
});
const title = [{ text: 'Entente', lang: 'fr' }];
const signed = (organizationId: string, day: string): Said =>
  agreement('PartnerSigned', { organizationId }, { day });
/** Two sign, and the signature of the second is put right afterwards. */
const MOU: readonly Said[] = [
  agreement('AgreementRegistered', { kind: 'MOU', title }, { day: '2025-01-01' }),
  signed('a', '2025-01-10'),
  signed('b', '2025-01-20'),
  agreement('AgreementEnteredIntoForce', { basis: 'STATED' }, { day: '2025-02-01' }),
  agreement('RecordRectified', {
    target: idOf(2),
    set: {
      effective: { edtf: '2025-01-15', point: '2025-01-15', earliest: '2025-01-15', latest: '2025-01-15' },
    },
  }),
];
const statusOf = ({ says }: Answer) => says?.[0]?.says.find(({ table }) => table === 'agreement_status');

describe('replay', () => {
  it('says what the log states of a day, as it was known at a size or an instant, and by which event', async () => {
    const bundle = await bundleOf(MOU);
    const on = (...more: readonly string[]) =>
      statusOf(ask('replay', bundle, 'agreement-mou', '--valid', ...more));
    expect(on('2025-01-15')).toMatchObject({ values: { status: 'SIGNED', certainty: 'CERTAIN' }, index: 2 });
    expect(on('2025-01-15', '--size', '4')).toMatchObject({
      values: { status: 'OPEN_FOR_SIGNATURE' },
      index: 1,
    });
    expect(on('2025-01-15', '--recorded', '2026-01-01T00:00:03Z')).toMatchObject({
      values: { status: 'OPEN_FOR_SIGNATURE' },
    });
    expect(on('2025-03-01')).toMatchObject({ values: { status: 'IN_FORCE', in_force: 'YES' }, index: 3 });
    expect(ask('replay', bundle).says?.map(({ stream }) => stream)).toEqual(['agreement-mou']);
  });

  it('says which acts do not count', async () => {
    const bundle = await bundleOf([
      ...MOU.slice(0, 2),
      agreement('AgreementEnteredIntoForce', {}, { day: '2025-01-05' }),
    ]);
    const answer = ask('replay', bundle, 'agreement-mou', '--valid', '2025-02-01');
    expect(statusOf(answer)).toMatchObject({ values: { status: 'OPEN_FOR_SIGNATURE' } });
    expect(answer.says?.[0]?.says).toContainEqual({
      table: 'passed_over',
      values: { event_id: idOf(2) },
      index: 2,
    });
    expect(answer.says?.[0]?.notReplayed).toEqual([]);
  });

  it.each([
    ['a stream that is not there', ['agreement-else']],
    ['a day that is not one', ['agreement-mou', '--valid', '2025-02-30']],
    ['more events than there are', ['agreement-mou', '--size', '99']],
    ['an instant that is not one', ['agreement-mou', '--recorded', 'yesterday']],
  ])('asks to be called as its help says: %s', async (_what, args) => {
    expect(ask('replay', await bundleOf(MOU), ...args).exit).toBe(3);
  });
});

/** The rows of the agreement after two events, as a read model has them that is sound. */
const ROWS: readonly StoredRow[] = [
  ...(
    replayStream(
      'agreement-mou',
      logOf(MOU.slice(0, 2)).map((bytes) =>
        loggedEvent(JSON.parse(Buffer.from(bytes).toString()) as Parameters<typeof loggedEvent>[0]),
      ),
    )?.statements ?? []
  ).map(({ table, from, to, values }) => ({
    table,
    row: { ...values, agreement_id: 'mou', valid_from: from, valid_to: to },
  })),
  { table: 'table_of_another_version', row: {} },
];
/** The same rows, but for those that a table has from a day on. */
const withRows = (table: string, from: string, change: StoredRow['row'] | null): readonly StoredRow[] =>
  ROWS.flatMap((one) => {
    if (one.table !== table || one.row['valid_from'] !== from) return [one];
    return change ? [{ table, row: { ...one.row, ...change } }] : [];
  });

describe('compare', () => {
  const streamsOf = (rows: readonly object[]) =>
    (async function* () {
      yield { stream: 'agreement-mou', rows };
    })();
  const compared = async (rows: readonly object[]) =>
    ask('compare', await bundleOf(MOU, { size: 2, streams: streamsOf(rows) }));

  it('finds nothing where the rows say what the events say that they know', async () => {
    expect(await compared(ROWS)).toMatchObject({ exit: 0, findings: [], notReplayed: [] });
  });

  it.each([
    [
      'a value that is another',
      withRows('agreement_status', '2025-01-10', { status: 'SIGNED' }),
      'agreement_status, status on 2025-01-10: the log says "OPEN_FOR_SIGNATURE", not "SIGNED"',
    ],
    [
      'a status that is not all that is possible',
      withRows('agreement_status', '2025-01-10', { possible: ['OPEN_FOR_SIGNATURE', 'SIGNED'] }),
      'agreement_status, possible on 2025-01-10: the log says ["OPEN_FOR_SIGNATURE"]',
    ],
    [
      'a row that is gone',
      withRows('participation', '2025-01-10', null),
      'participation [organization_id=a] on 2025-01-10: it is missing',
    ],
    [
      'a row too many',
      [
        ...ROWS,
        {
          table: 'participation',
          row: { organization_id: 'z', role: 'PARTY', valid_from: '2025-01-10', valid_to: 'infinity' },
        },
      ],
      'participation [organization_id=z] on 2025-01-10: the log says nothing of it',
    ],
    [
      'a member of a column',
      withRows('agreement', '-infinity', { registration: { title, kind: 'LETTER' } }),
      'agreement, registration: the log says',
    ],
  ])('names %s', async (_what, rows, detail) => {
    const answer = await compared(rows);
    expect(answer).toMatchObject({
      exit: 1,
      findings: [{ code: 'ROW_DIFFERS', detail: expect.stringContaining(detail) }],
    });
  });

  it('finds a subject that has no rows at all, and cannot conclude without any or with others', async () => {
    const nothing = async function* () {};
    const empty = await bundleOf(MOU, { size: 2, streams: nothing() });
    expect(ask('compare', empty).findings.map(({ code }) => code)).toContain('ROW_DIFFERS');
    expect(ask('compare', await bundleOf(MOU))).toMatchObject({
      exit: 2,
      findings: [{ code: 'FILE_MISSING' }],
    });
    const broken = await bundleOf(MOU, { size: 2, streams: nothing() });
    await writeFile(join(broken, 'readmodel/000001.ndjson'), '{');
    expect(ask('compare', broken).findings.map(({ code }) => code)).toEqual(['FILE_DIFFERS', 'UNREADABLE']);
    await writeFile(join(place, 'answers'), '{"data":{}}');
    expect(
      ask('compare', empty, '--answers', join(place, 'answers')).findings.map(({ code }) => code),
    ).toEqual(['UNREADABLE']);
  });
});

describe('mirror', () => {
  it('copies a log, then what it has gained, and is a log that verifies', async () => {
    const own = join(place, 'own');
    const first = ask('mirror', await bundleOf(MOU.slice(0, 3)), own);
    expect(first).toMatchObject({ exit: 0, now: 3 });
    expect(ask('mirror', await bundleOf(MOU), own)).toMatchObject({ exit: 0, now: 5, findings: [] });
    expect(ask('mirror', await bundleOf(MOU), own)).toMatchObject({ exit: 0, now: 5, copied: 0 });
    expect(ask('verify', own)).toMatchObject({ exit: 0 });
    expect(await readdir(join(own, 'checkpoints'))).toEqual(['000000000003', '000000000005']);
    expect(statusOf(ask('replay', own, 'agreement-mou', '--valid', '2025-03-01'))).toMatchObject({
      values: { status: 'IN_FORCE' },
    });
  });

  it('takes nothing from a log that does not go on from it, or that is not sound', async () => {
    const own = join(place, 'kept');
    ask('mirror', await bundleOf(MOU), own);
    const kept = await readFile(join(own, 'checkpoint'), 'utf8');
    const rewritten = await bundleOf([
      ...MOU.slice(0, 4),
      signed('c', '2025-03-01'),
      signed('d', '2025-03-01'),
    ]);
    const damaged = await bundleOf([...MOU, signed('c', '2025-03-01')]);
    await appendFile(join(damaged, 'tile/entries/000.p/6'), '!');
    for (const [bundle, code] of [
      [await bundleOf(MOU.slice(0, 3)), 'PIN_DIFFERS'],
      [rewritten, 'PIN_DIFFERS'],
      [damaged, 'FILE_DIFFERS'],
    ] as const) {
      const answer = ask('mirror', bundle, own);
      expect(answer).toMatchObject({ exit: 1, now: 5, copied: 0 });
      expect(answer.findings.map((one) => one.code)).toContain(code);
      expect(await readFile(join(own, 'checkpoint'), 'utf8')).toBe(kept);
    }
  });
});
