import { compareStream, type Json, type Replayed, type Statement, type StoredRow } from '@entente/replay';
import { found, type Compared } from './compare-rows.js';
import { finding, type Finding } from './findings.js';
import { replayed, type ReadLog } from './replay-bundle.js';

/** What an auditor asks the ledger, so that its answers can be compared with its log: one page of the agreements. */
export const QUESTION = `query Agreements($validOn: Date, $knownAt: DateTime, $after: String) {
  agreements(asOf: { validOn: $validOn, knownAt: $knownAt }, first: 50, after: $after) {
    asOf { validOn knownAt }
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      agreementId
      kind
      titles { text lang }
      status { status possible certainty inForce }
      participations { role organization { organizationId } }
    }
  }
}`;

/** An agreement as it was answered. */
interface Answered {
  readonly agreementId: string;
  readonly kind: string;
  readonly titles: readonly Json[];
  readonly status: {
    readonly status: string;
    readonly possible: readonly string[];
    readonly certainty: string;
    readonly inForce: string;
  };
  readonly participations: readonly {
    readonly role: string;
    readonly organization: { readonly organizationId: string };
  }[];
}

interface Page {
  readonly asOf: { readonly validOn: string; readonly knownAt: string | null };
  readonly totalCount: number;
  readonly nodes: readonly Answered[];
}

/** Compares answers of the ledger, the pages of one list, with what its log says as of the two dates that they answer for. */
export function compareAnswers(text: string, name: string, log: ReadLog): Compared {
  const pages = pagesIn(text);
  const [first] = pages ?? [];
  if (!pages || !first) return nothing(finding('UNREADABLE', name));
  const { validOn: day, knownAt } = first.asOf;
  const one = pages.every(({ asOf }) => asOf.validOn === day && asOf.knownAt === knownAt);
  if (!one) return nothing(finding('UNREADABLE', `${name}: its pages answer for different dates`));
  const size = knownAt === null ? log.verdict.events : log.sizeKnownAt(new Date(knownAt).toISOString());
  const answers = new Map(pages.flatMap(({ nodes }) => nodes).map((node) => [node.agreementId, node]));
  const findings: Finding[] = [];
  const notReplayed: string[] = [];
  for (const [agreementId, answered] of answers) {
    const stream = `agreement-${agreementId}`;
    const said = onDay(replayed(log, stream, size), day);
    for (const { tables, because } of said.notReplayed)
      notReplayed.push(`${stream} (${tables.join(', ')}): ${because}`);
    findings.push(
      ...compareStream(said, rowsOf(answered)).map((each) => found('ANSWER_DIFFERS', stream, each, log)),
    );
  }
  // Only whole lists say that something is left out.
  if (answers.size >= first.totalCount) findings.push(...leftOut(log, { size, day, answers }));
  return { findings, streams: answers.size, rows: answers.size, notReplayed };
}

/** The agreements that the log knows, and that a whole list does not have. */
function leftOut(
  log: ReadLog,
  {
    size,
    day,
    answers,
  }: { readonly size: number; readonly day: string; readonly answers: { has(id: string): boolean } },
): readonly Finding[] {
  return [...log.streams.keys()]
    .filter((stream) => stream.startsWith('agreement-') && !answers.has(stream.slice('agreement-'.length)))
    .flatMap((stream) =>
      onDay(replayed(log, stream, size), day)
        .statements.filter(({ table, values }) => table === 'agreement' && values['annulled'] !== true)
        .map(({ by }) =>
          finding('ANSWER_DIFFERS', `${stream}: it is left out of the answer`, log.indexOf(by)),
        ),
    );
}

/** Of what a log says, what the question asks: on one day, in the words of the answer. */
function onDay(said: Replayed | null, day: string): Replayed {
  const statements = (said?.statements ?? []).filter(
    ({ from, to }) => (from === '-infinity' || from <= day) && (to === 'infinity' || day < to),
  );
  const content = statements.find(({ table }) => table === 'agreement_content')?.values['content'];
  return {
    notReplayed: said?.notReplayed ?? [],
    statements: statements.flatMap((one): readonly Statement[] => {
      const always = { ...one, from: '-infinity', to: 'infinity' };
      const asked = ASKED[one.table];
      if (asked) {
        const values = asked.map((column) => [column, one.values[column] ?? null] as const);
        return [{ ...always, values: Object.fromEntries(values) }];
      }
      if (one.table !== 'agreement') return [];
      const { kind = null, registration, annulled = null } = one.values;
      const titles = titleIn(content ?? registration ?? null);
      return [{ ...always, values: { kind, titles, annulled } }];
    }),
  };
}

/** What the question asks of a table, by its columns. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  agreement_status: ['status', 'possible', 'certainty', 'in_force'],
  participation: ['organization_id', 'role'],
};

function titleIn(content: Json): Json {
  return typeof content === 'object' && content !== null && 'title' in content
    ? (content.title ?? null)
    : null;
}

function rowsOf({ kind, titles, status, participations }: Answered): readonly StoredRow[] {
  return [
    { table: 'agreement', row: { kind, titles, annulled: false } },
    {
      table: 'agreement_status',
      row: {
        status: status.status,
        possible: status.possible,
        certainty: status.certainty,
        in_force: status.inForce,
      },
    },
    ...participations.map(({ role, organization: { organizationId } }) => ({
      table: 'participation',
      row: { organization_id: organizationId, role },
    })),
  ];
}

/** The pages in a file: one answer, or one on each line. */
function pagesIn(text: string): readonly Page[] | null {
  try {
    const answers = isJson(text) ? [text] : text.split('\n').filter((line) => line.trim() !== '');
    const pages = answers.map((one) => (JSON.parse(one) as { data: { agreements: Page } }).data.agreements);
    return pages.every(isPage) ? pages : null;
  } catch {
    return null;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function isPage(page: Page): boolean {
  return (
    typeof page.asOf.validOn === 'string' &&
    typeof page.totalCount === 'number' &&
    page.nodes.every(isAnswered)
  );
}

function isAnswered({ agreementId, status, participations }: Answered): boolean {
  return (
    typeof agreementId === 'string' &&
    typeof status.status === 'string' &&
    Array.isArray(status.possible) &&
    Array.isArray(participations)
  );
}

function nothing(one: Finding): Compared {
  return { findings: [one], streams: 0, rows: 0, notReplayed: [] };
}
