/** What an agreement is on a day. */
export type AgreementStatus =
  | 'DRAFT'
  | 'OPEN_FOR_SIGNATURE'
  | 'SIGNED'
  | 'IN_FORCE'
  | 'SUSPENDED'
  | 'EXPIRED'
  | 'TERMINATED'
  | 'SUPERSEDED'
  | 'ABANDONED'
  | 'NOT_YET'
  | 'UNKNOWN_TO_LEDGER';

export type Certainty = 'CERTAIN' | 'POSSIBLE';

/** Statuses in which an agreement has ended. */
export const ENDED: readonly AgreementStatus[] = ['EXPIRED', 'TERMINATED', 'SUPERSEDED', 'ABANDONED'];

/** Statuses from which the end of the term makes an agreement EXPIRED; while it has one of them it is live. */
export const LIVE: readonly AgreementStatus[] = ['OPEN_FOR_SIGNATURE', 'SIGNED', 'IN_FORCE', 'SUSPENDED'];

/** The order of the lifecycle, in which possible statuses are named. */
export const LIFECYCLE_ORDER: readonly AgreementStatus[] = [
  'UNKNOWN_TO_LEDGER',
  'NOT_YET',
  'DRAFT',
  'OPEN_FOR_SIGNATURE',
  'SIGNED',
  'IN_FORCE',
  'SUSPENDED',
  'EXPIRED',
  'TERMINATED',
  'SUPERSEDED',
  'ABANDONED',
];
