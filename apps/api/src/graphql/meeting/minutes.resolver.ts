import { ResolveField, Resolver } from '@nestjs/graphql';
import type { EventNode } from '../event/event-node.js';
import type { ApiContext } from '../loading/context.js';
import { Minutes } from './meeting.types.js';

/** The minutes of a meeting, as the API answers them. */
export interface MinutesNode extends Minutes {
  readonly event: EventNode;
}

@Resolver(() => Minutes)
export class MinutesResolver {
  @ResolveField('text', () => String, {
    nullable: true,
    description: 'What they say; null where none was given, where you may not see it, and after erasure.',
  })
  async text({ event }: MinutesNode, _args: unknown, { loaders }: ApiContext): Promise<string | null> {
    const text = await loaders.sealed(event.envelope, '/data/text');
    return typeof text === 'string' ? text : null;
  }
}
