import {
  claimsOf,
  refuse,
  rehearse,
  type Advice,
  type CommandName,
  type PastEvent,
  type Refusal,
} from '@entente/domain';
import { MAX_EVENT_BYTES } from '@entente/event-store';
import { canonicalBytes } from '@entente/proof';
import type { Catalogue } from '../catalogue/catalogue.js';
import { circlesAmong } from '../claims/edges.js';
import { pastEventsOf, type RecordedEvent } from '../envelope/envelope.js';
import { createMemoryVault } from '../vault/memory-vault.js';
import { PersonErasedError, type Vault } from '../vault/vault.js';
import { createAssumption, type Assumption } from './assumption.js';
import { attemptAt, recordedBy, type Attempt, type Requested } from './attempt.js';
import type { Unclaimed } from './holds.js';
import { createLookAcross, type KnownSubjects } from './look-across.js';
import { createReadAhead, type AskedOfLedger } from './read-ahead.js';
import { conflict, isUsedElsewhere } from './record-once.js';
import { createSealer, type Seal } from './sealer.js';

/** What would come of a command. */
export interface Rehearsed {
  readonly name: CommandName;
  /** The stream that it would write; null where the command cannot be read. */
  readonly stream: string | null;
  /** All that can be known to stand against it; none: it would be recorded. */
  readonly refusals: readonly Refusal[];
  readonly advice: readonly Advice[];
  /** The events that it would record, sealed with keys that nobody keeps. None where it is refused or was recorded before. */
  readonly events: readonly RecordedEvent[];
  /** What its stream holds before it and after it, the commands before it assumed. */
  readonly before: readonly RecordedEvent[];
  readonly after: readonly RecordedEvent[];
}

/** A rehearsal of any number of commands, each judged as if those before it that were not refused were recorded. Nothing is written. */
export interface Rehearsal {
  /** @throws {SettledStreamError} for a command that needs the events of a stream that was settled */
  judge(asked: Requested): Promise<Rehearsed>;
  /**
   * Asks the ledger at once what judging some commands will ask of it, so that none of them waits for its answers. Changes no
   * answer. Resolves when all is answered, with what lets go of the answers once the commands are judged.
   */
  prepare(asked: readonly Requested[]): Promise<() => void>;
  /** Lets go of the events of a stream that no later command writes or reads, so that a long rehearsal needs no more memory. */
  settle(stream: string): void;
}

export interface RehearseParts extends AskedOfLedger {
  readonly catalogue: Catalogue;
  readonly known: KnownSubjects;
  /** Asked who is erased, nothing else. */
  readonly vault: Pick<Vault, 'notErased'>;
  readonly ledgerId: string;
  readonly timeZone: string;
  readonly now: () => Date;
}

/** Begins a rehearsal in one ledger, by the deciders that record. */
export function createRehearsal(parts: RehearseParts): Rehearsal {
  const ahead = createReadAhead(parts);
  const asking = { ...parts, ...ahead };
  const assumption = createAssumption({ ...asking, edges: ahead.claims });
  const attempts = new WeakMap<Requested, Attempt | Refusal>();
  const attemptOf = (asked: Requested): Attempt | Refusal => {
    const attempt = attempts.get(asked) ?? attemptAt(asked);
    attempts.set(asked, attempt);
    return attempt;
  };
  const sealer = (): Seal => createSealer({ ...parts, vault: vaultOfNobody(parts.vault) });
  let seal = sealer();
  return {
    judge: (asked) => rehearseOne(asked, attemptOf(asked), asking, assumption, seal),
    prepare: (commands) =>
      ahead.prepare(commands.map(attemptOf).flatMap((one) => ('refused' in one ? [] : [one]))),
    settle(stream) {
      assumption.settle(stream);
      // The keys that nobody keeps go too.
      seal = sealer();
    },
  };
}

/** A vault whose keys nobody keeps, and that gives none for whom the ledger's own gives none. */
function vaultOfNobody({ notErased }: Pick<Vault, 'notErased'>): Vault {
  const memory = createMemoryVault();
  return {
    ...memory,
    async keysFor(requests) {
      const persons = requests.flatMap((one) => (one.kind === 'PERSON' ? [one.personId] : []));
      const there = new Set(persons.length === 0 ? [] : await notErased(persons));
      const gone = persons.find((personId) => !there.has(personId));
      if (gone !== undefined) throw new PersonErasedError(gone);
      return memory.keysFor(requests);
    },
  };
}

async function rehearseOne(
  { command: { name } }: Requested,
  attempt: Attempt | Refusal,
  parts: RehearseParts,
  assumption: Assumption,
  seal: Seal,
): Promise<Rehearsed> {
  if ('refused' in attempt)
    return { name, stream: null, refusals: [attempt], advice: [], events: [], before: [], after: [] };
  const before = await assumption.read(attempt.stream);
  const nothing: Rehearsed = {
    name,
    stream: attempt.stream,
    refusals: [],
    advice: [],
    events: [],
    before,
    after: before,
  };
  const used = await usedBefore(attempt, before, parts, assumption);
  if (used) return { ...nothing, refusals: used === 'REPEATED' ? [] : [used] };
  const history = pastEventsOf(before);
  const lookAcross = createLookAcross({ ...parts, ...assumption, reader: assumption });
  const against = await standsAgainst(attempt, history, parts, assumption);
  const judged = rehearse(history, attempt.command, await lookAcross(attempt, against, history));
  const refusals = [...otherRevision(attempt, history), ...judged.refusals];
  const { decision } = judged;
  if (!decision) return { ...nothing, refusals };
  const { advice } = decision;
  const sealed = await seal([{ attempt, decision }], before);
  if (sealed.refused) return { ...nothing, advice, refusals: [...refusals, sealed.refusal] };
  const position = before.at(-1)?.position ?? { commit: 0n, prepare: 0n };
  const events = sealed.read.flat().map((event) => ({ ...event, position }));
  const large = tooLarge(events);
  if (large) return { ...nothing, advice, refusals: [...refusals, large] };
  if (refusals.length > 0) return { ...nothing, advice, refusals };
  assumption.add(attempt.command, attempt.commandId, history, events);
  return { ...nothing, advice, events, after: await assumption.read(attempt.stream) };
}

/** A commandId that was recorded before: REPEATED where it was this very command, which then changes nothing. */
async function usedBefore(
  attempt: Attempt,
  before: readonly RecordedEvent[],
  { reader, commandIndex }: RehearseParts,
  assumption: Assumption,
): Promise<'REPEATED' | Refusal | null> {
  const { command, commandId, digest, stream } = attempt;
  const [recorded] = recordedBy(commandId, before);
  const { cause } = recorded?.envelope ?? {};
  if (cause) {
    const same = cause.name === command.name && cause.digest === digest;
    return same ? 'REPEATED' : refuse('COMMAND_ID_REUSED', 'commandId');
  }
  const assumed = assumption.streamOfCommand(commandId);
  const elsewhere =
    (assumed !== null && assumed !== stream) || (await isUsedElsewhere(attempt, reader, commandIndex));
  return elsewhere ? refuse('COMMAND_ID_REUSED', 'commandId') : null;
}

function otherRevision({ request }: Attempt, history: readonly PastEvent[]): readonly Refusal[] {
  const { expectedRevision } = request;
  const revision = history.length - 1;
  return expectedRevision === undefined || expectedRevision === revision
    ? []
    : [conflict(expectedRevision, revision < 0 ? null : revision)];
}

/** What stands against the claims of a command, by what is recorded and what is assumed. */
async function standsAgainst(
  { command, commandId, stream }: Attempt,
  history: readonly PastEvent[],
  { claims }: RehearseParts,
  assumption: Assumption,
): Promise<Unclaimed> {
  const wanted = claimsOf(command, history).taken;
  const holders = await claims.holdersOf(wanted);
  const taken = wanted.filter((claim, index) => {
    const holder = assumption.holderOf(claim);
    if (holder !== undefined) return holder !== null;
    const held = holders[index] ?? null;
    // A try at this very command that was killed before its append: it takes its claim up again.
    return held !== null && !(held.commandId === commandId && held.stream === stream);
  });
  const free = wanted.filter((claim) => !taken.includes(claim));
  return { taken, circular: await circlesAmong(assumption.edges, stream, free) };
}

/** The refusal of an event that no store would take. */
function tooLarge(events: readonly RecordedEvent[]): Refusal | null {
  const bytes = Math.max(0, ...events.map(({ envelope }) => canonicalBytes(envelope).byteLength));
  return bytes > MAX_EVENT_BYTES
    ? refuse('LIMIT_EXCEEDED', null, { limit: 'EVENT_BYTES', most: MAX_EVENT_BYTES, bytes })
    : null;
}
