import { ResolveField, Resolver } from '@nestjs/graphql';
import type { ApiContext } from '../loading/context.js';
import type { EventNode } from './event-node.js';
import { Override } from './event.types.js';

/** An override of an event, as the API answers it. */
export interface OverrideNode {
  readonly event: EventNode;
  readonly index: number;
  readonly rule: string;
  readonly by: string;
}

@Resolver(() => Override)
export class OverrideResolver {
  @ResolveField('byName', () => String, {
    nullable: true,
    description: 'The name of the token or session that recorded it; null for dashboards.',
  })
  byName({ by }: OverrideNode, _args: unknown, { loaders }: ApiContext): Promise<string | null> {
    return loaders.actorName(by);
  }

  @ResolveField('reason', () => String, {
    nullable: true,
    description: 'Why; null where you may not see it, and after erasure.',
  })
  async reason(
    { event, index }: OverrideNode,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<string | null> {
    const reason = await loaders.sealed(event.envelope, `/overrides/${index}/reason`);
    return typeof reason === 'string' ? reason : null;
  }
}
