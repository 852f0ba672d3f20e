import type { VaultKey } from '../envelope/sealing.js';

/** A key that is asked for: a person's (made when there is none), or one of its own for a free text. */
export type KeyRequest =
  | { readonly kind: 'PERSON'; readonly personId: string }
  /** `names`: persons whom the text may name; erasing one of them erases the text. */
  | { readonly kind: 'TEXT'; readonly names: readonly string[] };

/**
 * The keys of everything personal, in a database of their own, so that what they seal can be erased without touching the
 * ledger. Keys are durable before anything is sealed with them.
 */
export interface Vault {
  /** One key a request, in order, committed when it resolves. */
  keysFor(requests: readonly KeyRequest[]): Promise<readonly VaultKey[]>;
  /** The keys that are still there, by id; an erased one is absent. */
  open(kids: readonly string[]): Promise<ReadonlyMap<string, Buffer>>;
  close(): Promise<void>;
}
