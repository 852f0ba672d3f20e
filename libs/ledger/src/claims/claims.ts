import type { Claim, Edge, EdgeKind } from '@entente/domain';

/** Who holds a claim: the command, and the stream that it writes. */
export interface Claimant {
  readonly commandId: string;
  readonly stream: string;
}

/**
 * What must be unique across streams, claimed durably before the append that makes it so. Filled from the log before the
 * first write.
 */
export interface Claims {
  /** Claims each of these; answers those that belong to another command, or to the same one in another stream. */
  claimAll(claimant: Claimant, claims: readonly Claim[]): Promise<readonly Claim[]>;
  /** Who holds each of these; null where nobody does, or nothing is in effect after so long. */
  holdersOf(claims: readonly Claim[]): Promise<readonly (Claimant | null)[]>;
  /**
   * Gives back one claim of each, by who recorded nothing; it is free when all that were made for that command
   * and stream are given back, so that of two who try the same command at once a refused one frees nothing of the other's.
   */
  releaseAll(claimant: Claimant, claims: readonly Claim[]): Promise<void>;
  /** Frees what a stream holds, whoever claimed it: what it recorded is in effect no more. */
  giveUp(stream: string, claims: readonly Claim[]): Promise<void>;
  /** The edges of a kind that are claimed at each of some subjects, above and below it. */
  edgesAt(kind: EdgeKind, ids: readonly string[]): Promise<readonly Edge[]>;
  /** Frees the edges at these subjects that were claimed long ago and that no stream holds in effect. */
  dropAbandonedEdges(ids: readonly string[]): Promise<void>;
  /**
   * Claims a commandId for a stream and answers the stream that holds it. For stores that cannot be asked for an event by
   * its id; see {@link CommandIndex}. What was recorded is held for ever.
   */
  claimCommand(claimant: Claimant): Promise<string>;
  /** Gives back one claim of a commandId that recorded nothing; it is free when all that were made are given back. */
  releaseCommand(claimant: Claimant): Promise<void>;
  /** The stream that holds a commandId; null when none does. */
  streamOfCommand(commandId: string): Promise<string | null>;
}

/** Tells whether a commandId was used, in the whole log. */
export interface CommandIndex {
  /** Called before the first decision; answers the stream that has the commandId, the given one when it is free. */
  reserve(commandId: string, stream: string): Promise<string>;
  /** Called once for each `reserve` after which nothing was recorded and nothing is under way: refusals are not kept. */
  release(commandId: string, stream: string): Promise<void>;
  /** The stream that has the commandId; null when none does. */
  find(commandId: string): Promise<string | null>;
}
