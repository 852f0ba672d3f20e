import {
  growing,
  inEffect,
  keptWith,
  shown,
  type Basis,
  type Bilingual,
  type DomainEvent,
  type Json,
  type UncertainDate,
} from '@entente/domain';
import type { StoredEvent } from '@entente/event-store';
import { canonicalBytes, leafHash, parseCanonical } from '@entente/proof';
import { corruptionText, type Corruption } from './corruption.js';
import { envelopeProblem } from './envelope-schema.js';

/** A sealed value: which key, the salt of this sealing, ciphertext with its tag, and the commitment to the field's key. */
export interface Sealed {
  readonly kid: string;
  /** 16 random bytes, base64url without padding. */
  readonly salt: string;
  /** AES-256-GCM ciphertext ‖ tag, base64url without padding. */
  readonly ct: string;
  /** Lower-case hex SHA-256 over the field's key, since GCM does not commit to one. */
  readonly commit: string;
}

/** A source cited by an event. */
export interface Provenance {
  readonly source: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly kind: Basis;
}

/** What one stored event says: `semantics.md` section 1. Its canonical bytes are what is stored and hashed. */
export interface Envelope {
  readonly v: 1;
  readonly ledger: string;
  readonly id: string;
  readonly stream: string;
  readonly rev: number;
  readonly type: string;
  readonly schema: number;
  readonly occurred: UncertainDate;
  readonly effective: UncertainDate;
  /** UTC with three decimals and Z. */
  readonly recorded: string;
  /** `role:token-id`. */
  readonly actor: string;
  readonly cause: {
    readonly command: string;
    readonly name: string;
    readonly digest: string;
    readonly correlation: string | null;
    readonly causation: string | null;
  };
  /** The hash of the event before it in its stream; null at revision 0. */
  readonly prev: string | null;
  /** The latest checkpoint that the writer knew: how many events it covers, and their root in base64; null until one was signed. */
  readonly after: string | null;
  readonly provenance: readonly Provenance[];
  readonly overrides: readonly { readonly rule: string; readonly by: string }[];
  readonly advice: readonly string[];
  readonly data: { readonly [key: string]: Json };
  /** By RFC 6901 pointer. */
  readonly personal: { readonly [pointer: string]: Sealed };
}

/** A stored event, read: its envelope with `data` in the current version, the hash of its bytes, and where it stands. */
export interface RecordedEvent {
  readonly envelope: Envelope;
  readonly hash: string;
  readonly position: StoredEvent['position'];
}

/** Stored bytes that are not what they should be. It names the stream and the revision; nothing reads past it. */
export class CorruptEventError extends Error {
  /** What is wrong with them, for people. */
  readonly problem: Bilingual;
  /** What is wrong with them, as a code. */
  readonly code: Corruption['corruption'];

  constructor(
    readonly stream: string,
    readonly revision: number,
    corruption: Corruption,
  ) {
    const problem = corruptionText(corruption);
    super(`${stream}@${revision}: ${problem.en}`);
    this.name = 'CorruptEventError';
    this.problem = problem;
    this.code = corruption.corruption;
  }
}

/** The error of a stream whose events from a revision on were deleted past the ledger. */
export function eventsDeleted(stream: string, from: number): CorruptEventError {
  return new CorruptEventError(stream, from, { corruption: 'DELETED' });
}

/** The bytes to store for an envelope, and their hash. */
export function sealBytes(envelope: Envelope): { readonly bytes: Buffer; readonly hash: string } {
  const bytes = canonicalBytes(envelope);
  return { bytes, hash: leafHash(bytes) };
}

/**
 * Reads a stored event's bytes. They must have the hash beside them, be canonical, and say of themselves what the store
 * says of them.
 * @param hash what {@link hashOf} said of it
 * @throws {CorruptEventError}
 */
export function readBytes(
  stored: StoredEvent,
  hash = hashOf(stored),
): { readonly envelope: Envelope; readonly hash: string } {
  let value: unknown;
  try {
    value = parseCanonical(stored.bytes);
  } catch (error) {
    throw new CorruptEventError(stored.stream, stored.revision, {
      corruption: 'NOT_CANONICAL',
      said: (error as Error).message,
    });
  }
  const problem = envelopeProblem(value);
  if (problem !== null)
    throw new CorruptEventError(stored.stream, stored.revision, {
      corruption: 'NOT_AN_ENVELOPE',
      said: problem,
    });
  const envelope = value as Envelope;
  checkPlace(stored, envelope);
  return { envelope, hash };
}

/** The hash of a stored event's bytes. @throws {CorruptEventError} when it is not the one beside them. */
export function hashOf(stored: StoredEvent): string {
  const hash = leafHash(stored.bytes);
  if (stored.hash !== hash)
    throw new CorruptEventError(stored.stream, stored.revision, { corruption: 'HASH_DIFFERS' });
  return hash;
}

/** @throws {CorruptEventError} when an envelope names another event than the one that it is stored as. */
export function checkPlace(stored: StoredEvent, { id, stream, rev, type }: Envelope): void {
  if (id !== stored.id || stream !== stored.stream || rev !== stored.revision || type !== stored.type)
    throw new CorruptEventError(stored.stream, stored.revision, { corruption: 'OTHER_EVENT' });
}

/** @throws {CorruptEventError} when an event does not link to the one before it. */
export function checkLink(stored: StoredEvent, prev: string | null, expected: string | null): void {
  if (prev !== expected)
    throw new CorruptEventError(stored.stream, stored.revision, {
      corruption: 'NOT_LINKED',
      prev: prev ?? 'null',
      expected: expected ?? 'null',
    });
}

// An envelope never changes, and a stream's are read at each of its events.
const pastEvents = keptWith<Envelope, DomainEvent>();

/** An event as deciders see it. */
export function pastEventOf(envelope: Envelope): DomainEvent {
  const known = pastEvents.get(envelope);
  if (known) return known;
  const { id, type, rev, occurred, effective, data } = envelope;
  // The catalogue has checked that the data are those of the type.
  const event = { id, type, order: rev, occurred, effective, data } as unknown as DomainEvent;
  pastEvents.set(envelope, event);
  return event;
}

/** The events of a stream's history, as deciders see them: decoded, in the current version, in their order. */
export const pastEventsOf: (history: readonly RecordedEvent[]) => readonly DomainEvent[] = growing<
  RecordedEvent,
  readonly DomainEvent[]
>((come, before) => [...(before ?? []), ...come.map(({ envelope }) => pastEventOf(envelope))]);

/** The facts of a stream's history that are in effect, as projections read them: corrected, in their order. */
export function factsOf(history: readonly RecordedEvent[]): readonly DomainEvent[] {
  // What is patched is of the type that it was: its rectification was read by that type's own command.
  return inEffect(pastEventsOf(history)) as readonly DomainEvent[];
}

/** What is shown of a subject: its facts in effect; of one whose first record is annulled, what it was before that. */
export function shownOf(history: readonly RecordedEvent[]): {
  readonly facts: readonly DomainEvent[];
  readonly annulled: boolean;
} {
  const { facts, annulled } = shown(pastEventsOf(history));
  return { facts: facts as readonly DomainEvent[], annulled };
}
