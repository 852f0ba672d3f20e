import type { CommitmentRow, EnvelopeRow } from '@entente/read-model';
import { ResolveField, Resolver } from '@nestjs/graphql';
import type { Entity } from '../as-of/answer-as-of.js';
import type { ApiContext } from '../loading/context.js';
import { Programme } from '../programme/programme.types.js';
import { effectiveDate } from '../vocabulary/dated-node.js';
import { Money } from '../vocabulary/money.js';
import { Commitment, EnvelopeBalance } from './envelope.types.js';

@Resolver(() => EnvelopeBalance)
export class EnvelopeResolver {
  @ResolveField('fund', () => String, { description: 'The fund.' })
  async fund(node: Entity, _args: unknown, context: ApiContext): Promise<string> {
    return (await rowOf(node, context)).fund;
  }

  @ResolveField('region', () => String, { description: 'The region.' })
  async region(node: Entity, _args: unknown, context: ApiContext): Promise<string> {
    return (await rowOf(node, context)).region;
  }

  @ResolveField('regionClass', () => String, {
    nullable: true,
    description: 'The class of the region, as the last allotment by then that names one has it.',
  })
  async regionClass(node: Entity, _args: unknown, context: ApiContext): Promise<string | null> {
    return (await rowOf(node, context)).region_class;
  }

  @ResolveField('programme', () => Programme, {
    nullable: true,
    description: 'The programme, as the last allotment by then that names one has it.',
  })
  async programme(node: Entity, _args: unknown, context: ApiContext): Promise<Entity | null> {
    const { programme_id } = await rowOf(node, context);
    return programme_id === null ? null : { key: programme_id, asOf: node.asOf };
  }

  @ResolveField('allotted', () => Money, { description: 'What had been put into it by then.' })
  async allotted(node: Entity, _args: unknown, context: ApiContext): Promise<Money> {
    return moneyOf(await rowOf(node, context), 'allotted');
  }

  @ResolveField('committed', () => Money, { description: 'What had been promised of it by then.' })
  async committed(node: Entity, _args: unknown, context: ApiContext): Promise<Money> {
    return moneyOf(await rowOf(node, context), 'committed');
  }

  @ResolveField('released', () => Money, {
    description: 'What had gone back by then of what was promised: of each commitment no more than that.',
  })
  async released(node: Entity, _args: unknown, context: ApiContext): Promise<Money> {
    return moneyOf(await rowOf(node, context), 'released');
  }

  @ResolveField('available', () => Money, { description: 'allotted less committed, and released again.' })
  async available(node: Entity, _args: unknown, context: ApiContext): Promise<Money> {
    return moneyOf(await rowOf(node, context), 'available');
  }

  @ResolveField('leastAvailable', () => Money, {
    description:
      'The least that is available on any day from then on: what can still be committed on that day.',
  })
  async leastAvailable(node: Entity, _args: unknown, context: ApiContext): Promise<Money> {
    return moneyOf(await rowOf(node, context), 'least_available');
  }

  @ResolveField('overdrawn', () => Boolean, {
    description:
      'Whether less than nothing is available on some day: only a correction of the record can cause it, and nothing is committed until it is mended.',
  })
  async overdrawn(node: Entity, _args: unknown, context: ApiContext): Promise<boolean> {
    return (await rowOf(node, context)).overdrawn;
  }

  @ResolveField('commitments', () => [Commitment], {
    description: 'The commitments that had been made by then, oldest first.',
  })
  async commitments(
    { key, asOf }: Entity,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<readonly Commitment[]> {
    const rows = await loaders.commitments(asOf, key);
    return Promise.all(rows.map(toNode));

    async function toNode(row: CommitmentRow): Promise<Commitment> {
      const { commitment_id, project_id, amount, committed, event_id, releases } = row;
      const released = releases.findLast(({ day }) => day <= asOf.validOn)?.soFar ?? '0';
      return {
        id: commitment_id,
        project: project_id === null ? null : { key: project_id, asOf },
        amount,
        released: { value: released, currency: amount.currency },
        committed: effectiveDate(committed, event_id, asOf),
        event: await loaders.eventAt(asOf, event_id),
      };
    }
  }
}

function moneyOf(
  row: EnvelopeRow,
  sum: 'allotted' | 'committed' | 'released' | 'available' | 'least_available',
): Money {
  return { value: row[sum], currency: row.currency };
}

/** Envelopes are only answered where they are known. */
async function rowOf({ key, asOf }: Entity, { loaders }: ApiContext): Promise<EnvelopeRow> {
  const row = await loaders.envelope(asOf, key);
  if (!row) throw new Error(`envelope ${key} is not known at the dates of its answer`);
  return row;
}
