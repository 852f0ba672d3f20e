import {
  isInFuture,
  resolveDate,
  type Basis,
  type DateInput,
  type Day,
  type UncertainDate,
} from '@entente/domain';
import { readDay } from './read-day.js';
import { readTypedDate, type DateMode } from './read-typed-date.js';

/** What a field of an uncertain date holds while it is filled in: what was typed, never rewritten, and what was chosen beside it. */
export interface DateEntry {
  readonly typed: string;
  readonly mode?: DateMode;
  readonly basis?: Basis;
  /** The margin of «vers», as typed. */
  readonly earliest?: string;
  readonly latest?: string;
  /** The day that counts, as typed. */
  readonly point?: string;
  readonly note?: string;
}

/** A date that can be sent; or what is still missing, and in which part of the field. */
export type ReadEntry =
  | {
      readonly kind: 'DATE';
      readonly mode: DateMode;
      readonly input: DateInput;
      readonly date: UncertainDate;
      /** An act cannot have happened yet on this day. */
      readonly toCome: boolean;
    }
  | { readonly kind: 'EMPTY' | 'UNREADABLE' | 'MARGIN' | 'TWO'; readonly mode: DateMode | null }
  | { readonly kind: 'ASK'; readonly mode: null; readonly days: readonly Day[] }
  | {
      readonly kind: 'WRONG';
      readonly mode: DateMode | null;
      readonly member: 'edtf' | 'point' | 'earliest' | 'latest';
      readonly problem: string;
    };

/** Which basis a way of knowing has, unless the person says otherwise. */
export function basisOf(mode: DateMode): Basis {
  if (mode === 'DAY') return 'STATED';
  return mode === 'UNKNOWN' ? 'PRESUMED' : 'INFERRED';
}

/** Reads a field of an uncertain date. The rules are the domain’s own; here its parts are put together. */
export function readEntry(entry: DateEntry, today: Day): ReadEntry {
  const read = readTypedDate(entry.typed, today, entry.mode ?? null);
  if (read.kind === 'ASK') return { kind: 'ASK', mode: null, days: read.days };
  if (read.kind !== 'UNDERSTOOD') return { kind: read.kind, mode: entry.mode ?? null };
  const { mode, edtf } = read;
  const two = entry.mode === 'BETWEEN' || entry.mode === 'ONE_OF';
  if (two && (mode === 'DAY' || mode === 'SOME_DAY')) return { kind: 'TWO', mode: entry.mode ?? null };
  const bounds = {
    earliest: dayTyped(entry.earliest) ?? read.earliest,
    latest: dayTyped(entry.latest) ?? read.latest,
    point: dayTyped(entry.point),
  };
  for (const member of ['earliest', 'latest', 'point'] as const)
    if (bounds[member] === null) return { kind: 'WRONG', mode, member, problem: 'NOT_A_DAY' };
  const note = entry.note?.trim();
  const input: DateInput = {
    edtf,
    ...Object.fromEntries(Object.entries(bounds).filter(([, day]) => day !== undefined)),
    basis: entry.basis ?? basisOf(mode),
    ...(note && { note }),
  };
  const resolved = resolveDate(input);
  if (resolved.ok)
    return { kind: 'DATE', mode, input, date: resolved.date, toCome: isInFuture(resolved.date, today) };
  const { member, problem } = resolved;
  return problem.problem === 'DATE_MARGIN_REQUIRED'
    ? { kind: 'MARGIN', mode }
    : { kind: 'WRONG', mode, member, problem: problem.problem };
}

/** Undefined where nothing was typed, null where it is no day. */
function dayTyped(text: string | undefined): Day | null | undefined {
  return text === undefined || text.trim() === '' ? undefined : readDay(text);
}
