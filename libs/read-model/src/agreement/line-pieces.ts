import { oneOf, type AsOf, type Db } from '../asking/as-of.js';
import type { Tables } from '../tables.js';
import type { Moment } from './moments.js';

const HELD = ['agreement_id', 'valid_from', 'valid_to', 'known_from', 'known_to'] as const;
const STATUS = ['status', 'certainty', 'possible', 'in_force', ...HELD] as const;
const PART = ['organization_id', 'role', 'certainty', 'suspended', ...HELD] as const;

/** A row of the status line, as it was known for a time. */
export type LineRow = Pick<Tables['agreement_status'], (typeof STATUS)[number]>;

/** A row of who takes part, as it was known for a time. */
export type ParticipationLineRow = Pick<Tables['participation'], (typeof PART)[number]>;

/** The status lines of agreements, all that were known up to a position. */
export async function statusLinesOf(db: Db, ids: readonly string[], asOf: AsOf): Promise<readonly LineRow[]> {
  return db
    .selectFrom('agreement_status')
    .select(STATUS)
    .where(oneOf('agreement_id', ids))
    .where('known_from', '<=', asOf.position.toString())
    .orderBy('valid_from')
    .execute();
}

/** Who takes part in agreements on all days, all that was known up to a position. */
export async function participationLinesOf(
  db: Db,
  ids: readonly string[],
  asOf: AsOf,
): Promise<readonly ParticipationLineRow[]> {
  return db
    .selectFrom('participation')
    .select(PART)
    .where(oneOf('agreement_id', ids))
    .where('known_from', '<=', asOf.position.toString())
    .orderBy('organization_id')
    .orderBy('valid_from')
    .execute();
}

/** A row that holds for some days, as known for a time. Both are `[from, to)`; days without a beginning or an end are `-infinity` and `infinity`. */
interface Held {
  readonly valid_from: string;
  readonly valid_to: string;
  readonly known_from: string;
  readonly known_to: string;
}

/** What a row says of its days, as known from one session of recording to another. */
export type Piece<Row extends Held> = Omit<Row, 'known_from' | 'known_to'> & {
  /** The session at whose end it was known. */
  readonly knownFrom: Moment;
  /** The session at whose end it was known no more; null: it is known still. */
  readonly knownTo: Moment | null;
};

export type LinePiece = Piece<LineRow>;
export type ParticipationPiece = Piece<ParticipationLineRow>;

/** The pieces of a status line, in the order of knowledge, then of days. @param rows in the order of their days */
export function linePieces(rows: readonly LineRow[], moments: readonly Moment[]): readonly LinePiece[] {
  const answer = ({ status, certainty, possible, in_force }: Omit<LineRow, 'known_from' | 'known_to'>) =>
    [status, certainty, in_force, ...possible].join();
  return inOrder(piecesOf(rows, moments, answer));
}

/**
 * The pieces of who takes part, in the order of knowledge, then of days, then of organisations.
 *
 * @param rows in the order of their organisations and days
 */
export function participationPieces(
  rows: readonly ParticipationLineRow[],
  moments: readonly Moment[],
): readonly ParticipationPiece[] {
  // An organisation may intend to join again while it is a party: each of its roles is a line of its own.
  const lines = Map.groupBy(rows, ({ organization_id, role }) => `${organization_id} ${role}`);
  return inOrder(
    [...lines.values()].flatMap((line) =>
      piecesOf(line, moments, ({ certainty, suspended }) => `${certainty} ${suspended}`),
    ),
  );
}

/**
 * The rectangles of days and knowledge in which one answer holds. What was known is looked at where a session of recording
 * ended: between its first event and its last nobody was told anything that was meant.
 *
 * @param rows in the order of their days
 * @param answer what a row says; neighbours that say the same are one
 */
function piecesOf<Row extends Held>(
  rows: readonly Row[],
  moments: readonly Moment[],
  answer: (row: Stretch<Row>) => string,
): readonly Piece<Row>[] {
  const pieces: Piece<Row>[] = [];
  const isOne = (a: Stretch<Row>, b: Stretch<Row>): boolean =>
    a.valid_from === b.valid_from && a.valid_to === b.valid_to && answer(a) === answer(b);
  let open: readonly Open<Row>[] = [];
  for (const moment of moments) {
    const now = stretchesAt(rows, moment.position, answer);
    const isKept = (piece: Open<Row>) => now.some((stretch) => isOne(piece, stretch));
    pieces.push(...open.filter((piece) => !isKept(piece)).map((piece) => ({ ...piece, knownTo: moment })));
    open = now.map(
      (stretch) => open.find((piece) => isOne(piece, stretch)) ?? { ...stretch, knownFrom: moment },
    );
  }
  return [...pieces, ...open.map((piece) => ({ ...piece, knownTo: null }))];
}

type Stretch<Row extends Held> = Omit<Row, 'known_from' | 'known_to'> & Pick<Held, 'valid_from' | 'valid_to'>;
type Open<Row extends Held> = Stretch<Row> & { readonly knownFrom: Moment };

/** The line as it was known at a position, neighbours with the same answer as one. */
function stretchesAt<Row extends Held>(
  rows: readonly Row[],
  position: bigint,
  answer: (row: Stretch<Row>) => string,
): readonly Stretch<Row>[] {
  const stretches: Stretch<Row>[] = [];
  for (const { known_from, known_to, ...stretch } of rows) {
    if (BigInt(known_from) > position || BigInt(known_to) <= position) continue;
    const last = stretches.at(-1);
    if (last && last.valid_to === stretch.valid_from && answer(last) === answer(stretch))
      stretches[stretches.length - 1] = { ...last, valid_to: stretch.valid_to };
    else stretches.push(stretch);
  }
  return stretches;
}

function inOrder<P extends Pick<Held, 'valid_from'> & { readonly knownFrom: Moment }>(
  pieces: readonly P[],
): readonly P[] {
  return pieces.toSorted(
    (a, b) => order(a.knownFrom.position, b.knownFrom.position) || order(dayKey(a), dayKey(b)),
  );
}

/** What has no beginning comes before all days. */
function dayKey({ valid_from }: Pick<Held, 'valid_from'>): string {
  return valid_from === '-infinity' ? '' : valid_from;
}

function order<T extends string | bigint>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
