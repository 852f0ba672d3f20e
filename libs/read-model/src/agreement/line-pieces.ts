import { oneOf, type AsOf, type Db } from '../asking/as-of.js';
import type { Tables } from '../tables.js';
import type { Moment } from './moments.js';

const COLUMNS = [
  'agreement_id',
  'status',
  'certainty',
  'possible',
  'in_force',
  'valid_from',
  'valid_to',
  'known_from',
  'known_to',
] as const;

/** A row of the status line, as it was known for a time. */
export type LineRow = Pick<Tables['agreement_status'], (typeof COLUMNS)[number]>;

/** The status lines of agreements, all that were known up to a position. */
export async function statusLinesOf(db: Db, ids: readonly string[], asOf: AsOf): Promise<readonly LineRow[]> {
  return db
    .selectFrom('agreement_status')
    .select(COLUMNS)
    .where(oneOf('agreement_id', ids))
    .where('known_from', '<=', asOf.position.toString())
    .orderBy('valid_from')
    .execute();
}

/** What is answered for some days, `[from, to)`, as known from one session of recording to another. */
export interface LinePiece extends Pick<LineRow, 'status' | 'certainty' | 'possible' | 'in_force'> {
  /** `-infinity` and `infinity` where it has no end. */
  readonly valid_from: string;
  readonly valid_to: string;
  /** The session at whose end it was known. */
  readonly knownFrom: Moment;
  /** The session at whose end it was known no more; null: it is known still. */
  readonly knownTo: Moment | null;
}

type Open = Omit<LinePiece, 'knownTo'>;

/**
 * The rectangles of days and knowledge in which one answer holds. What was known is looked at where a session of recording
 * ended: between its first event and its last nobody was told anything that was meant.
 *
 * @param rows in the order of their days
 */
export function linePieces(rows: readonly LineRow[], moments: readonly Moment[]): readonly LinePiece[] {
  const pieces: LinePiece[] = [];
  let open: readonly Open[] = [];
  for (const moment of moments) {
    const now = stretchesAt(rows, moment.position);
    const isKept = (piece: Open) => now.some((stretch) => isOne(piece, stretch));
    pieces.push(...open.filter((piece) => !isKept(piece)).map((piece) => ({ ...piece, knownTo: moment })));
    open = now.map(
      (stretch) => open.find((piece) => isOne(piece, stretch)) ?? { ...stretch, knownFrom: moment },
    );
  }
  pieces.push(...open.map((piece) => ({ ...piece, knownTo: null })));
  return pieces.toSorted(
    (a, b) => order(a.knownFrom.position, b.knownFrom.position) || order(dayKey(a), dayKey(b)),
  );
}

type Stretch = Omit<Open, 'knownFrom'>;

/** The line as it was known at a position, neighbours with the same answer as one. */
function stretchesAt(rows: readonly LineRow[], position: bigint): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const { status, certainty, possible, in_force, valid_from, valid_to, known_from, known_to } of rows) {
    if (BigInt(known_from) > position || BigInt(known_to) <= position) continue;
    const stretch = { status, certainty, possible, in_force, valid_from, valid_to };
    const last = stretches.at(-1);
    if (last && last.valid_to === valid_from && answersAlike(last, stretch))
      stretches[stretches.length - 1] = { ...last, valid_to };
    else stretches.push(stretch);
  }
  return stretches;
}

function isOne(a: Stretch, b: Stretch): boolean {
  return a.valid_from === b.valid_from && a.valid_to === b.valid_to && answersAlike(a, b);
}

function answersAlike(a: Stretch, b: Stretch): boolean {
  return (
    a.status === b.status &&
    a.certainty === b.certainty &&
    a.in_force === b.in_force &&
    a.possible.join() === b.possible.join()
  );
}

/** What has no beginning comes before all days. */
function dayKey({ valid_from }: Stretch): string {
  return valid_from === '-infinity' ? '' : valid_from;
}

function order<T extends string | bigint>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
