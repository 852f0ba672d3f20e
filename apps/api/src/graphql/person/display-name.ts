import type { AsOf } from '@entente/read-model';
import type { Loaders } from '../loading/loaders.js';

/** The name of a person then; null where the caller may not see it, where nobody was known, and after erasure. */
export async function displayNameOf(key: string, asOf: AsOf, loaders: Loaders): Promise<string | null> {
  if (!loaders.readsConfidential) return null;
  const row = await loaders.person(asOf, key);
  if (!row || row.annulled) return null;
  const name = await loaders.sealedNow(asOf, row.registered_by, '/data/displayName');
  return typeof name === 'string' ? name : null;
}
