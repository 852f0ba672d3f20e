import { DisputeResolved, saysTheSame } from '@entente/domain';
import { listEvents, type ReadModel } from '@entente/read-model';
import { Inject } from '@nestjs/common';
import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { READ_MODEL } from '../../api-parts.js';
import { Allow } from '../../guard.js';
import type { AnswerAsOf } from '../as-of/answer-as-of.js';
import { AsOf } from '../as-of/as-of.input.js';
import { AsOfResolver } from '../as-of/as-of.js';
import { eventNodeOfRow, targetOf, type EventNode } from '../event/event-node.js';
import { NodeArg, type AskedId } from '../inputs/arguments.js';
import type { ApiContext } from '../loading/context.js';
import type { Loaders } from '../loading/loaders.js';
import { AgreementDiff, type Change } from './comparison.types.js';
import { itemsOf, type Item } from './items.js';

/** The most events between two positions that a difference is looked for in. */
const MOST_BETWEEN = 200;

/** The three answers of a comparison, by what their items are about. */
interface Compared {
  readonly before: ReadonlyMap<string, Item>;
  readonly between: ReadonlyMap<string, Item>;
  readonly after: ReadonlyMap<string, Item>;
}

/** What changed in an agreement between two answers: first what was learned, then what has happened. */
@Resolver()
export class ComparisonQuery {
  constructor(
    @Inject(READ_MODEL) private readonly readModel: ReadModel,
    private readonly asOf: AsOfResolver,
  ) {}

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => AgreementDiff, {
    nullable: true,
    description:
      'Two answers about an agreement, compared: what was learned of the first day, then what has happened since. Either may be the later one.',
  })
  async compare(
    @Context() context: ApiContext,
    @NodeArg('Agreement') { key }: AskedId,
    @Args('from', { type: () => AsOf, description: 'The dates of the first answer.' }) asked: AsOf,
    @Args('to', { type: () => AsOf, description: 'The dates of the second answer.' }) wanted: AsOf,
  ): Promise<AgreementDiff> {
    const from = await this.asOf.resolve(asked, context);
    const to = await this.asOf.resolve(wanted, context);
    const { loaders } = context;
    const [before, between, after] = await Promise.all([
      itemsAt(key, from, loaders),
      itemsAt(key, { ...to, validOn: from.validOn }, loaders),
      itemsAt(key, to, loaders),
    ]);
    const compared: Compared = { before, between, after };
    const names = new Set([...compared.before.keys(), ...compared.between.keys(), ...compared.after.keys()]);
    const learned = await this.recordedBetween(`agreement-${key}`, from, to);
    const found = await Promise.all(
      [...names].map((name) => changeOf(name, compared, { learned, to, loaders })),
    );
    const changes = found.filter((change) => change !== null);
    const has = (cause: Change['causes'][number]) => changes.some(({ causes }) => causes.includes(cause));
    return { id: key, from, to, changes, worldChanged: has('WORLD'), knowledgeChanged: has('KNOWLEDGE') };
  }

  /** The events of a stream between two positions, oldest first. */
  private async recordedBetween(
    stream: string,
    from: AnswerAsOf,
    to: AnswerAsOf,
  ): Promise<readonly EventNode[]> {
    const [first, last] =
      from.position <= to.position ? [from.position, to.position] : [to.position, from.position];
    const page = { first: MOST_BETWEEN, after: null };
    const { rows } = await this.readModel.ask((db) =>
      listEvents(db, { filter: { stream }, newestFirst: true, position: last, page }),
    );
    return rows
      .map(({ node }): EventNode => ({ ...eventNodeOfRow(node), asOf: to }))
      .filter(({ commit }) => commit > first)
      .toReversed();
  }
}

async function itemsAt(key: string, asOf: AnswerAsOf, loaders: Loaders): Promise<ReadonlyMap<string, Item>> {
  const items = await itemsOf(key, asOf, loaders);
  return new Map(items.map((item) => [`${item.subject} ${item.key ?? ''}`, item]));
}

async function changeOf(
  name: string,
  { before, between, after }: Compared,
  {
    learned,
    to,
    loaders,
  }: { readonly learned: readonly EventNode[]; readonly to: AnswerAsOf; readonly loaders: Loaders },
): Promise<Change | null> {
  const [was, then, now] = [before.get(name), between.get(name), after.get(name)];
  const one = was ?? then ?? now;
  const isLearned = !saysTheSame(was?.value, then?.value);
  const happened = !saysTheSame(then?.value, now?.value);
  if (!one || (!isLearned && !happened)) return null;
  return {
    subject: one.subject,
    key: one.key,
    before: was?.value ?? null,
    between: then?.value ?? null,
    after: now?.value ?? null,
    causes: [...(isLearned ? (['KNOWLEDGE'] as const) : []), ...(happened ? (['WORLD'] as const) : [])],
    learnedFrom: isLearned ? learnedFrom([was, then], learned) : [],
    decidedBy: await Promise.all((now?.decidedBy ?? []).map((id) => loaders.eventAt(to, id))),
  };
}

/** Of what was recorded between, what decides the item, or corrects or resolves what does; all of it where nothing does. */
function learnedFrom(
  items: readonly (Item | undefined)[],
  learned: readonly EventNode[],
): readonly EventNode[] {
  const deciding = new Set(items.flatMap((item) => item?.decidedBy ?? []));
  const found = learned.filter(
    (event) => deciding.has(event.id) || settledBy(event).some((id) => deciding.has(id)),
  );
  return found.length > 0 ? found : learned;
}

/** What an event corrects, or the disputes that it resolves. */
function settledBy(event: EventNode): readonly string[] {
  const { type, data } = event.envelope;
  return type === DisputeResolved.type ? (data['disputes'] as readonly string[]) : [targetOf(event)];
}
