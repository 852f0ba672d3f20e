import fc from 'fast-check';
import { changeDays, foldAgreement, inEffect, statusOn, type Day, type PastEvent } from '@entente/domain';
import { HISTORIES, HISTORY_WINDOW } from '../../../domain/src/testing/histories.js';
import { dayNumber } from '../../../domain/src/testing/worlds.js';
import { segments } from '../schema/segments.js';
import { STILL_KNOWN } from '../schema/table.js';
import { linePieces, type LinePiece, type LineRow } from './line-pieces.js';
import { momentsOf, type Moment, type Recording } from './moments.js';

const RUNS = { numRuns: 1_000, seed: 20_261_128 };
const DAYS = [dayNumber(-30), ...daysFrom(HISTORY_WINDOW.from, 13)];

function daysFrom(first: Day, count: number): readonly Day[] {
  const start = new Date(`${first}T00:00:00Z`).getTime();
  return Array.from({ length: count }, (_, at) =>
    new Date(start + at * 86_400_000).toISOString().slice(0, 10),
  );
}

const linesOf = new WeakMap<readonly PastEvent[], Map<bigint, ReturnType<typeof foldAgreement>>>();

/** The line of a history, once the first so many events of it were known. */
function lineAt(history: readonly PastEvent[], position: bigint) {
  const lines = linesOf.get(history) ?? new Map<bigint, ReturnType<typeof foldAgreement>>();
  linesOf.set(history, lines);
  const line = lines.get(position) ?? foldAgreement(inEffect(history.slice(0, Number(position))));
  lines.set(position, line);
  return line;
}

/** What an agreement's history answered on a day, once the first so many events of it were known. */
function answer(history: readonly PastEvent[], position: bigint, day: Day) {
  const line = lineAt(history, position);
  const { status, certainty, possible, inForce } = statusOn(line, day);
  return { status, certainty, possible, in_force: inForce };
}

/** The rows of the status line as the read model would keep them: each closed where it holds no more. */
function rowsOf(history: readonly PastEvent[]): readonly LineRow[] {
  const rows: (Omit<LineRow, 'known_to'> & { known_to: string })[] = [];
  for (let known = 1; known <= history.length; known += 1) {
    const line = lineAt(history, BigInt(known));
    const now = segments(line.registration ? changeDays(line) : [], (day) =>
      line.registration ? { agreement_id: 'x', ...answer(history, BigInt(known), day) } : null,
    );
    const key = ({ known_from: _from, known_to: _to, ...row }: LineRow) => JSON.stringify(row);
    const standing = rows.filter(({ known_to }) => BigInt(known_to) === STILL_KNOWN);
    const fresh = now.map((row) => ({ ...row, known_from: String(known), known_to: String(STILL_KNOWN) }));
    for (const row of standing)
      if (!fresh.some((one) => key(one as LineRow) === key(row as LineRow))) row.known_to = String(known);
    rows.push(...fresh.filter((one) => !standing.some((row) => key(one as LineRow) === key(row as LineRow))));
  }
  return rows.toSorted((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1)) as readonly LineRow[];
}

function dayOf({ valid_from }: { readonly valid_from: string }): string {
  return valid_from === '-infinity' ? '' : valid_from;
}

/** A history with a few of its facts annulled at the end, and who recorded each event on which day. */
const recordedHistories = fc
  .oneof(HISTORIES.lively, HISTORIES.unruly, HISTORIES.long)
  .chain((history) =>
    fc.tuple(
      fc.constant(history as readonly PastEvent[]),
      fc.array(fc.integer({ min: 1, max: history.length - 1 }), { maxLength: 2 }),
    ),
  )
  .map(([history, annulled]) =>
    [...new Set(annulled)].reduce<readonly PastEvent[]>((events, at) => {
      const { occurred, effective } = events[0] as PastEvent;
      const data = { target: events[at]?.id };
      const order = events.length;
      return [
        ...events,
        { id: `annulled ${order}`, type: 'RecordAnnulled', order, occurred, effective, data },
      ];
    }, history),
  )
  .chain((history) =>
    fc.tuple(
      fc.constant(history),
      fc.array(fc.record({ actor: fc.constantFrom('a', 'b'), later: fc.constantFrom(0, 0, 0, 1) }), {
        minLength: history.length,
        maxLength: history.length,
      }),
    ),
  );

function recordingsOf(
  history: readonly PastEvent[],
  by: readonly { readonly actor: string; readonly later: number }[],
): readonly Recording[] {
  let day = 0;
  return history.map(({ type }, at) => {
    day += by[at]?.later ?? 0;
    return {
      stream: 'agreement-x',
      position: String(at + 1),
      recorded: new Date(Date.UTC(2026, 0, 1 + day, 12)),
      actor: by[at]?.actor ?? '',
      type,
      provenance: [],
      attached: null,
    };
  });
}

const inUtc = (instant: Date) => instant.toISOString().slice(0, 10);
const covers = ({ valid_from, valid_to }: LinePiece, day: Day) =>
  (valid_from === '-infinity' || valid_from <= day) && (valid_to === 'infinity' || day < valid_to);
const knows = ({ knownFrom, knownTo }: LinePiece, { position }: Moment) =>
  knownFrom.position <= position && (knownTo === null || position < knownTo.position);
const said = ({ status, certainty, possible, in_force }: LinePiece) => ({
  status,
  certainty,
  possible,
  in_force,
});

describe('the pieces of a line', () => {
  it('say at each of their corners, and within, what is answered there, and tile days and knowledge', () => {
    fc.assert(
      fc.property(recordedHistories, ([history, by]) => {
        const moments = momentsOf(recordingsOf(history, by), inUtc);
        const pieces = linePieces(rowsOf(history), moments);
        const found: unknown[] = [];
        const wanted: unknown[] = [];
        for (const piece of pieces) {
          const first = piece.valid_from === '-infinity' ? dayNumber(-400) : piece.valid_from;
          const last = piece.valid_to === 'infinity' ? dayNumber(400) : daysFrom(piece.valid_to, 1)[0];
          const before = last === piece.valid_to ? daysBefore(last) : (last ?? first);
          const lastMoment = moments.findLast((moment) => knows(piece, moment)) ?? piece.knownFrom;
          for (const day of [first, before])
            for (const { position } of [piece.knownFrom, lastMoment]) {
              found.push(said(piece));
              wanted.push(answer(history, position, day));
            }
        }
        for (const moment of moments)
          for (const day of DAYS) {
            const [piece, ...others] = pieces.filter((one) => covers(one, day) && knows(one, moment));
            found.push([piece && said(piece), ...others]);
            wanted.push([answer(history, moment.position, day)]);
          }
        expect(found).toEqual(wanted);
      }),
      RUNS,
    );
  });

  it('are as few as the answers allow: what is said alike on days side by side is one piece', () => {
    fc.assert(
      fc.property(recordedHistories, ([history, by]) => {
        const pieces = linePieces(rowsOf(history), momentsOf(recordingsOf(history, by), inUtc));
        const cut = pieces.filter((piece) =>
          pieces.some(
            (other) =>
              piece.valid_to === other.valid_from &&
              knows(piece, other.knownFrom) &&
              JSON.stringify(said(piece)) === JSON.stringify(said(other)),
          ),
        );
        expect(cut).toEqual([]);
      }),
      { ...RUNS, numRuns: 200 },
    );
  });
});

function daysBefore(day: Day): Day {
  return new Date(new Date(`${day}T00:00:00Z`).getTime() - 86_400_000).toISOString().slice(0, 10);
}

describe('a session of recording', () => {
  const one = (position: number, more: Partial<Recording> = {}): Recording => ({
    stream: 'agreement-x',
    position: String(position),
    recorded: new Date('2026-01-01T12:00:00Z'),
    actor: 'secretariat:a',
    type: 'PartnerSigned',
    provenance: [{ source: 's1', from: null, to: null, kind: 'STATED' }],
    attached: null,
    ...more,
  });

  it('is what one actor recorded on one day, with its last event, its facts and their sources', () => {
    expect(
      momentsOf(
        [
          one(3),
          one(7, { type: 'EvidenceAttached', attached: 's2' }),
          one(8, { type: 'RecordRectified', recorded: new Date('2026-01-01T13:00:00Z') }),
        ],
        inUtc,
      ),
    ).toEqual([
      {
        position: 8n,
        recordedAt: new Date('2026-01-01T13:00:00Z'),
        recordedBy: 'secretariat:a',
        facts: 2,
        sources: ['s1', 's2'],
      },
    ]);
  });

  it('ends where another actor records, and with its day', () => {
    const moments = momentsOf(
      [
        one(1),
        one(2, { actor: 'system:reactor', type: 'AgreementExpired' }),
        one(3),
        one(4, { recorded: new Date('2026-01-02T12:00:00Z') }),
      ],
      inUtc,
    );
    expect(moments.map(({ position, facts }) => [position, facts])).toEqual([
      [1n, 1],
      [2n, 0],
      [3n, 1],
      [4n, 1],
    ]);
  });
});
