import type { AgreementStatus } from '@entente/domain';
import { PARTY_ROLES, type AsOf, type Db } from '@entente/read-model';
import { readAgreements, type AgreementRecord } from '../out/agreement-record.js';

/**
 * What the public sees of the register. Nothing is public unless it stands here: an agreement that was concluded, what its
 * registration says of it, its status, its term and its parties. Who only intends to join, what is being prepared or was
 * given up, sources, meetings, funding, persons and sealed fields are not published.
 */

/** The statuses of agreements that were concluded. */
const CONCLUDED: readonly AgreementStatus[] = [
  'SIGNED',
  'IN_FORCE',
  'SUSPENDED',
  'EXPIRED',
  'TERMINATED',
  'SUPERSEDED',
];

/** The roles in which an organisation is named; one that is asked to join is not. */
const NAMED_ROLES = [...PARTY_ROLES, 'SIGNATORY', 'WITHDRAWN', 'SUCCEEDED'] as const;

/** What is published of an agreement. */
export type PublicAgreement = Pick<
  AgreementRecord,
  'agreementId' | 'kind' | 'titles' | 'sectors' | 'identifiers' | 'status' | 'term' | 'participants'
> & { readonly supersededBy: string | null };

/** What is published of some agreements at two dates, and how many are held back. */
export async function readPublic(
  db: Db,
  ids: readonly string[],
  asOf: AsOf,
  heldBack: ReadonlySet<string>,
): Promise<{ readonly agreements: readonly PublicAgreement[]; readonly withheld: number }> {
  const all = await readAgreements(db, ids, asOf);
  const agreements = all
    .filter(({ agreementId, status }) => CONCLUDED.includes(status.status) && !heldBack.has(agreementId))
    .map(publicPart);
  return { agreements, withheld: all.length - agreements.length };
}

function publicPart(of: AgreementRecord): PublicAgreement {
  const { agreementId, kind, titles, sectors, identifiers, status, term, participants, supersededBy } = of;
  return {
    agreementId,
    kind,
    titles,
    sectors,
    identifiers,
    status,
    term,
    participants: participants.filter(({ role }) => NAMED_ROLES.some((one) => one === role)),
    supersededBy,
  };
}
