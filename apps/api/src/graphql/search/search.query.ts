import {
  searchAgreements,
  searchMeetings,
  searchOrganizations,
  searchSources,
  type Db,
  type ReadModel,
  type Sought,
} from '@entente/read-model';
import { Inject } from '@nestjs/common';
import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { READ_MODEL } from '../../api-parts.js';
import { Allow } from '../../guard.js';
import type { AnswerAsOf } from '../as-of/answer-as-of.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { AsOfResolver } from '../as-of/as-of.js';
import { TextArg } from '../inputs/arguments.js';
import { pageSize } from '../lists/page.js';
import { FirstArg } from '../lists/page-arguments.js';
import type { ApiContext } from '../loading/context.js';
import { personsNamed } from '../person/people.query.js';
import { SearchKind } from '../vocabulary/enums.js';
import { SearchHit } from './search.types.js';

/** Something found, at the dates of the answer. */
export interface HitNode extends SearchHit {
  readonly asOf: AnswerAsOf;
}

type Kind = keyof typeof SearchKind;

/** How each kind is found in the read model; persons are found by the vault. */
const FINDERS: {
  readonly [K in Exclude<Kind, 'PERSON'>]: (db: Db, sought: Sought) => Promise<readonly string[]>;
} = {
  AGREEMENT: searchAgreements,
  ORGANIZATION: searchOrganizations,
  MEETING: searchMeetings,
  SOURCE: searchSources,
};

/** What dashboards find: they do not list meetings, sources or persons. */
const FOR_ALL: readonly Kind[] = ['AGREEMENT', 'ORGANIZATION'];

/** One search of everything that has a name. */
@Resolver()
export class SearchQuery {
  constructor(
    @Inject(READ_MODEL) private readonly readModel: ReadModel,
    private readonly asOf: AsOfResolver,
  ) {}

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => [SearchHit], {
    nullable: true,
    description:
      'What has these words then, each as the beginning of a word, without regard to accents and case: agreements (also by a party), organisations, and, not for dashboards, meetings, sources and persons. Of each kind in turn, the best first.',
  })
  async search(
    @Context() context: ApiContext,
    @TextArg('text', 'An id, or words.', { nullable: false }) text: string,
    @Args('kinds', { type: () => [SearchKind], nullable: true, description: 'Only of these kinds.' })
    kinds?: readonly Kind[] | null,
    @AsOfArg() asked?: AsOf | null,
    @FirstArg() first?: number | null,
  ): Promise<readonly HitNode[]> {
    const most = pageSize(first);
    const asOf = await this.asOf.resolve(asked, context);
    const mayFind = context.loaders.readsConfidential ? (Object.keys(SearchKind) as Kind[]) : FOR_ALL;
    const wanted = mayFind.filter((kind) => !kinds || kinds.includes(kind));
    const found = await Promise.all(
      wanted.map(async (kind) => {
        const keys = await this.find(kind, { text, asOf, most }, asOf, context);
        return keys.map((key): HitNode => ({ kind, key, asOf }));
      }),
    );
    return inTurn(found).slice(0, most);
  }

  private async find(
    kind: Kind,
    sought: Sought,
    asOf: AnswerAsOf,
    { loaders }: ApiContext,
  ): Promise<readonly string[]> {
    if (kind !== 'PERSON') return this.readModel.ask((db) => FINDERS[kind](db, sought));
    return (await personsNamed(sought.text, asOf, loaders)).map(({ key }) => key);
  }
}

/** The first of each list, then the second of each … */
function inTurn<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_turn, index) =>
    lists.flatMap((list) => list.slice(index, index + 1)),
  ).flat();
}
