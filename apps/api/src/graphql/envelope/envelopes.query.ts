import { subjectIdOf } from '@entente/domain';
import { countEnvelopes, listEnvelopes } from '@entente/read-model';
import { Context, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../guard.js';
import type { Entity } from '../as-of/answer-as-of.js';
import { AsOfResolver } from '../as-of/as-of.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { IdArg } from '../inputs/arguments.js';
import type { ConnectionNode } from '../lists/connection.js';
import { Lists } from '../lists/lists.js';
import { AfterArg, FirstArg } from '../lists/page-arguments.js';
import type { ApiContext } from '../loading/context.js';
import { EnvelopeBalance, EnvelopeConnection } from './envelope.types.js';

/** The envelope of a region in a fund, and lists of them. */
@Resolver()
export class EnvelopesQuery {
  constructor(
    private readonly lists: Lists,
    private readonly asOf: AsOfResolver,
  ) {}

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => EnvelopeBalance, {
    nullable: true,
    description: 'The envelope of a region in a fund; null where none was known then.',
  })
  async envelope(
    @Context() context: ApiContext,
    @IdArg('fund', 'The fund.') fund: string,
    @IdArg('region', 'The region.') region: string,
    @AsOfArg() asked?: AsOf | null,
  ): Promise<Entity | null> {
    const key = subjectIdOf([fund, region]);
    const asOf = await this.asOf.resolve(asked, context);
    return (await context.loaders.envelope(asOf, key)) ? { key, asOf } : null;
  }

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => EnvelopeConnection, {
    nullable: true,
    description: 'The envelopes that there were by then, by fund and region.',
  })
  envelopes(
    @Context() context: ApiContext,
    @IdArg('fund', 'Only those of this fund.', { nullable: true }) askedFund?: string | null,
    @IdArg('programmeId', 'Only those of this programme then.', { nullable: true })
    askedProgramme?: string | null,
    @AsOfArg() asked?: AsOf | null,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<Entity>> {
    const filter = { fund: askedFund ?? null, programmeId: askedProgramme ?? null };
    return this.lists.answer({
      request: { list: 'envelopes', sort: 'FUND', filter },
      context,
      asked,
      first,
      after,
      read: (db, asOf, page) => listEnvelopes(db, { filter, asOf, page }),
      count: (db, asOf) => countEnvelopes(db, filter, asOf),
      toNode: ({ envelope_id }, asOf) => ({ key: envelope_id, asOf }),
    });
  }
}
