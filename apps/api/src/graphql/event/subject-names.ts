import type { StreamKind, Text } from '@entente/domain';
import { officialOf, type AsOf } from '@entente/read-model';
import type { Loaders } from '../loading/loaders.js';
import { displayNameOf } from '../person/display-name.js';

/**
 * What people call a subject of the ledger, in every language there is, as known and valid then: its official names, its
 * title; where a mission went, what a funding is for, who published a source. Empty for what has none, or is not known then, and for a person whose name the caller may not see.
 */
export async function namesOf(
  kind: StreamKind,
  id: string,
  asOf: AsOf,
  loaders: Loaders,
): Promise<readonly Text[]> {
  switch (kind) {
    case 'agreement':
      return (
        (await loaders.content(asOf, id))?.content.title ??
        (await loaders.agreement(asOf, id))?.registration.title ??
        []
      );
    case 'organization':
      return officialOf(await loaders.names(asOf, id));
    case 'person':
      return inNoLanguage((await displayNameOf(id, asOf, loaders)) ?? undefined);
    case 'meeting':
      return (await loaders.meeting(asOf, id))?.details.title ?? [];
    case 'programme':
      return (await loaders.programme(asOf, id))?.details.title ?? [];
    case 'committee':
      return (await loaders.committee(asOf, id))?.details.title ?? [];
    case 'resolution':
      return (await loaders.resolution(asOf, id))?.details.title ?? [];
    case 'project':
      return (await loaders.project(asOf, id))?.details.title ?? [];
    case 'mission':
      return inNoLanguage((await loaders.mission(asOf, id))?.details.destination);
    case 'funding':
      return (await loaders.funding(asOf, id))?.details.programme ?? [];
    case 'source':
      return inNoLanguage((await loaders.deposit(asOf, id))?.deposit.issuer);
    case 'envelope':
      return [];
    default:
      return kind satisfies never;
  }
}

/** A text of no language in particular. */
function inNoLanguage(text: string | undefined): readonly Text[] {
  return text === undefined ? [] : [{ text, lang: 'und' }];
}
