import type { AsOf } from '@entente/read-model';
import type { Loaders } from '../loading/loaders.js';

/** What is answered of an agreement that the ledger did not know then; that much is certain. */
export const UNKNOWN_AGREEMENT = {
  status: 'UNKNOWN_TO_LEDGER',
  certainty: 'CERTAIN',
  possible: ['UNKNOWN_TO_LEDGER'],
  inForce: 'UNKNOWN',
} as const;

/** What made an agreement unknown that the ledger knew: the annulment of its registration. */
export async function annulmentOf(
  agreementId: string,
  asOf: AsOf,
  loaders: Loaders,
): Promise<readonly string[]> {
  const row = await loaders.agreement(asOf, agreementId);
  const corrected = row?.annulled ? await loaders.corrected(asOf, row.registered_by) : null;
  return corrected?.directives.slice(-1) ?? [];
}
