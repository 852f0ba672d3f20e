import { leverageOf } from '@entente/domain';
import type { FundingRow } from '@entente/read-model';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Entity } from '../as-of/answer-as-of.js';
import { recordOf, type RecordOf } from '../correction/record-of.js';
import type { ApiContext } from '../loading/context.js';
import { Organization } from '../organization/organization.types.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import { effectiveDate, type DatedNode } from '../vocabulary/dated-node.js';
import { RecordState } from '../vocabulary/enums.js';
import { LocalizedText } from '../vocabulary/localized-text.js';
import { Money } from '../vocabulary/money.js';
import { DecimalScalar } from '../vocabulary/scalars.js';
import { Funding, FundingPeriod, IndicatorPoint, IndicatorTarget } from './funding.types.js';
import { FiscalYearArg } from './fiscal-year.arg.js';
import { pointsOf, targetsOf } from './indicators.js';

@Resolver(() => Funding)
export class FundingResolver {
  @ResolveField('funder', () => Organization, { description: 'The organisation that pays.' })
  async funder(node: Entity, _args: unknown, context: ApiContext): Promise<Entity> {
    return { key: (await rowOf(node, context)).details.funderId, asOf: node.asOf };
  }

  @ResolveField('beneficiary', () => Organization, { description: 'The organisation that receives.' })
  async beneficiary(node: Entity, _args: unknown, context: ApiContext): Promise<Entity> {
    return { key: (await rowOf(node, context)).details.beneficiaryId, asOf: node.asOf };
  }

  @ResolveField('amount', () => Money, { description: 'How much.' })
  async amount(node: Entity, _args: unknown, context: ApiContext): Promise<Money> {
    return (await rowOf(node, context)).details.amount;
  }

  @ResolveField('supportedProjectsValue', () => Money, {
    nullable: true,
    description: 'What the projects that it supports are worth.',
  })
  async supportedProjectsValue(node: Entity, _args: unknown, context: ApiContext): Promise<Money | null> {
    return (await rowOf(node, context)).details.supportedProjectsValue ?? null;
  }

  @ResolveField('leverage', () => DecimalScalar, {
    nullable: true,
    description:
      'supportedProjectsValue divided by amount, to four decimals; null where one of them is not known or they are in two currencies.',
  })
  async leverage(node: Entity, _args: unknown, context: ApiContext): Promise<string | null> {
    const { amount, supportedProjectsValue } = (await rowOf(node, context)).details;
    return supportedProjectsValue ? leverageOf(amount, supportedProjectsValue) : null;
  }

  @ResolveField('programme', () => [LocalizedText], {
    description: 'The programme that pays, in the words of the source.',
  })
  async programme(node: Entity, _args: unknown, context: ApiContext): Promise<readonly LocalizedText[]> {
    return (await rowOf(node, context)).details.programme ?? [];
  }

  @ResolveField('duration', () => String, { nullable: true, description: 'For how long (ISO 8601).' })
  async duration(node: Entity, _args: unknown, context: ApiContext): Promise<string | null> {
    return (await rowOf(node, context)).details.duration ?? null;
  }

  @ResolveField('period', () => FundingPeriod, { nullable: true, description: 'The period that it covers.' })
  async period(node: Entity, _args: unknown, context: ApiContext): Promise<FundingPeriod | null> {
    const { period } = (await rowOf(node, context)).details;
    return period ? { from: period.from ?? null, to: period.to ?? null } : null;
  }

  @ResolveField('awarded', () => DatedFact, { description: 'When it was awarded.' })
  async awarded(node: Entity, _args: unknown, context: ApiContext): Promise<DatedNode> {
    const { awarded, event_id } = await rowOf(node, context);
    return effectiveDate(awarded, event_id, node.asOf);
  }

  @ResolveField('record', () => RecordState, {
    description: 'Whether the record of the award was corrected.',
  })
  async record(node: Entity, _args: unknown, context: ApiContext): Promise<RecordOf> {
    return recordOf((await rowOf(node, context)).event_id, node.asOf, context.loaders);
  }

  @ResolveField('targets', () => [IndicatorTarget], {
    description: 'What it is to achieve: of each indicator, the last target that had been set by then.',
  })
  targets(node: Entity, _args: unknown, context: ApiContext): Promise<readonly IndicatorTarget[]> {
    return targetsOf(node, context);
  }

  @ResolveField('indicators', () => [IndicatorPoint], {
    description: 'The figures that were reported by then, by the end of their period.',
  })
  indicators(
    @Parent() node: Entity,
    @Context() context: ApiContext,
    @FiscalYearArg() fiscalYear?: string | null,
  ): Promise<readonly IndicatorPoint[]> {
    return pointsOf(node, fiscalYear ?? null, context);
  }
}

/** Funding is only answered where it is known. */
async function rowOf({ key, asOf }: Entity, { loaders }: ApiContext): Promise<FundingRow> {
  const row = await loaders.funding(asOf, key);
  if (!row) throw new Error(`funding ${key} is not known at the dates of its answer`);
  return row;
}
