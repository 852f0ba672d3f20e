import { Allow } from '../../guard.js';
import { countMeetings, listMeetings } from '@entente/read-model';
import { Context, Query, Resolver } from '@nestjs/graphql';
import type { Entity } from '../as-of/answer-as-of.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { IdArg } from '../inputs/arguments.js';
import { isGiven } from '../inputs/given.js';
import type { ConnectionNode } from '../lists/connection.js';
import { Lists } from '../lists/lists.js';
import { AfterArg, FirstArg } from '../lists/page-arguments.js';
import type { ApiContext } from '../loading/context.js';
import type { MeetingState } from '../vocabulary/enums.js';
import { MeetingStateArg } from './meeting-state.arg.js';
import { MeetingConnection } from './meeting.types.js';

/** The meetings that were held, and the others. */
@Resolver()
export class MeetingsQuery {
  constructor(private readonly lists: Lists) {}

  @Allow('secretariat', 'auditor')
  @Query(() => MeetingConnection, {
    nullable: true,
    description: 'The meetings held by then, or in another state then, oldest first.',
  })
  meetings(
    @Context() context: ApiContext,
    @IdArg('agreementId', 'Only those of this agreement.', { nullable: true }) agreementId?: string | null,
    @MeetingStateArg() askedState?: keyof typeof MeetingState | null,
    @AsOfArg() asked?: AsOf | null,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<Entity>> {
    const state = askedState ?? 'HELD';
    const filter = { state, ...(isGiven(agreementId) && { agreementId }) };
    return this.lists.answer({
      request: { list: 'meetings', sort: state, filter: { agreementId } },
      context,
      asked,
      first,
      after,
      read: (db, asOf, page) => listMeetings(db, { filter, asOf, page }),
      count: (db, asOf) => countMeetings(db, filter, asOf),
      toNode: ({ meeting_id }, asOf) => ({ key: meeting_id, asOf }),
    });
  }
}
