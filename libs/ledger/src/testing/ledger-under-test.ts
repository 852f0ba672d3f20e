import { v5 as uuidv5 } from 'uuid';
import type { Command, CommandInputs, CommandName } from '@entente/domain';
import { createMemoryEventStore, type EventStore, type FindsEventById } from '@entente/event-store';
import { scriptedClock, type ScriptedClock } from '@entente/platform';
import { STORED_EVENTS } from '../catalogue/stored-events.js';
import type { Claims, CommandIndex } from '../claims/claims.js';
import { commandIndexOfLog } from '../claims/command-index.js';
import { createMemoryClaims } from '../claims/memory-claims.js';
import type { Request } from '../execute/attempt.js';
import { createLedger, type Ledger } from '../execute/ledger.js';
import type { Outcome, Recorded } from '../execute/outcome.js';
import type { Lookups } from '../execute/look-across.js';
import { NO_LOOKUPS } from '../execute/open-ledger.js';
import { createEventReader } from '../read/event-reader.js';
import { createMemoryVault } from '../vault/memory-vault.js';
import type { Vault } from '../vault/vault.js';

/** The id of every ledger under test. */
export const LEDGER_ID = '11111111-2222-4333-8444-555555555555';
/** Who asks, in specifications where it does not matter who. */
export const CALLER = { actor: 'secretariat:t1' };
/** Evidence that is there: {@link LedgerUnderTest.withBasics} deposits the source. */
export const EVIDENCE = [{ sourceId: 's0' }];

/** A store that tells events by their ids, as `postgres` and `memory` do. */
export type TestStore = EventStore & FindsEventById;

/** What a specification may replace of a ledger in memory. */
export interface Replaced {
  readonly clock?: ScriptedClock;
  /** Puts something around the store that the ledger is given. */
  readonly around?: (store: TestStore) => TestStore;
  readonly vault?: Vault;
  readonly claims?: Claims;
  readonly commandIndex?: (claims: Claims) => CommandIndex;
  readonly lookups?: Lookups;
  readonly demonstration?: boolean;
}

/** A ledger on a store, a vault and claims in memory, under a clock that stands still. */
export interface LedgerUnderTest {
  readonly ledger: Ledger;
  readonly clock: ScriptedClock;
  /** The bare store, without what a specification put around it. */
  readonly store: TestStore;
  readonly vault: Vault;
  readonly claims: Claims;
  /** Gives a command; `name` makes its commandId, so that the same name is the same command again. */
  give<N extends CommandName>(
    name: string,
    command: N,
    input: CommandInputs[N],
    request?: Partial<Request>,
  ): Promise<Outcome>;
  /** Gives a command that must be recorded. */
  record<N extends CommandName>(
    name: string,
    command: N,
    input: CommandInputs[N],
    request?: Partial<Request>,
  ): Promise<Recorded>;
  /** Deposits the source `s0`, registers organisations and the agreement `mou`. */
  withBasics(...organizationIds: readonly string[]): Promise<void>;
  /** Another ledger on the same log, vault and claims, as another process has it. */
  again(replaced?: Replaced): LedgerUnderTest;
}

/** The commandId of a specification's command, by a name of its own. */
export function commandIdOf(name: string): string {
  return uuidv5(name, LEDGER_ID);
}

/** Builds a ledger in memory. */
export function ledgerUnderTest(replaced: Replaced = {}, shared?: LedgerUnderTest): LedgerUnderTest {
  const clock = replaced.clock ?? shared?.clock ?? scriptedClock('2026-11-23T12:00:00.000Z');
  const store = shared?.store ?? createMemoryEventStore({ clock: () => clock.now() });
  const vault = replaced.vault ?? shared?.vault ?? createMemoryVault();
  const claims = replaced.claims ?? shared?.claims ?? createMemoryClaims();
  const used = replaced.around ? replaced.around(store) : store;
  const ledger = createLedger({
    store: used,
    catalogue: STORED_EVENTS,
    events: createEventReader(STORED_EVENTS, LEDGER_ID),
    vault,
    claims,
    commandIndex: replaced.commandIndex ? replaced.commandIndex(claims) : commandIndexOfLog(used),
    lookups: replaced.lookups ?? NO_LOOKUPS,
    identity: {
      ledgerId: LEDGER_ID,
      timeZone: 'America/Toronto',
      demonstration: replaced.demonstration ?? false,
      openedAt: new Date('2025-01-01T00:00:00Z'),
      name: null,
    },
    now: () => clock.now(),
  });
  const made: LedgerUnderTest = {
    ledger,
    clock,
    store,
    vault,
    claims,
    give: (name, command, input, request = {}) =>
      ledger.execute({ name: command, input } as unknown as Command, {
        commandId: commandIdOf(name),
        caller: CALLER,
        ...request,
      }),
    async record(name, command, input, request) {
      const outcome = await made.give(name, command, input, request);
      if (outcome.refused) throw new Error(`${name} was refused: ${outcome.code} at ${outcome.field}`);
      return outcome;
    },
    async withBasics(...organizationIds) {
      await made.record('source s0', 'depositSource', {
        sourceId: 's0',
        kind: 'PRESS_RELEASE',
        sha256: '0'.repeat(64),
      });
      for (const organizationId of organizationIds)
        await made.record(`organization ${organizationId}`, 'registerOrganization', {
          organizationId,
          names: [{ text: `Organisation ${organizationId}`, lang: 'fr' }],
          evidence: EVIDENCE,
        });
      await made.record('agreement mou', 'registerAgreement', {
        agreementId: 'mou',
        kind: 'MOU',
        title: [{ text: 'Protocole', lang: 'fr' }],
        openToAccession: true,
        evidence: EVIDENCE,
      });
    },
    again: (more = {}) => ledgerUnderTest(more, made),
  };
  return made;
}

/** The bytes of a stream's events as they are stored, oldest first. */
export async function bytesOf(store: EventStore, stream: string): Promise<readonly Uint8Array[]> {
  return (await store.readStream(stream, 0, 'forwards', 1_000)).map(({ bytes }) => bytes);
}
