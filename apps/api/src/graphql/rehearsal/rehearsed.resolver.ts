import { readStream, type Day } from '@entente/domain';
import { pastEventOf, type RecordedEvent } from '@entente/ledger';
import { statusIn, type StatusIn } from '@entente/read-model';
import { ID, ResolveField, Resolver } from '@nestjs/graphql';
import { StatusAnswer } from '../agreement/agreement.types.js';
import { statusNodeOf, type StatusNode } from '../agreement/status-answer.resolver.js';
import type { ApiContext } from '../loading/context.js';
import { Rehearsed } from './rehearsal.types.js';
import type { RehearsedNode } from './rehearse.query.js';

/** An agreement before or after a command of a rehearsal, today; null for a command on something else. */
@Resolver(() => Rehearsed)
export class RehearsedResolver {
  @ResolveField('before', () => StatusAnswer, {
    nullable: true,
    description: 'The status of the agreement today, before the command; null where it is on something else.',
  })
  before(node: RehearsedNode, _args: unknown, { loaders }: ApiContext): Promise<StatusNode | null> {
    return statusNode(node, node.before, loaders);
  }

  @ResolveField('after', () => StatusAnswer, {
    nullable: true,
    description: 'The status of the agreement today, if the command were recorded.',
  })
  after(node: RehearsedNode, _args: unknown, { loaders }: ApiContext): Promise<StatusNode | null> {
    return statusNode(node, node.after, loaders);
  }

  @ResolveField('partiesBefore', () => [ID], {
    nullable: true,
    description: 'The organisations that are parties to the agreement today, before the command.',
  })
  partiesBefore(
    node: RehearsedNode,
    _args: unknown,
    context: ApiContext,
  ): Promise<StatusIn['parties'] | null> {
    return partiesIn(node, node.before, context);
  }

  @ResolveField('partiesAfter', () => [ID], {
    nullable: true,
    description:
      'The organisations that would be parties to the agreement today, if the command were recorded.',
  })
  partiesAfter(
    node: RehearsedNode,
    _args: unknown,
    context: ApiContext,
  ): Promise<StatusIn['parties'] | null> {
    return partiesIn(node, node.after, context);
  }

  @ResolveField('intentsFulfilled', () => [ID], {
    nullable: true,
    description:
      'The organisations whose intents are open today, before the command, and would be fulfilled if it were recorded.',
  })
  async intentsFulfilled(
    node: RehearsedNode,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<readonly string[] | null> {
    const agreementId = agreementOf(node);
    if (agreementId === null) return null;
    const before = await statusOf(agreementId, node, node.before, loaders);
    const after = await statusOf(agreementId, node, node.after, loaders);
    return [...after.intents].flatMap(([id, { organizationId, state }]) =>
      state === 'FULFILLED' && before.intents.get(id)?.state === 'OPEN' ? [organizationId] : [],
    );
  }
}

function agreementOf({ stream }: RehearsedNode): string | null {
  const named = stream === null ? null : readStream(stream);
  return named?.kind === 'agreement' ? named.id : null;
}

async function statusNode(
  node: RehearsedNode,
  history: readonly RecordedEvent[],
  loaders: ApiContext['loaders'],
): Promise<StatusNode | null> {
  const agreementId = agreementOf(node);
  if (agreementId === null) return null;
  const { row, facts } = await statusOf(agreementId, node, history, loaders);
  const assumed = new Set(node.assumed.map(({ envelope }) => envelope.id));
  return { ...statusNodeOf(agreementId, row, node.asOf), rehearsed: { facts, assumed } };
}

async function partiesIn(
  node: RehearsedNode,
  history: readonly RecordedEvent[],
  { loaders }: ApiContext,
): Promise<StatusIn['parties'] | null> {
  const agreementId = agreementOf(node);
  return agreementId === null ? null : (await statusOf(agreementId, node, history, loaders)).parties;
}

// Status and parties ask of one history, and what one command leaves is what the next one finds.
const known = new WeakMap<readonly RecordedEvent[], Promise<StatusIn>>();

function statusOf(
  agreementId: string,
  node: RehearsedNode,
  history: readonly RecordedEvent[],
  loaders: ApiContext['loaders'],
): Promise<StatusIn> {
  const before = known.get(history);
  if (before) return before;
  const found = daysOfSources(node, history, loaders).then((days) =>
    statusIn(agreementId, history, node.asOf.validOn, (sourceId) => days.get(sourceId) ?? null),
  );
  known.set(history, found);
  return found;
}

/** When the sources that a history cites were published, by their ids; those that the rehearsal assumes too. */
async function daysOfSources(
  { asOf, assumed }: RehearsedNode,
  history: readonly RecordedEvent[],
  loaders: ApiContext['loaders'],
): Promise<ReadonlyMap<string, Day | null>> {
  const ids = new Set(
    history.flatMap(({ envelope: { provenance, data } }) => [
      ...provenance.map(({ source }) => source),
      ...(typeof data['sourceId'] === 'string' ? [data['sourceId']] : []),
    ]),
  );
  const deposits = new Map(
    assumed
      .map(({ envelope }) => pastEventOf(envelope))
      .flatMap((event) =>
        event.type === 'SourceDeposited'
          ? [[event.data.sourceId, event.data.publishedOn ?? null] as const]
          : [],
      ),
  );
  const recorded = await Promise.all(
    [...ids]
      .filter((id) => !deposits.has(id))
      .map(async (id) => [id, (await loaders.deposit(asOf, id))?.deposit.publishedOn ?? null] as const),
  );
  return new Map([...deposits, ...recorded]);
}
