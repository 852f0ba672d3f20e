import type { TermContent } from '@entente/read-model';
import { ResolveField, Resolver } from '@nestjs/graphql';
import type { EventNode } from '../event/event-node.js';
import { LedgerEvent } from '../event/event.types.js';
import type { ApiContext } from '../loading/context.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import { dateOfData, type DatedNode } from '../vocabulary/dated-node.js';
import { Term } from './agreement.types.js';

export interface TermNode extends Term {
  readonly content: TermContent;
}

/** A term as the API answers it. */
export function termNodeOf(content: TermContent): TermNode {
  const { duration, renewal, noticeDays, openEnded } = content;
  return { content, duration, renewal, noticeDays, openEnded };
}

@Resolver(() => Term)
export class TermResolver {
  @ResolveField('startsOn', () => DatedFact, { nullable: true, description: 'Its first day.' })
  startsOn({ content: { startsOn, setBy } }: TermNode): DatedNode | null {
    return dateOfData(startsOn, setBy, 'startsOn');
  }

  @ResolveField('endsOn', () => DatedFact, {
    nullable: true,
    description: 'Its last day in force: stated, or computed from its start and duration (basis COMPUTED).',
  })
  endsOn({ content: { endsOn, setBy } }: TermNode): DatedNode | null {
    return dateOfData(endsOn, setBy, 'endsOn');
  }

  @ResolveField('setBy', () => LedgerEvent, { description: 'The event that set it.' })
  setBy({ content }: TermNode, _args: unknown, { loaders }: ApiContext): Promise<EventNode> {
    return loaders.event(content.setBy);
  }
}
