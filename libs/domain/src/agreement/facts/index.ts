import { expireAgreement } from './agreement-expired.js';
import { recordEntryIntoForce } from './agreement-entered-into-force.rules.js';
import { openForSignature } from './agreement-opened-for-signature.rules.js';
import { registerAgreement } from './agreement-registered.js';
import { setTerm } from './agreement-term-set.rules.js';
import { depositAgreementText } from './agreement-text-deposited.js';
import { resumeAgreement } from './agreement-resumed.rules.js';
import { suspendAgreement } from './agreement-suspended.rules.js';
import { terminateAgreement } from './agreement-terminated.rules.js';
import { extendTerm } from './agreement-extended.rules.js';
import { declineRenewal } from './agreement-non-renewal-notified.rules.js';
import { renewAgreement } from './agreement-renewed.rules.js';
import { abandonAgreement } from './agreement-abandoned.rules.js';
import { reinstateAgreement } from './agreement-reinstated.rules.js';
import { supersedeAgreement } from './agreement-superseded.rules.js';
import { amendAgreement } from './agreement-amended.js';
import { recordReview } from './review-held.js';
import { scheduleReview } from './review-scheduled.js';
import { attachEvidence } from './evidence-attached.js';
import { designateLead } from './lead-designated.js';
import { recordAccession } from './partner-acceded.rules.js';
import { declareIntent } from './partner-intent-declared.js';
import { lapseIntent } from './partner-intent-lapsed.js';
import { withdrawIntent } from './partner-intent-withdrawn.js';
import { recordRatification } from './partner-ratified.rules.js';
import { recordSuccession } from './partner-succeeded.js';
import { recordWithdrawal } from './partner-withdrawal-notified.js';
import { revokeWithdrawal } from './partner-withdrawal-revoked.js';
import { completeWithdrawal } from './partner-withdrew.js';
import { recordSignature } from './partner-signed.rules.js';

/** The facts of an agreement's stream, in the order in which the API and the documentation show them. */
export const AGREEMENT_FACTS = [
  registerAgreement,
  depositAgreementText,
  openForSignature,
  designateLead,
  declareIntent,
  withdrawIntent,
  lapseIntent,
  recordSignature,
  recordRatification,
  recordAccession,
  recordEntryIntoForce,
  setTerm,
  suspendAgreement,
  resumeAgreement,
  terminateAgreement,
  extendTerm,
  renewAgreement,
  declineRenewal,
  supersedeAgreement,
  abandonAgreement,
  reinstateAgreement,
  recordWithdrawal,
  revokeWithdrawal,
  completeWithdrawal,
  recordSuccession,
  amendAgreement,
  scheduleReview,
  recordReview,
  expireAgreement,
  attachEvidence,
] as const;
