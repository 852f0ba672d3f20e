export type { ActEvent } from './lifecycle.js';
export { isAct } from './lifecycle.js';
export type { LineEvent, LineEventOf, Tacit } from './line-event.js';
export type { AgreementLine } from './line.js';
export { foldAgreement } from './remembered-fold.js';
export { statusOn, type StatusOn, type Step, type YesNoUnknown } from './status-on.js';
export { ENDED, LIFECYCLE_ORDER, LIVE, type AgreementStatus, type Certainty } from './status.js';
export { daysOfSpan, spanOn, type Bounds, type Span } from './span.js';
export { expiringEndOf, governingTermOn, periodOn, termOn, type Term, type TermKind } from './terms.js';
export { intentOn, type IntentLine, type IntentState } from './intents.js';
export type { LeadLine } from './leads.js';
export {
  daysOfParticipation,
  isPartyOn,
  roleOn,
  type JoiningEvent,
  type Participation,
  type ParticipationRole,
} from './parties.js';
export type { PassedOver, PassedOverBeside } from './passed-over.js';
export { daysOfSuspensions, isSuspendedOn, type SuspensionLine } from './suspensions.js';
export { contentOn, type Content, type ContentLine } from './content.js';
export { changeDays } from './change-days.js';
