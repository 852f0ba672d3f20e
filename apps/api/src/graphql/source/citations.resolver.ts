import { readStream } from '@entente/domain';
import { listCitations, type CitationRow } from '@entente/read-model';
import { Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AccessDeniedError } from '../../guard.js';
import { Agreement } from '../agreement/agreement.types.js';
import type { AnswerAsOf, Entity } from '../as-of/answer-as-of.js';
import { AsOfResolver } from '../as-of/as-of.js';
import type { EventNode } from '../event/event-node.js';
import { LedgerEvent } from '../event/event.types.js';
import type { ConnectionNode } from '../lists/connection.js';
import { Lists } from '../lists/lists.js';
import { AfterArg, FirstArg } from '../lists/page-arguments.js';
import type { ApiContext } from '../loading/context.js';
import type { SourceNode } from './source-node.js';
import { Source, SourceCitation, SourceCitationConnection } from './source.types.js';

/** A citation of a source, in an answer for some dates. */
interface CitingNode extends Pick<SourceCitation, 'lines' | 'kind'> {
  readonly row: CitationRow;
  readonly asOf: AnswerAsOf;
}

function citingOf(row: CitationRow, asOf: AnswerAsOf): CitingNode {
  const { line_from: from, line_to: to, kind } = row;
  return { row, asOf, lines: from === null || to === null ? null : { from, to }, kind };
}

/** What cites a source. */
@Resolver(() => Source)
export class SourceCitationsResolver {
  constructor(
    private readonly asOf: AsOfResolver,
    private readonly lists: Lists,
  ) {}

  @ResolveField('timesCited', () => Int, {
    description: 'How many citations of it stand in events that are in effect. Not for dashboards.',
  })
  async timesCited(node: SourceNode, _args: unknown, { loaders }: ApiContext): Promise<number> {
    mayReadCitations(loaders);
    return loaders.citationCount(await this.asOf.ofEvent(node, loaders), node.key);
  }

  @ResolveField('citedBy', () => SourceCitationConnection, {
    description:
      'Where events in effect cite it, in the order of the log; its own deposit apart. Not for dashboards.',
  })
  async citedBy(
    @Parent() node: SourceNode,
    @Context() context: ApiContext,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<CitingNode>> {
    const { loaders } = context;
    mayReadCitations(loaders);
    const { key } = node;
    return this.lists.answerBelow({
      request: { list: 'citedBy', sort: 'LOG', filter: { source: key } },
      below: await this.asOf.answerOf(node, context),
      first,
      after,
      firstRows: (group) => loaders.firstCitations(group, key),
      read: (db, asOf, page) => listCitations(db, { sourceId: key, asOf, page }),
      count: (asOf) => loaders.citationCount(asOf, key),
      toNode: citingOf,
    });
  }
}

@Resolver(() => SourceCitation)
export class SourceCitationResolver {
  @ResolveField('event', () => LedgerEvent, { description: 'The event that cites it.' })
  event({ row, asOf }: CitingNode, _args: unknown, { loaders }: ApiContext): Promise<EventNode> {
    return loaders.eventAt(asOf, row.event_id);
  }

  @ResolveField('agreement', () => Agreement, {
    nullable: true,
    description: 'The agreement of the event; null where it is of something else.',
  })
  agreement({ row, asOf }: CitingNode): Entity | null {
    const { kind, id } = readStream(row.stream) ?? {};
    return kind === 'agreement' && id ? { key: id, asOf } : null;
  }

  @ResolveField('quote', () => String, {
    nullable: true,
    description: 'The words of the source; null where none were given, and after erasure.',
  })
  quote(node: CitingNode, _args: unknown, context: ApiContext): Promise<string | null> {
    return sealedText(node, 'quote', context);
  }

  @ResolveField('note', () => String, {
    nullable: true,
    description: 'A note on the citation; null where none was given, and after erasure.',
  })
  note(node: CitingNode, _args: unknown, context: ApiContext): Promise<string | null> {
    return sealedText(node, 'note', context);
  }
}

async function sealedText(
  { row }: CitingNode,
  member: 'quote' | 'note',
  { loaders }: ApiContext,
): Promise<string | null> {
  const { envelope } = await loaders.event(row.event_id);
  const text = await loaders.sealed(envelope, `/provenance/${row.place}/${member}`);
  return typeof text === 'string' ? text : null;
}

/** What cites a source is read in the log, which is not for everybody. @throws {AccessDeniedError} FORBIDDEN */
function mayReadCitations({ readsConfidential }: ApiContext['loaders']): void {
  if (!readsConfidential) throw new AccessDeniedError('FORBIDDEN');
}
