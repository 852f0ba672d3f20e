import { ResolveField, Resolver } from '@nestjs/graphql';
import type { ApiContext } from '../loading/context.js';
import type { SourceNode } from '../source/source-node.js';
import { Source } from '../source/source.types.js';
import type { EventNode } from './event-node.js';
import { Citation } from './event.types.js';

/** A citation of an event, as the API answers it. */
export interface CitationNode {
  readonly event: EventNode;
  readonly index: number;
  readonly sourceId: string;
  readonly lines: { readonly from: number; readonly to: number } | null;
  readonly kind: string;
}

/** The sources that an event rests on. */
export function citationsOf(event: EventNode): readonly CitationNode[] {
  return event.envelope.provenance.map(({ source, from, to, kind }, index) => ({
    event,
    index,
    sourceId: source,
    lines: from === null || to === null ? null : { from, to },
    kind,
  }));
}

@Resolver(() => Citation)
export class CitationResolver {
  @ResolveField('source', () => Source, { description: 'The source.' })
  source({ sourceId, event: { asOf } }: CitationNode): SourceNode {
    return { key: sourceId, ...(asOf && { asOf }) };
  }

  @ResolveField('quote', () => String, {
    nullable: true,
    description: 'The words of the source; null where you may not see them, and after erasure.',
  })
  quote(node: CitationNode, _args: unknown, context: ApiContext): Promise<string | null> {
    return sealedText(node, 'quote', context);
  }

  @ResolveField('note', () => String, {
    nullable: true,
    description: 'A note on the citation; null where you may not see it, and after erasure.',
  })
  note(node: CitationNode, _args: unknown, context: ApiContext): Promise<string | null> {
    return sealedText(node, 'note', context);
  }
}

async function sealedText(
  { event, index }: CitationNode,
  member: 'quote' | 'note',
  { loaders }: ApiContext,
): Promise<string | null> {
  const text = await loaders.sealed(event.envelope, `/provenance/${index}/${member}`);
  return typeof text === 'string' ? text : null;
}
