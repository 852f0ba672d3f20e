/**
 * The official names among some, the last one first: a renaming in effect comes before an alias that is called official too,
 * as an alias holds on every day. All of them where none is official.
 */
export function officialOf<N extends { readonly use: string; readonly renamed_on: string | null }>(
  names: readonly N[],
): readonly N[] {
  const official = names
    .filter(({ use }) => use.startsWith('OFFICIAL'))
    .toSorted((a, b) => (b.renamed_on ?? '').localeCompare(a.renamed_on ?? ''));
  return official.length > 0 ? official : names;
}
