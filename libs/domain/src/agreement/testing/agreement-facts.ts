import { date, fact, type Fact } from '../../testing/decider-specification.js';
import type { DateInput } from '../../time/uncertain-date.js';
import type { EventData } from '../../catalogue.js';

/** Facts of one agreement, `mou`, for specifications. */

/** It is registered; whether others may accede and what binds are as given, else not known. */
export function registered(
  more: Partial<Pick<EventData['AgreementRegistered'], 'openToAccession' | 'bindingOn'>> = {},
): Fact {
  return fact('AgreementRegistered', '2025-01-01', {
    agreementId: 'mou',
    kind: 'MOU',
    title: [{ text: 'Entente', lang: 'fr' }],
    binding: 'UNKNOWN',
    ...more,
  });
}

/** An organisation signed it. */
export function signed(organizationId: string, on: string | DateInput): Fact {
  return fact('PartnerSigned', on, { agreementId: 'mou', organizationId });
}

/** An organisation notified its withdrawal, which takes effect on another day. */
export function withdrawing(organizationId: string, on: string, effective: string | DateInput): Fact {
  return fact('PartnerWithdrawalNotified', on, { agreementId: 'mou', organizationId }, effective);
}

/** It entered into force. */
export function entered(on: string | DateInput): Fact {
  return fact('AgreementEnteredIntoForce', on, { agreementId: 'mou', basis: 'STATED' });
}

/** It was opened for signature. */
export function opened(on: string, more: { closesOn?: string; eligible?: readonly string[] } = {}): Fact {
  return fact('AgreementOpenedForSignature', on, { agreementId: 'mou', ...more });
}

/** Its term was set; by default it has no end. */
export function termSet(on: string, endsOn?: string | DateInput): Fact {
  return fact('AgreementTermSet', on, { agreementId: 'mou', ...(endsOn && { endsOn: date(endsOn) }) });
}

/** An organisation declared its intent to accede. */
export function intended(organizationId: string, on: string, expectedBy?: string): Fact {
  return fact('PartnerIntentDeclared', on, {
    agreementId: 'mou',
    organizationId,
    intent: 'ACCEDE',
    ...(expectedBy && { expectedBy }),
  });
}

/** In force since 1 February 2025, between udes and uvm. */
export function inForce(more: Parameters<typeof registered>[0] = {}): readonly Fact[] {
  return [registered(more), signed('udes', '2025-01-10'), signed('uvm', '2025-01-20'), entered('2025-02-01')];
}
