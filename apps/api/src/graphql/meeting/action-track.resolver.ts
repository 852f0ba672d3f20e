import { textIn } from '@entente/domain';
import { ResolveField, Resolver } from '@nestjs/graphql';
import type { AnswerAsOf, Entity } from '../as-of/answer-as-of.js';
import { LangArg, type LangArgs } from '../inputs/arguments.js';
import { Organization } from '../organization/organization.types.js';
import { ActionTrack } from './meeting.types.js';

/** An action track of a meeting, as the API answers it. */
export interface ActionTrackNode extends ActionTrack {
  readonly ownerId: string | null;
  readonly asOf: AnswerAsOf;
}

@Resolver(() => ActionTrack)
export class ActionTrackResolver {
  @ResolveField('text', () => String, {
    nullable: true,
    description: 'What is to be done, in the language asked for or in the one there is.',
  })
  text({ texts }: ActionTrackNode, @LangArg() { lang }: LangArgs): string | null {
    return textIn(texts, lang);
  }

  @ResolveField('owner', () => Organization, { nullable: true, description: 'The organisation in charge.' })
  owner({ ownerId, asOf }: ActionTrackNode): Entity | null {
    return ownerId === null ? null : { key: ownerId, asOf };
  }
}
