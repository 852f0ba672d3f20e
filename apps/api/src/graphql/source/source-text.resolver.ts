import { linesIn } from '@entente/domain';
import type { KeptFiles } from '@entente/ledger';
import { Inject } from '@nestjs/common';
import { Args, Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { FILES } from '../../api-parts.js';
import { AsOfResolver } from '../as-of/as-of.js';
import { invalid } from '../errors/refused-error.js';
import { isGiven } from '../inputs/given.js';
import type { ApiContext } from '../loading/context.js';
import type { SourceNode } from './source-node.js';
import { Source, SourceLine } from './source.types.js';

/** The text of a source, as far as the caller may read it. */
@Resolver(() => Source)
export class SourceTextResolver {
  constructor(
    private readonly asOf: AsOfResolver,
    @Inject(FILES) private readonly files: KeptFiles | null,
  ) {}

  @ResolveField('text', () => String, {
    nullable: true,
    description: 'Its text; null where none is deposited, after erasure, and for dashboards.',
  })
  async text(node: SourceNode, _args: unknown, context: ApiContext): Promise<string | null> {
    const { loaders } = context;
    if (!loaders.readsConfidential) return null;
    const deposited = await loaders.deposit(await this.asOf.ofEvent(node, loaders), node.key);
    return deposited?.text_lines ? loaders.text(deposited.deposit.sha256) : null;
  }

  @ResolveField('textLines', () => Int, {
    nullable: true,
    description:
      'How many lines its text has, erased or not; null where none is deposited, and for dashboards.',
  })
  async textLines(node: SourceNode, _args: unknown, { loaders }: ApiContext): Promise<number | null> {
    if (!loaders.readsConfidential) return null;
    const deposited = await loaders.deposit(await this.asOf.ofEvent(node, loaders), node.key);
    return deposited?.text_lines ?? null;
  }

  @ResolveField('fileKept', () => Boolean, {
    nullable: true,
    description:
      'Whether a file of its SHA-256 is kept here: GET /sources/file/<sha256> gives it. Null for dashboards.',
  })
  async fileKept(node: SourceNode, _args: unknown, { loaders }: ApiContext): Promise<boolean | null> {
    if (!loaders.readsConfidential) return null;
    const deposited = await loaders.deposit(await this.asOf.ofEvent(node, loaders), node.key);
    return deposited ? ((await this.files?.has(deposited.deposit.sha256)) ?? false) : null;
  }

  @ResolveField('lines', () => [SourceLine], {
    description: 'Lines of its text with their numbers; none where the text is null.',
  })
  async lines(
    @Parent() node: SourceNode,
    @Context() context: ApiContext,
    @Args('from', { type: () => Int, nullable: true, description: 'The first line; 1 by default.' })
    from?: number | null,
    @Args('to', {
      type: () => Int,
      nullable: true,
      description: 'The last line; that of the text by default.',
    })
    to?: number | null,
  ): Promise<readonly SourceLine[]> {
    const first = from ?? 1;
    if (first < 1) throw invalid('from', { problem: 'NUMBER_TOO_SMALL', least: 1 }, first);
    if (isGiven(to) && to < 1) throw invalid('to', { problem: 'NUMBER_TOO_SMALL', least: 1 }, to);
    if (isGiven(to) && to < first) throw invalid('to', { problem: 'LINES_OUT_OF_ORDER' }, to);
    const text = await this.text(node, null, context);
    if (text === null) return [];
    return linesIn(text)
      .slice(first - 1, to ?? undefined)
      .map((line, index) => ({ number: first + index, text: line }));
  }
}
