import { type Json, type NamesById, type RefusalCode, textIn } from '@entente/domain';
import type { AsOf } from '@entente/read-model';
import { namesOf } from '../event/subject-names.js';
import type { Loaders } from '../loading/loaders.js';

type Details = { readonly [member: string]: Json };

/** Which details hold ids of what has a name that everybody may read; names of persons are not among them. */
const ORGANIZATIONS: readonly string[] = ['organizationId', 'organizationIds', 'eligible', 'ids'];
const MEETINGS: readonly string[] = ['meetingIds'];

/**
 * The details of a refusal or a warning with the names, as now known, of the organisations, agreements and meetings in them:
 * people know those by their names. What has no name yet has its id alone.
 */
export async function withNamesBesideIds(
  code: RefusalCode,
  details: Details,
  asOf: AsOf,
  loaders: Loaders,
): Promise<Details> {
  const of = (members: readonly string[]): readonly string[] =>
    members.flatMap((member) => details[member] ?? []).filter((id): id is string => typeof id === 'string');
  const id = of(['id']);
  const wanted = (
    [
      ['organization', [...of(ORGANIZATIONS), ...(code === 'ORGANIZATION_ALREADY_EXISTS' ? id : [])]],
      ['agreement', code === 'AGREEMENT_ALREADY_EXISTS' ? id : []],
      ['meeting', [...of(MEETINGS), ...(code === 'MEETING_ALREADY_EXISTS' ? id : [])]],
    ] as const
  ).flatMap(([kind, keys]) =>
    keys.map(async (key) => [key, await namesOf(kind, key, asOf, loaders)] as const),
  );
  const found = (await Promise.all(wanted)).flatMap(
    ([key, texts]): (readonly [string, NamesById[string]])[] => {
      const [fr, en] = [textIn(texts, 'fr'), textIn(texts, 'en')];
      return fr !== null && en !== null ? [[key, { fr, en }]] : [];
    },
  );
  return found.length === 0 ? details : { ...details, names: Object.fromEntries(found) as unknown as Json };
}
