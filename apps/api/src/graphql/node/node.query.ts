import type { Role } from '@entente/access';
import type { Day } from '@entente/domain';
import { changeDaysOf, type ChangingKind, type ReadModel } from '@entente/read-model';
import { Inject } from '@nestjs/common';
import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql';
import { READ_MODEL } from '../../api-parts.js';
import { Allow, checkAccess } from '../../guard.js';
import type { AnswerAsOf } from '../as-of/answer-as-of.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { AsOfResolver } from '../as-of/as-of.js';
import { MOST_DAYS } from '../as-of/most-days.js';
import { invalid } from '../errors/refused-error.js';
import type { ApiContext } from '../loading/context.js';
import type { AsOfLoad } from '../loading/keyed.js';
import type { Loaders } from '../loading/loaders.js';
import { DateScalar } from '../vocabulary/scalars.js';
import { readNodeId, type NodeId, type NodeKind } from './node-id.js';
import { Node } from './node.types.js';

/** Who may ask for a thing by its node id, and how it is found: as its own query does it, where it has one. */
interface Finding {
  readonly allowed: readonly Role[];
  readonly find: (
    loaders: Loaders,
    asOf: AnswerAsOf,
    key: string,
  ) => Promise<{ readonly annulled: boolean } | null>;
}

/** Finds what is answered from the day on which it was proposed. */
function proposedOnly(
  loaderOf: (
    loaders: Loaders,
  ) => AsOfLoad<{ readonly annulled: boolean; readonly stage: string | null } | null>,
): Finding['find'] {
  return async (loaders, asOf, key) => {
    const row = await loaderOf(loaders)(asOf, key);
    return row?.stage ? row : null;
  };
}

const EVERYBODY: readonly Role[] = ['secretariat', 'auditor', 'dashboard'];
const NOT_DASHBOARDS: readonly Role[] = ['secretariat', 'auditor'];

const FINDING: { readonly [Kind in NodeKind]: Finding } = {
  Agreement: { allowed: EVERYBODY, find: (loaders, asOf, key) => loaders.agreement(asOf, key) },
  Organization: { allowed: EVERYBODY, find: (loaders, asOf, key) => loaders.organization(asOf, key) },
  Person: { allowed: NOT_DASHBOARDS, find: (loaders, asOf, key) => loaders.person(asOf, key) },
  Meeting: { allowed: NOT_DASHBOARDS, find: (loaders, asOf, key) => loaders.meeting(asOf, key) },
  Mission: { allowed: NOT_DASHBOARDS, find: (loaders, asOf, key) => loaders.mission(asOf, key) },
  EnvelopeBalance: {
    allowed: EVERYBODY,
    // Nothing registers an envelope: it is not known where nothing of it is in effect.
    find: async (loaders, asOf, key) => (await loaders.envelope(asOf, key)) && { annulled: false },
  },
  Funding: { allowed: EVERYBODY, find: (loaders, asOf, key) => loaders.funding(asOf, key) },
  Programme: { allowed: EVERYBODY, find: (loaders, asOf, key) => loaders.programme(asOf, key) },
  Resolution: { allowed: EVERYBODY, find: proposedOnly((loaders) => loaders.resolution) },
  Project: { allowed: EVERYBODY, find: proposedOnly((loaders) => loaders.project) },
  Committee: { allowed: EVERYBODY, find: (loaders, asOf, key) => loaders.committee(asOf, key) },
  Source: { allowed: NOT_DASHBOARDS, find: (loaders, asOf, key) => loaders.deposit(asOf, key) },
};

/** The kind of stream of what has a node id; null: it is the same on every day. */
function changingKind(kind: NodeKind): ChangingKind | null {
  if (kind === 'Source') return null;
  return kind === 'EnvelopeBalance' ? 'envelope' : (kind.toLowerCase() as ChangingKind);
}

/** Anything by its node id. */
@Resolver()
export class NodeQuery {
  constructor(
    @Inject(READ_MODEL) private readonly readModel: ReadModel,
    private readonly asOf: AsOfResolver,
  ) {}

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => Node, {
    nullable: true,
    description: 'Anything by its node id, at the dates that the id names; null where the ledger knew none.',
  })
  async node(
    @Context() context: ApiContext,
    @Args('id', { type: () => ID, description: 'Its node id, as an answer gave it.' }) id: string,
  ): Promise<object | null> {
    const asked = nodeAsked(id, context);
    const { kind, key } = asked;
    const asOf = await this.asOf.resolveOf(asked, null, context);
    const found = await FINDING[kind].find(context.loaders, asOf, key);
    return found && !found.annulled ? { kind, key, asOf } : null;
  }

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => [DateScalar], {
    nullable: true,
    description:
      'The days on which an answer about something may change, as known then, in their order; validOn does not filter them. ' +
      'Of more than 1,000, those nearest to validOn.',
  })
  async changeDays(
    @Context() context: ApiContext,
    @Args('id', {
      type: () => ID,
      description: 'Its node id; dates that it names hold where asOf is not given.',
    })
    id: string,
    @AsOfArg() at?: AsOf | null,
  ): Promise<readonly Day[]> {
    const asked = nodeAsked(id, context);
    const asOf = await this.asOf.resolveOf(asked, at, context);
    const kind = changingKind(asked.kind);
    if (kind === null) return [];
    const withPeople = context.loaders.readsConfidential;
    return this.readModel.ask((db) => changeDaysOf(db, { kind, id: asked.key, withPeople }, asOf, MOST_DAYS));
  }
}

/** What a node id names. @throws {RefusedError} where it is none, or who asks may not know of such things */
function nodeAsked(id: string, { caller }: ApiContext): NodeId {
  const asked = readNodeId(id);
  if (!asked) throw invalid('id', { problem: 'NOT_A_NODE_ID' }, id);
  checkAccess(FINDING[asked.kind].allowed, caller);
  return asked;
}
