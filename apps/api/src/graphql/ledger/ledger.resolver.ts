import { writePosition } from '@entente/ledger';
import {
  recordersOf,
  lastVerifications,
  recordingDays,
  wordsOf,
  type FlagThresholds,
  type ReadModel,
  type Verification,
  type WordList,
  type WordRow,
} from '@entente/read-model';
import { Inject } from '@nestjs/common';
import { ResolveField, Resolver } from '@nestjs/graphql';
import { READ_MODEL, THRESHOLDS } from '../../api-parts.js';
import { AsOfResolver } from '../as-of/as-of.js';
import type { ApiContext } from '../loading/context.js';
import {
  FlagThresholdsType,
  LedgerType,
  RecorderType,
  RecordingDay,
  VerificationType,
  Vocabulary,
  WordCount,
} from './ledger.types.js';

/** The most days of recording that are answered. */
const MOST_DAYS = 200;
const MOST_RECORDERS = 500;

@Resolver(() => LedgerType)
export class LedgerResolver {
  constructor(
    @Inject(THRESHOLDS) private readonly thresholds: FlagThresholds,
    @Inject(READ_MODEL) private readonly readModel: ReadModel,
  ) {}

  @ResolveField('flags', () => FlagThresholdsType, {
    description: 'From when the flags of a status are raised here.',
  })
  flags(): FlagThresholdsType {
    return this.thresholds;
  }

  @ResolveField('recordingDays', () => [RecordingDay], {
    description:
      'The days on which anything was recorded, each by its end, the latest first: at most the last 200.',
  })
  async recordingDays({ id, timeZone }: LedgerType): Promise<readonly RecordingDay[]> {
    const days = await this.readModel.ask((db) => recordingDays(db, timeZone, MOST_DAYS));
    return days.map(({ position, known }) => ({ position: writePosition(id, position), recordedAt: known }));
  }

  @ResolveField('recorders', () => [RecorderType], {
    description: 'Everybody who recorded anything, at most 500; nobody for dashboards.',
  })
  async recorders(
    _ledger: unknown,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<readonly RecorderType[]> {
    if (!loaders.readsConfidential) return [];
    const actors = await this.readModel.ask((db) => recordersOf(db, MOST_RECORDERS));
    return Promise.all(
      actors.map(async (recordedBy) => ({
        recordedBy,
        recordedByName: await loaders.actorName(recordedBy),
      })),
    );
  }

  @ResolveField('verifications', () => [VerificationType], {
    description:
      'The last of each kind by which the ledger verified itself, since the read model was last rebuilt; none for dashboards. An auditor verifies without it.',
  })
  async verifications(
    _ledger: unknown,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<readonly Verification[]> {
    return loaders.readsConfidential ? lastVerifications(this.readModel.pool) : [];
  }

  @ResolveField('vocabulary', () => Vocabulary, {
    description: 'The words that the ledger leaves to whoever records.',
  })
  vocabulary(): Vocabulary {
    return {};
  }
}

/** The most words of a list. */
const MOST_WORDS = 500;

/** Each list is counted when it is asked for, of what holds today. */
@Resolver(() => Vocabulary)
export class VocabularyResolver {
  constructor(
    @Inject(READ_MODEL) private readonly readModel: ReadModel,
    private readonly asOf: AsOfResolver,
  ) {}

  @ResolveField('agreementKinds', () => [WordCount], {
    description: 'The kinds of agreement, with how many agreements.',
  })
  agreementKinds(_vocabulary: unknown, _args: unknown, context: ApiContext): Promise<readonly WordRow[]> {
    return this.words('agreementKinds', context);
  }

  @ResolveField('capacities', () => [WordCount], {
    description: 'In what capacity parties take part, with how many parties.',
  })
  capacities(_vocabulary: unknown, _args: unknown, context: ApiContext): Promise<readonly WordRow[]> {
    return this.words('capacities', context);
  }

  @ResolveField('leadRoles', () => [WordCount], {
    description: 'In what role organisations lead agreements, with how many leads.',
  })
  leadRoles(_vocabulary: unknown, _args: unknown, context: ApiContext): Promise<readonly WordRow[]> {
    return this.words('leadRoles', context);
  }

  @ResolveField('sectors', () => [WordCount], {
    description: 'The sectors of agreements, with how many agreements.',
  })
  sectors(_vocabulary: unknown, _args: unknown, context: ApiContext): Promise<readonly WordRow[]> {
    return this.words('sectors', context);
  }

  @ResolveField('organizationKinds', () => [WordCount], {
    description: 'The kinds of organisation, with how many organisations.',
  })
  organizationKinds(_vocabulary: unknown, _args: unknown, context: ApiContext): Promise<readonly WordRow[]> {
    return this.words('organizationKinds', context);
  }

  @ResolveField('jurisdictions', () => [WordCount], {
    description: 'The jurisdictions of organisations, with how many organisations.',
  })
  jurisdictions(_vocabulary: unknown, _args: unknown, context: ApiContext): Promise<readonly WordRow[]> {
    return this.words('jurisdictions', context);
  }

  @ResolveField('regions', () => [WordCount], {
    description: 'The regions of organisations, with how many organisations.',
  })
  regions(_vocabulary: unknown, _args: unknown, context: ApiContext): Promise<readonly WordRow[]> {
    return this.words('regions', context);
  }

  @ResolveField('identifierSchemes', () => [WordCount], {
    description: 'The registers of identifiers, with how many organisations and agreements.',
  })
  identifierSchemes(_vocabulary: unknown, _args: unknown, context: ApiContext): Promise<readonly WordRow[]> {
    return this.words('identifierSchemes', context);
  }

  @ResolveField('committeeKinds', () => [WordCount], {
    description: 'The kinds of committee, with how many committees.',
  })
  committeeKinds(_vocabulary: unknown, _args: unknown, context: ApiContext): Promise<readonly WordRow[]> {
    return this.words('committeeKinds', context);
  }

  @ResolveField('sourceKinds', () => [WordCount], {
    description: 'The kinds of source, with how many sources; none for dashboards.',
  })
  sourceKinds(_vocabulary: unknown, _args: unknown, context: ApiContext): Promise<readonly WordRow[]> {
    return context.loaders.readsConfidential ? this.words('sourceKinds', context) : Promise.resolve([]);
  }

  private async words(list: WordList, context: ApiContext): Promise<readonly WordRow[]> {
    const asOf = await this.asOf.resolve(null, context);
    return this.readModel.ask((db) => wordsOf(db, list, asOf, MOST_WORDS));
  }
}
