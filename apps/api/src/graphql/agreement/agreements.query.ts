import { Allow } from '../../guard.js';
import { addDays } from '@entente/domain';
import {
  countAgreements,
  listAgreements,
  type AgreementFilter as ListFilter,
  type ReadModel,
} from '@entente/read-model';
import { Inject } from '@nestjs/common';
import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { READ_MODEL } from '../../api-parts.js';
import type { AnswerAsOf, Node } from '../as-of/answer-as-of.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { AsOfResolver } from '../as-of/as-of.js';
import { CountArg } from '../inputs/arguments.js';
import { isGiven } from '../inputs/given.js';
import { readPage, toConnection, type ConnectionNode } from '../lists/connection.js';
import { countOnce } from '../lists/count-once.js';
import { AfterArg, FirstArg } from '../lists/page-arguments.js';
import { pageSize, readCursor } from '../lists/page.js';
import type { ApiContext } from '../loading/context.js';
import { AgreementSort } from '../vocabulary/enums.js';
import { AgreementFilter } from './agreement.filter.js';
import { AgreementConnection } from './agreement.types.js';

/** Lists of agreements. */
@Resolver()
export class AgreementsQuery {
  constructor(
    @Inject(READ_MODEL) private readonly readModel: ReadModel,
    private readonly asOf: AsOfResolver,
  ) {}

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => AgreementConnection, {
    nullable: true,
    description: 'The agreements known then, of every status unless filtered.',
  })
  agreements(
    @Context() context: ApiContext,
    @Args('filter', { type: () => AgreementFilter, nullable: true, description: 'Which ones.' }) // Not `| null`, though it may be: the class would not be known when the program runs, and nothing validated by it.
    filter?: AgreementFilter,
    @Args('sort', {
      type: () => AgreementSort,
      nullable: true,
      description: 'In which order; TITLE unless given.',
    })
    sort?: keyof typeof AgreementSort | null,
    @AsOfArg() asked?: AsOf | null,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<Node>> {
    return this.list({
      list: 'agreements',
      filter: () => listFilterOf(filter),
      digested: filter,
      sort: sort ?? 'TITLE',
      context,
      asked,
      first,
      after,
    });
  }

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => AgreementConnection, {
    nullable: true,
    description: 'The agreements that end within so many days, the first to end first.',
  })
  expiring(
    @Context() context: ApiContext,
    @CountArg('withinDays', 'From validOn, so many days.') withinDays: number,
    @AsOfArg() asked?: AsOf | null,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<Node>> {
    return this.list({
      list: 'expiring',
      filter: ({ validOn }) => ({
        status: ['OPEN_FOR_SIGNATURE', 'SIGNED', 'IN_FORCE', 'SUSPENDED'],
        endsBetween: [validOn, addDays(validOn, withinDays)],
      }),
      digested: { withinDays },
      sort: 'END_DATE',
      context,
      asked,
      first,
      after,
    });
  }

  private async list(wanted: {
    readonly list: string;
    readonly filter: (asOf: AnswerAsOf) => ListFilter;
    /** What a cursor of this list remembers of the filter. */
    readonly digested: unknown;
    readonly sort: keyof typeof AgreementSort;
    readonly context: ApiContext;
    readonly asked: AsOf | null | undefined;
    readonly first: number | null | undefined;
    readonly after: string | null | undefined;
  }): Promise<ConnectionNode<Node>> {
    const { list, digested, sort, context, asked, first, after } = wanted;
    const size = pageSize(first);
    const request = { list, sort, filter: digested };
    const cursor = readCursor(after, request);
    const asOf = await this.asOf.resolve(asked, context, cursor);
    const filter = wanted.filter(asOf);
    const page = await readPage(cursor !== null, () =>
      this.readModel.ask((db) =>
        listAgreements(db, { filter, sort, asOf, page: { first: size, after: cursor?.key ?? null } }),
      ),
    );
    return toConnection({
      request,
      asOf,
      page,
      continued: cursor !== null,
      toNode: (id) => ({ id, asOf }),
      count: countOnce(this.readModel, request, asOf, (db) => countAgreements(db, filter, asOf)),
    });
  }
}

function listFilterOf(filter: AgreementFilter | null | undefined): ListFilter {
  const { status, inForce, certainty, partyId, kind, text } = filter ?? {};
  return {
    ...(isGiven(status) && { status }),
    ...(isGiven(inForce) && { inForce }),
    ...(isGiven(certainty) && { certainty }),
    ...(isGiven(partyId) && { partyId: partyId.toLowerCase() }),
    ...(isGiven(kind) && { kind }),
    ...(isGiven(text) && { text }),
  };
}
