import { fromDayNumber, type Day } from '../../time/day.js';
import type { Act } from './act.js';
import { endRange, type End } from './end.js';
import type { FittedLine } from './bounds.js';
import type { ActEvent } from './lifecycle.js';
import type { LineEvent } from './line-event.js';
import { rangeOf } from './span.js';
import { ENDED, type AgreementStatus } from './status.js';

/** An act that does not count, and what stands against it. */
export type PassedOver = { readonly event: ActEvent } & (
  | { readonly because: 'AFTER_END'; readonly endsOn: Day | null }
  | { readonly because: 'STATUS'; readonly status: AgreementStatus }
  | {
      readonly because: 'PARTIES_TOO_FEW';
      readonly day: Day;
      readonly joined: readonly { readonly organizationId: string; readonly earliest: Day | null }[];
    }
  | { readonly because: 'ALREADY_PARTY' | 'NOT_SIGNATORY' | 'ALREADY_RATIFIED' }
);

/** A fact beside the order of acts that does not count, and why: a leaving, a suspension or a resumption of some parties. */
export interface PassedOverBeside {
  readonly event: LineEvent;
  readonly because: 'NOT_PARTY' | 'STATUS' | 'AFTER_END' | 'NOT_SUSPENDED';
}

/** What stands against an act that no order lets in, as far as it can be said in one word. */
export function whyPassedOver(
  act: Act,
  line: FittedLine,
  context: {
    readonly end: End;
    readonly bindingOn: 'SIGNATURE' | 'RATIFICATION';
    readonly statusOn: (day: Day) => AgreementStatus;
  },
): PassedOver {
  const { event, row, organizationId } = act;
  const of = (part: Act['row']['part']) =>
    line.stretches
      .flatMap(({ signatures, ratifications, accessions }) => [
        ...signatures,
        ...ratifications,
        ...accessions,
      ])
      .filter(({ act: counted }) => counted.row.part === part);
  const has = (part: Act['row']['part']) =>
    of(part).some(({ act: counted }) => counted.organizationId === organizationId);
  if ((row.part === 'SIGNATURE' || row.part === 'ACCESSION') && (has('SIGNATURE') || has('ACCESSION')))
    return { event, because: 'ALREADY_PARTY' };
  if (row.part === 'RATIFICATION' && !has('SIGNATURE')) return { event, because: 'NOT_SIGNATORY' };
  if (row.part === 'RATIFICATION' && has('RATIFICATION')) return { event, because: 'ALREADY_RATIFIED' };
  const end = endRange(context.end, line.entry);
  const status = context.statusOn(event.effective.point);
  if (end !== null && act.range.e > end.l && !(ENDED.includes(status) && status !== 'EXPIRED'))
    return { event, because: 'AFTER_END', endsOn: Number.isFinite(end.l) ? fromDayNumber(end.l) : null };
  if (row.part === 'ENTRY' && row.from.includes(status)) {
    const joinings = [
      ...of(context.bindingOn === 'RATIFICATION' ? 'RATIFICATION' : 'SIGNATURE'),
      ...of('ACCESSION'),
    ];
    return {
      event,
      because: 'PARTIES_TOO_FEW',
      day: event.effective.point,
      joined: joinings.map(({ act: counted }) => ({
        organizationId: counted.organizationId ?? '',
        earliest: dayOf(rangeOf(counted.event.effective).e),
      })),
    };
  }
  return { event, because: 'STATUS', status };
}

function dayOf(day: number): Day | null {
  return Number.isFinite(day) ? fromDayNumber(day) : null;
}
