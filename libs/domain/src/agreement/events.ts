import type { DraftEvent, PastEvent, Text } from '../rules/decision.js';
import type { Day } from '../time/day.js';
import type { UncertainDate } from '../time/uncertain-date.js';

export type YesNoUnknown = 'YES' | 'NO' | 'UNKNOWN';

export interface Objective {
  readonly code: string;
  readonly texts: readonly Text[];
}

export type ForceBasis = 'STATED' | 'PRESUMED_ON_SIGNATURE' | 'PRESUMED_ON_TERM_START' | 'THRESHOLD_MET';
/** The clear data of each event of an agreement's stream, by its stored type. */
export interface AgreementEventData {
  readonly AgreementRegistered: {
    readonly agreementId: string;
    readonly kind: string;
    readonly title: readonly Text[];
    readonly objectives?: readonly Objective[];
    readonly sectors?: readonly Text[];
    readonly openToAccession?: boolean;
    readonly binding: YesNoUnknown;
  };
  readonly AgreementTextDeposited: {
    readonly agreementId: string;
    readonly docHash: string;
    readonly lang: string;
    readonly pages?: number;
    readonly authentic?: boolean;
  };
  readonly AgreementOpenedForSignature: {
    readonly agreementId: string;
    readonly closesOn?: Day;
    readonly eligible?: readonly string[];
  };
  readonly LeadDesignated: {
    readonly agreementId: string;
    readonly organizationIds: readonly string[];
    readonly role?: string;
  };
  readonly PartnerIntentDeclared: {
    readonly agreementId: string;
    readonly organizationId: string;
    readonly intent: 'SIGN' | 'ACCEDE';
    readonly horizon?: readonly Text[];
    readonly expectedBy?: Day;
    readonly meetingId?: string;
  };
  readonly PartnerIntentWithdrawn: { readonly agreementId: string; readonly organizationId: string };
  readonly PartnerIntentLapsed: {
    readonly agreementId: string;
    readonly organizationId: string;
    readonly intentEventId: string;
    readonly expectedBy: Day;
  };
  readonly PartnerSigned: {
    readonly agreementId: string;
    readonly organizationId: string;
    readonly capacity?: string;
    readonly signatoryRank?: number;
    readonly nameAsSigned?: Text;
    readonly signedBy?: readonly string[];
    readonly presentAtSigning?: readonly string[];
  };
  readonly PartnerAcceded: {
    readonly agreementId: string;
    readonly organizationId: string;
    readonly instrument?: string;
  };
  readonly AgreementEnteredIntoForce: { readonly agreementId: string; readonly basis: ForceBasis };
  readonly AgreementTermSet: {
    readonly agreementId: string;
    readonly startsOn?: UncertainDate;
    readonly endsOn?: UncertainDate;
    readonly duration?: string;
    readonly renewal?: string;
    readonly noticeDays?: number;
  };
  readonly AgreementExpired: {
    readonly agreementId: string;
    readonly lastDayInForce: Day;
    readonly reason: 'TERM_ENDED';
    readonly scheduledFor: Day;
    readonly detectedLate: boolean;
  };
  readonly EvidenceAttached: {
    readonly agreementId: string;
    readonly sourceId: string;
    readonly supports: readonly string[];
    readonly strength: 'CONFIRMS' | 'CONTRADICTS';
  };
}

export type AgreementEventType = keyof AgreementEventData;

/** An event of an agreement as a decider makes it. */
export type AgreementDraft = {
  [T in AgreementEventType]: DraftEvent<T, AgreementEventData[T]>;
}[AgreementEventType];

/** An event of an agreement as it was recorded. */
export type AgreementEvent = {
  [T in AgreementEventType]: PastEvent<T, AgreementEventData[T]>;
}[AgreementEventType];

/** One type of an agreement's events, as recorded. */
export type AgreementEventOf<T extends AgreementEventType> = PastEvent<T, AgreementEventData[T]>;
