import { CommandHandler } from '@nestjs/cqrs';
import { BusCommand, BusCommandHandler } from './bus-command.js';

/** The mutation `registerAgreement`. */
export class RegisterAgreement extends BusCommand<'registerAgreement'> {
  readonly name = 'registerAgreement';
}
@CommandHandler(RegisterAgreement)
export class RegisterAgreementHandler extends BusCommandHandler<'registerAgreement'> {}

/** The mutation `depositAgreementText`. */
export class DepositAgreementText extends BusCommand<'depositAgreementText'> {
  readonly name = 'depositAgreementText';
}
@CommandHandler(DepositAgreementText)
export class DepositAgreementTextHandler extends BusCommandHandler<'depositAgreementText'> {}

/** The mutation `openForSignature`. */
export class OpenForSignature extends BusCommand<'openForSignature'> {
  readonly name = 'openForSignature';
}
@CommandHandler(OpenForSignature)
export class OpenForSignatureHandler extends BusCommandHandler<'openForSignature'> {}

/** The mutation `designateLead`. */
export class DesignateLead extends BusCommand<'designateLead'> {
  readonly name = 'designateLead';
}
@CommandHandler(DesignateLead)
export class DesignateLeadHandler extends BusCommandHandler<'designateLead'> {}

/** The mutation `declareIntent`. */
export class DeclareIntent extends BusCommand<'declareIntent'> {
  readonly name = 'declareIntent';
}
@CommandHandler(DeclareIntent)
export class DeclareIntentHandler extends BusCommandHandler<'declareIntent'> {}

/** The mutation `withdrawIntent`. */
export class WithdrawIntent extends BusCommand<'withdrawIntent'> {
  readonly name = 'withdrawIntent';
}
@CommandHandler(WithdrawIntent)
export class WithdrawIntentHandler extends BusCommandHandler<'withdrawIntent'> {}

/** The mutation `lapseIntent`. */
export class LapseIntent extends BusCommand<'lapseIntent'> {
  readonly name = 'lapseIntent';
}
@CommandHandler(LapseIntent)
export class LapseIntentHandler extends BusCommandHandler<'lapseIntent'> {}

/** The mutation `recordSignature`. */
export class RecordSignature extends BusCommand<'recordSignature'> {
  readonly name = 'recordSignature';
}
@CommandHandler(RecordSignature)
export class RecordSignatureHandler extends BusCommandHandler<'recordSignature'> {}

/** The mutation `recordAccession`. */
export class RecordAccession extends BusCommand<'recordAccession'> {
  readonly name = 'recordAccession';
}
@CommandHandler(RecordAccession)
export class RecordAccessionHandler extends BusCommandHandler<'recordAccession'> {}

/** The mutation `recordEntryIntoForce`. */
export class RecordEntryIntoForce extends BusCommand<'recordEntryIntoForce'> {
  readonly name = 'recordEntryIntoForce';
}
@CommandHandler(RecordEntryIntoForce)
export class RecordEntryIntoForceHandler extends BusCommandHandler<'recordEntryIntoForce'> {}

/** The mutation `setTerm`. */
export class SetTerm extends BusCommand<'setTerm'> {
  readonly name = 'setTerm';
}
@CommandHandler(SetTerm)
export class SetTermHandler extends BusCommandHandler<'setTerm'> {}

/** The mutation `expireAgreement`. */
export class ExpireAgreement extends BusCommand<'expireAgreement'> {
  readonly name = 'expireAgreement';
}
@CommandHandler(ExpireAgreement)
export class ExpireAgreementHandler extends BusCommandHandler<'expireAgreement'> {}

/** The mutation `attachEvidence`. */
export class AttachEvidence extends BusCommand<'attachEvidence'> {
  readonly name = 'attachEvidence';
}
@CommandHandler(AttachEvidence)
export class AttachEvidenceHandler extends BusCommandHandler<'attachEvidence'> {}

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
