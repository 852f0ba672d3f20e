import type { AsOf, CorrectionRow } from '@entente/read-model';
import { ResolveField, Resolver } from '@nestjs/graphql';
import { occurredOf, type EventNode } from '../event/event-node.js';
import { LedgerEvent } from '../event/event.types.js';
import type { ApiContext } from '../loading/context.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import type { DatedNode } from '../vocabulary/dated-node.js';
import { Rectification } from './rectification.types.js';

/** A correction as the API answers it. */
export interface RectificationNode extends Rectification {
  readonly row: CorrectionRow;
  readonly asOf: AsOf;
}

/** A line of the log of corrections, for some dates. */
export function rectificationNodeOf(row: CorrectionRow, asOf: AsOf): RectificationNode {
  const changes = row.changes.map(({ member, before = null, after = null }) => ({ member, before, after }));
  return { row, asOf, changes, inEffect: row.in_effect };
}

@Resolver(() => Rectification)
export class RectificationResolver {
  @ResolveField('event', () => LedgerEvent, {
    description: 'The correction: RecordRectified or RecordAnnulled.',
  })
  event({ row, asOf }: RectificationNode, _args: unknown, { loaders }: ApiContext): Promise<EventNode> {
    return loaders.eventAt(asOf, row.event_id);
  }

  @ResolveField('target', () => LedgerEvent, { description: 'The event that it corrects.' })
  target({ row, asOf }: RectificationNode, _args: unknown, { loaders }: ApiContext): Promise<EventNode> {
    return loaders.eventAt(asOf, row.target_id);
  }

  @ResolveField('decided', () => DatedFact, { description: 'When the correction was decided.' })
  async decided(
    { row, asOf }: RectificationNode,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<DatedNode> {
    return occurredOf(await loaders.eventAt(asOf, row.event_id));
  }

  @ResolveField('authority', () => String, {
    nullable: true,
    description: 'On whose word: CLERICAL_ERROR, BETTER_SOURCE, PARTIES_AGREED, AUTHORITY_DECIDED.',
  })
  async authority(
    { row }: RectificationNode,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<string | null> {
    const { authority } = (await loaders.event(row.event_id)).envelope.data;
    return typeof authority === 'string' ? authority : null;
  }

  @ResolveField('reason', () => String, {
    nullable: true,
    description: 'Why; null where you may not see it, and after erasure.',
  })
  async reason({ row }: RectificationNode, _args: unknown, { loaders }: ApiContext): Promise<string | null> {
    const reason = await loaders.sealed((await loaders.event(row.event_id)).envelope, '/data/reason');
    return typeof reason === 'string' ? reason : null;
  }
}
