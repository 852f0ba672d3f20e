import { claimsOf, type Claim, type DecisionContext, type PastEvent } from '@entente/domain';
import type { Claims, CommandIndex } from '../claims/claims.js';
import { circlesAmong } from '../claims/edges.js';
import type { Attempt } from './attempt.js';
import { asUnavailable } from './outage.js';

/** What stands against the claims of a command. */
export type Unclaimed = Pick<DecisionContext, 'taken' | 'circular'>;

/** What one attempt at a command has claimed, and whether it may still be given back. */
export interface Holds {
  /** Claims the commandId for the stream, once; false when another stream has it. */
  holdCommand(): Promise<boolean>;
  /** Claims what the command needs for its subject alone, on what its stream holds; answers what stands against them. */
  holdClaims(history: readonly PastEvent[]): Promise<Unclaimed>;
  /** An append is under way: from here on nobody knows, and nothing is given back. */
  keep(): void;
  /** The append has certainly recorded nothing. */
  release(): void;
  /** The append was made: gives up what its stream held and is in effect no more. */
  recorded(): Promise<void>;
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
  /** Those that were asked for and are another's: they are not asked for again while the command is tried. */
  let anothers: readonly Claim[] = [];
  let held: readonly Claim[] = [];
  let givenUp: readonly Claim[] = [];
  let kept = false;
  return {
    async holdCommand() {
      holdsCommand ||= (await asUnavailable(commandIndex.reserve(commandId, stream))) === stream;
      return holdsCommand;
    },
    async holdClaims(history) {
      const { taken: needed, released } = claimsOf(command, history);
      givenUp = released;
      const isNew = (one: Claim) => ![...held, ...anothers].some((known) => isSameClaim(known, one));
      const wanted = needed.filter(isNew);
      if (wanted.length > 0) {
        const taken = await asUnavailable(claims.claimAll(claimant, wanted));
        anothers = [...anothers, ...taken];
        held = [...held, ...wanted.filter((identifier) => !taken.includes(identifier))];
      }
      const isNeeded = (one: Claim) => needed.some((need) => isSameClaim(need, one));
      // Looked for after the claims stand: of two who would close a circle, one at least meets the other's.
      const circular = await asUnavailable(circlesAmong(claims, stream, held.filter(isNeeded)));
      return { taken: anothers.filter(isNeeded), circular };
    },
    async recorded() {
      // What cannot be given up now is taken over later: its stream does not hold it in effect.
      if (givenUp.length > 0) await claims.giveUp(stream, givenUp).catch(() => {});
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

function isSameClaim(a: Claim, b: Claim): boolean {
  return a.scheme === b.scheme && a.value === b.value;
}
