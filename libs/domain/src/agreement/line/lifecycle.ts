import type { LineEvent, LineEventOf, LineEventType } from './line-event.js';
import { ENDED, LIVE, type AgreementStatus } from './status.js';

/** The types of events that the order judges: they change the status, or the status has to allow them. */
export type ActType = Extract<
  LineEventType,
  | 'AgreementOpenedForSignature'
  | 'PartnerSigned'
  | 'PartnerRatified'
  | 'PartnerAcceded'
  | 'AgreementEnteredIntoForce'
  | 'AgreementTermSet'
  | 'AgreementExtended'
  | 'AgreementRenewed'
  | 'AgreementNonRenewalNotified'
  | 'AgreementSuspended'
  | 'AgreementResumed'
  | 'AgreementTerminated'
  | 'AgreementSuperseded'
  | 'AgreementAbandoned'
  | 'AgreementReinstated'
>;

export type ActEvent = { [T in ActType]: LineEventOf<T> }[ActType];

/** What an act is to the others: what it needs before it, and what needs it. */
export type Part =
  'OPENING' | 'SIGNATURE' | 'RATIFICATION' | 'ACCESSION' | 'ENTRY' | 'MOVE' | 'PAUSE' | 'ENDING' | 'RETURN';

/** A row of the lifecycle: in which statuses an act counts, and the status that it leads to (null: it stays). */
export interface Transition {
  readonly part: Part;
  readonly from: readonly AgreementStatus[];
  readonly to: AgreementStatus | null;
  /** It sets a new end of the term. */
  readonly movesEnd: boolean;
}

const NOT_ENDED: readonly AgreementStatus[] = ['DRAFT', ...LIVE];
const RUNNING: readonly AgreementStatus[] = ['IN_FORCE', 'SUSPENDED'];

const row = (
  part: Part,
  from: readonly AgreementStatus[],
  to: AgreementStatus | null,
  movesEnd = false,
): Transition => ({ part, from, to, movesEnd });

/** The lifecycle of an agreement: section 3.1 of `docs/semantics.md`. A fact to come is a row here. */
export const LIFECYCLE: { readonly [T in ActType]: Transition } = {
  AgreementOpenedForSignature: row('OPENING', ['DRAFT'], 'OPEN_FOR_SIGNATURE'),
  PartnerSigned: row('SIGNATURE', NOT_ENDED, null),
  PartnerRatified: row('RATIFICATION', NOT_ENDED, null),
  PartnerAcceded: row('ACCESSION', NOT_ENDED, null),
  AgreementEnteredIntoForce: row('ENTRY', ['DRAFT', 'OPEN_FOR_SIGNATURE', 'SIGNED'], 'IN_FORCE'),
  AgreementTermSet: row('MOVE', NOT_ENDED, null, true),
  AgreementExtended: row('MOVE', RUNNING, null, true),
  AgreementRenewed: row('MOVE', RUNNING, null, true),
  AgreementNonRenewalNotified: row('MOVE', RUNNING, null, true),
  AgreementSuspended: row('PAUSE', ['IN_FORCE'], 'SUSPENDED'),
  AgreementResumed: row('PAUSE', ['SUSPENDED'], 'IN_FORCE'),
  AgreementTerminated: row('ENDING', RUNNING, 'TERMINATED'),
  AgreementSuperseded: row('ENDING', ['SIGNED', 'IN_FORCE', 'SUSPENDED', 'EXPIRED'], 'SUPERSEDED'),
  AgreementAbandoned: row('ENDING', ['DRAFT', 'OPEN_FOR_SIGNATURE', 'SIGNED'], 'ABANDONED'),
  AgreementReinstated: row('RETURN', ['EXPIRED'], 'IN_FORCE', true),
};

/** A reinstatement that leaves no gap stands on the day after the end, before anything expired. */
export const COVERING: Transition = row('MOVE', RUNNING, null, true);

/** The row of an act. */
export function transitionOf(event: ActEvent): Transition {
  return event.type === 'AgreementReinstated' && event.data.coversGap ? COVERING : LIFECYCLE[event.type];
}

/** True for what the order judges. A suspension or resumption of some parties changes no status. */
export function isAct(
  event: LineEvent | { readonly type: string; readonly data: unknown },
): event is ActEvent {
  if (!(event.type in LIFECYCLE)) return false;
  if (event.type !== 'AgreementSuspended' && event.type !== 'AgreementResumed') return true;
  return (event.data as { readonly organizationIds?: unknown }).organizationIds === undefined;
}

/** True for a status in which nothing more can happen but a reinstatement or a supersession. */
export function hasEnded(status: AgreementStatus): boolean {
  return ENDED.includes(status);
}
