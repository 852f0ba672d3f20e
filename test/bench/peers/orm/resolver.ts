import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { GraphQLError } from 'graphql';
import { DataSource, LessThanOrEqual, MoreThanOrEqual, type EntityManager } from 'typeorm';
import {
  AgreementFilter,
  AgreementRecorded,
  AgreementSort,
  Agreements,
  AsOf,
  LedgerEvents,
  RecordSignatureInput,
  StatusAnswer,
} from './messages.js';
import { Agreement, Audit, Organization, Signature, Source } from './tables.js';

/** The four questions, as a team would answer them with an ORM. */
@Resolver(() => Agreement)
export class AgreementResolver {
  constructor(private readonly database: DataSource) {}

  @Mutation(() => AgreementRecorded)
  recordSignature(@Args('input') input: RecordSignatureInput): Promise<AgreementRecorded> {
    return this.database.transaction((manager) => sign(manager, input));
  }

  @Query(() => StatusAnswer)
  async agreementStatus(
    @Args('id', { type: () => ID }) id: string,
    @Args('asOf', { nullable: true }) asOf?: AsOf,
  ): Promise<StatusAnswer> {
    const agreement = await this.database.getRepository(Agreement).findOneBy({ id });
    const status = agreement ? statusOn(agreement, asOf?.validOn ?? today()) : 'UNKNOWN_TO_LEDGER';
    return { status, certainty: 'CERTAIN', inForce: status === 'IN_FORCE' ? 'YES' : 'NO' };
  }

  @Query(() => Agreement, { nullable: true })
  agreement(@Args('id', { type: () => ID }) id: string): Promise<Agreement | null> {
    return this.database.getRepository(Agreement).findOneBy({ id });
  }

  @Query(() => Agreements)
  async agreements(
    @Args('first', { type: () => Int }) first: number,
    @Args('sort', { type: () => AgreementSort, nullable: true }) _sort?: AgreementSort,
    @Args('filter', { nullable: true }) _filter?: AgreementFilter,
    @Args('asOf', { nullable: true }) asOf?: AsOf,
  ): Promise<Agreements> {
    const day = asOf?.validOn ?? today();
    const nodes = await this.database.getRepository(Agreement).find({
      where: { startsOn: LessThanOrEqual(day), endsOn: MoreThanOrEqual(day) },
      relations: { parties: { organization: true } },
      order: { titleKey: 'ASC', id: 'ASC' },
      take: first,
    });
    return { nodes };
  }

  @ResolveField(() => LedgerEvents)
  async history(
    @Parent() { id }: Agreement,
    @Args('first', { type: () => Int }) first: number,
  ): Promise<LedgerEvents> {
    const nodes = await this.database
      .getRepository(Audit)
      .find({ where: { agreementId: id }, order: { position: 'ASC' }, take: first });
    return { nodes };
  }
}

async function sign(manager: EntityManager, input: RecordSignatureInput): Promise<AgreementRecorded> {
  const { commandId, agreementId, organizationId, occurredOn, evidence } = input;
  const sourceId = evidence[0]?.sourceId ?? '';
  const before = await manager.findOneBy(Audit, { commandId });
  if (before) return { position: before.position, repeated: true };
  const agreement = await manager.findOne(Agreement, {
    where: { id: agreementId },
    lock: { mode: 'pessimistic_write' },
  });
  const known =
    (await manager.existsBy(Organization, { id: organizationId })) &&
    (await manager.existsBy(Source, { id: sourceId }));
  if (!agreement || !known || (agreement.endsOn !== null && agreement.endsOn < occurredOn.edtf))
    throw new GraphQLError('NOT_FOUND');
  if (await manager.existsBy(Signature, { agreementId, organizationId }))
    throw new GraphQLError('PARTNER_ALREADY_SIGNED');
  await manager.insert(Signature, { agreementId, organizationId, signedOn: occurredOn.edtf, commandId });
  const { position } = await manager.save(
    manager.create(Audit, {
      actor: 'secretariat:bench',
      commandId,
      agreementId,
      what: 'signature',
      data: { organization: organizationId, source: sourceId },
    }),
  );
  return { position, repeated: false };
}

function statusOn({ startsOn, endsOn }: Agreement, day: string): string {
  if (startsOn !== null && startsOn > day) return 'SIGNED';
  return endsOn !== null && endsOn < day ? 'EXPIRED' : 'IN_FORCE';
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
