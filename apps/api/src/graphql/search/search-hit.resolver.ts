import { textIn } from '@entente/domain';
import { ResolveField, Resolver } from '@nestjs/graphql';
import { namesOf } from '../event/subject-names.js';
import { LangArg, type LangArgs } from '../inputs/arguments.js';
import type { ApiContext } from '../loading/context.js';
import type { HitNode } from './search.query.js';
import { SearchHit } from './search.types.js';

/** What a hit is called, as it is called elsewhere. */
@Resolver(() => SearchHit)
export class SearchHitResolver {
  @ResolveField('label', () => String, {
    description: 'Its title or name, in the language asked for or in the one there is; else its key.',
  })
  async label(hit: HitNode, @LangArg() lang: LangArgs, context: ApiContext): Promise<string> {
    return (await nameOf(hit, lang, context)) ?? hit.key;
  }

  @ResolveField('hint', () => String, {
    nullable: true,
    description:
      'Distinguishes it from others with the same name: the kind of an agreement or a source, another name, the day of a meeting.',
  })
  async hint(hit: HitNode, @LangArg() lang: LangArgs, context: ApiContext): Promise<string | null> {
    const { kind, key, asOf } = hit;
    const { loaders } = context;
    switch (kind) {
      case 'AGREEMENT':
        return (await loaders.agreement(asOf, key))?.kind ?? null;
      case 'ORGANIZATION': {
        const label = await this.label(hit, lang, context);
        return (await loaders.names(asOf, key)).find(({ text }) => text !== label)?.text ?? null;
      }
      case 'MEETING': {
        const row = await loaders.meeting(asOf, key);
        return (row?.held ?? row?.scheduled_for)?.edtf ?? null;
      }
      case 'SOURCE': {
        const { deposit } = (await loaders.deposit(asOf, key)) ?? {};
        return deposit ? [deposit.kind, deposit.publishedOn].filter(Boolean).join(', ') : null;
      }
      case 'PERSON':
        return null;
      default:
        return kind satisfies never;
    }
  }
}

async function nameOf({ kind, key, asOf }: HitNode, { lang }: LangArgs, { loaders }: ApiContext) {
  const names = await namesOf(kind.toLowerCase() as Lowercase<typeof kind>, key, asOf, loaders);
  // What nobody is known to have published is called as its file is.
  if (kind === 'SOURCE' && names.length === 0)
    return (await loaders.deposit(asOf, key))?.deposit.file ?? null;
  return textIn(names, lang);
}
