import { ConflictDeclared } from '@entente/domain';
import { ResolveField, Resolver } from '@nestjs/graphql';
import type { AnswerAsOf, Entity } from '../as-of/answer-as-of.js';
import { occurredOf } from '../event/event-node.js';
import type { ApiContext } from '../loading/context.js';
import { Person } from '../person/person.types.js';
import { Conflict } from './committee.types.js';

/** A declaration of a conflict of interest, as the API answers it. */
export interface ConflictNode extends Conflict {
  readonly personId: string;
  readonly asOf: AnswerAsOf;
}

/** The declaration that an event recorded, as it is corrected then. */
export async function conflictNodeOf(
  eventId: string,
  asOf: AnswerAsOf,
  { loaders }: ApiContext,
): Promise<ConflictNode> {
  const [{ data }, event] = await Promise.all([
    loaders.fact(ConflictDeclared, asOf, eventId),
    loaders.current(asOf, eventId),
  ]);
  const { personId, matterKind, matterId, recused } = data;
  return { personId, matterKind, matterId, recused, declared: occurredOf(event), asOf };
}

@Resolver(() => Conflict)
export class ConflictResolver {
  @ResolveField('person', () => Person, { description: 'The person.' })
  person({ personId, asOf }: ConflictNode): Entity {
    return { key: personId, asOf };
  }
}
