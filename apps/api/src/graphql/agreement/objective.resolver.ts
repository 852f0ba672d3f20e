import { textIn } from '@entente/domain';
import { ResolveField, Resolver } from '@nestjs/graphql';
import { LangArg, type LangArgs } from '../inputs/arguments.js';
import { Objective } from './agreement.types.js';

@Resolver(() => Objective)
export class ObjectiveResolver {
  @ResolveField('text', () => String, {
    nullable: true,
    description: 'What it says, in the language asked for or in the one there is.',
  })
  text({ texts }: Objective, @LangArg() { lang }: LangArgs): string | null {
    return textIn(texts, lang);
  }
}
