import type { VaultKey } from '../envelope/sealing.js';

/** A key that is asked for: a person's (made when there is none), or one of its own for a free text. */
export type KeyRequest =
  | { readonly kind: 'PERSON'; readonly personId: string }
  /** `names`: persons whom the text may name; erasing one of them erases the text. */
  | { readonly kind: 'TEXT'; readonly names: readonly string[] };

/** Keys that were looked for. One that is in neither was lost or damaged: nobody erased it. */
export interface FoundKeys {
  readonly keys: ReadonlyMap<string, Buffer>;
  readonly erased: ReadonlySet<string>;
}

/** A name of a person. */
export interface NameOfPerson {
  readonly personId: string;
  readonly name: string;
}

/** What became of a document that was looked for. UNREADABLE: its key is lost or damaged, or does not fit; nobody erased it. */
export type KeptDocument =
  { readonly state: 'OPENED'; readonly bytes: Buffer } | { readonly state: 'ERASED' | 'UNREADABLE' };

/** A person's key is there and cannot be unwrapped: nothing can be sealed with it, and another would not open what it sealed. */
export class VaultKeyDamagedError extends Error {
  constructor() {
    super('a key of the vault is damaged');
    this.name = 'VaultKeyDamagedError';
  }
}

/**
 * The keys of everything personal, in a database of their own, so that what they seal can be erased without touching the
 * ledger. Keys are durable before anything is sealed with them.
 */
export interface Vault {
  /** One key a request, in order, committed when it resolves. */
  keysFor(requests: readonly KeyRequest[]): Promise<readonly VaultKey[]>;
  /**
   * Keeps documents, each sealed under a key of its own and found by its SHA-256; committed when it resolves. One that is kept
   * already stays as it is.
   */
  keep(documents: readonly Buffer[]): Promise<void>;
  /** Looks for documents by their SHA-256; one that was never kept is absent. */
  documents(hashes: readonly string[]): Promise<ReadonlyMap<string, KeptDocument>>;
  /** Makes persons be found by the words of names; committed when it resolves. What a person was called before stays. */
  indexNames(names: readonly NameOfPerson[]): Promise<void>;
  /**
   * The persons in whose names every word of a text may be the beginning of a word, at most `most`, by id. The names
   * themselves have the last word: of long words only the beginning is looked for, and former names are found too.
   */
  findPersons(text: string, most: number): Promise<readonly string[]>;
  /** Persons who have a key and are not found by any name. */
  personsWithoutName(): Promise<readonly string[]>;
  /** Looks for keys by id. */
  open(kids: readonly string[]): Promise<FoundKeys>;
  /**
   * Those of some keys, and of all that were ever asked for in vain, that can still not be used although nobody erased them.
   * It asks the vault each time.
   */
  unusable(kids: readonly string[]): Promise<readonly string[]>;
  close(): Promise<void>;
}
