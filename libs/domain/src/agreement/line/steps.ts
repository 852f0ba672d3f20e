import type { ActEvent } from './lifecycle.js';
import type { Fitted, FittedLine, Stretch } from './bounds.js';
import type { Range } from './span.js';
import type { AgreementStatus } from './status.js';

/** A step of the line: the status from its day on, within its bounds. */
export interface RangeStep {
  readonly status: AgreementStatus;
  readonly range: Range;
  /** What made it so: the acts among which the deciding one is found by points, or the end of a term or a suspension. */
  readonly by:
    | { readonly kind: 'ACT'; readonly event: ActEvent }
    | { readonly kind: 'SIGNATURES'; readonly acts: readonly Fitted[]; readonly place: number }
    | { readonly kind: 'EXPIRY'; readonly stretch: Stretch }
    | { readonly kind: 'LIFTED'; readonly event: ActEvent };
}

/** The steps of a fitted line, in the order of section 3.5 of `docs/semantics.md`. */
export function stepsOf(line: FittedLine): readonly RangeStep[] {
  const signatures = line.stretches.flatMap((stretch) => stretch.signatures);
  const opening = line.stretches.map((stretch) => stretch.opening).find((found) => found !== null) ?? null;
  return line.stretches.flatMap((stretch, index) => [
    ...(index === 0 ? signingSteps(opening, signatures) : []),
    ...(stretch.begin ? [actStep(stretch.begin, 'IN_FORCE')] : []),
    ...(stretch.entry ? [actStep(stretch.entry, 'IN_FORCE')] : []),
    ...stretch.pauses.map((pause): RangeStep => {
      if ('suspension' in pause) {
        const { day, suspension } = pause;
        return {
          status: 'IN_FORCE',
          range: { e: day, l: day, p: day },
          by: { kind: 'LIFTED', event: suspension.event },
        };
      }
      return actStep(pause, pause.act.row.to ?? 'IN_FORCE');
    }),
    ...(stretch.expiry
      ? [{ status: 'EXPIRED', range: stretch.expiry.range, by: { kind: 'EXPIRY', stretch } } as const]
      : []),
    ...(stretch.ending ? [actStep(stretch.ending, stretch.ending.act.row.to ?? 'TERMINATED')] : []),
  ]);
}

function actStep({ act, range }: Fitted, status: AgreementStatus): RangeStep {
  return { status, range, by: { kind: 'ACT', event: act.event } };
}

function signingSteps(opening: Fitted | null, signatures: readonly Fitted[]): readonly RangeStep[] {
  const steps: RangeStep[] = [];
  if (opening) steps.push(actStep(opening, 'OPEN_FOR_SIGNATURE'));
  else if (signatures.length > 0) steps.push(nthSigning('OPEN_FOR_SIGNATURE', signatures, 0));
  const eligible = listOf(opening);
  if (eligible) {
    const listed = signatures.filter(({ act }) => eligible.includes(act.organizationId ?? ''));
    if (listed.length === eligible.length) steps.push(nthSigning('SIGNED', listed, listed.length - 1));
  } else if (signatures.length >= 2) steps.push(nthSigning('SIGNED', signatures, 1));
  return steps;
}

function listOf(opening: Fitted | null): readonly string[] | null {
  const event = opening?.act.event;
  if (event?.type !== 'AgreementOpenedForSignature') return null;
  const { eligible } = event.data;
  return eligible && eligible.length > 0 ? [...new Set(eligible)] : null;
}

/** The n-th smallest (from 0) of the earliest days, of the latest days and of the points, each by itself. */
function nthSigning(status: AgreementStatus, acts: readonly Fitted[], place: number): RangeStep {
  const nth = (of: (range: Range) => number) =>
    acts.map(({ range }) => of(range)).toSorted((a, b) => a - b)[place] ?? Infinity;
  const range = { e: nth(({ e }) => e), l: nth(({ l }) => l), p: nth(({ p }) => p) };
  return { status, range, by: { kind: 'SIGNATURES', acts, place } };
}
