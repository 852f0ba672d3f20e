import { LIFECYCLE_ORDER } from '@entente/domain';
import type { AgreementFilter, CountRow, CurrencySum, Dimension } from '@entente/read-model';
import { Int, ResolveField, Resolver } from '@nestjs/graphql';
import type { AnswerAsOf } from '../as-of/answer-as-of.js';
import type { ApiContext } from '../loading/context.js';
import { Money } from '../vocabulary/money.js';
import { AgreementCounts, CountedAgreements, LedgerStats, type StatusCount } from './statistics.types.js';

/** Counts of the ledger as the API answers them: each is counted when it is asked for. */
export interface StatsNode {
  readonly asOf: AnswerAsOf;
  /** Which agreements are counted, and the same as one text. */
  readonly filter: AgreementFilter;
  readonly filterName: string;
}

@Resolver(() => LedgerStats)
export class LedgerStatsResolver {
  @ResolveField('agreements', () => AgreementCounts, { description: 'The agreements.' })
  async agreements(node: StatsNode, _args: unknown, { loaders }: ApiContext): Promise<AgreementCounts> {
    return countsOf(await rowsOf(node, 'ALL', loaders));
  }

  @ResolveField('byKind', () => [CountedAgreements], { description: 'The agreements of each kind.' })
  byKind(node: StatsNode, _args: unknown, { loaders }: ApiContext): Promise<readonly CountedAgreements[]> {
    return by(node, 'KIND', loaders);
  }

  @ResolveField('byJurisdiction', () => [CountedAgreements], {
    description: 'The agreements with a party of each jurisdiction; an agreement counts once in each.',
  })
  byJurisdiction(
    node: StatsNode,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<readonly CountedAgreements[]> {
    return by(node, 'JURISDICTION', loaders);
  }

  @ResolveField('byRegion', () => [CountedAgreements], {
    description: 'The agreements with a party that works in each region; an agreement counts once in each.',
  })
  byRegion(node: StatsNode, _args: unknown, { loaders }: ApiContext): Promise<readonly CountedAgreements[]> {
    return by(node, 'REGION', loaders);
  }

  @ResolveField('bySector', () => [CountedAgreements], {
    description:
      'The agreements of each sector, without regard to accents and case; a sector is written as the agreement that was registered first writes it.',
  })
  bySector(node: StatsNode, _args: unknown, { loaders }: ApiContext): Promise<readonly CountedAgreements[]> {
    return by(node, 'SECTOR', loaders);
  }

  @ResolveField('bySignatureYear', () => [CountedAgreements], {
    description:
      'The agreements that had been signed or in force by then, by the year of the signature, else of the entry into force.',
  })
  bySignatureYear(
    node: StatsNode,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<readonly CountedAgreements[]> {
    return by(node, 'YEAR', loaders);
  }

  @ResolveField('openIntents', () => Int, {
    description: 'The open intents of the whole ledger: what `openIntents` counts.',
  })
  openIntents({ asOf }: StatsNode, _args: unknown, { loaders }: ApiContext): Promise<number> {
    return loaders.total({ total: 'OPEN_INTENTS', position: asOf.position }, asOf.validOn);
  }

  @ResolveField('organizations', () => Int, {
    description:
      'The organisations of the whole ledger, those that are the same once: what `organizations` counts.',
  })
  organizations({ asOf }: StatsNode, _args: unknown, { loaders }: ApiContext): Promise<number> {
    return loaders.organizationCount({ position: asOf.position }, '');
  }

  @ResolveField('meetingsHeld', () => Int, {
    description: 'The meetings of the whole ledger that had been held: what `meetings` counts.',
  })
  meetingsHeld({ asOf }: StatsNode, _args: unknown, { loaders }: ApiContext): Promise<number> {
    return loaders.total({ total: 'MEETINGS_HELD', position: asOf.position }, asOf.validOn);
  }

  @ResolveField('fundingAwarded', () => [Money], {
    description: 'The funding of the whole ledger that had been awarded, in each currency.',
  })
  fundingAwarded(
    { asOf }: StatsNode,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<readonly CurrencySum[]> {
    return loaders.awarded({ position: asOf.position }, asOf.validOn);
  }
}

function rowsOf(
  { asOf, filter, filterName }: StatsNode,
  dimension: Dimension,
  loaders: ApiContext['loaders'],
): Promise<readonly CountRow[]> {
  return loaders.counts({ dimension, filter, filterName, position: asOf.position }, asOf.validOn);
}

async function by(
  node: StatsNode,
  dimension: Dimension,
  loaders: ApiContext['loaders'],
): Promise<readonly CountedAgreements[]> {
  const keys = Map.groupBy(await rowsOf(node, dimension, loaders), ({ key }) => key);
  return [...keys]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, rows]) => ({ key, counts: countsOf(rows) }));
}

function countsOf(rows: readonly CountRow[]): AgreementCounts {
  const sum = (of: (row: CountRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  return {
    known: sum(({ known }) => known),
    signed: sum(({ signed }) => signed),
    inForce: sum(({ inForce }) => inForce),
    perhapsInForce: sum(({ perhapsInForce }) => perhapsInForce),
    byStatus: LIFECYCLE_ORDER.flatMap((status): readonly StatusCount[] => {
      const found = rows.find((row) => row.status === status);
      return found ? [{ status, count: found.known }] : [];
    }),
  };
}
