import type { Caller } from '@entente/access';
import type { Advice, Command, Fact, Refusal, RefusalCode } from '@entente/domain';
import { writePosition, type Ledger, type Recorded, type Requested } from '@entente/ledger';
import { LEDGER, RecordTogether, commandClassOf } from '@entente/commands';
import type { Clock } from '@entente/platform';
import type { Receipts } from '@entente/transparency';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { CLOCK, RECEIPTS } from '../../api-parts.js';
import { AsOfResolver } from '../as-of/as-of.js';
import { RefusedError, refused } from '../errors/refused-error.js';
import { eventNodeOfRecorded, type EventNode } from '../event/event-node.js';
import { adviceOf, type AdviceType } from '../event/event.types.js';
import type { ReceiptType } from '../proof/receipt.types.js';
import type { ApiContext } from '../loading/context.js';
import type { Loaders } from '../loading/loaders.js';
import { withNamesBesideIds } from './names-beside-ids.js';
import { payloadNameOf } from './payload-name.js';

/** What every mutation's input carries. */
export interface MutationInput {
  readonly commandId: string;
  readonly expectedRevision?: number | null;
}

/** What every mutation answers. */
export interface RecordedNode {
  /** The name of its type in the schema. */
  readonly payload: string;
  readonly position: string;
  readonly events: readonly EventNode[];
  readonly warnings: readonly AdviceType[];
  readonly repeated: boolean;
  readonly receipt: ReceiptType | null;
  /** Where the payload's object is read. */
  readonly commit: bigint;
  /** The id of what was recorded of. */
  readonly subjectId: string;
}

/** Sends what a mutation asks for to the ledger, and makes its answer. */
@Injectable()
export class Recorder {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    private readonly asOf: AsOfResolver,
    private readonly bus: CommandBus,
    @Inject(RECEIPTS) private readonly receipts: Receipts | null,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Records a command.
   * @throws {RefusedError} for whatever the ledger refuses
   */
  async record(fact: Fact, input: MutationInput, { caller, loaders }: ApiContext): Promise<RecordedNode> {
    const { command, request } = requestedOf(fact.command as Command['name'], input, callerOf(caller));
    const Command = commandClassOf(fact.command);
    const outcome = await this.bus.execute(new Command(command.input, request));
    if (outcome.refused) throw new RefusedError(await this.named(outcome, loaders));
    return this.answer(fact, outcome, loaders);
  }

  /**
   * Records commands of one stream in one append, all or none.
   * @throws {RefusedError} for what the ledger refuses of any of them; `field` begins with the place of that one
   */
  async recordTogether(
    commands: readonly { readonly fact: Fact; readonly asked: Requested }[],
    { loaders }: ApiContext,
  ): Promise<readonly RecordedNode[]> {
    const outcome = await this.bus.execute(new RecordTogether(commands.map(({ asked }) => asked)));
    if (outcome.refused) {
      const refusal = await this.named(outcome.refusal, loaders);
      throw new RefusedError(outcome.index === null ? refusal : refusalAt(outcome.index, refusal));
    }
    return Promise.all(
      outcome.outcomes.map((one, index) =>
        this.answer((commands[index] as { fact: Fact }).fact, one, loaders),
      ),
    );
  }

  /** A refusal with names beside its ids. Names are a help: where the read model cannot be asked, ids have to do. */
  async named(refusal: Refusal, loaders: Loaders): Promise<Refusal> {
    return { ...refusal, details: await this.withNames(refusal.code, refusal.details, loaders) };
  }

  /** A warning with names beside its ids. */
  async warning(advice: Advice, loaders: Loaders): Promise<AdviceType> {
    return adviceOf({ ...advice, details: await this.withNames(advice.rule, advice.details, loaders) });
  }

  private async withNames(code: RefusalCode, details: Refusal['details'], loaders: Loaders) {
    try {
      const asOf = { validOn: this.asOf.today(), position: await loaders.head() };
      return await withNamesBesideIds(code, details, asOf, loaders);
    } catch {
      return details;
    }
  }

  /** The promise that what was recorded will be sealed; null where nothing was, or nobody signs receipts. */
  private receiptOf({ events }: Recorded): ReceiptType | null {
    if (this.receipts === null || events.length === 0) return null;
    const leafHashes = events.map(({ hash }) => hash);
    const { sealedBy, note } = this.receipts.issue(leafHashes, this.clock.now());
    return { leafHashes, sealedBy, note };
  }

  private async answer(fact: Fact, outcome: Recorded, loaders: Loaders): Promise<RecordedNode> {
    const { position, events, advice, repeated, subjectId } = outcome;
    const nodes = events.map(eventNodeOfRecorded);
    for (const node of nodes) loaders.primeEvent(node);
    return {
      payload: payloadNameOf(fact),
      position: writePosition(this.ledger.identity.ledgerId, position.commit),
      events: nodes,
      warnings: await Promise.all(advice.map((one) => this.warning(one, loaders))),
      repeated,
      receipt: this.receiptOf(outcome),
      commit: position.commit,
      subjectId,
    };
  }
}

/** A refusal of one of several commands: its field begins with the place of that command. */
export function refusalAt(index: number, refusal: Refusal): Refusal {
  const { field } = refusal;
  return { ...refusal, field: field === null ? `commands.${index}` : `commands.${index}.${field}` };
}

/** A mutation's input as the ledger takes it. */
export function requestedOf(name: Command['name'], input: MutationInput, caller: Caller): Requested {
  const { commandId, expectedRevision, ...rest } = input;
  return {
    // What is absent and what is null are the same to the ledger, which drops both before it judges.
    command: { name, input: rest as Command['input'] } as Command,
    request: {
      commandId,
      caller: { actor: caller.actor },
      ...(expectedRevision !== null && expectedRevision !== undefined && { expectedRevision }),
    },
  };
}

/** The guard has let nobody else through. */
export function callerOf(caller: Caller | null): Caller {
  if (!caller) throw refused('UNAUTHENTICATED');
  return caller;
}
