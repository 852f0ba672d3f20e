import { subjectsNamed, type StreamKind, type Text } from '@entente/domain';
import { Field, ID, ObjectType, ResolveField, Resolver } from '@nestjs/graphql';
import { AsOfResolver } from '../as-of/as-of.js';
import type { ApiContext } from '../loading/context.js';
import { LocalizedText } from '../vocabulary/localized-text.js';
import type { EventNode } from './event-node.js';
import { LedgerEvent } from './event.types.js';
import { namesOf } from './subject-names.js';

@ObjectType('NamedSubject', { description: 'What an event names by its id, with the names that it bears.' })
export class NamedSubject {
  @Field(() => String, { description: 'What it is: agreement, organization, person …' })
  readonly kind!: StreamKind;

  @Field(() => ID, { description: 'The id by which the event names it.' })
  readonly subjectId!: string;

  @Field(() => [LocalizedText], {
    description:
      'Its names or its title, in every language there is; none where it has none, is not known then, or you may not see it.',
  })
  readonly names!: readonly Text[];
}

@Resolver(() => LedgerEvent)
export class NamedSubjectsResolver {
  constructor(private readonly asOf: AsOfResolver) {}

  @ResolveField('names', () => [NamedSubject], {
    description:
      'The names, at the dates of the answer, of the subject of its stream and of all that its data name by an id.',
  })
  async names(event: EventNode, _args: unknown, { loaders }: ApiContext): Promise<readonly NamedSubject[]> {
    const asOf = await this.asOf.ofEvent(event, loaders);
    return Promise.all(
      subjectsNamed(event.envelope).map(async ({ kind, id }) => ({
        kind,
        subjectId: id,
        names: await namesOf(kind, id, asOf, loaders),
      })),
    );
  }
}
