import { participationsOf, type AsOf, type ReadModel } from '@entente/read-model';
import type { Subscription } from './subscriptions.js';

/** The organisations that each agreement concerns: its parties, and who intends to join. */
export type Concerned = ReadonlyMap<string, ReadonlySet<string>>;

const ROLES: ReadonlySet<string> = new Set(['PARTY', 'WITHDRAWAL_NOTIFIED', 'PROSPECTIVE']);
const AT_ONCE = 200;

/** Whom some agreements concern. */
export async function concernedIn(
  readModel: Pick<ReadModel, 'ask'>,
  agreementIds: readonly string[],
  asOf: AsOf,
): Promise<Concerned> {
  const ids = [...new Set(agreementIds)];
  const concerned = new Map<string, Set<string>>();
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const rows = await readModel.ask((db) => participationsOf(db, ids.slice(from, from + AT_ONCE), asOf));
    for (const { agreement_id, organization_id, role } of rows)
      if (ROLES.has(role))
        concerned.set(agreement_id, (concerned.get(agreement_id) ?? new Set()).add(organization_id));
  }
  return concerned;
}

/** Whether a person is to hear of an agreement; null: of what belongs to none, as a committee's mandate. */
export function isConcerned(
  { everything, organizations }: Subscription,
  agreementId: string | null,
  concerned: Concerned,
): boolean {
  if (everything) return true;
  const parties = agreementId === null ? undefined : concerned.get(agreementId);
  return organizations.some((id) => parties?.has(id));
}
