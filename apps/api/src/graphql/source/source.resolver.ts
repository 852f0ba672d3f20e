import { Allow } from '../../guard.js';
import type { EventData } from '@entente/domain';
import { Context, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { AsOfResolver } from '../as-of/as-of.js';
import { recordOf, type RecordOf } from '../correction/record-of.js';
import type { EventNode } from '../event/event-node.js';
import { NodeArg, type AskedId } from '../inputs/arguments.js';
import type { ApiContext } from '../loading/context.js';
import { RecordState } from '../vocabulary/enums.js';
import { DateScalar, DateTimeScalar, LanguageTagScalar } from '../vocabulary/scalars.js';
import type { SourceNode } from './source-node.js';
import { Source } from './source.types.js';

type Deposit = EventData['SourceDeposited'];

@Resolver(() => Source)
export class SourceResolver {
  constructor(private readonly asOf: AsOfResolver) {}

  @Allow('secretariat', 'auditor')
  @Query(() => Source, { nullable: true, description: 'A source by its id; null where none was deposited.' })
  async source(@Context() context: ApiContext, @NodeArg('Source') id: AskedId): Promise<SourceNode | null> {
    const { key } = id;
    const asOf = await this.asOf.resolveOf(id, null, context);
    const found = await context.loaders.deposit(asOf, key);
    return found && !found.annulled ? { key, asOf } : null;
  }

  @ResolveField('record', () => RecordState, { description: 'Whether its deposit was corrected.' })
  async record(node: SourceNode, _args: unknown, { loaders }: ApiContext): Promise<RecordOf> {
    const asOf = await this.asOf.ofEvent(node, loaders);
    return recordOf((await loaders.deposit(asOf, node.key))?.event_id, asOf, loaders);
  }

  @ResolveField('kind', () => String, { description: 'PRESS_RELEASE, ARTICLE, AGREEMENT_TEXT …' })
  async kind(node: SourceNode, _args: unknown, context: ApiContext): Promise<string> {
    return (await depositOf(node, context, this.asOf)).kind;
  }

  @ResolveField('issuer', () => String, { nullable: true, description: 'Who published it.' })
  async issuer(node: SourceNode, _args: unknown, context: ApiContext): Promise<string | null> {
    return (await depositOf(node, context, this.asOf)).issuer ?? null;
  }

  @ResolveField('publishedOn', () => DateScalar, { nullable: true, description: 'When it was published.' })
  async publishedOn(node: SourceNode, _args: unknown, context: ApiContext): Promise<string | null> {
    return (await depositOf(node, context, this.asOf)).publishedOn ?? null;
  }

  @ResolveField('lang', () => LanguageTagScalar, { nullable: true, description: 'Its language.' })
  async lang(node: SourceNode, _args: unknown, context: ApiContext): Promise<string | null> {
    return (await depositOf(node, context, this.asOf)).lang ?? null;
  }

  @ResolveField('sha256', () => String, { description: 'SHA-256 of the file, hexadecimal.' })
  async sha256(node: SourceNode, _args: unknown, context: ApiContext): Promise<string> {
    return (await depositOf(node, context, this.asOf)).sha256;
  }

  @ResolveField('depositedAt', () => DateTimeScalar, { description: 'When the ledger recorded its deposit.' })
  async depositedAt(node: SourceNode, _args: unknown, { loaders }: ApiContext): Promise<string> {
    return (await this.depositing(node, loaders)).envelope.recorded;
  }

  @ResolveField('depositedByName', () => String, {
    nullable: true,
    description:
      'The name of the token or session that deposited it; null for a dashboard, and where none is known.',
  })
  async depositedByName(node: SourceNode, _args: unknown, { loaders }: ApiContext): Promise<string | null> {
    return loaders.actorName((await this.depositing(node, loaders)).envelope.actor);
  }

  /** The event of its deposit. */
  private async depositing(node: SourceNode, loaders: ApiContext['loaders']): Promise<EventNode> {
    const found = await loaders.deposit(await this.asOf.ofEvent(node, loaders), node.key);
    if (!found) throw neverDeposited(node);
    return loaders.event(found.event_id);
  }

  @ResolveField('file', () => String, {
    nullable: true,
    description: 'The name of the file; null where none was given, and for dashboards.',
  })
  async file(node: SourceNode, _args: unknown, context: ApiContext): Promise<string | null> {
    return context.loaders.readsConfidential
      ? ((await depositOf(node, context, this.asOf)).file ?? null)
      : null;
  }
}

/** Every source that is named anywhere was deposited before. */
async function depositOf(
  node: SourceNode,
  { loaders }: ApiContext,
  asOfResolver: AsOfResolver,
): Promise<Deposit> {
  const found = await loaders.deposit(await asOfResolver.ofEvent(node, loaders), node.key);
  if (!found) throw neverDeposited(node);
  return found.deposit;
}

function neverDeposited({ key }: SourceNode): Error {
  return new Error(`source ${key} is cited and was never deposited`);
}
