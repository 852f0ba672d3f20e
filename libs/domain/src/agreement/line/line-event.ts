import type { Text } from '../../rules/decision.js';
import type { Day } from '../../time/day.js';
import type { UncertainDate } from '../../time/uncertain-date.js';

/**
 * What the line reads of an agreement's events: their types, and of their data the members that decide an answer, under the
 * names of their declarations.
 */
interface LineEventData {
  readonly AgreementRegistered: {
    readonly kind: string;
    readonly title: readonly Text[];
    readonly objectives?: readonly Objective[];
    readonly sectors?: readonly Text[];
    readonly openToAccession?: boolean;
    readonly binding: string;
    readonly initiative?: readonly Text[];
    readonly bindingOn?: 'SIGNATURE' | 'RATIFICATION';
  };
  readonly AgreementOpenedForSignature: { readonly closesOn?: Day; readonly eligible?: readonly string[] };
  readonly PartnerSigned: {
    readonly organizationId: string;
    readonly capacity?: string;
    readonly signatoryRank?: number;
    readonly nameAsSigned?: Text;
    readonly signedBy?: readonly string[];
  };
  readonly PartnerRatified: { readonly organizationId: string };
  readonly PartnerAcceded: { readonly organizationId: string };
  readonly AgreementEnteredIntoForce: { readonly basis: string };
  readonly AgreementTermSet: TermData;
  readonly AgreementExtended: { readonly newEndsOn: UncertainDate };
  readonly AgreementRenewed: TermData & { readonly newEndsOn: UncertainDate };
  readonly AgreementNonRenewalNotified: { readonly endsOn: UncertainDate };
  readonly AgreementSuspended: { readonly organizationIds?: readonly string[]; readonly until?: Day };
  readonly AgreementResumed: { readonly organizationIds?: readonly string[] };
  readonly AgreementTerminated: object;
  readonly AgreementSuperseded: object;
  readonly AgreementAbandoned: object;
  readonly AgreementReinstated: { readonly coversGap: boolean; readonly newEndsOn?: UncertainDate };
  readonly PartnerWithdrawalNotified: { readonly organizationId: string };
  readonly PartnerWithdrawalRevoked: { readonly notificationEventId: string };
  readonly PartnerSucceeded: { readonly predecessorId: string; readonly successorId: string };
  readonly AgreementAmended: {
    readonly changes: readonly { readonly member: string; readonly after?: unknown }[];
  };
  readonly PartnerIntentDeclared: {
    readonly organizationId: string;
    readonly intent: string;
    readonly expectedBy?: Day;
    readonly horizon?: readonly Text[];
  };
  readonly PartnerIntentWithdrawn: { readonly organizationId: string };
  readonly LeadDesignated: { readonly organizationIds: readonly string[]; readonly role?: string };
}

/** What an agreement is for. */
interface Objective {
  readonly code: string;
  readonly texts: readonly Text[];
}

/** How a term renews itself: each period at its end, a number of times or for ever. */
export interface Tacit {
  /** ISO 8601: P1Y. */
  readonly period: string;
  readonly times?: number;
}

interface TermData {
  readonly startsOn?: UncertainDate;
  readonly endsOn?: UncertainDate;
  readonly duration?: string;
  readonly renewal?: string;
  readonly noticeDays?: number;
  readonly openEnded?: boolean;
  readonly tacit?: Tacit;
}

export type LineEventType = keyof LineEventData;

/** One type of the events that the line reads. */
export interface LineEventOf<T extends LineEventType> {
  readonly id: string;
  readonly type: T;
  /** Its revision: the order of recording. */
  readonly order: number;
  readonly occurred: UncertainDate;
  readonly effective: UncertainDate;
  readonly data: LineEventData[T];
}

/** An event that the line reads. */
export type LineEvent = { [T in LineEventType]: LineEventOf<T> }[LineEventType];

/** The events of one type, in the order of recording. */
export function eventsOf<T extends LineEventType>(
  events: readonly LineEvent[],
  type: T,
): readonly LineEventOf<T>[] {
  return events.filter((event): event is LineEvent & LineEventOf<T> => event.type === type);
}

/** Every type that the line reads; one that is missing here does not compile. */
const TYPES: { readonly [T in LineEventType]: true } = {
  AgreementRegistered: true,
  AgreementOpenedForSignature: true,
  PartnerSigned: true,
  PartnerRatified: true,
  PartnerAcceded: true,
  AgreementEnteredIntoForce: true,
  AgreementTermSet: true,
  AgreementExtended: true,
  AgreementRenewed: true,
  AgreementNonRenewalNotified: true,
  AgreementSuspended: true,
  AgreementResumed: true,
  AgreementTerminated: true,
  AgreementSuperseded: true,
  AgreementAbandoned: true,
  AgreementReinstated: true,
  PartnerWithdrawalNotified: true,
  PartnerWithdrawalRevoked: true,
  PartnerSucceeded: true,
  AgreementAmended: true,
  PartnerIntentDeclared: true,
  PartnerIntentWithdrawn: true,
  LeadDesignated: true,
};

/** True for an event that the line reads; the catalogue has checked that its data are those of its type. */
export function isLineEvent(event: { readonly type: string }): event is LineEvent {
  return Object.hasOwn(TYPES, event.type);
}
