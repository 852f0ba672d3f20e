import type { Json } from '@entente/domain';
import type { Envelope } from '../envelope/envelope.js';
import { openField, type FieldPlace } from '../envelope/sealing.js';
import { asUnavailable } from '../execute/outage.js';
import type { Vault } from './vault.js';

/** A sealed field of an event. */
export interface SealedField {
  readonly envelope: Envelope;
  readonly pointer: string;
}

/** What came of opening a sealed field. UNREADABLE: its key is lost or damaged, or does not fit; nobody erased it. */
export type Opened =
  { readonly state: 'OPENED'; readonly value: Json } | { readonly state: 'ERASED' | 'UNREADABLE' };

/** Opens sealed fields of many events with one question to the vault; null where there is no such field. */
export async function openFields(
  vault: Vault,
  fields: readonly SealedField[],
): Promise<readonly (Opened | null)[]> {
  const sealed = fields.map(({ envelope, pointer }) => envelope.personal[pointer] ?? null);
  const kids = [...new Set(sealed.flatMap((field) => (field ? [field.kid] : [])))];
  if (kids.length === 0) return fields.map(() => null);
  const { keys, erased } = await asUnavailable(vault.open(kids));
  return fields.map(({ envelope, pointer }, index): Opened | null => {
    const field = sealed[index];
    if (!field) return null;
    const key = keys.get(field.kid);
    const value = key && openField(field, placeOf(envelope, pointer), key);
    if (value) return { state: 'OPENED', value: value.value };
    return { state: erased.has(field.kid) ? 'ERASED' : 'UNREADABLE' };
  });
}

/** Where a sealed field of a stored event stands. */
export function placeOf(envelope: Envelope, pointer: string): FieldPlace {
  const { ledger, id, stream, type } = envelope;
  return { ledger, id, stream, type, pointer };
}
