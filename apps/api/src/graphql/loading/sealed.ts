import type { Json } from '@entente/domain';
import { asUnavailable, openField, placeOf, type Envelope, type Vault } from '@entente/ledger';

/** A sealed field of an event. */
export interface SealedField {
  readonly envelope: Envelope;
  readonly pointer: string;
}

/** Opens sealed fields of many events with one question to the vault; null where there is none, or its key was erased. */
export async function openSealed(
  vault: Vault,
  fields: readonly SealedField[],
): Promise<readonly (Json | null)[]> {
  const sealed = fields.map(({ envelope, pointer }) => envelope.personal[pointer] ?? null);
  const kids = [...new Set(sealed.flatMap((field) => (field ? [field.kid] : [])))];
  const keys = kids.length > 0 ? await asUnavailable(vault.open(kids)) : new Map<string, Buffer>();
  return fields.map(({ envelope, pointer }, index) => {
    const field = sealed[index];
    const key = field && keys.get(field.kid);
    return field && key ? (openField(field, placeOf(envelope, pointer), key)?.value ?? null) : null;
  });
}
