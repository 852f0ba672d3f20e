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
import { Context, Query, Resolver } from '@nestjs/graphql';
import { READ_MODEL } from '../../api-parts.js';
import { Allow } from '../../guard.js';
import type { AnswerAsOf, Entity } from '../as-of/answer-as-of.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { AsOfResolver } from '../as-of/as-of.js';
import { invalid } from '../errors/refused-error.js';
import { TextArg } from '../inputs/arguments.js';
import { pageSize } from '../lists/page.js';
import { FirstArg } from '../lists/page-arguments.js';
import type { ApiContext } from '../loading/context.js';
import { DuplicateCandidate, OrganizationResemblance } from './duplicates.types.js';

/** Pairs of the same name that are read at once; more are read until enough of them are open. */
const PAIRS_AT_ONCE = 500;

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
      'The first organisations with a name or alias known then that is like this one, by the rule that a registration is judged by; the same before the near.',
  })
  async organizationsResembling(
    @Context() context: ApiContext,
    @TextArg('name', 'A name to compare with all others.', { nullable: false })
    name: string,
    @AsOfArg() asked?: AsOf | null,
    @FirstArg() first?: number | null,
  ): Promise<readonly (Omit<OrganizationResemblance, 'organization'> & { readonly organization: Entity })[]> {
    if (isBlank(name)) throw invalid('name', { problem: 'TEXT_BLANK' });
    const most = pageSize(first);
    const asOf = await this.asOf.resolve(asked, context);
    const sought = [{ text: name, use: 'OFFICIAL' }];
    const { same, near } = similarNames(
      sought,
      await this.readModel.ask((db) => namesLike(db, sought, asOf)),
    );
    const alike = new Map<string, { readonly text: string; readonly likeness: Likeness }>();
    for (const [likeness, names] of [['SAME', same] as const, ['NEAR', near] as const])
      for (const { organizationId, text } of names)
        if (!alike.has(organizationId)) alike.set(organizationId, { text, likeness });
    return [...alike].slice(0, most).map(([key, { text, likeness }]) => ({
      organization: { key, asOf },
      name: text,
      likeness,
    }));
  }

  @Allow('secretariat', 'auditor')
  @Query(() => [DuplicateCandidate], {
    nullable: true,
    description:
      'The first pairs, by their ids, of organisations with the same name or alias known then, of which nobody has said yet that they are one (a link, a merger) or two (an override with its reason, a severed link). Pairs that are settled do not count towards `first`.',
  })
  async duplicateCandidates(
    @Context() context: ApiContext,
    @AsOfArg() asked?: AsOf | null,
    @FirstArg() first?: number | null,
  ): Promise<readonly { readonly organizations: readonly Entity[]; readonly names: readonly string[] }[]> {
    const most = pageSize(first);
    const asOf = await this.asOf.resolve(asked, context);
    const open: SameNamed[] = [];
    let after: SameNamed['ids'] | null = null;
    do {
      const page: readonly SameNamed[] = await this.pairsAfter(after, asOf);
      open.push(...(await this.openAmong(page.filter(isSame), asOf, context)));
      after = page.length < PAIRS_AT_ONCE ? null : (page.at(-1)?.ids ?? null);
    } while (open.length < most && after !== null);
    return open
      .slice(0, most)
      .map(({ ids: both, names }) => ({ organizations: both.map((key) => ({ key, asOf })), names }));
  }

  private pairsAfter(after: SameNamed['ids'] | null, asOf: AnswerAsOf): Promise<readonly SameNamed[]> {
    return this.readModel.ask((db) => pairsOfSameName(db, asOf, { after, most: PAIRS_AT_ONCE }));
  }

  private async openAmong(
    pairs: readonly SameNamed[],
    asOf: AnswerAsOf,
    context: ApiContext,
  ): Promise<readonly SameNamed[]> {
    const ids = [...new Set(pairs.flatMap((pair) => pair.ids))];
    const isApart = apartBy(await this.readModel.ask((db) => decisionsOn(db, ids, asOf)));
    const open = await Promise.all(
      pairs.map(async (pair) => !isApart(pair) && !(await isOne(pair, asOf, context))),
    );
    return pairs.filter((_pair, index) => open[index]);
  }
}

/** Keys of very long names are cut: the rule has the last word. */
function isSame({ ids: [organizationId], names: [one, other] }: SameNamed): boolean {
  return similarNames([{ text: other, use: 'OFFICIAL' }], [{ organizationId, text: one }]).same.length > 0;
}

/** Tells of pairs whether somebody said, when both were known, that the two are not one. */
function apartBy(decided: readonly DecidedOn[]): (pair: SameNamed) => boolean {
  const beganAt = new Map<string, bigint>();
  /** When an organisation was last said to be none of those that were there. */
  const apartAt = new Map<string, bigint>();
  const apartFrom = new Set<string>();
  // They come in the order of the log.
  for (const { organizationId, what, others, position } of decided) {
    if (what === 'BEGAN') beganAt.set(organizationId, position);
    else if (others === null) apartAt.set(organizationId, position);
    else for (const other of others) apartFrom.add(`${organizationId} ${other}`);
  }
  const says = (id: string, of: string) =>
    (apartAt.get(id) ?? 0n) > (beganAt.get(of) ?? 0n) || apartFrom.has(`${id} ${of}`);
  return ({ ids: [one, other] }) => says(one, other) || says(other, one);
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
