import { Allow } from '../../guard.js';
import type { EventData } from '@entente/domain';
import { Context, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { NodeArg, type AskedId } from '../inputs/arguments.js';
import type { ApiContext } from '../loading/context.js';
import { DateScalar, LanguageTagScalar } from '../vocabulary/scalars.js';
import type { SourceNode } from './source-node.js';
import { Source } from './source.types.js';

type Deposit = EventData['SourceDeposited'];

@Resolver(() => Source)
export class SourceResolver {
  @Allow('secretariat', 'auditor')
  @Query(() => Source, { nullable: true, description: 'A source by its id; null where none was deposited.' })
  async source(
    @Context() { loaders }: ApiContext,
    @NodeArg('Source') { key }: AskedId,
  ): Promise<SourceNode | null> {
    return (await loaders.deposit(key)) ? { key } : null;
  }

  @ResolveField('kind', () => String, { description: 'PRESS_RELEASE, ARTICLE, AGREEMENT_TEXT …' })
  async kind({ key }: SourceNode, _args: unknown, context: ApiContext): Promise<string> {
    return (await depositOf(key, context)).kind;
  }

  @ResolveField('issuer', () => String, { nullable: true, description: 'Who published it.' })
  async issuer({ key }: SourceNode, _args: unknown, context: ApiContext): Promise<string | null> {
    return (await depositOf(key, context)).issuer ?? null;
  }

  @ResolveField('publishedOn', () => DateScalar, { nullable: true, description: 'When it was published.' })
  async publishedOn({ key }: SourceNode, _args: unknown, context: ApiContext): Promise<string | null> {
    return (await depositOf(key, context)).publishedOn ?? null;
  }

  @ResolveField('lang', () => LanguageTagScalar, { nullable: true, description: 'Its language.' })
  async lang({ key }: SourceNode, _args: unknown, context: ApiContext): Promise<string | null> {
    return (await depositOf(key, context)).lang ?? null;
  }

  @ResolveField('sha256', () => String, { description: 'SHA-256 of the file, hexadecimal.' })
  async sha256({ key }: SourceNode, _args: unknown, context: ApiContext): Promise<string> {
    return (await depositOf(key, context)).sha256;
  }

  @ResolveField('file', () => String, {
    nullable: true,
    description: 'The name of the file; null where none was given, and for dashboards.',
  })
  async file({ key }: SourceNode, _args: unknown, context: ApiContext): Promise<string | null> {
    return context.loaders.readsConfidential ? ((await depositOf(key, context)).file ?? null) : null;
  }
}

/** Every source that is named anywhere was deposited before. */
async function depositOf(key: string, { loaders }: ApiContext): Promise<Deposit> {
  const deposit = await loaders.deposit(key);
  if (!deposit) throw new Error(`source ${key} is cited and was never deposited`);
  return deposit;
}
