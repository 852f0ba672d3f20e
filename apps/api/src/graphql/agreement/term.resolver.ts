import type { AsOf, TermContent } from '@entente/read-model';
import { ResolveField, Resolver } from '@nestjs/graphql';
import type { EventNode } from '../event/event-node.js';
import { LedgerEvent } from '../event/event.types.js';
import type { ApiContext } from '../loading/context.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import { dateOfData, type DatedNode } from '../vocabulary/dated-node.js';
import { Term } from './agreement.types.js';

export interface TermNode extends Term {
  readonly content: TermContent;
  readonly asOf: AsOf;
}

/** A term as the API answers it. */
export function termNodeOf(content: TermContent, asOf: AsOf): TermNode {
  const { duration, renewal, noticeDays, openEnded } = content;
  return { content, asOf, duration, renewal, noticeDays, openEnded };
}

@Resolver(() => Term)
export class TermResolver {
  @ResolveField('startsOn', () => DatedFact, { nullable: true, description: 'Its first day.' })
  startsOn({ content: { startsOn, setBy }, asOf }: TermNode): DatedNode | null {
    return dateOfData(startsOn, setBy, 'startsOn', asOf);
  }

  @ResolveField('endsOn', () => DatedFact, {
    nullable: true,
    description: 'Its last day in force: stated, or computed from its start and duration (basis COMPUTED).',
  })
  endsOn({ content: { endsOn, setBy }, asOf }: TermNode): DatedNode | null {
    return dateOfData(endsOn, setBy, 'endsOn', asOf);
  }

  @ResolveField('setBy', () => LedgerEvent, { description: 'The event that set it.' })
  setBy({ content, asOf }: TermNode, _args: unknown, { loaders }: ApiContext): Promise<EventNode> {
    return loaders.eventAt(asOf, content.setBy);
  }
}
