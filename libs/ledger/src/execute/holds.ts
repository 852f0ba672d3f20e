import { claimsOf, type Claim } from '@entente/domain';
import type { Claims, CommandIndex } from '../claims/claims.js';
import type { Attempt } from './attempt.js';
import { asUnavailable } from './outage.js';

/** What one attempt at a command has claimed, and whether it may still be given back. */
export interface Holds {
  /** Claims the commandId for the stream, once; false when another stream has it. */
  holdCommand(): Promise<boolean>;
  /** Claims what the command needs for its subject alone, once; answers those that are another's. */
  holdClaims(): Promise<readonly Claim[]>;
  /** An append is under way: from here on nobody knows, and nothing is given back. */
  keep(): void;
  /** The append has certainly recorded nothing. */
  release(): void;
  /** Gives back all that is held, once; nothing while an append may have recorded it. */
  giveBack(): Promise<void>;
}

/** The holds of one attempt: nothing yet. */
export function createHolds(
  { claims, commandIndex }: { readonly claims: Claims; readonly commandIndex: CommandIndex },
  { command, commandId, stream }: Attempt,
): Holds {
  const claimant = { commandId, stream };
  let holdsCommand = false;
  let taken: readonly Claim[] | null = null;
  let held: readonly Claim[] = [];
  let kept = false;
  return {
    async holdCommand() {
      holdsCommand ||= (await asUnavailable(commandIndex.reserve(commandId, stream))) === stream;
      return holdsCommand;
    },
    async holdClaims() {
      const wanted = claimsOf(command);
      if (taken !== null || wanted.length === 0) return taken ?? [];
      const anothers = await asUnavailable(claims.claimAll(claimant, wanted));
      taken = anothers;
      held = wanted.filter((identifier) => !anothers.includes(identifier));
      return anothers;
    },
    keep() {
      kept = true;
    },
    release() {
      kept = false;
    },
    async giveBack() {
      if (kept) return;
      const [identifiers, hadCommand] = [held, holdsCommand];
      held = [];
      holdsCommand = false;
      if (identifiers.length > 0) await asUnavailable(claims.releaseAll(claimant, identifiers));
      if (hadCommand) await asUnavailable(commandIndex.release(commandId, stream));
    },
  };
}
