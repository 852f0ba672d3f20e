import {
  cutAtToday,
  isInFuture,
  resolveDate,
  someDayUntil,
  type DateInput,
  type UncertainDate,
} from '../time/uncertain-date.js';
import {
  refuse,
  type CommandInput,
  type Confidential,
  type DecisionContext,
  type Reference,
  type Refusal,
} from './decision.js';
import type { Members } from '../facts/member.js';
import { STREAM_KINDS } from '../streams.js';
import { checkOverrides } from './policies.js';
import { isBlank } from './text.js';

/** When an act happened and took effect, and what stands against these dates. */
export interface ActDates {
  readonly refused: false;
  readonly occurred: UncertainDate;
  readonly effective: UncertainDate;
  readonly confidential: readonly Confidential[];
  /** The refusal of the dates stage (DATE_IN_FUTURE, DATE_BASIS_REQUIRED), to answer after the lifecycle was judged. */
  readonly late: Refusal | null;
}

/**
 * Reads the two dates of an act. `effectiveOn` defaults to `occurredOn`; an act without a day is some day until today, or until
 * the day on which another ledger supplied that date.
 * Shape errors are answered at once; that a date lies in the future or lacks a basis stands in `late`.
 */
export function readActDates(input: CommandInput, context: DecisionContext): ActDates | Refusal {
  const confidential: Confidential[] = [];
  let late: Refusal | null = null;
  let occurred = someDayUntil(context.undatedUntil ?? context.today);
  if (input.occurredOn) {
    const read = readDate(input.occurredOn, 'occurredOn', '/occurred');
    if (read.refused) return read;
    confidential.push(...read.confidential);
    late = read.late;
    const { today, zone, latest } = context;
    const future = isInFuture(read.date, latest);
    if (future)
      late = refuse('DATE_IN_FUTURE', 'occurredOn', {
        edtf: read.date.edtf,
        today,
        zone,
        latest,
      });
    occurred = future ? read.date : cutAtToday(read.date, context);
  }
  if (!input.effectiveOn) return { refused: false, occurred, effective: occurred, confidential, late };
  const read = readDate(input.effectiveOn, 'effectiveOn', '/effective');
  if (read.refused) return read;
  return {
    refused: false,
    occurred,
    effective: read.date,
    confidential: [...confidential, ...read.confidential],
    late: late ?? read.late,
  };
}

/** A date of an input, with its note set apart. */
export interface ReadDate {
  readonly refused: false;
  readonly date: UncertainDate;
  readonly confidential: readonly Confidential[];
  readonly late: Refusal | null;
}

/** Reads one date of an input; `pointer` is where it will stand in the envelope. */
export function readDate(input: DateInput, field: string, pointer: string): ReadDate | Refusal {
  const resolved = resolveDate(input);
  if (!resolved.ok) return refuse('VALIDATION_FAILED', `${field}.${resolved.member}`, resolved.problem);
  return {
    refused: false,
    date: resolved.date,
    confidential: input.note === undefined ? [] : [{ pointer: `${pointer}/note`, value: input.note }],
    late: resolved.basisMissing
      ? refuse('DATE_BASIS_REQUIRED', `${field}.basis`, { edtf: resolved.date.edtf })
      : null,
  };
}

/** The existence stage: refuses the first reference whose stream has no event. */
export function checkExistence(references: readonly Reference[], context: DecisionContext): Refusal | null {
  return missingAmong(references, context)[0] ?? null;
}

/** A refusal for each reference whose stream has no event. */
export function missingAmong(references: readonly Reference[], context: DecisionContext): readonly Refusal[] {
  return references
    .filter(({ kind, id }) => context.subject(kind, id) === null)
    .map(({ kind, id, field }) => refuse(STREAM_KINDS[kind].notFound, field, { id }));
}

/** The sources that a command's evidence cites. */
export function citedSources(input: CommandInput): readonly Reference[] {
  return (input.evidence ?? []).map((evidence, index) => ({
    kind: 'source',
    id: evidence.sourceId,
    field: `evidence.${index}.sourceId`,
  }));
}

/** The shape stage that all commands share. A blank text is refused with its member's own code, where it has one. */
export function checkShape(input: CommandInput, members: Members): Refusal | null {
  for (const [index, evidence] of (input.evidence ?? []).entries())
    if (evidence.lines && (evidence.lines.from < 1 || evidence.lines.to < evidence.lines.from))
      return refuse('VALIDATION_FAILED', `evidence.${index}.lines`, { problem: 'LINES_OUT_OF_ORDER' });
  const { overrides: _overrides, ...rest } = input;
  const blank = blankText(rest, '');
  if (blank === null) return checkOverrides(input);
  const [member = ''] = blank.split('.');
  const code = members[member]?.refusedAs;
  return code && (blank === member || blank.endsWith('.text'))
    ? refuse(code, blank)
    : refuse('VALIDATION_FAILED', blank, { problem: 'TEXT_BLANK' });
}

/** Where the first text stands that has nothing visible in it; null when there is none. */
function blankText(value: unknown, path: string): string | null {
  if (typeof value === 'string') return isBlank(value) ? path : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, member] of Object.entries(value)) {
    const found = blankText(member, path === '' ? name : `${path}.${name}`);
    if (found !== null) return found;
  }
  return null;
}

/** Refuses a command that cites no source. */
export function checkEvidence(input: CommandInput): Refusal | null {
  return (input.evidence ?? []).length === 0 ? refuse('EVIDENCE_REQUIRED', 'evidence') : null;
}
