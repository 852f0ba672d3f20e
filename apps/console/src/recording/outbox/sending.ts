import type { Draft } from '../drafts/draft.js';
import type { Refusal } from '../../asking/refusal.js';
import { isDeposited } from '../form/errors.js';

/** What a command waits for. LEDGER: it answered that it failed itself, so that others may go through all the same. */
export type WaitsFor = 'NETWORK' | 'SESSION' | 'LEDGER';

/** What the ledger answered to a command. */
export interface Recorded {
  readonly repeated: boolean;
  readonly events: readonly {
    readonly id: string;
    readonly type: string;
    readonly stream: string;
    readonly revision: number;
  }[];
  readonly warnings: readonly {
    readonly rule: string;
    readonly message: { readonly fr: string; readonly en: string };
  }[];
}

/**
 * A command on its way to the ledger. WAITING: it is sent, with the same id, until the ledger answers. Answered, it stays for the
 * day, so that the person sees what became of it.
 */
export interface Sending {
  /** The id of its command. */
  readonly id: string;
  readonly command: string;
  readonly input: object;
  /** The id of what it is to begin: what names it waits for it. */
  readonly begins?: string;
  /** What it is, for the list of sendings: by the draft that it came of. */
  readonly title: string;
  /** The draft to go back to where it is refused; null for the deposit that goes before a fact. */
  readonly draft: Draft | null;
  readonly state: 'WAITING' | 'RECORDED' | 'REFUSED';
  /** Milliseconds of this computer’s clock; the order in which they are sent. */
  readonly madeAt: number;
  /** How often it was sent; after the first time the ledger may have it. */
  readonly tries: number;
  /** Why the last try came to nothing. */
  readonly waitsFor?: WaitsFor;
  readonly answer?: Recorded;
  readonly refusals?: readonly Refusal[];
}

/** How long is waited after so many tries: half a second, twice as long each time, a minute at most. */
export function waitAfter(tries: number): number {
  return Math.min(500 * 2 ** Math.max(0, tries - 1), 60_000);
}

/** What became of one try. WAITING: the ledger did not answer, it failed, or nobody is signed in. */
export type Outcome =
  /** `position`: an answer as of it knows what was recorded; absent where that was before. */
  | { readonly kind: 'RECORDED'; readonly answer: Recorded; readonly position?: string }
  | { readonly kind: 'REFUSED'; readonly refusals: readonly Refusal[] }
  | { readonly kind: 'WAITING'; readonly waitsFor: WaitsFor };

/** What the errors of an answer mean for a command. */
export function outcomeOf(refusals: readonly Refusal[], command: string): Outcome {
  if (refusals.some(({ code }) => code === 'UNAUTHENTICATED'))
    return { kind: 'WAITING', waitsFor: 'SESSION' };
  if (refusals.some(({ code }) => code === 'UNREACHABLE')) return { kind: 'WAITING', waitsFor: 'NETWORK' };
  if (refusals.length === 0 || refusals.some(mayGoThroughLater))
    return { kind: 'WAITING', waitsFor: 'LEDGER' };
  if (command === 'depositSource' && isDeposited(refusals))
    return { kind: 'RECORDED', answer: { repeated: true, events: [], warnings: [] } };
  return { kind: 'REFUSED', refusals: refusals.map(withoutPlace) };
}

/** A revision that was expected does not come back: waiting for it would be for ever. */
function mayGoThroughLater({ code, retryable, field }: Refusal): boolean {
  if (code === 'CONCURRENCY_CONFLICT' && field?.endsWith('expectedRevision')) return false;
  return retryable || code === 'INTERNAL';
}

/** Whether a command names what another one that waits is to begin: the source that is deposited before it. */
export function dependsOn(later: Sending, { begins }: Sending): boolean {
  return begins !== undefined && JSON.stringify(later.input).includes(JSON.stringify(begins));
}

/** A command is sent in a list of one; its fields are those of its own input. */
function withoutPlace(refusal: Refusal): Refusal {
  const field = refusal.field?.replace(/^commands\.\d+\.?(?:input\.)?/u, '') ?? null;
  return { ...refusal, field: field === '' ? null : field };
}
