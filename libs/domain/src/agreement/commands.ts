import type { CommandInput, Text } from '../rules/decision.js';
import type { Day } from '../time/day.js';
import type { DateInput } from '../time/uncertain-date.js';
import type { ForceBasis, YesNoUnknown } from './events.js';

/** The input of each command on an agreement, by the name of its mutation. Ids are folded to lower case before. */
export interface AgreementCommandInputs {
  readonly registerAgreement: CommandInput & {
    readonly agreementId?: string;
    readonly kind: string;
    readonly title: readonly Text[];
    readonly objectives?: readonly { readonly code?: string; readonly texts: readonly Text[] }[];
    readonly sectors?: readonly Text[];
    readonly openToAccession?: boolean;
    readonly binding?: YesNoUnknown;
  };
  readonly depositAgreementText: CommandInput & {
    readonly agreementId: string;
    readonly docHash: string;
    readonly lang: string;
    readonly pages?: number;
    readonly authentic?: boolean;
  };
  readonly openForSignature: CommandInput & {
    readonly agreementId: string;
    readonly closesOn?: Day;
    readonly eligible?: readonly string[];
  };
  readonly designateLead: CommandInput & {
    readonly agreementId: string;
    readonly organizationIds: readonly string[];
    readonly role?: string;
  };
  readonly declareIntent: CommandInput & {
    readonly agreementId: string;
    readonly organizationId: string;
    readonly intent?: 'SIGN' | 'ACCEDE';
    readonly horizon?: readonly Text[];
    readonly expectedBy?: Day;
    readonly meetingId?: string;
  };
  readonly withdrawIntent: CommandInput & {
    readonly agreementId: string;
    readonly organizationId: string;
    readonly reason?: string;
  };
  readonly lapseIntent: CommandInput & { readonly agreementId: string; readonly organizationId: string };
  readonly recordSignature: CommandInput & {
    readonly agreementId: string;
    readonly organizationId: string;
    readonly capacity?: string;
    readonly signatoryRank?: number;
    readonly nameAsSigned?: Text;
    readonly signedBy?: readonly string[];
    readonly presentAtSigning?: readonly string[];
  };
  readonly recordAccession: CommandInput & {
    readonly agreementId: string;
    readonly organizationId: string;
    readonly instrument?: string;
  };
  readonly recordEntryIntoForce: CommandInput & { readonly agreementId: string; readonly basis: ForceBasis };
  readonly setTerm: CommandInput & {
    readonly agreementId: string;
    readonly startsOn?: DateInput;
    readonly endsOn?: DateInput;
    readonly duration?: string;
    readonly renewal?: string;
    readonly noticeDays?: number;
  };
  readonly expireAgreement: CommandInput & { readonly agreementId: string };
  readonly attachEvidence: CommandInput & {
    readonly agreementId: string;
    readonly sourceId: string;
    readonly supports: readonly string[];
    readonly strength: 'CONFIRMS' | 'CONTRADICTS';
    readonly note?: readonly Text[];
  };
}

/** A command on an agreement: the mutation's name and its input. */
export type AgreementCommand = {
  [N in keyof AgreementCommandInputs]: { readonly name: N; readonly input: AgreementCommandInputs[N] };
}[keyof AgreementCommandInputs];
