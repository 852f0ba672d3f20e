import { Allow } from '../../guard.js';
import { isUuid, LEDGER_STREAMS } from '@entente/domain';
import type { EventStore } from '@entente/event-store';
import { writePosition, type Ledger } from '@entente/ledger';
import { LEDGER } from '@entente/commands';
import { countEvents, listEvents, type ReadModel } from '@entente/read-model';
import { Inject } from '@nestjs/common';
import { Args, Context, Query, Resolver, Subscription } from '@nestjs/graphql';
import { READ_MODEL, STORE } from '../../api-parts.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { AsOfResolver } from '../as-of/as-of.js';
import { invalid } from '../errors/refused-error.js';
import { AboutArg, CountArg, IdArg, StreamArg, TextArg } from '../inputs/arguments.js';
import { isGiven } from '../inputs/given.js';
import type { ConnectionNode } from '../lists/connection.js';
import { Lists } from '../lists/lists.js';
import { AfterArg, FirstArg } from '../lists/page-arguments.js';
import type { ApiContext } from '../loading/context.js';
import { SortDirection } from '../vocabulary/enums.js';
import { DateTimeScalar } from '../vocabulary/scalars.js';
import { eventNodeOfRecorded, eventNodeOfRow, type EventNode } from './event-node.js';
import { LedgerEvent, LedgerEventConnection, LedgerPosition } from './event.types.js';
import { checkTypes } from './check-types.js';
import { followEvents } from './follow-events.js';

/** The most events that one `replay` answers with. */
const LONGEST_REPLAY = 1_000;

/** The log: its events, one stream again from the bytes, how far it is, what comes. */
@Resolver()
export class EventsQuery {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(READ_MODEL) private readonly readModel: ReadModel,
    @Inject(STORE) private readonly store: EventStore,
    private readonly asOf: AsOfResolver,
    private readonly lists: Lists,
  ) {}

  @Allow('secretariat', 'auditor')
  @Query(() => [LedgerEvent], {
    nullable: true,
    description:
      'The events of a stream from a revision on, as known then, read from the log and checked: bytes, hashes, links. At most 1,000; go on with fromRevision.',
  })
  async replay(
    @Context() context: ApiContext,
    @StreamArg() stream: string,
    @CountArg('fromRevision', 'The first revision to return; 0 by default.', { nullable: true })
    fromRevision?: number | null,
    @AsOfArg() asked?: AsOf | null,
  ): Promise<readonly EventNode[]> {
    const asOf = await this.asOf.resolve(asked, context);
    const events = await this.ledger.reader.readUncached(stream, fromRevision ?? 0, LONGEST_REPLAY);
    return events
      .filter(({ position }) => position.commit <= asOf.position)
      .map((event) => ({ ...eventNodeOfRecorded(event), asOf }));
  }

  @Allow('secretariat', 'auditor')
  @Query(() => LedgerEventConnection, {
    nullable: true,
    description:
      'Events in the order of the log, or the newest first; a later page of the first includes what was recorded since.',
  })
  async events(
    @Context() context: ApiContext,
    @Args('types', { type: () => [String], nullable: true, description: 'Of one of these types.' })
    types?: readonly string[] | null,
    @StreamArg({ nullable: true }) stream?: string | null,
    @TextArg('recordedBy', 'Recorded by this actor: role:token-id, as recordedBy of an event has it.')
    actor?: string | null,
    @Args('recordedFrom', {
      type: () => DateTimeScalar,
      nullable: true,
      description: 'Recorded at this instant or later.',
    })
    from?: string | null,
    @Args('recordedBefore', {
      type: () => DateTimeScalar,
      nullable: true,
      description: 'Recorded before this instant.',
    })
    before?: string | null,
    @AboutArg() about?: string | null,
    @Args('overridden', {
      type: () => Boolean,
      nullable: true,
      description: 'True: only events for which a rule was set aside; false: only the others.',
    })
    overridden?: boolean | null,
    @CountArg(
      'lateDays',
      'Recorded more than `lateDays` days after the last day on which it can have happened; not what the ledger notes by itself.',
      {
        nullable: true,
      },
    )
    lateDays?: number | null,
    @Args('direction', {
      type: () => SortDirection,
      nullable: true,
      description: 'ASC by default; DESC: the newest first.',
    })
    direction?: keyof typeof SortDirection | null,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<EventNode>> {
    checkTypes(types);
    const filter = {
      ...(types && { types }),
      ...(isGiven(stream) && { stream }),
      ...(isGiven(actor) && { actor }),
      ...(isGiven(from) && { recordedFrom: new Date(from) }),
      ...(isGiven(before) && { recordedBefore: new Date(before) }),
      ...(isGiven(about) && { about }),
      ...(isGiven(overridden) && { overridden }),
      ...(isGiven(lateDays) && { late: { days: lateDays, timeZone: this.ledger.identity.timeZone } }),
    };
    const newestFirst = direction === 'DESC';
    return this.lists.answerLog({
      request: { list: 'events', sort: newestFirst ? 'LOG DESC' : 'LOG', filter },
      context,
      first,
      after,
      read: (db, { position }, page) => listEvents(db, { filter, newestFirst, position, page }),
      count: (db, { position }) => countEvents(db, filter, position),
      toNode: eventNodeOfRow,
    });
  }

  @Allow('secretariat', 'auditor')
  @Query(() => LedgerEvent, {
    nullable: true,
    description:
      'An event by its id, with what was known of it then; null where it was not recorded by then.',
  })
  async event(
    @Context() context: ApiContext,
    @IdArg('id', 'Its id.') id: string,
    @AsOfArg() asked?: AsOf | null,
  ): Promise<EventNode | null> {
    if (!isUuid(id)) throw invalid('id', { problem: 'NOT_A_UUID' }, id);
    const asOf = await this.asOf.resolve(asked, context);
    const found = await context.loaders.findEvent(id);
    return found && found.commit <= asOf.position ? { ...found, asOf } : null;
  }

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => LedgerPosition, {
    nullable: true,
    description: 'How far the ledger and its read model have come.',
  })
  async position(): Promise<LedgerPosition> {
    const [head, projected] = await Promise.all([
      this.store.head(LEDGER_STREAMS),
      this.readModel.projected(),
    ]);
    return {
      head: this.write(head?.commit ?? 0n),
      projected: this.write(projected.position),
      recordedAt: projected.known,
    };
  }

  @Allow('secretariat', 'auditor')
  @Subscription(() => LedgerEvent, {
    description: 'Each event from now on, once answers include it.',
  })
  eventRecorded(
    @Args('types', { type: () => [String], nullable: true, description: 'Of one of these types.' })
    types?: readonly string[] | null,
    @StreamArg({ nullable: true }) stream?: string | null,
  ): AsyncIterator<{ readonly eventRecorded: EventNode }> {
    checkTypes(types);
    return followEvents(this.readModel, { ...(types && { types }), ...(isGiven(stream) && { stream }) });
  }

  private write(commit: bigint): string {
    return writePosition(this.ledger.identity.ledgerId, commit);
  }
}
