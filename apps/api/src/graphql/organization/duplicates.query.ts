import { isBlank, similarNames, type Likeness } from '@entente/domain';
import {
  decisionsOn,
  namesLike,
  pairsOfSameName,
  type DecidedOn,
  type ReadModel,
  type SameNamed,
} from '@entente/read-model';
import { Inject } from '@nestjs/common';
import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { READ_MODEL } from '../../api-parts.js';
import { Allow } from '../../guard.js';
import type { AnswerAsOf, Entity } from '../as-of/answer-as-of.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { AsOfResolver } from '../as-of/as-of.js';
import { invalid } from '../errors/refused-error.js';
import { NamePipe } from '../inputs/arguments.js';
import { pageSize } from '../lists/page.js';
import { FirstArg } from '../lists/page-arguments.js';
import type { ApiContext } from '../loading/context.js';
import { DuplicateCandidate, OrganizationResemblance } from './duplicates.types.js';

/** The most pairs that are looked at to answer one question. */
const MOST_PAIRS = 1_000;

/** Organisations that may be one. */
@Resolver()
export class DuplicatesQuery {
  constructor(
    @Inject(READ_MODEL) private readonly readModel: ReadModel,
    private readonly asOf: AsOfResolver,
  ) {}

  @Allow('secretariat', 'auditor')
  @Query(() => [OrganizationResemblance], {
    nullable: true,
    description:
      'The organisations with a name or alias known then that is like this one, by the rule that a registration is judged by; the same before the near.',
  })
  async organizationsResembling(
    @Context() context: ApiContext,
    @Args('name', { type: () => String, description: 'A name to compare with all others.' }, NamePipe)
    name: string,
    @AsOfArg() asked?: AsOf | null,
  ): Promise<readonly (Omit<OrganizationResemblance, 'organization'> & { readonly organization: Entity })[]> {
    if (isBlank(name)) throw invalid('name', { problem: 'TEXT_BLANK' });
    const asOf = await this.asOf.resolve(asked, context);
    const sought = [{ text: name, use: 'OFFICIAL' }];
    const { same, near } = similarNames(
      sought,
      await this.readModel.ask((db) => namesLike(db, sought, asOf)),
    );
    const alike = [
      ...same.map((known) => ({ ...known, likeness: 'SAME' as Likeness })),
      ...near.map((known) => ({ ...known, likeness: 'NEAR' as Likeness })),
    ];
    return alike
      .filter(
        ({ organizationId }, index) =>
          alike.findIndex((other) => other.organizationId === organizationId) === index,
      )
      .map(({ organizationId, text, likeness }) => ({
        organization: { key: organizationId, asOf },
        name: text,
        likeness,
      }));
  }

  @Allow('secretariat', 'auditor')
  @Query(() => [DuplicateCandidate], {
    nullable: true,
    description:
      'Pairs of organisations with the same name or alias known then, of which nobody has said yet that they are one (a link, a merger) or two (an override with its reason, a severed link).',
  })
  async duplicateCandidates(
    @Context() context: ApiContext,
    @AsOfArg() asked?: AsOf | null,
    @FirstArg() first?: number | null,
  ): Promise<readonly { readonly organizations: readonly Entity[]; readonly names: readonly string[] }[]> {
    const most = pageSize(first);
    const asOf = await this.asOf.resolve(asked, context);
    const pairs = (await this.readModel.ask((db) => pairsOfSameName(db, asOf, MOST_PAIRS))).filter(isSame);
    const ids = [...new Set(pairs.flatMap((pair) => pair.ids))];
    const decided = await this.readModel.ask((db) => decisionsOn(db, ids, asOf));
    const open = await Promise.all(
      pairs.map(async (pair) => !isApart(pair, decided) && !(await isOne(pair, asOf, context))),
    );
    return pairs
      .filter((_pair, index) => open[index])
      .slice(0, most)
      .map(({ ids: both, names }) => ({ organizations: both.map((key) => ({ key, asOf })), names }));
  }
}

/** Keys of very long names are cut: the rule has the last word. */
function isSame({ ids: [organizationId], names: [one, other] }: SameNamed): boolean {
  return similarNames([{ text: other, use: 'OFFICIAL' }], [{ organizationId, text: one }]).same.length > 0;
}

/** Somebody said, when both were known, that the two are not one. */
function isApart({ ids }: SameNamed, decided: readonly DecidedOn[]): boolean {
  const [one, other] = ids;
  const beganAt = (id: string) =>
    decided.find(({ organizationId, what }) => organizationId === id && what === 'BEGAN')?.position ?? 0n;
  const says = (id: string, of: string) =>
    decided.some(
      ({ organizationId, what, others, position }) =>
        organizationId === id &&
        what === 'APART' &&
        (others === null ? position > beganAt(of) : others.includes(of)),
    );
  return says(one, other) || says(other, one);
}

/** The two are linked as the same, or one has become the other. */
async function isOne(
  { ids: [one, other] }: SameNamed,
  asOf: AnswerAsOf,
  { loaders }: ApiContext,
): Promise<boolean> {
  const [tree, merged, mergedOther] = await Promise.all([
    loaders.tree(asOf, one),
    loaders.mergedInto(asOf, one),
    loaders.mergedInto(asOf, other),
  ]);
  return (
    tree.root === (await loaders.tree(asOf, other)).root ||
    merged?.organization_id === other ||
    mergedOther?.organization_id === one
  );
}
