import { CommandHandler } from '@nestjs/cqrs';
import { LedgerCommand, LedgerCommandHandler } from './ledger-command.js';

/** The mutation `registerAgreement`. */
export class RegisterAgreement extends LedgerCommand<'registerAgreement'> {
  readonly name = 'registerAgreement';
}
@CommandHandler(RegisterAgreement)
export class RegisterAgreementHandler extends LedgerCommandHandler<'registerAgreement'> {}

/** The mutation `depositAgreementText`. */
export class DepositAgreementText extends LedgerCommand<'depositAgreementText'> {
  readonly name = 'depositAgreementText';
}
@CommandHandler(DepositAgreementText)
export class DepositAgreementTextHandler extends LedgerCommandHandler<'depositAgreementText'> {}

/** The mutation `openForSignature`. */
export class OpenForSignature extends LedgerCommand<'openForSignature'> {
  readonly name = 'openForSignature';
}
@CommandHandler(OpenForSignature)
export class OpenForSignatureHandler extends LedgerCommandHandler<'openForSignature'> {}

/** The mutation `designateLead`. */
export class DesignateLead extends LedgerCommand<'designateLead'> {
  readonly name = 'designateLead';
}
@CommandHandler(DesignateLead)
export class DesignateLeadHandler extends LedgerCommandHandler<'designateLead'> {}

/** The mutation `declareIntent`. */
export class DeclareIntent extends LedgerCommand<'declareIntent'> {
  readonly name = 'declareIntent';
}
@CommandHandler(DeclareIntent)
export class DeclareIntentHandler extends LedgerCommandHandler<'declareIntent'> {}

/** The mutation `withdrawIntent`. */
export class WithdrawIntent extends LedgerCommand<'withdrawIntent'> {
  readonly name = 'withdrawIntent';
}
@CommandHandler(WithdrawIntent)
export class WithdrawIntentHandler extends LedgerCommandHandler<'withdrawIntent'> {}

/** The mutation `lapseIntent`. */
export class LapseIntent extends LedgerCommand<'lapseIntent'> {
  readonly name = 'lapseIntent';
}
@CommandHandler(LapseIntent)
export class LapseIntentHandler extends LedgerCommandHandler<'lapseIntent'> {}

/** The mutation `recordSignature`. */
export class RecordSignature extends LedgerCommand<'recordSignature'> {
  readonly name = 'recordSignature';
}
@CommandHandler(RecordSignature)
export class RecordSignatureHandler extends LedgerCommandHandler<'recordSignature'> {}

/** The mutation `recordAccession`. */
export class RecordAccession extends LedgerCommand<'recordAccession'> {
  readonly name = 'recordAccession';
}
@CommandHandler(RecordAccession)
export class RecordAccessionHandler extends LedgerCommandHandler<'recordAccession'> {}

/** The mutation `recordEntryIntoForce`. */
export class RecordEntryIntoForce extends LedgerCommand<'recordEntryIntoForce'> {
  readonly name = 'recordEntryIntoForce';
}
@CommandHandler(RecordEntryIntoForce)
export class RecordEntryIntoForceHandler extends LedgerCommandHandler<'recordEntryIntoForce'> {}

/** The mutation `setTerm`. */
export class SetTerm extends LedgerCommand<'setTerm'> {
  readonly name = 'setTerm';
}
@CommandHandler(SetTerm)
export class SetTermHandler extends LedgerCommandHandler<'setTerm'> {}

/** The mutation `expireAgreement`. */
export class ExpireAgreement extends LedgerCommand<'expireAgreement'> {
  readonly name = 'expireAgreement';
}
@CommandHandler(ExpireAgreement)
export class ExpireAgreementHandler extends LedgerCommandHandler<'expireAgreement'> {}

/** The mutation `attachEvidence`. */
export class AttachEvidence extends LedgerCommand<'attachEvidence'> {
  readonly name = 'attachEvidence';
}
@CommandHandler(AttachEvidence)
export class AttachEvidenceHandler extends LedgerCommandHandler<'attachEvidence'> {}

/** The handlers of the commands on an agreement. */
export const AGREEMENT_HANDLERS = [
  RegisterAgreementHandler,
  DepositAgreementTextHandler,
  OpenForSignatureHandler,
  DesignateLeadHandler,
  DeclareIntentHandler,
  WithdrawIntentHandler,
  LapseIntentHandler,
  RecordSignatureHandler,
  RecordAccessionHandler,
  RecordEntryIntoForceHandler,
  SetTermHandler,
  ExpireAgreementHandler,
  AttachEvidenceHandler,
];
