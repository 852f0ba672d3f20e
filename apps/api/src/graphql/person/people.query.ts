import { searchWords } from '@entente/domain';
import { Context, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../guard.js';
import type { AnswerAsOf, Entity } from '../as-of/answer-as-of.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { AsOfResolver } from '../as-of/as-of.js';
import { RefusedError } from '../errors/refused-error.js';
import { TextArg } from '../inputs/arguments.js';
import { pageSize } from '../lists/page.js';
import { FirstArg } from '../lists/page-arguments.js';
import type { ApiContext } from '../loading/context.js';
import type { Loaders } from '../loading/loaders.js';
import { displayNameOf } from './display-name.js';
import { Person } from './person.types.js';

/** Persons, found by their names, which stand nowhere in clear. */
@Resolver()
export class PeopleQuery {
  constructor(private readonly asOf: AsOfResolver) {}

  @Allow('secretariat', 'auditor')
  @Query(() => [Person], {
    nullable: true,
    description:
      'The persons known then whose names hold these words, each as the beginning of a word, without regard to accents and case; by name. Of very many, not all are looked at: give more of the name.',
  })
  async people(
    @Context() context: ApiContext,
    @TextArg('text', 'Words of the name, or how they begin.', { nullable: false })
    text: string,
    @AsOfArg() asked?: AsOf | null,
    @FirstArg() first?: number | null,
  ): Promise<readonly Entity[]> {
    const most = pageSize(first);
    const asOf = await this.asOf.resolve(asked, context);
    const found = await personsNamed(text, asOf, context.loaders);
    return found.slice(0, most).map(({ key }) => ({ key, asOf }));
  }
}

/** A person, with the name that it is found by. */
export interface NamedPerson {
  readonly key: string;
  readonly name: string;
}

const BY_NAME = new Intl.Collator('fr');

/** The persons known then whose names hold the words of a text, by name. */
export async function personsNamed(
  text: string,
  asOf: AnswerAsOf,
  loaders: Loaders,
): Promise<readonly NamedPerson[]> {
  const ids = await loaders.personsFound(text);
  const named = await Promise.all(
    ids.map(async (key) => ({ key, name: await readableName(key, asOf, loaders) })),
  );
  const sought = searchWords(text);
  return named
    .filter((one): one is NamedPerson => one.name !== null && holds(one.name, sought))
    .toSorted((a, b) => BY_NAME.compare(a.name, b.name) || (a.key < b.key ? -1 : 1));
}

function holds(name: string, sought: readonly string[]): boolean {
  const words = searchWords(name);
  return sought.every((word) => words.some((own) => own.startsWith(word)));
}

/** A name that cannot be opened matches no search. The query for that person gives the error. */
async function readableName(key: string, asOf: AnswerAsOf, loaders: Loaders): Promise<string | null> {
  try {
    return await displayNameOf(key, asOf, loaders);
  } catch (error) {
    if (error instanceof RefusedError && error.refusal.code === 'SEALED_UNREADABLE') return null;
    throw error;
  }
}
