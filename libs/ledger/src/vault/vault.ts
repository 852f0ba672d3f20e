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

/** Nothing is sealed for a person whose keys were destroyed. */
export class PersonErasedError extends Error {
  constructor(readonly personId: string) {
    super('the keys of the person were destroyed');
    this.name = 'PersonErasedError';
  }
}

/** A person who is erased, and what goes beside the person's own key and the texts that are linked to the person. */
export interface ErasureOfPerson {
  readonly personId: string;
  /** Documents that are kept, by their SHA-256. */
  readonly documents: readonly string[];
  /** Other keys, by their ids: they count as erased even where they had been lost before. */
  readonly keys: readonly string[];
}

/** What was destroyed for a person, the same however often it is asked for. */
export interface DestroyedKeys {
  /** The person's own key; null where the vault had none. */
  readonly key: string | null;
  readonly otherKeys: number;
}

/** A key that was destroyed, and for whom; null where that was not written down. */
export interface ErasedKey {
  readonly kid: string;
  readonly personId: string | null;
}

/** An address of a person. */
export interface Contact {
  readonly personId: string;
  /** An e-mail address. */
  readonly address: string;
}

/**
 * Where persons are written to. An address is sealed under its person's key and goes with it: whoever is erased is written to
 * no more. It is no fact of the ledger.
 */
export interface Contacts {
  /** Keeps the address of a person, in place of the one before. @throws {PersonErasedError} */
  keep(contact: Contact): Promise<void>;
  /** The addresses of persons; one without any, or whose key is gone, is absent. */
  addresses(personIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Removes the address of a person; there may be none. */
  remove(personId: string): Promise<void>;
}

/**
 * The keys of everything personal, in a database of their own, so that what they seal can be erased without touching the
 * ledger. Keys are durable before anything is sealed with them.
 */
export interface Vault {
  /** Where persons are written to. */
  readonly contacts: Contacts;
  /** A secret of 32 bytes for a purpose, that only this vault gives: the same under every master key. */
  secretFor(purpose: string): Buffer;
  /** One key a request, in order, committed when it resolves. @throws {PersonErasedError} */
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
   * Destroys a person's own key, those of all texts that are linked to the person, and what else is named; the names by which
   * the person is found go with it. Committed when it resolves, and nothing the worse for being done again.
   */
  erase(erasure: ErasureOfPerson): Promise<DestroyedKeys>;
  /** Those of some persons who were erased by the log and are not by this vault: an older copy of it was put back. */
  notErased(personIds: readonly string[]): Promise<readonly string[]>;
  /** Every key that was destroyed. */
  erasedKeys(): Promise<readonly ErasedKey[]>;
  /**
   * Those of some keys, and of all that were ever asked for in vain, that can still not be used although nobody erased them.
   * It asks the vault each time.
   */
  unusable(kids: readonly string[]): Promise<readonly string[]>;
  close(): Promise<void>;
}
