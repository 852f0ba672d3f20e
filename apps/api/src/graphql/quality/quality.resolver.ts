import { LEDGER } from '@entente/commands';
import type { Ledger } from '@entente/ledger';
import {
  countAnnulled,
  countDangling,
  countDisputes,
  countMergedParties,
  countPassedOver,
  countSharedNames,
  countWithoutTerm,
  countWithoutText,
  factsBy,
  recordingLagOf,
  type CountedWord,
  type Db,
  type FlagThresholds,
  type ReadModel,
  type RecordingLag,
} from '@entente/read-model';
import { Inject } from '@nestjs/common';
import { Context, Int, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { READ_MODEL, THRESHOLDS } from '../../api-parts.js';
import { Allow } from '../../guard.js';
import type { AnswerAsOf } from '../as-of/answer-as-of.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { AsOfResolver } from '../as-of/as-of.js';
import type { ApiContext } from '../loading/context.js';
import { DataQuality, LagCount, LagDays, QualityCount } from './quality.types.js';

/** The quality of the data as the API answers it. */
interface QualityNode {
  readonly asOf: AnswerAsOf;
  /** The counts that one reading of the facts gives; read when the first is asked for. */
  readonly lag: () => Promise<RecordingLag>;
}

/** How well things are known: each number is counted when it is asked for. */
@Resolver(() => DataQuality)
export class DataQualityResolver {
  constructor(
    @Inject(READ_MODEL) private readonly readModel: ReadModel,
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(THRESHOLDS) private readonly thresholds: FlagThresholds,
    private readonly asOf: AsOfResolver,
  ) {}

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => DataQuality, {
    nullable: true,
    description: 'How well things are known, as of two dates; validOn is asked for where that is said.',
  })
  async dataQuality(@Context() context: ApiContext, @AsOfArg() asked?: AsOf | null): Promise<QualityNode> {
    const asOf = await this.asOf.resolve(asked, context);
    const { timeZone } = this.ledger.identity;
    let lag: Promise<RecordingLag> | null = null;
    const lateDays = this.thresholds.recordedLateDays;
    const read = () => this.readModel.ask((db) => recordingLagOf(db, asOf, { timeZone, lateDays }));
    return { asOf, lag: () => (lag ??= read()) };
  }

  @ResolveField('facts', () => Int, { description: 'How many facts are in effect.' })
  async facts({ lag }: QualityNode): Promise<number> {
    return (await lag()).facts;
  }

  @ResolveField('byBasis', () => [QualityCount], {
    description: 'The facts by how their day is known, the most frequent first.',
  })
  byBasis({ asOf }: QualityNode): Promise<readonly CountedWord[]> {
    return this.readModel.ask((db) => factsBy(db, 'basis', asOf));
  }

  @ResolveField('byPrecision', () => [QualityCount], {
    description: 'The facts by how finely their day is known, the most frequent first.',
  })
  byPrecision({ asOf }: QualityNode): Promise<readonly CountedWord[]> {
    return this.readModel.ask((db) => factsBy(db, 'precision', asOf));
  }

  @ResolveField('recordingLagDays', () => LagDays, {
    description: 'How many days after they happened facts were recorded.',
  })
  recordingLagDays({ lag }: QualityNode): Promise<LagDays> {
    return lag();
  }

  @ResolveField('byLag', () => [LagCount], {
    description:
      'The facts by how many days after they happened they were recorded: each range of days, with those that no fact is in.',
  })
  async byLag({ lag }: QualityNode): Promise<readonly LagCount[]> {
    return (await lag()).byLag;
  }

  @ResolveField('recordedLate', () => Int, {
    description:
      'How many were recorded later than RECORDED_LATE allows: more than 30 days after, unless configured.',
  })
  async recordedLate({ lag }: QualityNode): Promise<number> {
    return (await lag()).late;
  }

  @ResolveField('rectified', () => Int, { description: 'How many of them are rectified.' })
  async rectified({ lag }: QualityNode): Promise<number> {
    return (await lag()).rectified;
  }

  @ResolveField('annulled', () => Int, { description: 'How many facts beside them are annulled.' })
  annulled(node: QualityNode): Promise<number> {
    return this.counted(node, countAnnulled);
  }

  @ResolveField('passedOver', () => Int, { description: 'How many of them their agreement does not count.' })
  passedOver(node: QualityNode): Promise<number> {
    return this.counted(node, countPassedOver);
  }

  @ResolveField('openDisputes', () => Int, { description: 'How many disputes are open.' })
  openDisputes(node: QualityNode): Promise<number> {
    return this.counted(node, (db, asOf) => countDisputes(db, { open: true }, asOf));
  }

  @ResolveField('withoutTerm', () => Int, {
    description:
      'How many agreements are in force on validOn of which no end or duration is known: those with the flag TERM_UNKNOWN.',
  })
  withoutTerm(node: QualityNode): Promise<number> {
    return this.counted(node, countWithoutTerm);
  }

  @ResolveField('withoutText', () => Int, {
    description: 'How many agreements there are without a deposited text: those with the flag TEXT_MISSING.',
  })
  withoutText(node: QualityNode): Promise<number> {
    return this.counted(node, countWithoutText);
  }

  @ResolveField('danglingReferences', () => Int, {
    description: 'How many facts name, or cite, something whose own first record is annulled.',
  })
  danglingReferences(node: QualityNode): Promise<number> {
    return this.counted(node, countDangling);
  }

  @ResolveField('mergedParties', () => Int, {
    description: 'How many parties had merged into another organisation by validOn without a succession.',
  })
  mergedParties(node: QualityNode): Promise<number> {
    return this.counted(node, countMergedParties);
  }

  @ResolveField('sharedNames', () => Int, {
    description:
      'How many organisations have a name or an alias of another one that is not linked with them.',
  })
  sharedNames(node: QualityNode): Promise<number> {
    return this.counted(node, countSharedNames);
  }

  private counted(
    { asOf }: QualityNode,
    count: (db: Db, asOf: AnswerAsOf) => Promise<number>,
  ): Promise<number> {
    return this.readModel.ask((db) => count(db, asOf));
  }
}
